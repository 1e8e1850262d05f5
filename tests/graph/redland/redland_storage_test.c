// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/redland/redland_storage.h"

#include "tests/support/cmocka_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Few nodes, so that random quads meet: 4 subjects, 3 predicates, 5 objects, 3
// graphs and the default one.
enum { SUBJECTS = 4, PREDICATES = 3, OBJECTS = 5, GRAPHS = 4, PATH_SIZE = 64 };
enum {
  SUBJECTS_AND_PREDICATES = (SUBJECTS + 1) * (PREDICATES + 1),
  PATTERNS = SUBJECTS_AND_PREDICATES * (OBJECTS + 1),
};

typedef struct Fixture {
  char directory[PATH_SIZE];
  char path[PATH_SIZE + 16];
  librdf_world *world;
  librdf_storage *storage;
  librdf_model *model;
  uint64_t random;
  // The oracle: which quads are there.
  bool has[SUBJECTS][PREDICATES][OBJECTS][GRAPHS];
} Fixture;

static int
keep_quiet(void *user, librdf_log_message *message)
{
  (void)user;
  (void)message;
  return 1;
}

static void
open_world(Fixture *fixture, const char *options)
{
  fixture->world = librdf_new_world();
  assert_non_null(fixture->world);
  librdf_world_open(fixture->world);
  librdf_world_set_logger(fixture->world, NULL, keep_quiet);
  assert_int_equal(
    librdf_storage_register_factory(fixture->world, "gesta-under-test", "test",
                                    gesta_redland_storage_factory),
    0);
  fixture->storage = librdf_new_storage(fixture->world, "gesta-under-test",
                                        fixture->path, options);
  assert_non_null(fixture->storage);
  fixture->model = librdf_new_model(fixture->world, fixture->storage, NULL);
  assert_non_null(fixture->model);
}

static void
close_world(Fixture *fixture)
{
  librdf_free_model(fixture->model);
  librdf_free_storage(fixture->storage);
  librdf_free_world(fixture->world);
}

static int
set_up(void **state)
{
  static Fixture fixture;
  fixture = (Fixture){.random = 20};
  memcpy(fixture.directory, "/tmp/gesta-test-XXXXXX", 23);
  assert_non_null(mkdtemp(fixture.directory));
  (void)snprintf(fixture.path, sizeof fixture.path, "%s/g", fixture.directory);
  open_world(&fixture, "new='yes'");
  *state = &fixture;
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *fixture = *state;
  close_world(fixture);
  char lock[PATH_SIZE + 32];
  (void)snprintf(lock, sizeof lock, "%s-lock", fixture->path);
  (void)unlink(fixture->path);
  (void)unlink(lock);
  return rmdir(fixture->directory);
}

static size_t
draw(Fixture *fixture, size_t below)
{
  fixture->random = fixture->random * UINT64_C(6364136223846793005)
                    + UINT64_C(1442695040888963407);
  return (size_t)(fixture->random >> 33) % below;
}

static librdf_node *
make_iri(Fixture *fixture, const char *kind, size_t number)
{
  char text[32];
  (void)snprintf(text, sizeof text, "urn:%s:%zu", kind, number);
  return librdf_new_node_from_uri_string(fixture->world,
                                         (const unsigned char *)text);
}

// Objects are an IRI, a blank node, and literals of each kind.
static librdf_node *
make_object(Fixture *fixture, size_t number)
{
  static const unsigned char text[] = "l’été";
  librdf_world *world = fixture->world;
  librdf_uri *integer = NULL;
  librdf_node *node = NULL;
  switch (number) {
  case 0:
    return make_iri(fixture, "o", 0);
  case 1:
    return librdf_new_node_from_blank_identifier(world,
                                                 (const unsigned char *)"b1");
  case 2:
    return librdf_new_node_from_literal(world, text, NULL, 0);
  case 3:
    return librdf_new_node_from_literal(world, text, "fr", 0);
  default:
    integer = librdf_new_uri(
      world, (const unsigned char *)"http://www.w3.org/2001/XMLSchema#integer");
    node = librdf_new_node_from_typed_literal(
      world, (const unsigned char *)"007", NULL, integer);
    librdf_free_uri(integer);
    return node;
  }
}

static librdf_statement *
make_statement(Fixture *fixture, size_t s, size_t p, size_t o)
{
  return librdf_new_statement_from_nodes(
    fixture->world, s < SUBJECTS ? make_iri(fixture, "s", s) : NULL,
    p < PREDICATES ? make_iri(fixture, "p", p) : NULL,
    o < OBJECTS ? make_object(fixture, o) : NULL);
}

// Graph 0 is the default one.
static librdf_node *
make_context(Fixture *fixture, size_t g)
{
  return g == 0 ? NULL : make_iri(fixture, "g", g);
}

static void
change(Fixture *fixture, bool add, const size_t at[4])
{
  librdf_statement *statement = make_statement(fixture, at[0], at[1], at[2]);
  librdf_node *context = make_context(fixture, at[3]);
  bool *const has = &fixture->has[at[0]][at[1]][at[2]][at[3]];
  int status = 0;
  if (add) {
    status = context
               ? librdf_model_context_add_statement(fixture->model, context,
                                                    statement)
               : librdf_storage_add_statement(fixture->storage, statement);
    assert_int_equal(status, 0);
  } else {
    status = context ? librdf_model_context_remove_statement(fixture->model,
                                                             context, statement)
                     : librdf_model_remove_statement(fixture->model, statement);
    assert_int_equal(status == 0, *has);
  }
  *has = add;
  librdf_free_statement(statement);
  if (context) {
    librdf_free_node(context);
  }
}

static void
change_at_random(Fixture *fixture, size_t times)
{
  for (size_t i = 0; i < times; ++i) {
    const size_t at[4] = {draw(fixture, SUBJECTS), draw(fixture, PREDICATES),
                          draw(fixture, OBJECTS), draw(fixture, GRAPHS)};
    change(fixture, draw(fixture, 3) > 0, at);
  }
}

// How many triples match, in graph `g`; GRAPHS: in the union of all.
static size_t
expect(const Fixture *fixture, const size_t at[4])
{
  size_t count = 0;
  for (size_t s = 0; s < SUBJECTS; ++s) {
    for (size_t p = 0; p < PREDICATES; ++p) {
      for (size_t o = 0; o < OBJECTS; ++o) {
        bool found = false;
        for (size_t g = 0; g < GRAPHS; ++g) {
          found = found
                  || (fixture->has[s][p][o][g]
                      && (at[3] == GRAPHS || at[3] == g));
        }
        count += found && (at[0] == SUBJECTS || at[0] == s)
                 && (at[1] == PREDICATES || at[1] == p)
                 && (at[2] == OBJECTS || at[2] == o);
      }
    }
  }
  return count;
}

static size_t
drain(librdf_stream *stream, librdf_statement *pattern)
{
  size_t count = 0;
  assert_non_null(stream);
  for (; !librdf_stream_end(stream); (void)librdf_stream_next(stream)) {
    librdf_statement *found = librdf_stream_get_object(stream);
    assert_non_null(found);
    assert_true(!pattern || librdf_statement_match(found, pattern));
    ++count;
  }
  librdf_free_stream(stream);
  return count;
}

static void
every_pattern_finds_what_brute_force_finds(void **state)
{
  Fixture *fixture = *state;
  for (size_t round = 0; round < 4; ++round) {
    change_at_random(fixture, 80);
    for (size_t code = 0; code < PATTERNS; ++code) {
      const size_t s = code % (SUBJECTS + 1);
      const size_t p = code / (SUBJECTS + 1) % (PREDICATES + 1);
      const size_t o = code / SUBJECTS_AND_PREDICATES;
      librdf_statement *pattern = make_statement(fixture, s, p, o);
      const size_t anywhere[4] = {s, p, o, GRAPHS};
      assert_int_equal(
        drain(librdf_model_find_statements(fixture->model, pattern), pattern),
        expect(fixture, anywhere));
      for (size_t g = 1; g < GRAPHS; ++g) {
        librdf_node *context = make_context(fixture, g);
        const size_t there[4] = {s, p, o, g};
        assert_int_equal(drain(librdf_model_find_statements_in_context(
                                 fixture->model, pattern, context),
                               pattern),
                         expect(fixture, there));
        librdf_free_node(context);
      }
      librdf_free_statement(pattern);
    }
  }
}

static void
the_whole_model_gives_each_quad_with_its_context(void **state)
{
  Fixture *fixture = *state;
  change_at_random(fixture, 150);
  size_t expected = 0;
  size_t of_default = 0;
  for (size_t g = 0; g < GRAPHS; ++g) {
    const size_t there[4] = {SUBJECTS, PREDICATES, OBJECTS, g};
    expected += expect(fixture, there);
    of_default = g == 0 ? expected : of_default;
  }
  assert_int_equal(librdf_model_size(fixture->model), expected);

  size_t count = 0;
  size_t without_context = 0;
  librdf_stream *stream = librdf_model_as_stream(fixture->model);
  for (; !librdf_stream_end(stream); (void)librdf_stream_next(stream)) {
    ++count;
    without_context += librdf_stream_get_context2(stream) == NULL;
  }
  librdf_free_stream(stream);
  assert_int_equal(count, expected);
  assert_int_equal(without_context, of_default);
}

static void
contexts_are_listed_and_removed(void **state)
{
  Fixture *fixture = *state;
  change_at_random(fixture, 150);
  librdf_uri *feature = librdf_new_uri(
    fixture->world, (const unsigned char *)LIBRDF_MODEL_FEATURE_CONTEXTS);
  librdf_node *value = librdf_model_get_feature(fixture->model, feature);
  assert_non_null(value);
  librdf_free_node(value);
  librdf_free_uri(feature);
  for (size_t g = GRAPHS; g-- > 1;) {
    size_t count = 0;
    librdf_iterator *contexts = librdf_model_get_contexts(fixture->model);
    for (; !librdf_iterator_end(contexts);
         (void)librdf_iterator_next(contexts)) {
      assert_non_null(librdf_iterator_get_object(contexts));
      ++count;
    }
    librdf_free_iterator(contexts);
    assert_int_equal(count, g);

    librdf_node *context = make_context(fixture, g);
    assert_true(librdf_model_contains_context(fixture->model, context));
    assert_int_equal(
      librdf_model_context_remove_statements(fixture->model, context), 0);
    assert_false(librdf_model_contains_context(fixture->model, context));
    librdf_free_node(context);
  }
}

static void
nodes_are_reached_through_sources_arcs_and_targets(void **state)
{
  Fixture *fixture = *state;
  const size_t one[4] = {0, 1, 3, 2};
  change(fixture, true, one);
  librdf_node *subject = make_iri(fixture, "s", 0);
  librdf_node *predicate = make_iri(fixture, "p", 1);
  librdf_node *object = make_object(fixture, 3);

  librdf_node *found = librdf_model_get_target(fixture->model, subject,
                                               predicate);
  assert_true(librdf_node_equals(found, object));
  librdf_free_node(found);
  found = librdf_model_get_source(fixture->model, predicate, object);
  assert_true(librdf_node_equals(found, subject));
  librdf_free_node(found);
  found = librdf_model_get_arc(fixture->model, subject, object);
  assert_true(librdf_node_equals(found, predicate));
  librdf_free_node(found);
  assert_true(librdf_model_has_arc_out(fixture->model, subject, predicate));
  assert_true(librdf_model_has_arc_in(fixture->model, object, predicate));

  librdf_free_node(subject);
  librdf_free_node(predicate);
  librdf_free_node(object);
}

// Remove each statement as it comes by: the stream must not notice.
static void
drain_while_removing(Fixture *fixture, size_t expected)
{
  size_t count = 0;
  librdf_stream *stream = librdf_model_as_stream(fixture->model);
  for (; !librdf_stream_end(stream); (void)librdf_stream_next(stream)) {
    librdf_statement *statement = librdf_stream_get_object(stream);
    librdf_node *context = librdf_stream_get_context2(stream);
    assert_int_equal(
      context ? librdf_model_context_remove_statement(fixture->model, context,
                                                      statement)
              : librdf_model_remove_statement(fixture->model, statement),
      0);
    ++count;
  }
  librdf_free_stream(stream);
  assert_int_equal(count, expected);
  assert_int_equal(librdf_model_size(fixture->model), 0);
}

static void
a_stream_stays_valid_while_the_graph_changes(void **state)
{
  Fixture *fixture = *state;
  change_at_random(fixture, 100);
  drain_while_removing(fixture, (size_t)librdf_model_size(fixture->model));

  memset(fixture->has, 0, sizeof fixture->has);
  change_at_random(fixture, 100);
  const size_t size = (size_t)librdf_model_size(fixture->model);
  assert_int_equal(librdf_model_transaction_start(fixture->model), 0);
  drain_while_removing(fixture, size);
  assert_int_equal(librdf_model_transaction_rollback(fixture->model), 0);
  assert_int_equal(librdf_model_size(fixture->model), size);
}

static void
a_transaction_is_kept_or_undone(void **state)
{
  Fixture *fixture = *state;
  const size_t one[4] = {1, 1, 1, 1};
  const size_t two[4] = {2, 2, 2, 0};
  assert_int_equal(librdf_model_transaction_start(fixture->model), 0);
  assert_int_not_equal(librdf_model_transaction_start(fixture->model), 0);
  change(fixture, true, one);
  assert_int_equal(librdf_model_size(fixture->model), 1);
  assert_int_equal(librdf_model_transaction_rollback(fixture->model), 0);
  assert_int_equal(librdf_model_size(fixture->model), 0);

  assert_int_equal(librdf_model_transaction_start(fixture->model), 0);
  change(fixture, true, one);
  change(fixture, true, two);
  assert_int_equal(librdf_model_transaction_commit(fixture->model), 0);
  assert_int_not_equal(librdf_model_transaction_commit(fixture->model), 0);
  assert_int_equal(librdf_model_size(fixture->model), 2);
}

static void
statements_are_there_when_the_file_is_opened_again(void **state)
{
  Fixture *fixture = *state;
  change_at_random(fixture, 50);
  const int size = librdf_model_size(fixture->model);
  close_world(fixture);
  open_world(fixture, NULL);
  assert_int_equal(librdf_model_size(fixture->model), size);
  close_world(fixture);
  open_world(fixture, "write='no'");
  assert_int_equal(librdf_model_size(fixture->model), size);
  librdf_statement *statement = make_statement(fixture, 0, 0, 0);
  assert_int_not_equal(
    librdf_storage_add_statement(fixture->storage, statement), 0);
  librdf_free_statement(statement);
  close_world(fixture);
  open_world(fixture, "new='yes'");
  assert_int_equal(librdf_model_size(fixture->model), 0);
}

static void
a_copied_storage_sees_the_same_file(void **state)
{
  Fixture *fixture = *state;
  change_at_random(fixture, 50);
  librdf_storage *copy = librdf_new_storage_from_storage(fixture->storage);
  assert_non_null(copy);
  librdf_model *model = librdf_new_model(fixture->world, copy, NULL);
  assert_non_null(model);
  assert_int_equal(librdf_model_size(model), librdf_model_size(fixture->model));
  librdf_free_model(model);
  librdf_free_storage(copy);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  static const struct CMUnitTest tests[] = {
    TEST(every_pattern_finds_what_brute_force_finds),
    TEST(the_whole_model_gives_each_quad_with_its_context),
    TEST(contexts_are_listed_and_removed),
    TEST(nodes_are_reached_through_sources_arcs_and_targets),
    TEST(a_stream_stays_valid_while_the_graph_changes),
    TEST(a_transaction_is_kept_or_undone),
    TEST(statements_are_there_when_the_file_is_opened_again),
    TEST(a_copied_storage_sees_the_same_file),
  };
  return cmocka_run_group_tests_name("redland_storage", tests, NULL, NULL);
}
