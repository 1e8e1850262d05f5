// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/entity_name.h"

#include "shell/row_list.h"
#include "shell/stored_query.h"
#include "shell/suggestion.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

enum { MOST_LISTED = 8 };

GestaStatus
gesta_entity_labels(GestaSession *session, const GestaLabelIndex **labels,
                    GestaError *error)
{
  assert(session && session->graph && labels);

  uint64_t version = 0;
  GestaStatus status = gesta_graph_version(session->graph, &version, error);
  if (status) {
    return status;
  }
  if (!session->labels || session->labels_version != version) {
    gesta_label_index_free(session->labels);
    session->labels = NULL;
    GestaLabelIndex *index = NULL;
    status = gesta_label_index_new(session->allocator, &index);
    if (status) {
      return gesta_error_set(error, status, "out of memory");
    }
    status = gesta_stored_query_ask(session, "labels", NULL, 0,
                                    gesta_label_index_sink(index), error);
    if (status) {
      gesta_label_index_free(index);
      return status;
    }
    gesta_label_index_sort(index);
    session->labels = index;
    session->labels_version = version;
  }
  *labels = session->labels;
  return GESTA_OK;
}

// The text in the first cell of a query's answer.
static GestaStatus
copy_first(const GestaRowList *rows, GestaArena *arena, GestaStringView *text)
{
  if (rows->row_count == 0
      || gesta_row_list_row(rows, 0)[0].kind == GESTA_TERM_NONE) {
    return GESTA_NOT_FOUND;
  }
  return gesta_arena_copy(arena, gesta_row_list_row(rows, 0)[0].value, text);
}

GestaStatus
gesta_entity_fold(GestaSession *session, GestaStringView text,
                  GestaArena *arena, GestaStringView *key, GestaError *error)
{
  const GestaParameter word = gesta_text_parameter("word", text);
  GestaRowList rows;
  gesta_row_list_init(&rows, session->allocator, 1);
  GestaStatus status = gesta_stored_query_ask(session, "fold", &word, 1,
                                              &rows.sink, error);
  if (!status) {
    status = copy_first(&rows, arena, key);
  }
  gesta_row_list_clear(&rows);
  return status;
}

// How little a label is wanted: the wished language first, then any, then
// titles.
static unsigned
rank_label(const GestaSession *session, const GestaTerm *row)
{
  const GestaStringView language = session->label_language;
  const bool is_wished = language.size > 0
                         && gesta_view_equal(row[0].language, language);
  const bool is_title = gesta_view_equal(row[1].value, gesta_view("2"));
  return (is_title ? 2U : 0U) + (is_wished ? 0U : 1U);
}

GestaStatus
gesta_entity_label(GestaSession *session, GestaStringView iri,
                   GestaArena *arena, GestaStringView *label, GestaError *error)
{
  const GestaParameter entity = gesta_iri_parameter("entity", iri);
  GestaRowList rows;
  gesta_row_list_init(&rows, session->allocator, 0);
  GestaStatus status = gesta_stored_query_ask(session, "label", &entity, 1,
                                              &rows.sink, error);
  if (!status) {
    const GestaTerm *best = NULL;
    for (size_t i = 0; i < rows.row_count; ++i) {
      const GestaTerm *const row = gesta_row_list_row(&rows, i);
      if (!best || rank_label(session, row) < rank_label(session, best)) {
        best = row;
      }
    }
    status = best ? gesta_arena_copy(arena, best->value, label)
                  : GESTA_NOT_FOUND;
  }
  gesta_row_list_clear(&rows);
  return status;
}

// ---- From a text to an IRI --------------------------------------------------

// Whether the graph says anything of an IRI.
static GestaStatus
require_known(GestaSession *session, GestaStringView iri, GestaError *error)
{
  const GestaParameter entity = gesta_iri_parameter("entity", iri);
  GestaRowList rows;
  gesta_row_list_init(&rows, session->allocator, 1);
  GestaStatus status = gesta_stored_query_ask(session, "exists", &entity, 1,
                                              &rows.sink, error);
  if (!status && !rows.answer) {
    status = gesta_error_set(error, GESTA_ERR_INPUT,
                             "the graph says nothing of <%.*s>",
                             (int)(iri.size < 300 ? iri.size : 300), iri.data);
  }
  gesta_row_list_clear(&rows);
  return status;
}

// Whether a text is written as an IRI: <iri>, prefix:name, or scheme:…
static bool
read_iri(GestaSession *session, GestaStringView text, GestaArena *arena,
         GestaStringView *iri)
{
  const GestaPrefixes *prefixes = NULL;
  GestaTerm term = {0};
  if (text.size == 0 || !memchr(text.data, ':', text.size)
      || memchr(text.data, ' ', text.size)) {
    return false;
  }
  const char first = text.data[0];
  if (first != '"' && !gesta_graph_prefixes(session->graph, &prefixes, NULL)
      && !gesta_parameter_parse(text, prefixes, arena, &term, NULL)
      && term.kind == GESTA_TERM_IRI) {
    return !gesta_arena_copy(arena, term.value, iri);
  }
  const size_t scheme = (size_t)((const char *)memchr(text.data, ':', text.size)
                                 - text.data);
  if (scheme < 2 || first == '<') {
    return false;
  }
  return !gesta_arena_copy(arena, text, iri);
}

// The different IRIs that match, MOST_LISTED at most.
typedef struct Candidates {
  const GestaLabelEntry *entries[MOST_LISTED];
  size_t count;
  bool has_more;
} Candidates;

static void
add_candidate(Candidates *candidates, const GestaLabelEntry *entry)
{
  for (size_t i = 0; i < candidates->count; ++i) {
    if (gesta_view_equal(candidates->entries[i]->iri, entry->iri)) {
      return;
    }
  }
  if (candidates->count == MOST_LISTED) {
    candidates->has_more = true;
    return;
  }
  candidates->entries[candidates->count++] = entry;
}

static GestaStatus
complain_of_many(GestaSession *session, GestaStringView text,
                 const Candidates *candidates, GestaError *error)
{
  const GestaPrefixes *prefixes = NULL;
  GestaTextBuffer list;
  gesta_text_buffer_init(&list, session->allocator);
  GestaStatus status = gesta_graph_prefixes(session->graph, &prefixes, error);
  for (size_t i = 0; !status && i < candidates->count; ++i) {
    const GestaLabelEntry *const entry = candidates->entries[i];
    status = gesta_text_buffer_append(&list, gesta_view(i ? ", " : " "));
    if (!status) {
      status = gesta_text_buffer_append(&list, entry->name);
    }
    if (!status) {
      status = gesta_text_buffer_append(&list, gesta_view(" "));
    }
    if (!status) {
      status = gesta_prefixes_compact(prefixes, entry->iri, &list);
    }
  }
  if (!status) {
    status = gesta_error_set(
      error, GESTA_ERR_INPUT, "several things are named \"%.*s\":%s%s",
      (int)(text.size < 100 ? text.size : 100), text.data, list.data,
      candidates->has_more ? ", …" : "");
  }
  gesta_text_buffer_clear(&list);
  return status;
}

static GestaStatus
complain_of_none(const GestaLabelIndex *labels, GestaStringView text,
                 GestaStringView key, GestaError *error)
{
  const int size = (int)(text.size < 100 ? text.size : 100);
  GestaSuggestion suggestion = gesta_suggestion(key);
  const GestaLabelEntry *nearest = NULL;
  for (size_t i = 0; i < gesta_label_index_count(labels); ++i) {
    const GestaLabelEntry *const entry = gesta_label_index_get(labels, i);
    // The name, and what follows each of its blanks: "erdogna" is near to
    // "emine erdogan".  Keys end with a NUL.
    for (const char *word = entry->key.data; word; word = strchr(word, ' ')) {
      word += *word == ' ';
      const char *const before = suggestion.nearest;
      gesta_suggestion_offer(&suggestion, word);
      nearest = suggestion.nearest != before ? entry : nearest;
    }
  }
  if (nearest) {
    return gesta_error_set(
      error, GESTA_ERR_INPUT,
      "nothing is named \"%.*s\"; did you mean \"%.*s\"?", size, text.data,
      (int)(nearest->name.size < 100 ? nearest->name.size : 100),
      nearest->name.data);
  }
  return gesta_error_set(error, GESTA_ERR_INPUT,
                         "nothing is named \"%.*s\": \".find %.*s\" looks in "
                         "all texts",
                         size, text.data, size, text.data);
}

static GestaStatus
find_by_label(GestaSession *session, GestaStringView text, GestaArena *arena,
              GestaStringView *iri, GestaError *error)
{
  const GestaLabelIndex *labels = NULL;
  GestaStringView key;
  GestaStatus status = gesta_entity_labels(session, &labels, error);
  if (!status) {
    status = gesta_entity_fold(session, text, arena, &key, error);
  }
  if (status) {
    return status;
  }
  static const GestaLabelMatch matches[] = {GESTA_LABEL_WHOLE,
                                            GESTA_LABEL_WORD};
  for (size_t i = 0; i < sizeof matches / sizeof matches[0]; ++i) {
    Candidates candidates = {0};
    size_t at = 0;
    const GestaLabelEntry *entry = NULL;
    do {
      entry = gesta_label_index_next(labels, key, matches[i], &at);
      if (entry) {
        add_candidate(&candidates, entry);
      }
    } while (entry);
    if (candidates.count == 1) {
      return gesta_arena_copy(arena, candidates.entries[0]->iri, iri);
    }
    if (candidates.count > 1) {
      return complain_of_many(session, text, &candidates, error);
    }
  }
  return complain_of_none(labels, text, key, error);
}

// "…" or '…' around a whole text are not part of a name.
static GestaStringView
unquote(GestaStringView text)
{
  if (text.size >= 2 && (text.data[0] == '"' || text.data[0] == '\'')
      && text.data[text.size - 1] == text.data[0]) {
    return (GestaStringView){text.data + 1, text.size - 2};
  }
  return text;
}

GestaStatus
gesta_entity_name_find(GestaSession *session, GestaStringView text,
                       GestaArena *arena, GestaStringView *iri,
                       GestaError *error)
{
  assert(session && session->graph && arena && iri);

  GestaStringView found;
  if (read_iri(session, text, arena, &found)) {
    const GestaStatus status = require_known(session, found, error);
    if (!status) {
      *iri = found;
    }
    return status;
  }
  text = unquote(text);
  if (text.size == 0) {
    return gesta_error_set(error, GESTA_ERR_INPUT, "expected a name");
  }
  return find_by_label(session, text, arena, iri, error);
}
