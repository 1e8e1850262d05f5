// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/vocabulary.h"

#include "graph/base/arena.h"
#include "graph/io/rdf_reader.h"
#include "graph/rdf/vocabulary.h"
#include "shell/data_directory.h"
#include "shell/folder.h"
#include "shell/input_file.h"
#include "shell/row_list.h"
#include "shell/stored_query.h"

#include <assert.h>

enum {
  MOST_TERMS = 2000,   // of a use
  COUNTING_TIME = 800, // milliseconds, after which a part must do
};

typedef struct TermList {
  GestaStringView *terms; // [count] of MOST_TERMS
  size_t count;
} TermList;

struct GestaVocabulary {
  GestaAllocator *allocator;
  GestaArena arena;
  TermList lists[GESTA_USE_COUNT];
  uint64_t version; // of the graph
};

// Where the triples of the vocabulary's files go.
typedef struct Reader {
  GestaQuadSink sink; // first, so that a pointer to it is a pointer to this
  GestaVocabulary *vocabulary;
} Reader;

static GestaStatus
add_term(GestaVocabulary *vocabulary, GestaTermUse use, GestaStringView iri)
{
  TermList *const list = &vocabulary->lists[use];
  if (list->count == MOST_TERMS) {
    return GESTA_OK;
  }
  for (size_t i = 0; i < list->count; ++i) {
    if (gesta_view_equal(list->terms[i], iri)) {
      return GESTA_OK;
    }
  }
  const GestaStatus status = gesta_arena_copy(&vocabulary->arena, iri,
                                              &list->terms[list->count]);
  list->count += status == GESTA_OK;
  return status;
}

// ---- From the graph ---------------------------------------------------------

// The IRIs of the first column of a query.
static GestaStatus
ask(GestaSession *session, const char *query, GestaVocabulary *vocabulary,
    GestaTermUse use, GestaError *error)
{
  GestaRowList rows;
  gesta_row_list_init(&rows, session->allocator, MOST_TERMS);
  GestaStatus status = gesta_stored_query_ask(session, query, NULL, 0,
                                              &rows.sink, error);
  for (size_t i = 0; !status && i < rows.row_count; ++i) {
    const GestaTerm *const row = gesta_row_list_row(&rows, i);
    if (row[0].kind == GESTA_TERM_IRI) {
      status = add_term(vocabulary, use, row[0].value);
    }
  }
  gesta_row_list_clear(&rows);
  return status;
}

// Ask a query that counts; if that takes too long, one that counts a part.
static GestaStatus
count_terms(GestaSession *session, const char *query, const char *sample,
            GestaVocabulary *vocabulary, GestaTermUse use, GestaError *error)
{
  const uint64_t timeout = session->timeout;
  session->timeout = COUNTING_TIME;
  GestaStatus status = ask(session, query, vocabulary, use, error);
  if (status == GESTA_ERR_TOO_LARGE) {
    status = ask(session, sample, vocabulary, use, error);
  }
  session->timeout = timeout;
  return status == GESTA_ERR_TOO_LARGE ? GESTA_OK : status;
}

static GestaStatus
read_graph(GestaSession *session, GestaVocabulary *vocabulary,
           GestaError *error)
{
  GestaStatus status = count_terms(session, "predicates", "predicates_sample",
                                   vocabulary, GESTA_USE_PREDICATE, error);
  if (!status) {
    status = count_terms(session, "classes", "classes_sample", vocabulary,
                         GESTA_USE_CLASS, error);
  }
  return status ? status
                : count_terms(session, "graph_names", "graph_names", vocabulary,
                              GESTA_USE_GRAPH, error);
}

// ---- From the ontology ------------------------------------------------------

static GestaStatus
take_quad(GestaQuadSink *self, const GestaQuad *quad)
{
  GestaVocabulary *const vocabulary = ((Reader *)self)->vocabulary;
  if (quad->subject.kind != GESTA_TERM_IRI
      || quad->object.kind != GESTA_TERM_IRI
      || !gesta_view_equal(quad->predicate.value, GESTA_RDF("type"))) {
    return GESTA_OK;
  }
  const GestaTermUse use = gesta_view_ends(quad->object.value,
                                           gesta_view("Class"))
                             ? GESTA_USE_CLASS
                           : gesta_view_ends(quad->object.value,
                                             gesta_view("Property"))
                             ? GESTA_USE_PREDICATE
                             : GESTA_USE_OTHER;
  return add_term(vocabulary, use, quad->subject.value);
}

static GestaStatus
take_prefix(GestaQuadSink *self, GestaStringView prefix, GestaStringView iri)
{
  (void)self;
  (void)prefix;
  (void)iri;
  return GESTA_OK;
}

static GestaStatus
read_file(GestaSession *session, const char *name, GestaVocabulary *vocabulary,
          GestaError *error)
{
  const char *path = NULL;
  FILE *stream = NULL;
  GestaStatus status = gesta_folder_join(&session->arena,
                                         session->data_directory, name, &path);
  if (!status) {
    status = gesta_input_open(path, &stream, error);
  }
  if (!status) {
    Reader reader = {{take_quad, take_prefix}, vocabulary};
    const GestaReadOptions how = {.cancel = session->cancel};
    uint64_t count = 0;
    status = gesta_rdf_read(session->allocator, stream, path, &how,
                            &reader.sink, &count, error);
  }
  gesta_input_close(stream);
  return status;
}

static GestaStatus
read_ontology(GestaSession *session, GestaVocabulary *vocabulary,
              GestaError *error)
{
  GestaStatus status = GESTA_OK;
  if (!session->data_directory) {
    status = gesta_data_directory_find(&session->arena,
                                       &session->data_directory, error);
  }
  if (!status) {
    status = read_file(session, "gesta.ttl", vocabulary, error);
  }
  return status ? status : read_file(session, "actions.ttl", vocabulary, error);
}

// ---- Both -------------------------------------------------------------------

static GestaStatus
make_vocabulary(GestaSession *session, uint64_t version,
                GestaVocabulary **vocabulary, GestaError *error)
{
  GestaVocabulary *made = gesta_allocate(session->allocator, 1, sizeof *made);
  if (!made) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  *made = (GestaVocabulary){.allocator = session->allocator,
                            .version = version};
  gesta_arena_init(&made->arena, session->allocator);
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; !status && i < GESTA_USE_COUNT; ++i) {
    made->lists[i].terms = gesta_arena_allocate(&made->arena, MOST_TERMS,
                                                sizeof *made->lists[i].terms);
    status = made->lists[i].terms ? GESTA_OK : GESTA_ERR_MEMORY;
  }
  if (!status && session->graph) {
    status = read_graph(session, made, error);
  }
  if (!status) {
    status = read_ontology(session, made, error);
  }
  if (status) {
    gesta_vocabulary_free(made);
    return status;
  }
  *vocabulary = made;
  return GESTA_OK;
}

GestaStatus
gesta_vocabulary(GestaSession *session, const GestaVocabulary **vocabulary,
                 GestaError *error)
{
  assert(session && vocabulary);

  uint64_t version = 0;
  GestaStatus status = session->graph
                         ? gesta_graph_version(session->graph, &version, error)
                         : GESTA_OK;
  if (!status
      && (!session->vocabulary || session->vocabulary->version != version)) {
    gesta_vocabulary_free(session->vocabulary);
    session->vocabulary = NULL;
    status = make_vocabulary(session, version, &session->vocabulary, error);
  }
  if (!status) {
    *vocabulary = session->vocabulary;
  }
  return status;
}

void
gesta_vocabulary_free(GestaVocabulary *vocabulary)
{
  if (vocabulary) {
    gesta_arena_clear(&vocabulary->arena);
    gesta_release(vocabulary->allocator, vocabulary);
  }
}

size_t
gesta_vocabulary_count(const GestaVocabulary *vocabulary, GestaTermUse use)
{
  return vocabulary->lists[use].count;
}

GestaStringView
gesta_vocabulary_get(const GestaVocabulary *vocabulary, GestaTermUse use,
                     size_t index)
{
  assert(index < vocabulary->lists[use].count);

  return vocabulary->lists[use].terms[index];
}
