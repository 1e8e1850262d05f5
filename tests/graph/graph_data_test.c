// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/graph.h"
#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[] = "/tmp/gesta-test-XXXXXX";

static int
set_up(void **state)
{
  (void)state;
  return !mkdtemp(folder) || setenv("TMPDIR", folder, 1) != 0;
}

static int
tear_down(void **state)
{
  (void)state;
  return rmdir(folder); // which fails if something was left in it
}

static size_t
count_files(void)
{
  size_t count = 0;
  DIR *const directory = opendir(folder);
  assert_non_null(directory);
  while (readdir(directory)) {
    ++count;
  }
  (void)closedir(directory);
  return count - strlen("..");
}

static void
a_temporary_graph_has_no_name_and_keeps_what_it_was_given(void **state)
{
  (void)state;
  GestaGraph *graphs[2] = {NULL, NULL};
  GestaError error;
  for (size_t i = 0; i < 2; ++i) {
    assert_int_equal(gesta_graph_open_temporary(gesta_default_allocator(), NULL,
                                                &graphs[i], &error),
                     GESTA_OK);
    assert_int_equal(count_files(), 0);
  }
  const GestaQuad quad = {gesta_iri(GESTA_VIEW("urn:s")),
                          gesta_iri(GESTA_VIEW("urn:p")),
                          gesta_iri(GESTA_VIEW("urn:o")),
                          {0}};
  assert_int_equal(gesta_graph_begin(graphs[0], &error), GESTA_OK);
  assert_int_equal(gesta_sink_quad(gesta_graph_sink(graphs[0]), &quad),
                   GESTA_OK);
  assert_int_equal(gesta_graph_commit(graphs[0], &error), GESTA_OK);
  for (size_t i = 0; i < 2; ++i) {
    GestaStoreFacts facts;
    assert_int_equal(gesta_graph_facts(graphs[i], &facts, &error), GESTA_OK);
    assert_int_equal(facts.quad_count, 1 - i);
    gesta_graph_close(graphs[i]);
  }
  assert_int_equal(count_files(), 0);
}

static void
a_folder_that_is_missing_is_told(void **state)
{
  (void)state;
  GestaGraph *graph = NULL;
  GestaError error = {.status = GESTA_OK};
  assert_int_equal(setenv("TMPDIR", "/nowhere/at/all", 1), 0);
  assert_int_equal(
    gesta_graph_open_temporary(gesta_default_allocator(), NULL, &graph, &error),
    GESTA_ERR_FILE);
  assert_null(graph);
  assert_non_null(strstr(error.message, "/nowhere/at/all"));
  assert_int_equal(setenv("TMPDIR", folder, 1), 0);
}

static void
relative_iris_of_a_file_refer_to_the_file(void **state)
{
  (void)state;
  GestaError error = {.status = GESTA_OK};
  GestaGraph *graph = NULL;
  char path[64];
  (void)snprintf(path, sizeof path, "%s/a.ttl", folder);
  FILE *const stream = fopen(path, "w");
  assert_non_null(stream);
  assert_true(fputs("<b> a <#c> .\n", stream) >= 0);
  assert_int_equal(fclose(stream), 0);
  assert_int_equal(
    gesta_graph_open_temporary(gesta_default_allocator(), NULL, &graph, &error),
    GESTA_OK);
  assert_int_equal(gesta_graph_begin(graph, &error), GESTA_OK);
  const GestaReadOptions options = {.graph = gesta_iri(GESTA_VIEW("urn:g"))};
  assert_int_equal(gesta_graph_read_file(graph, path, &options, &error),
                   GESTA_OK);
  assert_int_equal(gesta_graph_read_file(graph, folder, &options, &error),
                   GESTA_ERR_FILE);
  assert_int_equal(gesta_graph_read_file(graph, "/nowhere", &options, &error),
                   GESTA_ERR_FILE);
  assert_int_equal(gesta_graph_commit(graph, &error), GESTA_OK);

  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  GestaOutput output = gesta_output_to_buffer(&text);
  const GestaExportOptions how = {.format = GESTA_VIEW("nq")};
  assert_int_equal(gesta_graph_export(graph, &how, &output, &error), GESTA_OK);
  char expected[256];
  (void)snprintf(expected, sizeof expected,
                 "<file://%s/b> <" GESTA_NS_RDF "type> <file://%s#c> "
                 "<urn:g> .\n",
                 folder, path);
  assert_string_equal(text.data, expected);
  gesta_text_buffer_clear(&text);
  gesta_graph_close(graph);
  assert_int_equal(unlink(path), 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_temporary_graph_has_no_name_and_keeps_what_it_was_given),
    cmocka_unit_test(a_folder_that_is_missing_is_told),
    cmocka_unit_test(relative_iris_of_a_file_refer_to_the_file),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
