// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/w3c/manifest.h"

#include "graph/io/rdf_reader.h"
#include "graph/rdf/vocabulary.h"
#include "tests/w3c/solution_table.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#define MF(name)                                                               \
  "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#" name
#define QT(name) "http://www.w3.org/2001/sw/DataAccess/tests/test-query#" name
#define UT(name) "http://www.w3.org/2009/sparql/tests/test-update#" name

typedef struct Reader {
  const char *root;
  GestaArena *arena;
  W3cTest **end;
  SolutionTable facts; // of the present manifest
  const char *folder;  // of the present manifest, below the root
} Reader;

// ---- Facts ------------------------------------------------------------------

// The next object of a property, after number *at; begin with 0.
static const GestaTerm *
next_object(const Reader *reader, const GestaTerm *subject,
            const char *predicate, size_t *at)
{
  while (*at < reader->facts.count) {
    const GestaTerm *const row = &reader->facts.terms[4 * (*at)++];
    if (gesta_term_equal(&row[0], subject)
        && gesta_view_equal(row[1].value, gesta_view(predicate))) {
      return &row[2];
    }
  }
  return NULL;
}

static const GestaTerm *
find_object(const Reader *reader, const GestaTerm *subject,
            const char *predicate)
{
  size_t at = 0;
  return next_object(reader, subject, predicate, &at);
}

static const char *
copy_text(const Reader *reader, GestaStringView text)
{
  GestaStringView copy = {"", 0};
  return gesta_arena_copy(reader->arena, text, &copy) ? "" : copy.data;
}

// The path of a `file:` IRI, without its fragment; the suites need no escapes.
static const char *
find_path(const Reader *reader, const GestaTerm *term)
{
  const GestaStringView iri = term->value;
  const size_t scheme = strlen("file://");
  if (term->kind != GESTA_TERM_IRI || iri.size <= scheme) {
    return NULL;
  }
  const char *const hash = memchr(iri.data, '#', iri.size);
  const size_t end = hash ? (size_t)(hash - iri.data) : iri.size;
  return copy_text(reader, (GestaStringView){iri.data + scheme, end - scheme});
}

// ---- Tests ------------------------------------------------------------------

static const struct {
  const char *type;
  W3cKind kind;
} kinds[] = {
  {MF("QueryEvaluationTest"), W3C_QUERY},
  {MF("CSVResultFormatTest"), W3C_QUERY},
  {MF("UpdateEvaluationTest"), W3C_UPDATE},
  {UT("UpdateEvaluationTest"), W3C_UPDATE},
  {MF("PositiveSyntaxTest"), W3C_SYNTAX_GOOD},
  {MF("PositiveSyntaxTest11"), W3C_SYNTAX_GOOD},
  {MF("NegativeSyntaxTest"), W3C_SYNTAX_BAD},
  {MF("NegativeSyntaxTest11"), W3C_SYNTAX_BAD},
  {MF("PositiveUpdateSyntaxTest11"), W3C_UPDATE_SYNTAX_GOOD},
  {MF("NegativeUpdateSyntaxTest11"), W3C_UPDATE_SYNTAX_BAD},
};

static bool
find_kind(const Reader *reader, const GestaTerm *test, W3cKind *kind)
{
  size_t at = 0;
  const GestaTerm *type = next_object(reader, test, GESTA_NS_RDF "type", &at);
  while (type) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; ++i) {
      if (gesta_view_equal(type->value, gesta_view(kinds[i].type))) {
        *kind = kinds[i].kind;
        return true;
      }
    }
    type = next_object(reader, test, GESTA_NS_RDF "type", &at);
  }
  return false;
}

static W3cFile **
add_file(const Reader *reader, W3cFile **end, const GestaTerm *name,
         const GestaTerm *file)
{
  W3cFile *const added = gesta_arena_allocate(reader->arena, 1, sizeof *added);
  if (!added || !file) {
    return end;
  }
  added->name = name ? copy_text(reader, name->value) : NULL;
  added->path = find_path(reader, file);
  *end = added;
  return &added->next;
}

// The files of a dataset: qt:data and qt:graphData, or those of ut:.
static W3cFile *
read_files(const Reader *reader, const GestaTerm *node, const char *data,
           const char *graph_data, const char *graph)
{
  W3cFile *files = NULL;
  W3cFile **end = &files;
  size_t at = 0;
  const GestaTerm *file = next_object(reader, node, data, &at);
  for (; file; file = next_object(reader, node, data, &at)) {
    end = add_file(reader, end, NULL, file);
  }
  at = 0;
  file = next_object(reader, node, graph_data, &at);
  for (; file; file = next_object(reader, node, graph_data, &at)) {
    if (file->kind == GESTA_TERM_IRI) {
      end = add_file(reader, end, file, file);
      continue;
    }
    const GestaTerm *const content = find_object(reader, file, graph);
    const GestaTerm *const label = find_object(reader, file,
                                               GESTA_NS_RDFS "label");
    end = add_file(reader, end, label ? label : content, content);
  }
  return files;
}

static void
read_action(const Reader *reader, const GestaTerm *action,
            const GestaTerm *result, W3cTest *test)
{
  const GestaTerm *request = action;
  if (test->kind == W3C_UPDATE) {
    request = find_object(reader, action, UT("request"));
    test->data = read_files(reader, action, UT("data"), UT("graphData"),
                            UT("graph"));
    test->result_data = result ? read_files(reader, result, UT("data"),
                                            UT("graphData"), UT("graph"))
                               : NULL;
  } else if (action->kind == GESTA_TERM_BLANK) {
    request = find_object(reader, action, QT("query"));
    request = request ? request : find_object(reader, action, UT("request"));
    test->data = read_files(reader, action, QT("data"), QT("graphData"),
                            QT("graph"));
  }
  test->request = request ? find_path(reader, request) : NULL;
  test->result = result && test->kind == W3C_QUERY ? find_path(reader, result)
                                                   : NULL;
}

// Some manifests call tests of updates' syntax tests of queries' syntax.
static void
correct_kind(W3cTest *test)
{
  const size_t size = strlen(test->request);
  if (size < 3 || strcmp(test->request + size - 3, ".ru") != 0) {
    return;
  }
  if (test->kind == W3C_SYNTAX_GOOD) {
    test->kind = W3C_UPDATE_SYNTAX_GOOD;
  } else if (test->kind == W3C_SYNTAX_BAD) {
    test->kind = W3C_UPDATE_SYNTAX_BAD;
  }
}

static bool
read_test(Reader *reader, const GestaTerm *node)
{
  W3cKind kind = W3C_QUERY;
  const GestaTerm *const action = find_object(reader, node, MF("action"));
  if (!action || !find_kind(reader, node, &kind)) {
    return true; // of another suite: entailment, protocol
  }
  W3cTest *const test = gesta_arena_allocate(reader->arena, 1, sizeof *test);
  GestaTextBuffer id;
  gesta_text_buffer_init(&id, gesta_default_allocator());
  const char *const iri = copy_text(reader, node->value);
  const char *const hash = strrchr(iri, '#');
  const char *const slash = strrchr(iri, '/');
  const char *const name = hash ? hash + 1 : (slash ? slash + 1 : iri);
  const bool printed = gesta_text_buffer_print(&id, "%s#%s", reader->folder,
                                               name)
                       == GESTA_OK;
  if (!test || !printed) {
    gesta_text_buffer_clear(&id);
    return false;
  }
  test->id = copy_text(reader, gesta_text_buffer_view(&id));
  gesta_text_buffer_clear(&id);
  test->kind = kind;
  read_action(reader, action, find_object(reader, node, MF("result")), test);
  const GestaTerm *const rule = find_object(reader, node,
                                            MF("resultCardinality"));
  test->is_reduced = rule
                     && gesta_view_equal(rule->value,
                                         gesta_view(MF("LaxCardinality")));
  if (!test->request) {
    printf("# %s: the request of the test is missing\n", test->id);
    return false;
  }
  correct_kind(test);
  *reader->end = test;
  reader->end = &test->next;
  return true;
}

// ---- Manifests --------------------------------------------------------------

static bool
is_left_out(const char *folder)
{
  static const char *const names[] = {
    "entailment",      "service-description",  "protocol",
    "http-rdf-update", "graph-store-protocol", "service",
  };
  const char *const slash = strrchr(folder, '/');
  const char *const name = slash ? slash + 1 : folder;
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) {
    if (strcmp(name, names[i]) == 0) {
      return true;
    }
  }
  return false;
}

static bool
load_facts(Reader *reader, const char *path)
{
  FILE *const stream = fopen(path, "rb");
  if (!stream) {
    printf("# %s cannot be opened\n", path);
    return false;
  }
  GestaError error = {.message = ""};
  uint64_t count = 0;
  solution_table_init(&reader->facts, 4);
  const GestaReadOptions how = {.format = GESTA_VIEW("ttl")};
  const GestaStatus status = gesta_rdf_read(gesta_default_allocator(), stream,
                                            path, &how, &reader->facts.sink,
                                            &count, &error);
  (void)fclose(stream);
  if (status) {
    printf("# %s:%zu:%zu: %s\n", path, error.line, error.column, error.message);
  }
  return status == GESTA_OK;
}

static bool
read_manifest(Reader *reader, const char *path, unsigned depth);

// Follow a list: of manifests to include, or of tests.
static bool
read_list(Reader *reader, const GestaTerm *list, bool is_include,
          unsigned depth)
{
  const GestaTerm *first = find_object(reader, list, GESTA_NS_RDF "first");
  while (first) {
    const bool good = is_include
                        ? read_manifest(reader, find_path(reader, first), depth)
                        : read_test(reader, first);
    if (!good) {
      return false;
    }
    list = find_object(reader, list, GESTA_NS_RDF "rest");
    first = list ? find_object(reader, list, GESTA_NS_RDF "first") : NULL;
  }
  return true;
}

static bool
read_lists(Reader *reader, const char *property, bool is_include,
           unsigned depth)
{
  for (size_t i = 0; i < reader->facts.count; ++i) {
    const GestaTerm *const row = &reader->facts.terms[4 * i];
    if (gesta_view_equal(row[1].value, gesta_view(property))
        && !read_list(reader, &row[2], is_include, depth)) {
      return false;
    }
  }
  return true;
}

static bool
read_manifest(Reader *reader, const char *path, unsigned depth)
{
  if (!path || depth > 8) {
    return false;
  }
  const size_t below = strlen(reader->root) + 1;
  const char *const slash = strrchr(path, '/');
  Reader inner = *reader;
  inner.folder = copy_text(
    reader, (GestaStringView){path + below, (size_t)(slash - path) > below
                                              ? (size_t)(slash - path) - below
                                              : 0});
  if (is_left_out(inner.folder)) {
    return true;
  }
  const bool good = load_facts(&inner, path)
                    && read_lists(&inner, MF("include"), true, depth + 1)
                    && read_lists(&inner, MF("entries"), false, depth + 1);
  solution_table_clear(&inner.facts);
  reader->end = inner.end;
  return good;
}

bool
w3c_manifest_read(const char *root, const char *manifest, GestaArena *arena,
                  W3cTest **tests)
{
  Reader reader = {.root = root, .arena = arena, .end = tests};
  while (*reader.end) {
    reader.end = &(*reader.end)->next;
  }
  char path[PATH_MAX];
  (void)snprintf(path, sizeof path, "%s/%s", root, manifest);
  return read_manifest(&reader, path, 0);
}
