// SPDX-License-Identifier: GPL-3.0-or-later
// Every query and update of the W3C's SPARQL 1.0 and 1.1 tests: the manifests
// tell which must parse and which must be refused.
#include "graph/base/file.h"
#include "graph/io/rdf_reader.h"
#include "graph/rdf/vocabulary.h"
#include "graph/sparql/parser.h"
#include "tests/support/cmocka_support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MANIFEST "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
#define QUERY "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
#define UPDATE "http://www.w3.org/2009/sparql/tests/test-update#"

enum { LINKS_MOST = 20000 };

// The triples of a manifest that tell what is tested.
typedef struct Link {
  GestaTerm subject;
  GestaTerm predicate;
  GestaTerm object;
} Link;

typedef struct Manifest {
  GestaQuadSink sink; // first, so that a pointer to it is a pointer to this
  GestaArena arena;
  Link *links;
  size_t count;
} Manifest;

typedef struct Score {
  size_t accepted;
  size_t refused;
  size_t wrong;
} Score;

static GestaTerm
copy_term(GestaArena *arena, const GestaTerm *term)
{
  GestaTerm copy = {.kind = term->kind};
  assert_int_equal(gesta_arena_copy(arena, term->value, &copy.value), GESTA_OK);
  return copy;
}

static GestaStatus
take_quad(GestaQuadSink *self, const GestaQuad *quad)
{
  Manifest *manifest = (Manifest *)self;
  assert_true(manifest->count < LINKS_MOST);
  manifest->links[manifest->count++] = (Link){
    copy_term(&manifest->arena, &quad->subject),
    copy_term(&manifest->arena, &quad->predicate),
    copy_term(&manifest->arena, &quad->object)};
  return GESTA_OK;
}

static const GestaTerm *
find_object(const Manifest *manifest, const GestaTerm *subject,
            const char *predicate)
{
  for (size_t i = 0; i < manifest->count; ++i) {
    const Link *link = &manifest->links[i];
    if (gesta_term_equal(&link->subject, subject)
        && gesta_view_equal(link->predicate.value, gesta_view(predicate))) {
      return &link->object;
    }
  }
  return NULL;
}

// Whether a test of this type wants the text to be refused.
static bool
is_negative(const GestaTerm *type)
{
  return type->value.size > strlen(MANIFEST)
         && !memcmp(type->value.data, MANIFEST "Negative",
                    strlen(MANIFEST "Negative"));
}

static void
check_file(const char *folder, GestaStringView iri, bool must_fail,
           Score *score)
{
  GestaAllocator *allocator = gesta_default_allocator();
  size_t start = iri.size;
  while (start > 0 && iri.data[start - 1] != '/') {
    --start;
  }
  char path[1000];
  (void)snprintf(path, sizeof path, "%s/%.*s", folder, (int)(iri.size - start),
                 iri.data + start);
  GestaStringView text;
  assert_int_equal(gesta_file_read(allocator, path, &text, NULL), GESTA_OK);

  GestaArena arena;
  gesta_arena_init(&arena, allocator);
  GestaRequest request;
  GestaError error = {0};
  const GestaParserOptions options = {.base = iri};
  const bool is_update = iri.size > 3
                         && !memcmp(iri.data + iri.size - 3, ".ru", 3);
  const GestaStatus status = is_update
                               ? gesta_parse_update(text, &options, &arena,
                                                    &request, &error)
                               : gesta_parse_query(text, &options, &arena,
                                                   &request, &error);
  if ((status != GESTA_OK) != must_fail) {
    ++score->wrong;
    print_message("%s: %s (%zu:%zu: %s)\n", path,
                  must_fail ? "must be refused" : "must parse", error.line,
                  error.column, error.message);
  }
  score->accepted += status == GESTA_OK;
  score->refused += status != GESTA_OK;
  gesta_arena_clear(&arena);
  gesta_text_release(allocator, &text);
}

static void
check_tests(const Manifest *manifest, const char *folder, Score *score)
{
  for (size_t i = 0; i < manifest->count; ++i) {
    const Link *link = &manifest->links[i];
    if (!gesta_view_equal(link->predicate.value,
                          gesta_view(MANIFEST "action"))) {
      continue;
    }
    const GestaTerm *type = find_object(manifest, &link->subject,
                                        GESTA_NS_RDF "type");
    const GestaTerm *file = &link->object;
    if (file->kind == GESTA_TERM_BLANK) {
      const GestaTerm *action = file;
      file = find_object(manifest, action, QUERY "query");
      if (!file) {
        file = find_object(manifest, action, UPDATE "request");
      }
    }
    const bool is_text =
      file && file->value.size > 3
      && (!memcmp(file->value.data + file->value.size - 3, ".rq", 3)
          || !memcmp(file->value.data + file->value.size - 3, ".ru", 3));
    if (is_text) {
      check_file(folder, file->value, type && is_negative(type), score);
    }
  }
}

// The tests of a folder's manifest, if it has one.
static void
check_folder(const char *folder, Score *score)
{
  char path[1000];
  (void)snprintf(path, sizeof path, "%s/manifest.ttl", folder);
  FILE *stream = fopen(path, "rb");
  if (!stream) {
    return;
  }
  GestaAllocator *allocator = gesta_default_allocator();
  Manifest manifest = {.sink = {take_quad, NULL}};
  gesta_arena_init(&manifest.arena, allocator);
  manifest.links = calloc(LINKS_MOST, sizeof *manifest.links);
  assert_non_null(manifest.links);
  const GestaReadOptions options = {
    .format = gesta_view("turtle"),
    .base = gesta_view("http://example.org/tests/manifest.ttl")};
  uint64_t count;
  GestaError error = {0};
  if (gesta_rdf_read(allocator, stream, path, &options, &manifest.sink, &count,
                     &error)) {
    fail_msg("%s:%zu:%zu: %s", path, error.line, error.column, error.message);
  }
  check_tests(&manifest, folder, score);
  assert_int_equal(fclose(stream), 0);
  gesta_arena_clear(&manifest.arena);
  free(manifest.links);
}

// returns  whether the suite is there
static bool
check_suite(const char *name, Score *score)
{
  const char *source = getenv("srcdir");
  char folder[500];
  (void)snprintf(folder, sizeof folder, "%s/../shared/w3c/sparql/%s",
                 source ? source : ".", name);
  DIR *directory = opendir(folder);
  if (!directory) {
    print_message("skipped: there is no %s\n", folder);
    return false;
  }
  for (struct dirent *entry = readdir(directory); entry;
       entry = readdir(directory)) {
    char inside[800];
    (void)snprintf(inside, sizeof inside, "%s/%s", folder, entry->d_name);
    if (entry->d_name[0] != '.') {
      check_folder(inside, score);
    }
  }
  assert_int_equal(closedir(directory), 0);
  print_message("%s: %zu accepted, %zu refused, %zu of them wrongly\n", name,
                score->accepted, score->refused, score->wrong);
  return true;
}

static void
all_of_sparql_1_0_is_judged_right(void **state)
{
  (void)state;
  Score score = {0};
  if (check_suite("sparql10", &score)) {
    assert_int_equal(score.wrong, 0);
    assert_true(score.accepted > 400 && score.refused > 40);
  }
}

static void
all_of_sparql_1_1_is_judged_right(void **state)
{
  (void)state;
  Score score = {0};
  if (check_suite("sparql11", &score)) {
    assert_int_equal(score.wrong, 0);
    assert_true(score.accepted > 400 && score.refused > 60);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(all_of_sparql_1_0_is_judged_right),
    cmocka_unit_test(all_of_sparql_1_1_is_judged_right),
  };
  return cmocka_run_group_tests_name("w3c_syntax", tests, NULL, NULL);
}
