// SPDX-License-Identifier: GPL-3.0-or-later
// Quads are sent in an order that depends on nothing but themselves: by graph
// (the default graph first), subject, predicate (rdf:type first) and object,
// IRIs before blank nodes before literals, each by the bytes of its N-Triples
// text.  Only the subjects of one graph and the quads of one subject are in
// memory: an index serves the subjects in the order of their ids, and each is
// looked up again in the order of its text.
#include "graph/graph_state.h"
#include "graph/io/rdf_writer.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 4, BATCH = 256, FIRST_ROOM = 64 };

// A term that is looked up only when its id differs from the quad before.
typedef struct Slot {
  GestaTermId id;
  GestaArena arena;
  GestaTerm term;
} Slot;

typedef struct Export {
  GestaGraph *graph;
  GestaTransaction *transaction;
  GestaQuadSink *sink;
  bool keeps_graphs;
  bool has_prefixes; ///< the document can declare them
  Slot slots[SLOTS];
} Export;

static GestaStatus
load_term(Export *export, size_t index, GestaTermId id)
{
  Slot *slot = &export->slots[index];
  if (id == slot->id) {
    return GESTA_OK;
  }
  gesta_arena_reset(&slot->arena);
  const GestaStatus status = gesta_store_term(export->transaction, id,
                                              &slot->arena, &slot->term);
  slot->id = status ? GESTA_NO_TERM : id;
  return status;
}

static GestaStatus
send_ids(Export *export, const GestaQuadIds *ids)
{
  GestaStatus status = load_term(export, 0, ids->subject);
  if (status == GESTA_OK) {
    status = load_term(export, 1, ids->predicate);
  }
  if (status == GESTA_OK) {
    status = load_term(export, 2, ids->object);
  }
  const bool named = export->keeps_graphs && ids->graph != GESTA_NO_TERM;
  if (status == GESTA_OK && named) {
    status = load_term(export, 3, ids->graph);
  }
  if (status) {
    return status;
  }
  const GestaQuad quad = {
    export->slots[0].term, export->slots[1].term, export->slots[2].term,
    named ? export->slots[3].term : (GestaTerm){.kind = GESTA_TERM_NONE}};
  return gesta_sink_quad(export->sink, &quad);
}

// ---- Order ------------------------------------------------------------------

// A term by which quads are sorted.
typedef struct Key {
  GestaTermId id;
  GestaStringView spelling;
} Key;

// The predicate and object of a quad of the subject at hand.
typedef struct Pair {
  Key predicate;
  Key object;
} Pair;

typedef struct Sorting {
  Export *export;
  const GestaQuadIds *patterns; ///< whose graphs are sent together
  size_t pattern_count;
  GestaGraphScope scope;
  Key *subjects;
  size_t subject_count;
  size_t subject_room;
  Pair *pairs; ///< of the subject at hand
  size_t pair_count;
  size_t pair_room;
} Sorting;

static int
compare_spellings(GestaStringView a, GestaStringView b)
{
  if (*a.data != *b.data) {
    static const char kinds[] = "<_\"";
    return strchr(kinds, *a.data) < strchr(kinds, *b.data) ? -1 : 1;
  }
  if (*a.data == '<') { // the bracket is not part of an IRI
    --a.size;
    --b.size;
  }
  const size_t size = a.size < b.size ? a.size : b.size;
  const int order = memcmp(a.data, b.data, size);
  return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

static int
compare_keys(const void *left, const void *right)
{
  const Key *const a = left;
  const Key *const b = right;
  return a->id == b->id ? 0 : compare_spellings(a->spelling, b->spelling);
}

static int
compare_predicates(const Key *a, const Key *b)
{
  if (a->id == b->id) {
    return 0;
  }
  const GestaStringView type = GESTA_VIEW("<" GESTA_NS_RDF "type>");
  const bool a_is_type = gesta_view_equal(a->spelling, type);
  const bool b_is_type = gesta_view_equal(b->spelling, type);
  return a_is_type || b_is_type ? (int)b_is_type - (int)a_is_type
                                : compare_spellings(a->spelling, b->spelling);
}

static int
compare_pairs(const void *left, const void *right)
{
  const Pair *const a = left;
  const Pair *const b = right;
  const int order = compare_predicates(&a->predicate, &b->predicate);
  return order != 0 ? order : compare_keys(&a->object, &b->object);
}

static GestaStatus
find_key(const Export *export, GestaTermId id, Key *key)
{
  key->id = id;
  return gesta_store_spelling(export->transaction, id, &key->spelling);
}

// Make room for one more item.
static GestaStatus
reserve(const Export *export, void **items, size_t size, size_t count,
        size_t *room)
{
  if (count < *room) {
    return GESTA_OK;
  }
  GestaAllocator *const allocator = export->graph->allocator;
  const size_t more = *room * 2 + FIRST_ROOM;
  void *const moved = allocator->resize(allocator, *items, more * size);
  if (!moved) {
    return GESTA_ERR_MEMORY;
  }
  *items = moved;
  *room = more;
  return GESTA_OK;
}

// Call for every quad that matches.
static GestaStatus
for_each(const Export *export, const GestaQuadIds *pattern,
         GestaGraphScope scope, void *context,
         GestaStatus (*call)(void *context, const GestaQuadIds *ids))
{
  GestaQuadIds ids[BATCH];
  GestaQuadCursor *cursor = NULL;
  GestaStatus status = gesta_store_find(export->transaction, pattern, scope,
                                        &cursor);
  while (status == GESTA_OK) {
    size_t count = 0;
    status = gesta_cancelled(export->graph->cancel)
               ? GESTA_ERR_CANCELLED
               : gesta_quad_cursor_read(cursor, ids, BATCH, &count);
    for (size_t i = 0; status == GESTA_OK && i < count; ++i) {
      status = call(context, &ids[i]);
    }
  }
  gesta_quad_cursor_close(cursor);
  return status == GESTA_END ? GESTA_OK : status;
}

static GestaStatus
keep_subject(void *context, const GestaQuadIds *ids)
{
  Sorting *const sorting = context;
  const size_t count = sorting->subject_count;
  if (count > 0 && sorting->subjects[count - 1].id == ids->subject) {
    return GESTA_OK;
  }
  void *items = sorting->subjects;
  GestaStatus status = reserve(sorting->export, &items, sizeof(Key), count,
                               &sorting->subject_room);
  sorting->subjects = items;
  if (status == GESTA_OK) {
    status = find_key(sorting->export, ids->subject, &sorting->subjects[count]);
  }
  sorting->subject_count += status == GESTA_OK;
  return status;
}

static GestaStatus
keep_pair(void *context, const GestaQuadIds *ids)
{
  Sorting *const sorting = context;
  const size_t count = sorting->pair_count;
  void *items = sorting->pairs;
  GestaStatus status = reserve(sorting->export, &items, sizeof(Pair), count,
                               &sorting->pair_room);
  sorting->pairs = items;
  if (status == GESTA_OK) {
    status = find_key(sorting->export, ids->predicate,
                      &sorting->pairs[count].predicate);
  }
  if (status == GESTA_OK) {
    status = find_key(sorting->export, ids->object,
                      &sorting->pairs[count].object);
  }
  sorting->pair_count += status == GESTA_OK;
  return status;
}

static GestaStatus
send_subject(Sorting *sorting, GestaTermId subject)
{
  sorting->pair_count = 0;
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < sorting->pattern_count; ++i) {
    GestaQuadIds pattern = sorting->patterns[i];
    pattern.subject = subject;
    status = for_each(sorting->export, &pattern, sorting->scope, sorting,
                      keep_pair);
  }
  if (status == GESTA_OK && sorting->pair_count > 1) {
    qsort(sorting->pairs, sorting->pair_count, sizeof *sorting->pairs,
          compare_pairs);
  }
  for (size_t i = 0; status == GESTA_OK && i < sorting->pair_count; ++i) {
    const Pair *const pair = &sorting->pairs[i];
    if (i > 0 && compare_pairs(pair - 1, pair) == 0) {
      continue; // the same triple of another graph
    }
    const GestaQuadIds ids = {subject, pair->predicate.id, pair->object.id,
                              sorting->patterns[0].graph};
    status = send_ids(sorting->export, &ids);
  }
  return status;
}

// Send the triples of some graphs as those of the first.
static GestaStatus
send_graphs(Export *export, const GestaQuadIds *patterns, size_t count,
            GestaGraphScope scope)
{
  Sorting sorting = {.export = export,
                     .patterns = patterns,
                     .pattern_count = count,
                     .scope = scope};
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < count; ++i) {
    status = for_each(export, &patterns[i], scope, &sorting, keep_subject);
  }
  if (status == GESTA_OK && sorting.subject_count > 1) {
    qsort(sorting.subjects, sorting.subject_count, sizeof *sorting.subjects,
          compare_keys);
  }
  GestaTermId last = GESTA_NO_TERM;
  for (size_t i = 0; status == GESTA_OK && i < sorting.subject_count; ++i) {
    const GestaTermId subject = sorting.subjects[i].id;
    if (subject != last) {
      status = send_subject(&sorting, subject);
    }
    last = subject;
  }
  gesta_release(export->graph->allocator, sorting.subjects);
  gesta_release(export->graph->allocator, sorting.pairs);
  return status;
}

// ---- Which graphs -----------------------------------------------------------

// The graphs that are exported, sorted; the default graph is one without a
// spelling.
typedef struct GraphList {
  Key *keys;
  size_t count;
  size_t room;
} GraphList;

static GestaStatus
add_graph(const Export *export, GestaTermId id, GraphList *list)
{
  void *items = list->keys;
  GestaStatus status = reserve(export, &items, sizeof(Key), list->count,
                               &list->room);
  list->keys = items;
  if (status == GESTA_OK) {
    status = find_key(export, id, &list->keys[list->count]);
  }
  list->count += status == GESTA_OK;
  return status;
}

static GestaStatus
list_all(const Export *export, GraphList *list)
{
  GestaTermId id = GESTA_NO_TERM;
  GestaStatus status = gesta_store_next_graph(export->transaction, &id);
  while (status == GESTA_OK) {
    status = add_graph(export, id, list);
    if (status == GESTA_OK) {
      status = gesta_store_next_graph(export->transaction, &id);
    }
  }
  return status == GESTA_END ? GESTA_OK : status;
}

static GestaStatus
list_one(const Export *export, GestaStringView iri, GraphList *list,
         GestaError *error)
{
  const GestaTerm term = gesta_iri(iri);
  GestaQuadIds pattern = {0};
  uint64_t count = 0;
  bool exact;
  GestaStatus status = gesta_store_find_term(export->transaction, &term,
                                             &pattern.graph);
  if (status == GESTA_OK) {
    status = gesta_store_count(export->transaction, &pattern, GESTA_SCOPE_ONE,
                               &count, &exact);
  }
  if (status == GESTA_OK && count > 0) {
    return add_graph(export, pattern.graph, list);
  }
  if (status && status != GESTA_NOT_FOUND) {
    return status;
  }
  return gesta_error_set(error, GESTA_NOT_FOUND, "%s: there is no graph <%.*s>",
                         export->graph->path,
                         (int)(iri.size < 200 ? iri.size : 200), iri.data);
}

// ---- Prefixes ---------------------------------------------------------------

typedef struct PrefixUse {
  const Export *export;
  const GestaPrefixes *prefixes;
  unsigned char *seen; ///< a bit a term
  uint64_t term_count;
  bool *used; ///< [prefix count]
} PrefixUse;

// Mark the prefix of an IRI, or of the datatype of a literal.
static GestaStatus
mark_term(PrefixUse *use, GestaTermId id)
{
  if (id == GESTA_NO_TERM || id > use->term_count
      || (use->seen[id / 8] & 1U << id % 8)) {
    return GESTA_OK;
  }
  use->seen[id / 8] = (unsigned char)(use->seen[id / 8] | 1U << id % 8);
  GestaStringView text;
  const GestaStatus status = gesta_store_spelling(use->export->transaction, id,
                                                  &text);
  if (status || text.data[text.size - 1] != '>') {
    return status;
  }
  size_t start = text.size - 1;
  while (text.data[start] != '<') {
    --start;
  }
  size_t index;
  GestaStringView local;
  const GestaStringView iri = {text.data + start + 1, text.size - start - 2};
  if (gesta_prefixes_fit(use->prefixes, iri, &index, &local) == GESTA_OK) {
    use->used[index] = true;
  }
  return GESTA_OK;
}

static GestaStatus
mark_quad(void *context, const GestaQuadIds *ids)
{
  PrefixUse *const use = context;
  GestaStatus status = mark_term(use, ids->subject);
  if (status == GESTA_OK) {
    status = mark_term(use, ids->predicate);
  }
  if (status == GESTA_OK) {
    status = mark_term(use, ids->object);
  }
  return status == GESTA_OK ? mark_term(use, ids->graph) : status;
}

static GestaStatus
mark_chosen(PrefixUse *use, const GraphList *list, bool all)
{
  const GestaQuadIds everything = {0};
  if (all) {
    return for_each(use->export, &everything, GESTA_SCOPE_ALL, use, mark_quad);
  }
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < list->count; ++i) {
    const GestaQuadIds pattern = {.graph = list->keys[i].id};
    status = for_each(use->export, &pattern, GESTA_SCOPE_ONE, use, mark_quad);
  }
  return status;
}

// Send the prefixes that some term fits, so that a document which is too long
// to be kept until its end declares no others.
static GestaStatus
send_prefixes(const Export *export, const GestaPrefixes *prefixes,
              const GraphList *list, bool all)
{
  GestaAllocator *const allocator = export->graph->allocator;
  GestaStoreFacts facts;
  GestaStatus status = gesta_store_facts(export->transaction, &facts);
  if (status) {
    return status;
  }
  const size_t count = gesta_prefixes_count(prefixes);
  const size_t size = (size_t)(facts.term_count / 8) + 1;
  PrefixUse use = {
    .export = export,
    .prefixes = prefixes,
    .seen = gesta_allocate(allocator, size, 1),
    .term_count = facts.term_count,
    .used = gesta_allocate(allocator, count + 1, sizeof *use.used)};
  status = use.seen && use.used ? GESTA_OK : GESTA_ERR_MEMORY;
  if (status == GESTA_OK) {
    memset(use.seen, 0, size);
    memset(use.used, 0, (count + 1) * sizeof *use.used);
    status = mark_chosen(&use, list, all);
  }
  for (size_t i = 0; status == GESTA_OK && i < count; ++i) {
    GestaStringView prefix;
    GestaStringView iri;
    gesta_prefixes_get(prefixes, i, &prefix, &iri);
    if (use.used[i]) {
      status = gesta_sink_prefix(export->sink, prefix, iri);
    }
  }
  gesta_release(allocator, use.seen);
  gesta_release(allocator, use.used);
  return status;
}

// ---- Sending ----------------------------------------------------------------

static GestaStatus
send_chosen(Export *export, const GraphList *list, bool all)
{
  const GestaQuadIds everything = {0};
  if (!export->keeps_graphs && all) {
    return send_graphs(export, &everything, 1, GESTA_SCOPE_ALL);
  }
  GestaStatus status = GESTA_OK;
  if (all) {
    status = send_graphs(export, &everything, 1, GESTA_SCOPE_ONE);
  }
  GestaAllocator *const allocator = export->graph->allocator;
  GestaQuadIds *patterns = gesta_allocate(allocator, list->count + 1,
                                          sizeof *patterns);
  if (!patterns) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < list->count; ++i) {
    patterns[i] = (GestaQuadIds){.graph = list->keys[i].id};
  }
  if (!export->keeps_graphs && status == GESTA_OK) {
    status = send_graphs(export, patterns, list->count, GESTA_SCOPE_ONE);
  }
  for (size_t i = 0;
       export->keeps_graphs && status == GESTA_OK && i < list->count; ++i) {
    if (i == 0 || patterns[i].graph != patterns[i - 1].graph) {
      status = send_graphs(export, &patterns[i], 1, GESTA_SCOPE_ONE);
    }
  }
  gesta_release(allocator, patterns);
  return status;
}

static GestaStatus
send_quads(Export *export, const GestaExportOptions *options,
           const GestaPrefixes *prefixes, GestaError *error)
{
  GraphList list = {.keys = NULL};
  const bool all = options->graph_count == 0;
  GestaStatus status = GESTA_OK;
  if (all && export->keeps_graphs) {
    status = list_all(export, &list);
  }
  for (size_t i = 0; status == GESTA_OK && i < options->graph_count; ++i) {
    status = list_one(export, options->graphs[i], &list, error);
  }
  if (status == GESTA_OK && list.count > 1) {
    qsort(list.keys, list.count, sizeof *list.keys, compare_keys);
  }
  if (status == GESTA_OK && export->has_prefixes) {
    status = send_prefixes(export, prefixes, &list, all);
  }
  if (status == GESTA_OK) {
    status = send_chosen(export, &list, all);
  }
  gesta_release(export->graph->allocator, list.keys);
  return status;
}

static GestaStatus
export_to_writer(Export *export, GestaRdfWriter *writer,
                 const GestaExportOptions *options, GestaError *error)
{
  GestaGraph *graph = export->graph;
  const GestaPrefixes *prefixes;
  GestaStatus status = gesta_graph_prefixes(graph, &prefixes, error);
  if (status) {
    return status;
  }
  export->sink = gesta_rdf_writer_sink(writer);
  status = send_quads(export, options, prefixes, error);
  if (status == GESTA_NOT_FOUND) {
    return status;
  }
  if (status == GESTA_ERR_CANCELLED) {
    return gesta_graph_fail(graph, status, error);
  }
  // The writer knows best what was wrong, if it was the writer.
  GestaError reason = {.status = GESTA_OK};
  const GestaStatus finished = gesta_rdf_writer_finish(writer, &reason);
  if (status && finished != status) {
    return gesta_graph_fail(graph, status, error);
  }
  if (finished && error) {
    *error = reason;
  }
  return finished;
}

GestaStatus
gesta_graph_export(GestaGraph *graph, const GestaExportOptions *options,
                   GestaOutput *output, GestaError *error)
{
  assert(graph && options && output);

  Export export = {.graph = graph};
  GestaRdfWriter *writer = NULL;
  GestaStatus status = gesta_rdf_writer_open(graph->allocator, options->format,
                                             output, &writer, error);
  if (status) {
    return status;
  }
  (void)gesta_rdf_writer_knows(options->format, &export.keeps_graphs);
  export.has_prefixes = !gesta_view_equal(options->format, GESTA_VIEW("nt"))
                        && !gesta_view_equal(options->format, GESTA_VIEW("nq"));
  for (size_t i = 0; i < SLOTS; ++i) {
    gesta_arena_init(&export.slots[i].arena, graph->allocator);
  }
  status = gesta_graph_begin_reading(graph, &export.transaction, error);
  if (status == GESTA_OK) {
    status = export_to_writer(&export, writer, options, error);
    gesta_graph_end_reading(graph, export.transaction);
  }
  for (size_t i = 0; i < SLOTS; ++i) {
    gesta_arena_clear(&export.slots[i].arena);
  }
  gesta_rdf_writer_close(writer);
  return status;
}
