// SPDX-License-Identifier: GPL-3.0-or-later
// Who says so: an event, then each sentence that tells of it, with what the
// graph keeps about it.  What this file does not know of a mention is printed
// as it is, so that more may be kept.
#include "extractor/emit/marked_sentence.h"
#include "graph/base/number.h"
#include "graph/rdf/vocabulary.h"
#include "shell/dot_commands.h"
#include "shell/entity_name.h"
#include "shell/row_list.h"
#include "shell/stored_query.h"
#include "shell/style.h"

#include <inttypes.h>
#include <string.h>

#define NIF "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
#define PROV "http://www.w3.org/ns/prov#"

typedef struct Why {
  GestaSession *session;
  GestaOutput *output;
  const GestaPrefixes *prefixes;
  GestaArena arena;
  GestaTextBuffer text;
  GestaError *error;
} Why;

enum { MOST_SPANS = 16 };

static bool
is_iri(const GestaTerm *term, const char *iri)
{
  return term->kind == GESTA_TERM_IRI
         && gesta_view_equal(term->value, gesta_view(iri));
}

// What stands behind the last '#' or '/' of an IRI.
static GestaStringView
local_name(GestaStringView iri)
{
  size_t begin = iri.size;
  while (begin > 0 && iri.data[begin - 1] != '#'
         && iri.data[begin - 1] != '/') {
    --begin;
  }
  return (GestaStringView){iri.data + begin, iri.size - begin};
}

static GestaStatus
write_view(const Why *why, GestaStringView text)
{
  return gesta_output_write(why->output, text);
}

static GestaStatus
write_text(const Why *why, const char *text)
{
  return gesta_output_write(why->output, gesta_view(text));
}

// A term for people: a label before a compact IRI, the text of a literal.
static GestaStatus
write_term(Why *why, const GestaTerm *term)
{
  if (term->kind != GESTA_TERM_IRI) {
    return write_view(why, term->value);
  }
  GestaStringView label;
  GestaStatus status = gesta_entity_label(why->session, term->value,
                                          &why->arena, &label, why->error);
  if (status == GESTA_OK) {
    status = write_view(why, label);
    if (!status) {
      status = write_text(why, "  ");
    }
  } else if (status == GESTA_NOT_FOUND) {
    status = GESTA_OK;
  }
  why->text.size = 0;
  if (!status) {
    status = gesta_prefixes_compact(why->prefixes, term->value, &why->text);
  }
  return status ? status : write_view(why, gesta_text_buffer_view(&why->text));
}

static GestaStatus
write_field(Why *why, const char *indent, GestaStringView name,
            const GestaTerm *value)
{
  enum { WIDTH = 12 };
  GestaStatus status = gesta_output_print(
    why->output, "%s%-*.*s ", indent, (int)WIDTH, (int)name.size, name.data);
  if (!status) {
    status = write_term(why, value);
  }
  return status ? status : write_text(why, "\n");
}

// How a name of the text became this IRI: its other names and IRIs.
static GestaStatus
write_names(Why *why, GestaStringView iri)
{
  static const char *const kinds[] = {"", "named", "also named", "same as"};
  const GestaParameter entity = gesta_iri_parameter("entity", iri);
  GestaRowList rows;
  gesta_row_list_init(&rows, why->session->allocator, 0);
  GestaStatus status = gesta_stored_query_ask(why->session, "names", &entity, 1,
                                              &rows.sink, why->error);
  uint64_t before = 0;
  for (size_t i = 0; !status && i < rows.row_count; ++i) {
    const GestaTerm *const row = gesta_row_list_row(&rows, i);
    uint64_t kind = 0;
    if (gesta_parse_unsigned(row[0].value, &kind) || kind < 2 || kind > 3) {
      continue; // the label stands there already
    }
    status = gesta_output_print(why->output,
                                kind != before ? "%s%13s%s: " : "%s",
                                kind != before && before > 0 ? "\n" : "", "",
                                kind != before ? kinds[kind] : "");
    if (!status && kind == before) {
      status = write_text(why, ", ");
    }
    if (!status) {
      why->text.size = 0;
      status = row[1].kind == GESTA_TERM_IRI
                 ? gesta_prefixes_compact(why->prefixes, row[1].value,
                                          &why->text)
                 : gesta_text_buffer_append(&why->text, row[1].value);
    }
    if (!status) {
      status = write_view(why, gesta_text_buffer_view(&why->text));
    }
    before = kind;
  }
  if (!status && before > 0) {
    status = write_text(why, "\n");
  }
  gesta_row_list_clear(&rows);
  return status;
}

// ---- The event --------------------------------------------------------------

static GestaStatus
write_event(Why *why, GestaStringView event)
{
  // Not worth a line: the type, the mentions that follow, bounds of the date.
  static const char *const left_out[] = {"type", "denotedBy", "mentions"};
  const GestaParameter parameter = gesta_iri_parameter("event", event);
  const GestaTerm self = gesta_iri(event);
  GestaRowList rows;
  gesta_row_list_init(&rows, why->session->allocator, 0);
  GestaStatus status = gesta_stored_query_ask(why->session, "event", &parameter,
                                              1, &rows.sink, why->error);
  if (!status) {
    status = write_field(why, "", gesta_view("event"), &self);
  }
  for (size_t i = 0; !status && i < rows.row_count; ++i) {
    const GestaTerm *const row = gesta_row_list_row(&rows, i);
    const GestaStringView name = local_name(row[0].value);
    bool is_left_out = false;
    for (size_t j = 0; j < sizeof left_out / sizeof left_out[0]; ++j) {
      is_left_out = is_left_out
                    || gesta_view_equal(name, gesta_view(left_out[j]));
    }
    if (is_left_out) {
      continue;
    }
    status = write_field(why, "", name, &row[1]);
    const bool is_thing = gesta_view_equal(name, gesta_view("actor"))
                          || gesta_view_equal(name, gesta_view("target"))
                          || gesta_view_equal(name, gesta_view("place"));
    if (!status && is_thing) {
      status = write_names(why, row[1].value);
    }
  }
  gesta_row_list_clear(&rows);
  return status;
}

// ---- Its mentions -----------------------------------------------------------

// "begin,end", code points of the article; the sentence begins at `from`.
static bool
read_span(GestaStringView text, uint64_t from, GestaMarkedSpan *span)
{
  uint64_t begin = 0;
  uint64_t stop = 0;
  const char *const comma = text.size > 0 ? memchr(text.data, ',', text.size)
                                          : NULL;
  if (!comma) {
    return false;
  }
  const size_t size = (size_t)(comma - text.data);
  const GestaStringView end = {comma + 1, text.size - size - 1};
  if (gesta_parse_unsigned((GestaStringView){text.data, size}, &begin)
      || gesta_parse_unsigned(end, &stop) || begin < from || stop <= begin
      || stop - from > SIZE_MAX) {
    return false;
  }
  span->begin = (size_t)(begin - from); // checked above
  span->end = (size_t)(stop - from);
  return true;
}

// "triggerSpan" is the span "trigger".
static GestaStringView
span_name(GestaStringView property)
{
  const GestaStringView name = local_name(property);
  return (GestaStringView){name.data, name.size - strlen("Span")};
}

static GestaStatus
write_article(Why *why, const GestaTerm *article, size_t number)
{
  const GestaParameter parameter = gesta_iri_parameter("article",
                                                       article->value);
  GestaRowList rows;
  gesta_row_list_init(&rows, why->session->allocator, 1);
  GestaStatus status = gesta_stored_query_ask(
    why->session, "article", &parameter, 1, &rows.sink, why->error);
  if (!status) {
    status = gesta_output_print(why->output, "\n%zu. ", number);
  }
  for (size_t i = 0; !status && rows.row_count > 0 && i < 2; ++i) {
    const GestaTerm *const cell = &gesta_row_list_row(&rows, 0)[i];
    if (cell->kind != GESTA_TERM_NONE) {
      status = write_view(why, cell->value);
      if (!status) {
        status = write_text(why, "  ");
      }
    }
  }
  why->text.size = 0;
  if (!status) {
    status = gesta_prefixes_compact(why->prefixes, article->value, &why->text);
  }
  if (!status) {
    status = write_view(why, gesta_text_buffer_view(&why->text));
  }
  gesta_row_list_clear(&rows);
  return status ? status : write_text(why, "\n");
}

// Whether a property of a mention has a place of its own, or none.
static bool
is_shown_elsewhere(const GestaTerm *property)
{
  return is_iri(property, NIF "anchorOf") || is_iri(property, NIF "beginIndex")
         || is_iri(property, NIF "endIndex")
         || is_iri(property, PROV "hadPrimarySource")
         || gesta_view_equal(property->value, GESTA_RDF("type"))
         || gesta_view_ends(property->value, gesta_view("Span"));
}

// Write the rows [begin, end) of one mention.
static GestaStatus
write_mention(Why *why, const GestaRowList *rows, size_t begin, size_t end,
              size_t number)
{
  GestaMarkedSpan spans[MOST_SPANS];
  size_t span_count = 0;
  GestaStringView sentence = {"", 0};
  uint64_t from = 0;
  for (size_t i = begin; i < end; ++i) {
    const GestaTerm *const row = gesta_row_list_row(rows, i);
    if (is_iri(&row[2], NIF "anchorOf")) {
      sentence = row[3].value;
    } else if (is_iri(&row[2], NIF "beginIndex")) {
      from = gesta_parse_unsigned(row[3].value, &from) ? 0 : from;
    }
  }
  for (size_t i = begin; i < end && span_count < MOST_SPANS; ++i) {
    const GestaTerm *const row = gesta_row_list_row(rows, i);
    if (gesta_view_ends(row[2].value, gesta_view("Span"))
        && read_span(row[3].value, from, &spans[span_count])) {
      spans[span_count++].name = span_name(row[2].value);
    }
  }
  GestaStatus status = write_article(why, &gesta_row_list_row(rows, begin)[1],
                                     number);
  if (!status) {
    status = write_text(why, "   ");
  }
  if (!status) {
    const GestaMarks marks = gesta_style_marks(why->session->colour);
    status = gesta_marked_sentence_write(sentence, spans, span_count, &marks,
                                         why->output);
  }
  if (!status) {
    status = write_text(why, "\n");
  }
  for (size_t i = begin; !status && i < end; ++i) {
    const GestaTerm *const row = gesta_row_list_row(rows, i);
    if (!is_shown_elsewhere(&row[2])) {
      status = write_field(why, "   ", local_name(row[2].value), &row[3]);
    }
  }
  return status;
}

static GestaStatus
write_mentions(Why *why, GestaStringView event)
{
  const GestaParameter parameter = gesta_iri_parameter("event", event);
  GestaRowList rows;
  gesta_row_list_init(&rows, why->session->allocator, 0);
  GestaStatus status = gesta_stored_query_ask(
    why->session, "mentions", &parameter, 1, &rows.sink, why->error);
  size_t number = 0;
  for (size_t i = 0; !status && i < rows.row_count;) {
    const GestaTerm *const mention = gesta_row_list_row(&rows, i);
    size_t end = i + 1;
    while (end < rows.row_count
           && gesta_term_equal(mention, gesta_row_list_row(&rows, end))) {
      ++end;
    }
    status = write_mention(why, &rows, i, end, ++number);
    i = end;
  }
  if (!status && number == 0) {
    status = write_text(why, "no sentence is kept that tells of it\n");
  }
  gesta_row_list_clear(&rows);
  return status;
}

// ---- Which event ------------------------------------------------------------

static bool
are_digits(GestaStringView text)
{
  return text.size >= 4 && text.size <= 32
         && strspn(text.data, "0123456789abcdefABCDEF") >= text.size;
}

// The event whose IRI has these digits, or that is named otherwise.
static GestaStatus
find_event(Why *why, GestaStringView argument, GestaStringView *event)
{
  GestaStringView copy;
  GestaStatus status = gesta_arena_copy(&why->arena, argument, &copy);
  if (status || !are_digits(copy)) {
    return status ? status
                  : gesta_entity_name_find(why->session, argument, &why->arena,
                                           event, why->error);
  }
  const GestaParameter digits = gesta_text_parameter("digits", copy);
  GestaRowList rows;
  gesta_row_list_init(&rows, why->session->allocator, 2);
  status = gesta_stored_query_ask(why->session, "event_by_digits", &digits, 1,
                                  &rows.sink, why->error);
  if (!status && rows.row_count == 1) {
    status = gesta_arena_copy(&why->arena,
                              gesta_row_list_row(&rows, 0)[0].value, event);
  } else if (!status) {
    status = gesta_error_set(
      why->error, GESTA_ERR_INPUT,
      rows.row_count == 0 ? "no event has the digits %s: \".timeline\" shows "
                            "those of all events"
                          : "several events begin with the digits %s: give "
                            "more of them",
      copy.data);
  }
  gesta_row_list_clear(&rows);
  return status;
}

GestaStatus
gesta_dot_why(GestaSession *session, GestaStringView argument,
              GestaError *error)
{
  Why why = {.session = session, .output = session->out, .error = error};
  gesta_arena_init(&why.arena, session->allocator);
  gesta_text_buffer_init(&why.text, session->allocator);
  GestaStringView event;
  GestaStatus status = gesta_graph_prefixes(session->graph, &why.prefixes,
                                            error);
  if (!status) {
    status = find_event(&why, argument, &event);
  }
  if (!status) {
    status = write_event(&why, event);
  }
  if (!status) {
    status = write_mentions(&why, event);
  }
  gesta_text_buffer_clear(&why.text);
  gesta_arena_clear(&why.arena);
  return status;
}
