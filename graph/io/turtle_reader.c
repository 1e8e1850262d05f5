// SPDX-License-Identifier: GPL-3.0-or-later
// A machine over a stack of frames instead of recursion, so that nesting costs
// memory, never the call stack.  The bottom frame is the statement; each open
// '[' or '(' is a frame on it.
//
//     frame        subject               predicate     what '.' ';' ',' ']' ')'
//     do STATEMENT    the statement's       the last one  ends, new verb, new
//     object PROPERTIES   the node of the '['   the last one  -, new verb, new
//     object, pop COLLECTION   the last list node    rdf:first     -, -, -, -,
//     pop
//
// 1. The terms of a frame are text in `terms`, after those of the frame below:
//    a frame that is popped, or gets another predicate, cuts the text.
// 2. The terms of a token live until the next token is read; a term that is
//    needed longer is first copied to its frame.
#include "graph/io/turtle_reader.h"

#include "graph/io/blank_label.h"
#include "graph/io/turtle_token.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>
#include <string.h>

enum { FIRST_FRAMES = 16, NUMBER_SIZE = 24 };

typedef enum State {
  STATE_VERB,       ///< a verb must come
  STATE_MAYBE_VERB, ///< a verb may come: behind ';' and behind a first ']'
  STATE_OBJECT,
  STATE_ITEM,  ///< an object or ')' must come
  STATE_AFTER, ///< an object was read
  STATE_DONE,  ///< the statement was read
} State;

typedef enum FrameKind { STATEMENT, PROPERTIES, COLLECTION } FrameKind;

// Text in `terms`.
typedef struct Span {
  size_t start;
  size_t size;
} Span;

typedef struct Frame {
  FrameKind kind;
  bool is_subject; ///< it is the subject of the frame below, not an object
  bool has_item;   ///< COLLECTION: an item was read
  GestaTermKind subject_kind;
  Span subject;
  Span predicate;
} Frame;

typedef struct Reader {
  GestaTurtleScanner scanner;
  GestaTurtleToken token; ///< the one that is looked at
  GestaQuadFeed *feed;
  bool graphs;   ///< TriG
  bool in_graph; ///< between braces
  State state;
  Frame *frames;
  size_t depth; ///< frames in use
  size_t room;
  GestaTextBuffer terms;
  GestaTextBuffer graph; ///< text of the graph's name
  GestaTermKind graph_kind;
  uint64_t next_blank; ///< number of the next node without a label
} Reader;

static GestaStatus
refuse(const Reader *reader, const char *expected)
{
  return gesta_turtle_refuse(&reader->scanner, expected);
}

static GestaStatus
fail_memory(const Reader *reader)
{
  return gesta_error_set(reader->feed->error, GESTA_ERR_MEMORY,
                         "%s: out of memory", reader->feed->name);
}

static GestaStatus
advance(Reader *reader)
{
  return gesta_turtle_next(&reader->scanner, &reader->token);
}

static bool
is_mark(const Reader *reader, char mark)
{
  return reader->token.mark == mark;
}

static bool
is_node(const Reader *reader)
{
  return reader->token.kind == GESTA_TURTLE_TERM
         && reader->token.term.kind != GESTA_TERM_LITERAL;
}

static Frame *
top(Reader *reader)
{
  return &reader->frames[reader->depth - 1];
}

// Copy text to the end of `terms`, where it may stand for the top frame.
static GestaStatus
keep(Reader *reader, GestaStringView text, Span *span)
{
  const size_t start = reader->terms.size;
  if (gesta_text_buffer_append(&reader->terms, text)) {
    return fail_memory(reader);
  }
  *span = (Span){start, text.size};
  return GESTA_OK;
}

static GestaStringView
view_span(const Reader *reader, Span span)
{
  return (GestaStringView){reader->terms.data + span.start, span.size};
}

static GestaStatus
push(Reader *reader, FrameKind kind)
{
  if (reader->depth > GESTA_TURTLE_DEPTH) {
    GestaError *error = reader->feed->error;
    (void)refuse(reader, "no further bracket: 10,000 are open");
    if (error) {
      error->status = GESTA_ERR_TOO_LARGE;
    }
    return GESTA_ERR_TOO_LARGE;
  }
  if (reader->depth == reader->room) {
    GestaAllocator *allocator = reader->terms.allocator;
    const size_t room = reader->room ? reader->room * 2 : FIRST_FRAMES;
    Frame *frames = allocator->resize(allocator, reader->frames,
                                      room * sizeof *frames);
    if (!frames) {
      return fail_memory(reader);
    }
    reader->frames = frames;
    reader->room = room;
  }
  const Span nothing = {reader->terms.size, 0};
  reader->frames[reader->depth++] = (Frame){
    kind, false, false, GESTA_TERM_NONE, nothing, nothing};
  return GESTA_OK;
}

static void
pop(Reader *reader)
{
  reader->terms.size = top(reader)->subject.start;
  --reader->depth;
}

// Replace the subject of the top frame; its predicate is then lost.
static GestaStatus
set_subject(Reader *reader, const GestaTerm *term)
{
  Frame *frame = top(reader);
  reader->terms.size = frame->subject.start;
  frame->subject_kind = term->kind;
  return keep(reader, term->value, &frame->subject);
}

static GestaStatus
set_predicate(Reader *reader, GestaStringView iri)
{
  Frame *frame = top(reader);
  reader->terms.size = frame->subject.start + frame->subject.size;
  return keep(reader, iri, &frame->predicate);
}

// A blank node without a label gets a number.
static GestaTerm
make_blank(Reader *reader, char label[GESTA_BLANK_LABEL_SIZE])
{
  char number[NUMBER_SIZE];
  size_t at = sizeof number;
  uint64_t rest = reader->next_blank++;
  do {
    number[--at] = (char)('0' + rest % 10);
    rest /= 10;
  } while (rest > 0);
  const GestaStringView name = {number + at, sizeof number - at};
  return (GestaTerm){
    .kind = GESTA_TERM_BLANK,
    .value = gesta_blank_label(reader->feed->document, true, name, label)};
}

// The node of the token, under its new label if it is a blank node.
static GestaTerm
take_node(const Reader *reader, char label[GESTA_BLANK_LABEL_SIZE])
{
  GestaTerm term = reader->token.term;
  if (term.kind == GESTA_TERM_BLANK) {
    term.value = gesta_blank_label(reader->feed->document, false, term.value,
                                   label);
  }
  return term;
}

// Send the triple of a subject, a predicate and an object.
static GestaStatus
send(Reader *reader, GestaTermKind subject_kind, GestaStringView subject,
     GestaStringView predicate, const GestaTerm *object)
{
  const GestaQuad quad = {
    {.kind = subject_kind, .value = subject},
    gesta_iri(predicate),
    *object,
    reader->graph_kind == GESTA_TERM_NONE
      ? reader->feed->graph
      : (GestaTerm){.kind = reader->graph_kind,
                    .value = gesta_text_buffer_view(&reader->graph)}};
  const GestaStatus status = gesta_sink_quad(reader->feed->sink, &quad);
  reader->feed->count += status == GESTA_OK;
  return status;
}

// The second and later items of a collection get a list node of their own.
static GestaStatus
add_list_node(Reader *reader)
{
  char label[GESTA_BLANK_LABEL_SIZE];
  const GestaTerm node = make_blank(reader, label);
  const GestaStatus status = send(reader, GESTA_TERM_BLANK,
                                  view_span(reader, top(reader)->subject),
                                  GESTA_RDF("rest"), &node);
  return status ? status : set_subject(reader, &node);
}

// Send an object of the top frame.
static GestaStatus
send_object(Reader *reader, const GestaTerm *object)
{
  Frame *frame = top(reader);
  GestaStringView predicate = view_span(reader, frame->predicate);
  if (frame->kind == COLLECTION) {
    predicate = GESTA_RDF("first");
    if (frame->has_item) {
      const GestaStatus status = add_list_node(reader);
      if (status) {
        return status;
      }
    }
    frame->has_item = true;
  }
  return send(reader, frame->subject_kind, view_span(reader, frame->subject),
              predicate, object);
}

// What comes after an object or a collection's item in the top frame.
static State
state_after_object(Reader *reader)
{
  return top(reader)->kind == COLLECTION ? STATE_ITEM : STATE_AFTER;
}

// Open a bracket whose node is the subject or an object of the top frame.
static GestaStatus
open_frame(Reader *reader, FrameKind kind, bool is_subject)
{
  char label[GESTA_BLANK_LABEL_SIZE];
  const GestaTerm node = make_blank(reader, label);
  GestaStatus status = is_subject ? set_subject(reader, &node)
                                  : send_object(reader, &node);
  if (status == GESTA_OK) {
    status = push(reader, kind);
  }
  if (status == GESTA_OK) {
    top(reader)->is_subject = is_subject;
    status = set_subject(reader, &node);
  }
  reader->state = kind == COLLECTION ? STATE_ITEM : STATE_VERB;
  return status;
}

// Close the bracket of the top frame.
static void
close_frame(Reader *reader)
{
  const Frame frame = *top(reader);
  pop(reader);
  if (!frame.is_subject) {
    reader->state = state_after_object(reader);
  } else {
    reader->state = frame.kind == COLLECTION ? STATE_VERB : STATE_MAYBE_VERB;
  }
}

// [13] verb ::= predicate | 'a'
static GestaStatus
read_verb(Reader *reader)
{
  GestaStringView iri = GESTA_RDF("type");
  if (reader->token.kind != GESTA_TURTLE_A) {
    if (!is_node(reader) || reader->token.term.kind != GESTA_TERM_IRI) {
      return refuse(reader, "a predicate: an IRI, a prefixed name or 'a'");
    }
    iri = reader->token.term.value;
  }
  const GestaStatus status = set_predicate(reader, iri);
  reader->state = STATE_OBJECT;
  return status ? status : advance(reader);
}

// What ends a predicateObjectList: ']' or the end of the statement.
static GestaStatus
read_end(Reader *reader, const char *expected)
{
  const FrameKind kind = top(reader)->kind;
  if (kind == PROPERTIES && is_mark(reader, ']')) {
    close_frame(reader);
    return advance(reader);
  }
  if (kind == STATEMENT && is_mark(reader, '.')) {
    reader->state = STATE_DONE;
    return advance(reader);
  }
  if (kind == STATEMENT && reader->in_graph && is_mark(reader, '}')) {
    reader->state = STATE_DONE;
    return GESTA_OK;
  }
  return refuse(reader, kind == PROPERTIES ? "';', ',' or ']' after the object"
                                           : expected);
}

// [7] predicateObjectList ::= verb objectList (';' (verb objectList)?)*, from
// behind a ';'
static GestaStatus
read_maybe_verb(Reader *reader)
{
  if (is_mark(reader, ';') && top(reader)->predicate.size > 0) {
    return advance(reader);
  }
  if (reader->token.kind == GESTA_TURTLE_MARK) {
    return read_end(reader, "a predicate, or '.' at the end of the statement");
  }
  return read_verb(reader);
}

// What follows an object.
static GestaStatus
read_after(Reader *reader)
{
  if (is_mark(reader, ',')) {
    reader->state = STATE_OBJECT;
    return advance(reader);
  }
  if (is_mark(reader, ';')) {
    reader->state = STATE_MAYBE_VERB;
    return advance(reader);
  }
  return read_end(reader, "'.', ';' or ',' after the object");
}

// '[' or '(' as an object, possibly closed at once.
static GestaStatus
read_bracket(Reader *reader, bool is_subject)
{
  const bool list = is_mark(reader, '(');
  GestaStatus status = advance(reader);
  if (status) {
    return status;
  }
  if (!is_mark(reader, (char)(list ? ')' : ']'))) {
    return open_frame(reader, list ? COLLECTION : PROPERTIES, is_subject);
  }
  char label[GESTA_BLANK_LABEL_SIZE];
  const GestaTerm node = list ? gesta_iri(GESTA_RDF("nil"))
                              : make_blank(reader, label);
  status = is_subject ? set_subject(reader, &node) : send_object(reader, &node);
  reader->state = is_subject ? STATE_VERB : state_after_object(reader);
  return status ? status : advance(reader);
}

// [12] object ::= iri | BlankNode | collection | blankNodePropertyList |
// literal
static GestaStatus
read_object(Reader *reader)
{
  if (reader->token.kind == GESTA_TURTLE_TERM) {
    char label[GESTA_BLANK_LABEL_SIZE];
    const GestaTerm object = take_node(reader, label);
    const GestaStatus status = send_object(reader, &object);
    reader->state = state_after_object(reader);
    return status ? status : advance(reader);
  }
  if (is_mark(reader, '[') || is_mark(reader, '(')) {
    return read_bracket(reader, false);
  }
  return refuse(reader, reader->state == STATE_ITEM
                          ? "an item of the collection, or ')'"
                          : "an object: an IRI, a blank node, a literal, '[' "
                            "or '('");
}

// [15] collection ::= '(' object* ')', from behind an item
static GestaStatus
read_item(Reader *reader)
{
  if (!is_mark(reader, ')')) {
    return read_object(reader);
  }
  const GestaTerm nil = gesta_iri(GESTA_RDF("nil"));
  const GestaStatus status = send(reader, GESTA_TERM_BLANK,
                                  view_span(reader, top(reader)->subject),
                                  GESTA_RDF("rest"), &nil);
  close_frame(reader);
  return status ? status : advance(reader);
}

// What follows the subject, up to the end of the statement.
static GestaStatus
read_predicates(Reader *reader)
{
  GestaStatus status = GESTA_OK;
  while (status == GESTA_OK && reader->state != STATE_DONE) {
    switch (reader->state) {
    case STATE_VERB:
      status = read_verb(reader);
      break;
    case STATE_MAYBE_VERB:
      status = read_maybe_verb(reader);
      break;
    case STATE_OBJECT:
      status = read_object(reader);
      break;
    case STATE_ITEM:
      status = read_item(reader);
      break;
    case STATE_AFTER:
      status = read_after(reader);
      break;
    case STATE_DONE:
      break;
    }
  }
  return status;
}

// '{' after the name of a graph, or alone.
static GestaStatus
open_graph(Reader *reader, const GestaTerm *name)
{
  reader->graph.size = 0;
  reader->graph_kind = name->kind;
  if (gesta_text_buffer_append(&reader->graph, name->value)) {
    return fail_memory(reader);
  }
  reader->in_graph = true;
  return GESTA_OK;
}

// The name of a graph behind GRAPH, and '{'.
static GestaStatus
read_graph(Reader *reader)
{
  GestaStatus status = advance(reader);
  if (status) {
    return status;
  }
  char label[GESTA_BLANK_LABEL_SIZE];
  GestaTerm name = {.kind = GESTA_TERM_NONE};
  if (is_node(reader)) {
    name = take_node(reader, label);
  } else if (is_mark(reader, '[')) {
    status = advance(reader);
    if (status == GESTA_OK && !is_mark(reader, ']')) {
      status = refuse(reader, "']': a graph is named by an IRI, a blank node "
                              "such as _:g, or []");
    }
    name = make_blank(reader, label);
  } else {
    status = refuse(reader, "the name of a graph after GRAPH");
  }
  if (status == GESTA_OK) {
    status = open_graph(reader, &name);
  }
  if (status == GESTA_OK) {
    status = advance(reader);
  }
  if (status == GESTA_OK && !is_mark(reader, '{')) {
    status = refuse(reader, "'{' after the name of the graph");
  }
  return status ? status : advance(reader);
}

// Whether the node just read is followed by '{', which makes it the name of a
// graph.
static GestaStatus
read_graph_brace(Reader *reader, bool *found)
{
  *found = false;
  if (!is_mark(reader, '{')) {
    return GESTA_OK;
  }
  if (!reader->graphs || reader->in_graph) {
    return refuse(reader, reader->graphs
                            ? "a predicate: graphs cannot stand in graphs"
                            : "a predicate: graphs in braces are TriG, so name "
                              "the format trig");
  }
  const Frame *frame = top(reader);
  const GestaTerm name = {.kind = frame->subject_kind,
                          .value = view_span(reader, frame->subject)};
  *found = true;
  const GestaStatus status = open_graph(reader, &name);
  return status ? status : advance(reader);
}

// [6] triples, or TriG's [3g] triplesOrGraph and [4g] triples2
static GestaStatus
read_triples(Reader *reader)
{
  reader->depth = 0;
  reader->terms.size = 0;
  GestaStatus status = push(reader, STATEMENT);
  bool graph = false;
  if (status) {
    return status;
  }
  if (is_node(reader)) {
    char label[GESTA_BLANK_LABEL_SIZE];
    const GestaTerm subject = take_node(reader, label);
    status = set_subject(reader, &subject);
    reader->state = STATE_VERB;
    if (status == GESTA_OK) {
      status = advance(reader);
    }
    if (status == GESTA_OK) {
      status = read_graph_brace(reader, &graph);
    }
  } else if (is_mark(reader, '[') || is_mark(reader, '(')) {
    const bool list = is_mark(reader, '(');
    status = read_bracket(reader, true);
    // '[]' may name a graph; '()' and what stands in brackets may not.
    if (status == GESTA_OK && reader->depth == 1 && !list) {
      status = read_graph_brace(reader, &graph);
    }
  } else {
    status = refuse(reader, reader->in_graph
                              ? "a subject: an IRI, a blank node, '[' or '('; "
                                "or '}' at the end of the graph"
                              : "a subject: an IRI, a blank node, '[' or '('");
  }
  return status || graph ? status : read_predicates(reader);
}

// The dot behind @prefix and @base.
static GestaStatus
read_dot(Reader *reader)
{
  if (!is_mark(reader, '.')) {
    return refuse(reader, "'.' at the end of the declaration");
  }
  return advance(reader);
}

// [4] prefixID ::= '@prefix' PNAME_NS IRIREF '.'
// [6s] sparqlPrefix ::= "PREFIX" PNAME_NS IRIREF
static GestaStatus
read_prefix(Reader *reader)
{
  const bool dot = reader->token.kind == GESTA_TURTLE_AT_PREFIX;
  GestaStringView prefix;
  Span kept = {0, 0};
  reader->terms.size = 0;
  GestaStatus status = gesta_turtle_next_prefix(&reader->scanner, &prefix);
  if (status == GESTA_OK) {
    status = keep(reader, prefix, &kept);
  }
  if (status == GESTA_OK) {
    status = advance(reader);
  }
  if (status) {
    return status;
  }
  if (!is_node(reader) || !gesta_turtle_is_reference(&reader->scanner)) {
    return refuse(reader, "an IRI in angle brackets after the prefix");
  }
  const GestaStringView iri = reader->token.term.value;
  prefix = view_span(reader, kept);
  if (gesta_prefixes_set(reader->scanner.prefixes, prefix, iri)) {
    return fail_memory(reader);
  }
  status = gesta_sink_prefix(reader->feed->sink, prefix, iri);
  if (status == GESTA_OK) {
    status = advance(reader);
  }
  return status || !dot ? status : read_dot(reader);
}

// [5] base ::= '@base' IRIREF '.'      [5s] sparqlBase ::= "BASE" IRIREF
static GestaStatus
read_base(Reader *reader)
{
  const bool dot = reader->token.kind == GESTA_TURTLE_AT_BASE;
  GestaStatus status = advance(reader);
  if (status) {
    return status;
  }
  if (!is_node(reader) || !gesta_turtle_is_reference(&reader->scanner)) {
    return refuse(reader, "the base IRI in angle brackets");
  }
  reader->scanner.base.size = 0;
  if (gesta_text_buffer_append(&reader->scanner.base,
                               reader->token.term.value)) {
    return fail_memory(reader);
  }
  status = advance(reader);
  return status || !dot ? status : read_dot(reader);
}

static GestaStatus
refuse_in_graph(const Reader *reader)
{
  return refuse(reader, "a subject or '}': declarations stand outside graphs");
}

// A statement, a declaration, or the beginning or end of a graph.
static GestaStatus
read_block(Reader *reader)
{
  switch (reader->token.kind) {
  case GESTA_TURTLE_AT_PREFIX:
  case GESTA_TURTLE_PREFIX:
    return reader->in_graph ? refuse_in_graph(reader) : read_prefix(reader);
  case GESTA_TURTLE_AT_BASE:
  case GESTA_TURTLE_BASE:
    return reader->in_graph ? refuse_in_graph(reader) : read_base(reader);
  case GESTA_TURTLE_GRAPH:
    if (reader->graphs && !reader->in_graph) {
      return read_graph(reader);
    }
    return refuse(reader, reader->graphs
                            ? "a subject or '}': graphs cannot stand in graphs"
                            : "a subject: graphs are TriG, so name the format "
                              "trig");
  case GESTA_TURTLE_END:
  case GESTA_TURTLE_TERM:
  case GESTA_TURTLE_A:
  case GESTA_TURTLE_MARK:
    break;
  }
  if (is_mark(reader, '}') && reader->in_graph) {
    reader->in_graph = false;
    reader->graph_kind = GESTA_TERM_NONE;
    return advance(reader);
  }
  if (is_mark(reader, '{') && reader->graphs && !reader->in_graph) {
    const GestaTerm none = {.kind = GESTA_TERM_NONE};
    const GestaStatus status = open_graph(reader, &none);
    return status ? status : advance(reader);
  }
  return read_triples(reader);
}

// Go on behind a statement with a mistake.
static GestaStatus
recover(Reader *reader)
{
  GestaStatus status = GESTA_ERR_SYNTAX;
  do {
    status = gesta_turtle_skip(&reader->scanner);
    if (status == GESTA_OK) {
      status = advance(reader);
    }
  } while (gesta_feed_skips(reader->feed, status));
  return status;
}

GestaStatus
gesta_turtle_read(GestaAllocator *allocator, FILE *stream, bool graphs,
                  GestaStringView base, GestaQuadFeed *feed)
{
  assert(allocator && stream && feed);

  Reader reader = {.feed = feed, .graphs = graphs};
  gesta_text_buffer_init(&reader.terms, allocator);
  gesta_text_buffer_init(&reader.graph, allocator);
  GestaStatus status = gesta_turtle_scanner_init(&reader.scanner, allocator,
                                                 stream, base, feed);
  if (status) {
    return gesta_error_set(feed->error, status, "%s: out of memory",
                           feed->name);
  }
  status = advance(&reader);
  if (gesta_feed_skips(feed, status)) {
    status = recover(&reader);
  }
  while (status == GESTA_OK
         && (reader.token.kind != GESTA_TURTLE_END || reader.in_graph)) {
    status = read_block(&reader);
    if (gesta_feed_skips(feed, status)) {
      reader.in_graph = reader.in_graph
                        && reader.token.kind != GESTA_TURTLE_END;
      status = recover(&reader);
    }
  }
  gesta_turtle_scanner_clear(&reader.scanner);
  gesta_text_buffer_clear(&reader.terms);
  gesta_text_buffer_clear(&reader.graph);
  gesta_release(allocator, reader.frames);
  return status;
}
