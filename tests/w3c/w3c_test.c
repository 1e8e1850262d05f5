// SPDX-License-Identifier: GPL-3.0-or-later
// The W3C's tests of SPARQL 1.0 and 1.1, in this process.  They are no part of
// the product: where ../shared/w3c/sparql is missing, the test is skipped.  A
// test that fails must be in expected_failures with a reason, and one that is
// there must fail.
#include "graph/base/file.h"
#include "graph/graph.h"
#include "graph/rdf/vocabulary.h"
#include "tests/w3c/manifest.h"
#include "tests/w3c/result_file.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// A test that does not end would hold up everything.
enum { TIMEOUT = 60000 };

typedef struct Trial {
  const W3cTest *test;
  GestaGraph *graph;
  GestaStringView request;
  char base[PATH_MAX + 8];
  GestaQueryOptions options;
  GestaError error;
  GestaTextBuffer answer;
} Trial;

static GestaAllocator *
allocator(void)
{
  return gesta_default_allocator();
}

static bool
explain(const Trial *trial, const char *what)
{
  printf("# %s: %s%s%s\n", trial->test->id, what,
         trial->error.message[0] ? ": " : "", trial->error.message);
  return false;
}

static bool
load(Trial *trial)
{
  if (gesta_graph_open_temporary(allocator(), NULL, &trial->graph,
                                 &trial->error)
      || gesta_graph_begin(trial->graph, &trial->error)) {
    return explain(trial, "no graph");
  }
  for (const W3cFile *file = trial->test->data; file; file = file->next) {
    const GestaReadOptions how = {
      .graph = file->name ? gesta_iri(gesta_view(file->name)) : (GestaTerm){0},
      .by_name = true};
    if (gesta_graph_read_file(trial->graph, file->path, &how, &trial->error)) {
      return explain(trial, "the data cannot be read");
    }
  }
  if (trial->test->kind == W3C_QUERY && !trial->test->data
      && gesta_graph_read_dataset(trial->graph, trial->request,
                                  trial->options.base, &trial->error)) {
    return explain(trial, "the dataset cannot be read");
  }
  return !gesta_graph_commit(trial->graph, &trial->error)
         || explain(trial, "the data cannot be kept");
}

static bool
check_query(Trial *trial)
{
  ResultFile expected;
  if (!trial->test->result
      || !result_file_read(trial->test->result, &expected)) {
    return explain(trial, "no expected result");
  }
  SolutionTable actual;
  GestaOutput output = gesta_output_to_buffer(&trial->answer);
  trial->options.format = gesta_view(expected.format);
  bool good = false;
  if (gesta_graph_query(trial->graph, trial->request, &trial->options, &output,
                        NULL, &trial->error)) {
    (void)explain(trial, "fails");
  } else if (!result_text_read(gesta_text_buffer_view(&trial->answer),
                               &expected, &actual)) {
    (void)explain(trial, "the answer cannot be read");
  } else {
    const SolutionRule rule = expected.table.has_order ? SOLUTION_ORDERED
                                                       : SOLUTION_BAG;
    good = solution_table_matches(&expected.table, &actual,
                                  trial->test->is_reduced ? SOLUTION_REDUCED
                                                          : rule)
           || explain(trial, "another answer");
    solution_table_clear(&actual);
  }
  solution_table_clear(&expected.table);
  return good;
}

static bool
check_dataset(Trial *trial)
{
  SolutionTable expected;
  solution_table_init(&expected, 4);
  bool good = true;
  for (const W3cFile *file = trial->test->result_data; good && file;
       file = file->next) {
    good = result_rdf_read(file->path,
                           file->name ? gesta_iri(gesta_view(file->name))
                                      : (GestaTerm){0},
                           &expected);
  }
  GestaOutput output = gesta_output_to_buffer(&trial->answer);
  const GestaExportOptions how = {.format = GESTA_VIEW("nq")};
  if (good && gesta_graph_export(trial->graph, &how, &output, &trial->error)) {
    good = explain(trial, "cannot be printed");
  }
  const ResultFile form = {.kind = RESULT_TRIPLES, .format = "nq"};
  SolutionTable actual;
  if (good) {
    good = result_text_read(gesta_text_buffer_view(&trial->answer), &form,
                            &actual);
  }
  if (good) {
    solution_table_make_set(&expected);
    good = solution_table_matches(&expected, &actual, SOLUTION_BAG)
           || explain(trial, "another dataset");
    solution_table_clear(&actual);
  }
  solution_table_clear(&expected);
  return good;
}

static bool
check_update(Trial *trial)
{
  if (gesta_graph_update(trial->graph, trial->request, &trial->options, NULL,
                         &trial->error)) {
    return explain(trial, "fails");
  }
  return check_dataset(trial);
}

static bool
check_syntax(Trial *trial, GestaRequestKind kind, bool is_good)
{
  const GestaStatus status = gesta_graph_check(NULL, kind, trial->request,
                                               &trial->options, &trial->error);
  if (is_good) {
    return status == GESTA_OK || explain(trial, "is refused");
  }
  return status == GESTA_ERR_SYNTAX || status == GESTA_ERR_ENCODING
         || explain(trial, "is accepted");
}

static bool
run(Trial *trial)
{
  switch (trial->test->kind) {
  case W3C_QUERY:
    return load(trial) && check_query(trial);
  case W3C_UPDATE:
    return load(trial) && check_update(trial);
  case W3C_SYNTAX_GOOD:
    return check_syntax(trial, GESTA_REQUEST_QUERY, true);
  case W3C_SYNTAX_BAD:
    return check_syntax(trial, GESTA_REQUEST_QUERY, false);
  case W3C_UPDATE_SYNTAX_GOOD:
    return check_syntax(trial, GESTA_REQUEST_UPDATE, true);
  case W3C_UPDATE_SYNTAX_BAD:
    return check_syntax(trial, GESTA_REQUEST_UPDATE, false);
  }
  return false;
}

static bool
passes(const W3cTest *test)
{
  Trial trial = {.test = test};
  gesta_text_buffer_init(&trial.answer, allocator());
  bool good = false;
  if (gesta_file_read(allocator(), test->request, &trial.request,
                      &trial.error)) {
    (void)explain(&trial, "no request");
  } else {
    (void)snprintf(trial.base, sizeof trial.base, "file://%s", test->request);
    trial.options = (GestaQueryOptions){
      .base = gesta_view(trial.base),
      .timeout = TIMEOUT,
      .strict_default_graph = true,
    };
    good = run(&trial);
  }
  gesta_graph_close(trial.graph);
  gesta_text_release(allocator(), &trial.request);
  gesta_text_buffer_clear(&trial.answer);
  return good;
}

// ---- Expected failures ------------------------------------------------------

// Lines `ID<tab>REASON`; others begin with "#".
static bool
is_expected(GestaStringView list, const char *id)
{
  const size_t size = strlen(id);
  for (size_t at = 0; at < list.size; ++at) {
    if (list.size - at > size && memcmp(list.data + at, id, size) == 0
        && list.data[at + size] == '\t') {
      return true;
    }
    const char *const end = memchr(list.data + at, '\n', list.size - at);
    at = end ? (size_t)(end - list.data) : list.size;
  }
  return false;
}

int
main(void)
{
  const char *const srcdir = getenv("srcdir") ? getenv("srcdir") : ".";
  char path[PATH_MAX];
  char root[PATH_MAX];
  (void)snprintf(path, sizeof path, "%s/../shared/w3c/sparql", srcdir);
  if (!realpath(path, root)) {
    printf("1..0 # SKIP %s is missing\n", path);
    return 0;
  }
  GestaArena arena;
  gesta_arena_init(&arena, allocator());
  GestaStringView known = {NULL, 0};
  GestaError error = {.message = ""};
  W3cTest *tests = NULL;
  (void)snprintf(path, sizeof path, "%s/tests/w3c/expected_failures", srcdir);
  if (gesta_file_read(allocator(), path, &known, &error)
      || !w3c_manifest_read(root, "sparql10/manifest.ttl", &arena, &tests)
      || !w3c_manifest_read(root, "sparql11/manifest-all.ttl", &arena,
                            &tests)) {
    printf("Bail out! The tests cannot be read: %s\n", error.message);
    return 1;
  }
  size_t count = 0;
  bool all_good = true;
  for (const W3cTest *test = tests; test; test = test->next) {
    const bool expected = is_expected(known, test->id);
    const bool good = passes(test) != expected;
    all_good &= good;
    if (!good && expected) {
      printf("# %s passes: take it out of expected_failures\n", test->id);
    }
    printf("%s %zu - %s%s\n", good ? "ok" : "not ok", ++count, test->id,
           expected ? " fails, as it should" : "");
  }
  printf("1..%zu\n", count);
  gesta_text_release(allocator(), &known);
  gesta_arena_clear(&arena);
  return all_good ? 0 : 1;
}
