// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/completion.h"

#include "graph/base/utf8.h"
#include "graph/rdf/query_token.h"
#include "graph/sparql/builtin.h"
#include "shell/completion_state.h"
#include "shell/entity_name.h"
#include "shell/sparql_position.h"
#include "shell/statement_reader.h"
#include "shell/vocabulary.h"

#include <assert.h>
#include <string.h>

static bool
begins_in_any_case(GestaStringView text, GestaStringView start)
{
  return text.size >= start.size
         && strncasecmp(text.data, start.data, start.size) == 0;
}

GestaStatus
gesta_complete_word(const GestaCompleting *this, GestaStringView word,
                    const char *candidate, bool is_whole)
{
  const GestaStringView text = gesta_view(candidate);
  return begins_in_any_case(text, word) ? gesta_completions_add(
           this->completions, text, (GestaStringView){NULL, 0}, is_whole)
                                        : GESTA_OK;
}

// ---- IRIs -------------------------------------------------------------------

// What a word stands for, as far as it was typed: `<iri…` or `prefix:loc…`.
typedef struct Wanted {
  GestaStringView iri; // its beginning
  bool in_brackets;
} Wanted;

// Offer an IRI in the way in which its beginning was typed.
static GestaStatus
offer_iri(const GestaCompleting *this, const Wanted *wanted,
          GestaStringView word, GestaStringView iri)
{
  if (!gesta_view_begins(iri, wanted->iri)) {
    return GESTA_OK;
  }
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, this->session->allocator);
  GestaStatus status = GESTA_OK;
  if (wanted->in_brackets) {
    const GestaTerm term = gesta_iri(iri);
    status = gesta_term_spell(&term, &text);
  } else {
    status = gesta_prefixes_compact(this->prefixes, iri, &text);
  }
  // Where the name needs an escape, or another prefix fits better, the word
  // would not go on.
  if (!status && gesta_view_begins(gesta_text_buffer_view(&text), word)) {
    status = gesta_completions_add(this->completions,
                                   gesta_text_buffer_view(&text),
                                   (GestaStringView){NULL, 0}, true);
  }
  gesta_text_buffer_clear(&text);
  return status;
}

static GestaStatus
offer_use(const GestaCompleting *this, const Wanted *wanted,
          GestaStringView word, GestaTermUse use)
{
  const GestaVocabulary *vocabulary = NULL;
  GestaStatus status = gesta_vocabulary(this->session, &vocabulary, NULL);
  const size_t count = status ? 0 : gesta_vocabulary_count(vocabulary, use);
  for (size_t i = 0; !status && i < count; ++i) {
    status = offer_iri(this, wanted, word,
                       gesta_vocabulary_get(vocabulary, use, i));
  }
  return status;
}

// Things that have a name.
static GestaStatus
offer_named(const GestaCompleting *this, const Wanted *wanted,
            GestaStringView word)
{
  const GestaLabelIndex *labels = NULL;
  if (!this->session->graph) {
    return GESTA_OK;
  }
  GestaStatus status = gesta_entity_labels(this->session, &labels, NULL);
  const size_t count = status ? 0 : gesta_label_index_count(labels);
  for (size_t i = 0; !status && i < count
                     && this->completions->count < GESTA_MOST_COMPLETIONS;
       ++i) {
    status = offer_iri(this, wanted, word,
                       gesta_label_index_get(labels, i)->iri);
  }
  return status;
}

static GestaStatus
offer_iris(const GestaCompleting *this, GestaSparqlPosition position,
           const Wanted *wanted, GestaStringView word)
{
  switch (position) {
  case GESTA_AT_PREDICATE:
    return offer_use(this, wanted, word, GESTA_USE_PREDICATE);
  case GESTA_AT_CLASS:
    return offer_use(this, wanted, word, GESTA_USE_CLASS);
  case GESTA_AT_GRAPH:
    return offer_use(this, wanted, word, GESTA_USE_GRAPH);
  case GESTA_AT_GROUP:
  case GESTA_AT_OBJECT:
  case GESTA_AT_EXPRESSION:
  case GESTA_AT_ORDER:
  case GESTA_AT_SELECTION:
  case GESTA_AT_MODIFIER:
  case GESTA_AT_TRIPLE_END:
  case GESTA_AT_START:
  case GESTA_AT_PREFIX:
  case GESTA_AT_NOTHING: {
    GestaStatus status = offer_named(this, wanted, word);
    if (!status) {
      status = offer_use(this, wanted, word, GESTA_USE_OTHER);
    }
    if (!status) {
      status = offer_use(this, wanted, word, GESTA_USE_CLASS);
    }
    return status ? status : offer_use(this, wanted, word, GESTA_USE_PREDICATE);
  }
  }
  return GESTA_OK;
}

GestaStatus
gesta_complete_iri(const GestaCompleting *this, GestaStringView word,
                   GestaSparqlPosition position, bool *is_one)
{
  *is_one = true;
  if (word.size > 0 && word.data[0] == '<') {
    const Wanted wanted = {{word.data + 1, word.size - 1}, true};
    return offer_iris(this, position, &wanted, word);
  }
  const char *const colon = word.size > 0 ? memchr(word.data, ':', word.size)
                                          : NULL;
  GestaStringView iri;
  const size_t size = colon ? (size_t)(colon - word.data) : 0;
  if (!colon || !this->prefixes
      || gesta_prefixes_find(this->prefixes, (GestaStringView){word.data, size},
                             &iri)) {
    *is_one = colon != NULL;
    return GESTA_OK;
  }
  GestaTextBuffer start;
  gesta_text_buffer_init(&start, this->session->allocator);
  GestaStatus status = gesta_text_buffer_append(&start, iri);
  if (!status) {
    status = gesta_text_buffer_append(
      &start, (GestaStringView){colon + 1, word.size - size - 1});
  }
  if (!status) {
    const Wanted wanted = {gesta_text_buffer_view(&start), false};
    status = offer_iris(this, position, &wanted, word);
  }
  gesta_text_buffer_clear(&start);
  return status;
}

GestaStatus
gesta_complete_prefix(const GestaCompleting *this, GestaStringView word)
{
  GestaStatus status = GESTA_OK;
  const size_t count = this->prefixes ? gesta_prefixes_count(this->prefixes)
                                      : 0;
  for (size_t i = 0; !status && i < count; ++i) {
    char text[80];
    GestaStringView prefix;
    GestaStringView iri;
    gesta_prefixes_get(this->prefixes, i, &prefix, &iri);
    if (prefix.size + 2 > sizeof text || !gesta_view_begins(prefix, word)) {
      continue;
    }
    (void)snprintf(text, sizeof text, "%.*s:", (int)prefix.size, prefix.data);
    status = gesta_complete_word(this, word, text, false);
  }
  return status;
}

// ---- Things by their names --------------------------------------------------

// Offer the IRI of a thing, or its name in quotes, for the name that was typed.
static GestaStatus
offer_thing(const GestaCompleting *this, const GestaLabelEntry *entry,
            bool as_name)
{
  GestaTextBuffer text;
  GestaTextBuffer shown;
  gesta_text_buffer_init(&text, this->session->allocator);
  gesta_text_buffer_init(&shown, this->session->allocator);
  GestaStatus status = gesta_prefixes_compact(this->prefixes, entry->iri,
                                              &text);
  if (!status) {
    status = gesta_text_buffer_append(&shown, entry->name);
  }
  if (!status) {
    status = gesta_text_buffer_print(&shown, "  %s", text.data);
  }
  if (!status) {
    status = gesta_completions_add(
      this->completions, as_name ? entry->name : gesta_text_buffer_view(&text),
      gesta_text_buffer_view(&shown), true);
  }
  gesta_text_buffer_clear(&shown);
  gesta_text_buffer_clear(&text);
  return status;
}

GestaStatus
gesta_complete_thing(const GestaCompleting *this, GestaStringView word,
                     bool as_name)
{
  enum { LEAST = 2 }; // characters, before there is something to choose from
  if (!this->session->graph || gesta_utf8_length(word) < LEAST) {
    return GESTA_OK;
  }
  GestaArena arena;
  gesta_arena_init(&arena, this->session->allocator);
  const GestaLabelIndex *labels = NULL;
  GestaStringView typed;
  GestaStringView key;
  GestaStatus status = gesta_arena_copy(&arena, word, &typed);
  if (!status) {
    status = gesta_entity_fold(this->session, typed, &arena, &key, NULL);
  }
  if (!status) {
    status = gesta_entity_labels(this->session, &labels, NULL);
  }
  static const GestaLabelMatch matches[] = {GESTA_LABEL_START,
                                            GESTA_LABEL_WORD};
  for (size_t i = 0; !status && i < sizeof matches / sizeof matches[0]; ++i) {
    size_t at = 0;
    const GestaLabelEntry *entry = NULL;
    do {
      entry = gesta_label_index_next(labels, key, matches[i], &at);
      if (entry) {
        status = offer_thing(this, entry, as_name);
      }
    } while (!status && entry
             && this->completions->count < GESTA_MOST_COMPLETIONS);
  }
  gesta_arena_clear(&arena);
  return status;
}

// ---- Words of SPARQL --------------------------------------------------------

static const char *const start_words[] = {
  "SELECT", "ASK",    "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE",
  "INSERT", "DELETE", "CLEAR",     "CREATE",   "DROP",   "COPY",
  "MOVE",   "ADD",    "LOAD",      "WITH",     NULL};
static const char *const selection_words[] = {
  "DISTINCT", "REDUCED",       "WHERE", "FROM", "DATA",    "COUNT(",
  "SUM(",     "AVG(",          "MIN(",  "MAX(", "SAMPLE(", "AS",
  "NAMED",    "GROUP_CONCAT(", "UNDEF", NULL};
static const char *const group_words[] = {
  "FILTER", "OPTIONAL", "UNION",  "MINUS",  "BIND(", "VALUES",
  "GRAPH",  "SERVICE",  "SELECT", "EXISTS", "NOT",   NULL};
static const char *const graph_words[] = {"NAMED", "DEFAULT", "ALL", "GRAPH",
                                          "TO",    "INTO",    NULL};
static const char *const end_words[] = {"FILTER", "OPTIONAL", NULL};
static const char *const expression_words[] = {
  "NOT",      "IN",        "EXISTS",        "AS",   "true", "false",
  "COUNT(",   "SUM(",      "AVG(",          "MIN(", "MAX(", "SAMPLE(",
  "DISTINCT", "SEPARATOR", "GROUP_CONCAT(", NULL};
static const char *const order_words[] = {
  "ASC(", "DESC(", "HAVING", "ORDER BY", "LIMIT", "OFFSET", NULL};
static const char *const modifier_words[] = {"ORDER BY", "GROUP BY", "HAVING",
                                             "LIMIT",    "OFFSET",   "VALUES",
                                             "WHERE",    "USING",    NULL};
static const char *const predicate_words[] = {"a", NULL};
static const char *const no_words[] = {NULL};

static const char *const *
words_at(GestaSparqlPosition position)
{
  switch (position) {
  case GESTA_AT_START:
    return start_words;
  case GESTA_AT_SELECTION:
    return selection_words;
  case GESTA_AT_GRAPH:
    return graph_words;
  case GESTA_AT_GROUP:
    return group_words;
  case GESTA_AT_PREDICATE:
    return predicate_words;
  case GESTA_AT_TRIPLE_END:
    return end_words;
  case GESTA_AT_EXPRESSION:
    return expression_words;
  case GESTA_AT_ORDER:
    return order_words;
  case GESTA_AT_MODIFIER:
    return modifier_words;
  case GESTA_AT_CLASS:
  case GESTA_AT_OBJECT:
  case GESTA_AT_PREFIX:
  case GESTA_AT_NOTHING:
    return no_words;
  }
  return no_words;
}

static GestaStatus
complete_keyword(const GestaCompleting *this, GestaStringView word,
                 GestaSparqlPosition position)
{
  GestaStatus status = GESTA_OK;
  for (const char *const *at = words_at(position); !status && *at; ++at) {
    status = gesta_complete_word(this, word, *at,
                                 (*at)[strlen(*at) - 1] != '(');
  }
  const bool has_functions = position == GESTA_AT_EXPRESSION
                             || position == GESTA_AT_ORDER;
  for (int i = 0; has_functions && !status && i < (int)GESTA_BUILTIN_COUNT;
       ++i) {
    char text[32];
    (void)snprintf(text, sizeof text, "%s(",
                   gesta_builtin_facts((GestaBuiltin)i)->name);
    status = gesta_complete_word(this, word, text, false);
  }
  return status;
}

// The variables of the statement, and those that have a value.
static GestaStatus
complete_variable(const GestaCompleting *this, GestaStringView statement,
                  GestaStringView word)
{
  GestaStatus status = GESTA_OK;
  for (size_t at = 0; !status && at < statement.size;) {
    const GestaQueryToken token = gesta_query_token(statement, at);
    at += token.text.size;
    if (token.kind != GESTA_TOKEN_VARIABLE || at == statement.size
        || token.text.data[0] != word.data[0]
        || !gesta_view_begins(token.text, word)) {
      continue;
    }
    status = gesta_completions_add(this->completions, token.text,
                                   (GestaStringView){NULL, 0}, true);
  }
  return status;
}

// Where the word of SPARQL at the end of a text begins.
static size_t
find_word(GestaStringView text)
{
  static const char breaks[] = " \t\r\n\"'`@=;|&{}()[],^!*/+>";
  size_t start = text.size;
  while (start > 0 && !strchr(breaks, text.data[start - 1])) {
    --start;
  }
  // Inside of <…, everything but blanks and quotes belongs to the word.
  for (size_t i = text.size; i > 0; --i) {
    if (strchr(" \t\r\n\"'>", text.data[i - 1])) {
      break;
    }
    if (text.data[i - 1] == '<') {
      return i - 1;
    }
  }
  return start;
}

GestaStatus
gesta_complete_sparql(const GestaCompleting *this, GestaStringView text)
{
  const size_t start = find_word(text);
  const GestaStringView word = {text.data + start, text.size - start};
  const GestaStringView before = {text.data, start};
  const GestaSparqlPosition position = gesta_sparql_position(before);
  this->completions->start = start;
  if (position == GESTA_AT_NOTHING) {
    return GESTA_OK;
  }
  if (word.size > 0 && (word.data[0] == '?' || word.data[0] == '$')) {
    return complete_variable(this, text, word);
  }
  bool is_iri = false;
  GestaStatus status = gesta_complete_iri(this, word, position, &is_iri);
  if (status || is_iri) {
    return status;
  }
  status = complete_keyword(this, word, position);
  const bool takes_iri = position != GESTA_AT_START
                         && position != GESTA_AT_SELECTION
                         && position != GESTA_AT_MODIFIER
                         && position != GESTA_AT_TRIPLE_END;
  if (!status && takes_iri) {
    const Wanted any = {{"", 0}, false};
    // Nothing typed yet: what is most frequent here; else a prefix, or a name.
    if (word.size == 0 && position == GESTA_AT_PREDICATE) {
      status = offer_use(this, &any, word, GESTA_USE_PREDICATE);
    } else if (word.size == 0 && position == GESTA_AT_CLASS) {
      status = offer_use(this, &any, word, GESTA_USE_CLASS);
    } else {
      status = gesta_complete_prefix(this, word);
    }
  }
  const bool takes_thing = position == GESTA_AT_GROUP
                           || position == GESTA_AT_OBJECT
                           || position == GESTA_AT_CLASS
                           || position == GESTA_AT_PREDICATE
                           || position == GESTA_AT_EXPRESSION;
  return !status && takes_thing ? gesta_complete_thing(this, word, false)
                                : status;
}

GestaStatus
gesta_completion_find(GestaSession *session, GestaStringView text,
                      GestaCompletions *completions)
{
  assert(session && completions);

  GestaCompleting this = {.session = session, .completions = completions};
  completions->start = text.size;
  if (gesta_utf8_check(text) != text.size) {
    return GESTA_OK;
  }
  if (session->graph
      && gesta_graph_prefixes(session->graph, &this.prefixes, NULL)) {
    this.prefixes = NULL;
  }
  return gesta_statement_is_command(text) ? gesta_complete_command(&this, text)
                                          : gesta_complete_sparql(&this, text);
}
