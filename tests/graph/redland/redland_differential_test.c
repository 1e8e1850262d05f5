// SPDX-License-Identifier: GPL-3.0-or-later
// The same random operations through librdf on two storages, Redland's own in
// memory and ours: whatever is asked, both say the same.  Language tags are in
// lower case here, as ours keeps them.
#include "graph/redland/redland_storage.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/scratch_graph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 80, OPERATIONS = 3000, NODES = 5, LINE_SIZE = 512 };
enum { MOST_LINES = 1000 };

typedef struct Fixture {
  char directory[PATH_SIZE];
  char path[PATH_SIZE];
  librdf_world *world;
  librdf_storage *storage[2]; // hashes, gesta
  librdf_model *model[2];
  uint64_t random;
} Fixture;

static int
set_up(void **state)
{
  Fixture *fixture = test_calloc(1, sizeof *fixture);
  *state = fixture;
  scratch_graph_make(fixture->directory, fixture->path, sizeof fixture->path);
  fixture->world = librdf_new_world();
  assert_non_null(fixture->world);
  librdf_world_open(fixture->world);
  assert_int_equal(
    librdf_storage_register_factory(fixture->world, "gesta-under-test", "test",
                                    gesta_redland_storage_factory),
    0);
  fixture->storage[0] = librdf_new_storage(fixture->world, "hashes", "peer",
                                           "hash-type='memory',contexts='yes'");
  fixture->storage[1] = librdf_new_storage(fixture->world, "gesta-under-test",
                                           fixture->path, "new='yes'");
  for (size_t i = 0; i < 2; ++i) {
    assert_non_null(fixture->storage[i]);
    fixture->model[i] = librdf_new_model(fixture->world, fixture->storage[i],
                                         NULL);
    assert_non_null(fixture->model[i]);
  }
  fixture->random = 7;
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *fixture = *state;
  for (size_t i = 0; i < 2; ++i) {
    librdf_free_model(fixture->model[i]);
    librdf_free_storage(fixture->storage[i]);
  }
  librdf_free_world(fixture->world);
  scratch_graph_remove(fixture->directory, fixture->path);
  test_free(fixture);
  return 0;
}

static unsigned
draw(Fixture *fixture, unsigned count)
{
  return test_draw(&fixture->random, count);
}

static librdf_node *
make_iri(Fixture *fixture, const char *kind, unsigned number)
{
  char text[16];
  (void)snprintf(text, sizeof text, "urn:%s:%u", kind, number);
  librdf_node *node = librdf_new_node_from_uri_string(
    fixture->world, (const unsigned char *)text);
  assert_non_null(node);
  return node;
}

static librdf_node *
make_object(Fixture *fixture, unsigned number)
{
  static const char *const values[] = {"", "a \"b\" \\ \n\t", "été", "7"};
  static const char *const languages[] = {"fr", NULL, "en-gb", NULL};
  librdf_node *node = NULL;
  if (number < 4) {
    librdf_uri *type = librdf_new_uri(
      fixture->world,
      (const unsigned char *)"http://www.w3.org/2001/XMLSchema#integer");
    node = librdf_new_node_from_typed_literal(
      fixture->world, (const unsigned char *)values[number], languages[number],
      number == 3 ? type : NULL);
    librdf_free_uri(type);
  } else if (number == 4) {
    node = librdf_new_node_from_blank_identifier(fixture->world,
                                                 (const unsigned char *)"b1");
  } else {
    node = make_iri(fixture, "s", 0);
  }
  assert_non_null(node);
  return node;
}

// A random statement; a pattern may leave parts open.
static librdf_statement *
make_statement(Fixture *fixture, bool pattern)
{
  librdf_statement *statement = librdf_new_statement(fixture->world);
  if (!pattern || draw(fixture, 2)) {
    librdf_statement_set_subject(statement,
                                 make_iri(fixture, "s", draw(fixture, NODES)));
  }
  if (!pattern || draw(fixture, 2)) {
    librdf_statement_set_predicate(statement,
                                   make_iri(fixture, "p", draw(fixture, 3)));
  }
  if (!pattern || draw(fixture, 2)) {
    librdf_statement_set_object(statement,
                                make_object(fixture, draw(fixture, 6)));
  }
  return statement;
}

static int
compare(const void *left, const void *right)
{
  return strcmp(left, right);
}

typedef char Line[LINE_SIZE];

// What a storage answered, as lines.
typedef struct Answer {
  Line *lines;
  size_t count;
} Answer;

// Add a statement, or a node if there is none.
static void
add_line(const Fixture *fixture, librdf_statement *statement, librdf_node *node,
         Answer *answer)
{
  void *text = NULL;
  size_t size = 0;
  raptor_iostream *stream = raptor_new_iostream_to_string(
    librdf_world_get_raptor(fixture->world), &text, &size, malloc);
  assert_non_null(stream);
  assert_int_equal(statement ? librdf_statement_write(statement, stream)
                             : librdf_node_write(node, stream),
                   0);
  raptor_free_iostream(stream);
  assert_true(size < LINE_SIZE && answer->count < MOST_LINES);
  memcpy(answer->lines[answer->count], text, size);
  answer->lines[answer->count++][size] = '\0';
  free(text);
}

// Answers are the same if they hold the same lines; each is freed.
static void
check_same(Answer answers[2])
{
  for (size_t i = 0; i < 2; ++i) {
    qsort(answers[i].lines, answers[i].count, sizeof(Line), compare);
  }
  assert_int_equal(answers[1].count, answers[0].count);
  for (size_t i = 0; i < answers[0].count; ++i) {
    assert_string_equal(answers[1].lines[i], answers[0].lines[i]);
  }
  test_free(answers[0].lines);
  test_free(answers[1].lines);
}

// Leave out lines that come twice: hashes give a triple of two graphs twice.
static void
unite(Answer *answer)
{
  qsort(answer->lines, answer->count, sizeof(Line), compare);
  size_t kept = 0;
  for (size_t i = 0; i < answer->count; ++i) {
    if (kept == 0 || strcmp(answer->lines[kept - 1], answer->lines[i]) != 0) {
      memmove(answer->lines[kept++], answer->lines[i], LINE_SIZE);
    }
  }
  answer->count = kept;
}

// takes  left and right
static void
check_streams(const Fixture *fixture, librdf_stream *left, librdf_stream *right,
              bool united)
{
  librdf_stream *const both[2] = {left, right};
  Answer answers[2];
  for (size_t i = 0; i < 2; ++i) {
    answers[i] = (Answer){test_calloc(MOST_LINES, sizeof(Line)), 0};
    assert_non_null(both[i]);
    for (; !librdf_stream_end(both[i]); (void)librdf_stream_next(both[i])) {
      add_line(fixture, librdf_stream_get_object(both[i]), NULL, &answers[i]);
    }
    librdf_free_stream(both[i]);
  }
  if (united) {
    unite(&answers[0]);
  }
  check_same(answers);
}

// takes  left and right
static void
check_nodes(const Fixture *fixture, librdf_iterator *left,
            librdf_iterator *right)
{
  librdf_iterator *const both[2] = {left, right};
  Answer answers[2];
  for (size_t i = 0; i < 2; ++i) {
    answers[i] = (Answer){test_calloc(MOST_LINES, sizeof(Line)), 0};
    assert_non_null(both[i]);
    for (; !librdf_iterator_end(both[i]); (void)librdf_iterator_next(both[i])) {
      add_line(fixture, NULL, librdf_iterator_get_object(both[i]), &answers[i]);
    }
    librdf_free_iterator(both[i]);
  }
  check_same(answers);
}

static void
check_patterns(Fixture *fixture)
{
  librdf_model **const model = fixture->model;
  librdf_statement *pattern = make_statement(fixture, true);
  check_streams(fixture, librdf_model_find_statements(model[0], pattern),
                librdf_model_find_statements(model[1], pattern), false);
  librdf_free_statement(pattern);
  librdf_statement *whole = make_statement(fixture, false);
  assert_int_equal(librdf_model_contains_statement(model[1], whole) != 0,
                   librdf_model_contains_statement(model[0], whole) != 0);
  librdf_node *const subject = librdf_statement_get_subject(whole);
  librdf_node *const predicate = librdf_statement_get_predicate(whole);
  librdf_node *const object = librdf_statement_get_object(whole);
  check_nodes(fixture, librdf_model_get_targets(model[0], subject, predicate),
              librdf_model_get_targets(model[1], subject, predicate));
  check_nodes(fixture, librdf_model_get_sources(model[0], predicate, object),
              librdf_model_get_sources(model[1], predicate, object));
  check_nodes(fixture, librdf_model_get_arcs(model[0], subject, object),
              librdf_model_get_arcs(model[1], subject, object));
  librdf_free_statement(whole);
}

static void
triples_are_kept_like_those_of_hashes(void **state)
{
  Fixture *fixture = *state;
  for (int i = 0; i < OPERATIONS; ++i) {
    librdf_statement *statement = make_statement(fixture, false);
    const bool add = draw(fixture, 5) < 3;
    for (size_t m = 0; m < 2; ++m) {
      librdf_model *const model = fixture->model[m];
      if (add) {
        assert_int_equal(librdf_model_add_statement(model, statement), 0);
      } else if (librdf_model_contains_statement(model, statement)) {
        assert_int_equal(librdf_model_remove_statement(model, statement), 0);
      }
    }
    librdf_free_statement(statement);
    if (i % 10 == 0) {
      check_patterns(fixture);
    }
  }
  check_streams(fixture, librdf_model_as_stream(fixture->model[0]),
                librdf_model_as_stream(fixture->model[1]), false);
  assert_int_equal(librdf_model_size(fixture->model[1]),
                   librdf_model_size(fixture->model[0]));
}

// Whether a graph holds a statement: hashes would take it twice.
static bool
is_in_context(librdf_model *model, librdf_statement *statement,
              librdf_node *context)
{
  librdf_stream *stream = librdf_model_find_statements_in_context(
    model, statement, context);
  assert_non_null(stream);
  const bool found = !librdf_stream_end(stream);
  librdf_free_stream(stream);
  return found;
}

static void
change_context(Fixture *fixture, librdf_statement *statement,
               librdf_node *context)
{
  librdf_model **const model = fixture->model;
  const bool there = is_in_context(model[1], statement, context);
  const bool add = draw(fixture, 5) < 3;
  const bool clear = draw(fixture, 200) == 0;
  for (size_t m = 0; m < 2; ++m) {
    int failed = 0;
    if (clear) {
      failed = librdf_model_context_remove_statements(model[m], context);
    } else if (add && !there) {
      failed = librdf_model_context_add_statement(model[m], context, statement);
    } else if (!add && there) {
      failed = librdf_model_context_remove_statement(model[m], context,
                                                     statement);
    }
    assert_int_equal(failed, 0);
  }
}

static void
graphs_are_kept_like_the_contexts_of_hashes(void **state)
{
  Fixture *fixture = *state;
  librdf_model **const model = fixture->model;
  for (int i = 0; i < OPERATIONS; ++i) {
    librdf_statement *statement = make_statement(fixture, false);
    librdf_node *context = make_iri(fixture, "g", draw(fixture, 3));
    change_context(fixture, statement, context);
    if (i % 10 == 0) {
      librdf_statement *pattern = make_statement(fixture, true);
      check_streams(
        fixture,
        librdf_model_find_statements_in_context(model[0], pattern, context),
        librdf_model_find_statements_in_context(model[1], pattern, context),
        false);
      check_streams(fixture, librdf_model_context_as_stream(model[0], context),
                    librdf_model_context_as_stream(model[1], context), false);
      check_streams(fixture, librdf_model_find_statements(model[0], pattern),
                    librdf_model_find_statements(model[1], pattern), true);
      librdf_free_statement(pattern);
    }
    librdf_free_node(context);
    librdf_free_statement(statement);
  }
  check_nodes(fixture, librdf_model_get_contexts(model[0]),
              librdf_model_get_contexts(model[1]));
  assert_int_equal(librdf_model_size(model[1]), librdf_model_size(model[0]));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(triples_are_kept_like_those_of_hashes,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(graphs_are_kept_like_the_contexts_of_hashes,
                                    set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
