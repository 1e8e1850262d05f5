// SPDX-License-Identifier: GPL-3.0-or-later
// YAJL calls back for each token; a state, of which each has one parent, tells
// where in the document it stands.  Members that nobody knows are skipped with
// all that they hold.
//
// 1. Rows can be sent only when the variables are known.  A document whose head
//    comes after its results is parsed twice: first for the head alone.
#include "graph/rdf/vocabulary.h"
#include "graph/results/results_reading.h"

#include <yajl/yajl_parse.h>

typedef enum Place {
  PLACE_OUTSIDE,
  PLACE_ROOT,
  PLACE_HEAD,
  PLACE_VARIABLES,
  PLACE_RESULTS,
  PLACE_BINDINGS,
  PLACE_ROW,
  PLACE_TERM,
} Place;

static const Place parents[] = {
  [PLACE_OUTSIDE] = PLACE_OUTSIDE, [PLACE_ROOT] = PLACE_OUTSIDE,
  [PLACE_HEAD] = PLACE_ROOT,       [PLACE_VARIABLES] = PLACE_HEAD,
  [PLACE_RESULTS] = PLACE_ROOT,    [PLACE_BINDINGS] = PLACE_RESULTS,
  [PLACE_ROW] = PLACE_BINDINGS,    [PLACE_TERM] = PLACE_ROW,
};

typedef struct Json {
  GestaResultsReading *reading;
  yajl_handle parser;
  Place place;
  size_t skipped;      ///< open brackets of a member that nobody knows
  GestaStringView key; ///< the last one, in the arena of terms
  bool head_only;      ///< the first of two passes
  bool has_head;
  bool has_results;
  bool late; ///< the results came before the head
  GestaTerm *cell;
  GestaStringView type;
  GestaTerm term; ///< of PLACE_TERM
  GestaStatus status;
} Json;

enum { STOP = 0, GO_ON = 1 }; // what a callback answers

static int
stop(Json *json, GestaStatus status)
{
  json->status = status;
  return STOP;
}

static int
refuse(Json *json, GestaStatus status, const char *what)
{
  size_t offset = yajl_get_bytes_consumed(json->parser);
  if (offset > json->reading->text.size) {
    offset = json->reading->text.size;
  }
  return stop(json,
              gesta_reading_complain(json->reading, status, offset, what));
}

static bool
is_key(const Json *json, const char *key)
{
  return gesta_view_equal(json->key, gesta_view(key));
}

// A value of a kind that may not stand here, unless it belongs to a member that
// nobody knows.
static int
take_other(Json *json)
{
  if (json->skipped > 0 || json->place == PLACE_ROOT
      || json->place == PLACE_HEAD || json->place == PLACE_RESULTS) {
    return GO_ON;
  }
  return refuse(json, GESTA_ERR_SYNTAX,
                "this value may not stand here in a SPARQL result");
}

static int
take_null(void *context)
{
  return take_other(context);
}

static int
take_number(void *context, const char *text, size_t size)
{
  (void)text;
  (void)size;
  return take_other(context);
}

static int
take_boolean(void *context, int value)
{
  Json *json = context;
  if (json->skipped > 0 || json->place != PLACE_ROOT
      || !is_key(json, "boolean")) {
    return take_other(json);
  }
  json->has_results = true;
  const GestaStatus status = gesta_reading_boolean(json->reading, value != 0);
  return status ? stop(json, status) : GO_ON;
}

static int
take_term_part(Json *json, GestaStringView text)
{
  GestaStringView copy;
  if (gesta_arena_copy(&json->reading->terms, text, &copy)) {
    return stop(json, gesta_reading_no_memory(json->reading));
  }
  if (is_key(json, "type")) {
    json->type = copy;
  } else if (is_key(json, "value")) {
    json->term.value = copy;
  } else if (is_key(json, "datatype")) {
    json->term.datatype = gesta_view_equal(copy, GESTA_XSD("string"))
                            ? (GestaStringView){0}
                            : copy;
  } else if (is_key(json, "xml:lang")) {
    json->term.language = copy;
  }
  return GO_ON;
}

static int
take_string(void *context, const unsigned char *text, size_t size)
{
  Json *json = context;
  const GestaStringView value = {(const char *)text, size};
  if (json->skipped > 0) {
    return GO_ON;
  }
  if (json->place == PLACE_TERM) {
    return take_term_part(json, value);
  }
  if (json->place != PLACE_VARIABLES) {
    return take_other(json);
  }
  // The second of two passes knows them.
  const GestaStatus status = json->late && !json->head_only
                               ? GESTA_OK
                               : gesta_reading_add(json->reading, value);
  return status ? stop(json, status) : GO_ON;
}

static int
begin_row(Json *json)
{
  const GestaStatus status = gesta_reading_begin(json->reading);
  return status ? stop(json, status) : GO_ON;
}

static int
begin_term(Json *json)
{
  json->cell = gesta_reading_cell(json->reading, json->key);
  json->term = (GestaTerm){.kind = GESTA_TERM_NONE};
  json->type = (GestaStringView){0};
  return json->cell
           ? GO_ON
           : refuse(json, GESTA_ERR_INPUT, "this variable is not in the head");
}

static int
begin_map(void *context)
{
  Json *json = context;
  const Place parent = json->place;
  if (json->skipped > 0) {
    ++json->skipped;
    return GO_ON;
  }
  if (parent == PLACE_OUTSIDE) {
    json->place = PLACE_ROOT;
  } else if (parent == PLACE_ROOT && is_key(json, "head")) {
    json->place = PLACE_HEAD;
    json->has_head = true;
  } else if (parent == PLACE_ROOT && is_key(json, "results")) {
    json->place = PLACE_RESULTS;
    json->has_results = true;
  } else if (parent == PLACE_BINDINGS) {
    json->place = PLACE_ROW;
    return begin_row(json);
  } else if (parent == PLACE_ROW) {
    json->place = PLACE_TERM;
    return begin_term(json);
  } else if (parent == PLACE_TERM && is_key(json, "value")) {
    return refuse(json, GESTA_ERR_INPUT,
                  "a triple as a term is RDF-star, which is not supported");
  } else {
    const int answer = take_other(json);
    json->skipped = 1;
    return answer;
  }
  return GO_ON;
}

static int
begin_array(void *context)
{
  Json *json = context;
  if (json->skipped == 0 && json->place == PLACE_HEAD && is_key(json, "vars")) {
    json->place = PLACE_VARIABLES;
    return GO_ON;
  }
  if (json->skipped == 0 && json->place == PLACE_RESULTS
      && is_key(json, "bindings") && !json->head_only) {
    if (json->has_head || json->late) {
      json->place = PLACE_BINDINGS;
      return begin_row(json);
    }
    json->head_only = true; // invariant 1
    json->late = true;
  }
  const int answer = take_other(json);
  ++json->skipped;
  return answer;
}

// Find out which kind of term the members describe.
static int
end_term(Json *json)
{
  GestaTerm *term = &json->term;
  if (gesta_view_equal(json->type, GESTA_VIEW("uri"))) {
    *term = gesta_iri(term->value);
  } else if (gesta_view_equal(json->type, GESTA_VIEW("bnode"))) {
    term->kind = GESTA_TERM_BLANK;
  } else if (gesta_view_equal(json->type, GESTA_VIEW("literal"))
             || gesta_view_equal(json->type, GESTA_VIEW("typed-literal"))) {
    term->kind = GESTA_TERM_LITERAL;
    if (term->language.size > 0) {
      term->datatype = (GestaStringView){0};
    }
  } else {
    return refuse(json, GESTA_ERR_INPUT,
                  "expected a term of the type uri, bnode or literal");
  }
  if (!term->value.data) {
    return refuse(json, GESTA_ERR_SYNTAX, "this term has no value");
  }
  *json->cell = *term;
  return GO_ON;
}

static int
end_map(void *context)
{
  Json *json = context;
  if (json->skipped > 0) {
    --json->skipped;
    return GO_ON;
  }
  const Place place = json->place;
  json->place = parents[place];
  if (place == PLACE_TERM) {
    return end_term(json);
  }
  if (place == PLACE_ROW) {
    const GestaStatus status = gesta_reading_row(json->reading);
    return status ? stop(json, status) : GO_ON;
  }
  return GO_ON;
}

static int
end_array(void *context)
{
  Json *json = context;
  if (json->skipped > 0) {
    --json->skipped;
    return GO_ON;
  }
  json->place = parents[json->place];
  return GO_ON;
}

static int
take_key(void *context, const unsigned char *text, size_t size)
{
  Json *json = context;
  const GestaStringView key = {(const char *)text, size};
  if (json->skipped == 0
      && gesta_arena_copy(&json->reading->terms, key, &json->key)) {
    return stop(json, gesta_reading_no_memory(json->reading));
  }
  return GO_ON;
}

// Describe what YAJL found.
static GestaStatus
refuse_json(Json *json)
{
  const GestaResultsReading *reading = json->reading;
  unsigned char *message = yajl_get_error(json->parser, 0, NULL, 0);
  const char *text = message ? (const char *)message : "no JSON";
  size_t offset = yajl_get_bytes_consumed(json->parser);
  offset = offset < reading->text.size ? offset : reading->text.size;
  char what[200];
  (void)snprintf(what, sizeof what, "this is not JSON: %.*s",
                 (int)strcspn(text, "\n"), text);
  const GestaStatus status = gesta_reading_complain(reading, GESTA_ERR_SYNTAX,
                                                    offset, what);
  if (message) {
    yajl_free_error(json->parser, message);
  }
  return status;
}

static GestaStatus
parse(Json *json)
{
  static const yajl_callbacks callbacks = {
    take_null, take_boolean, NULL,    NULL,        take_number, take_string,
    begin_map, take_key,     end_map, begin_array, end_array};
  const GestaStringView text = json->reading->text;
  json->parser = yajl_alloc(&callbacks, NULL, json);
  if (!json->parser) {
    return gesta_reading_no_memory(json->reading);
  }
  yajl_status parsed = yajl_parse(json->parser,
                                  (const unsigned char *)text.data, text.size);
  if (parsed == yajl_status_ok) {
    parsed = yajl_complete_parse(json->parser);
  }
  GestaStatus status = json->status;
  if (parsed != yajl_status_ok && status == GESTA_OK) {
    status = refuse_json(json);
  }
  yajl_free(json->parser);
  return status;
}

GestaStatus
gesta_json_read(GestaResultsReading *reading)
{
  Json json = {.reading = reading};
  GestaStatus status = parse(&json);
  if (status == GESTA_OK && json.late) {
    json = (Json){.reading = reading, .late = true};
    status = parse(&json);
  }
  if (status == GESTA_OK && !json.has_results) {
    status = gesta_reading_complain(
      reading, GESTA_ERR_SYNTAX, 0,
      "this JSON is no SPARQL result: it has neither results nor a boolean");
  }
  if (status == GESTA_OK && !reading->answered) {
    status = gesta_reading_begin(reading);
  }
  return status;
}
