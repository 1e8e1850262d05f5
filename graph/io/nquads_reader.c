// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of a chunk are parsed where they stand; an unfinished last line is
// moved to the front before the next chunk is read behind it.
#include "graph/io/nquads_reader.h"

#include "graph/base/utf8.h"
#include "graph/io/blank_label.h"
#include "graph/rdf/iri.h"

#include <assert.h>
#include <string.h>

enum { CHUNK = 262144 };

typedef struct Reader {
  GestaQuadFeed *feed;
  bool graphs;
  GestaArena arena; ///< what a line needs
  size_t line_number;
  GestaStringView line;
  size_t at;
} Reader;

static GestaStatus
complain(const Reader *reader, const char *what)
{
  const GestaStringView before = {reader->line.data, reader->at};
  return gesta_error_set_at(reader->feed->error, GESTA_ERR_SYNTAX,
                            reader->line_number, gesta_utf8_length(before) + 1,
                            "%s: %s", reader->feed->name, what);
}

static char
peek(const Reader *reader)
{
  return (char)(reader->at < reader->line.size ? reader->line.data[reader->at]
                                               : '\0');
}

static void
skip_blanks(Reader *reader)
{
  while (peek(reader) == ' ' || peek(reader) == '\t') {
    ++reader->at;
  }
}

// Read a term of one of the kinds, given as a set of bits.
static GestaStatus
read_term(Reader *reader, unsigned kinds, const char *expected, GestaTerm *term)
{
  skip_blanks(reader);
  const size_t start = reader->at;
  const char first = peek(reader);
  const unsigned kind = first == '<'   ? GESTA_TERM_IRI
                        : first == '_' ? GESTA_TERM_BLANK
                        : first == '"' ? GESTA_TERM_LITERAL
                                       : GESTA_TERM_NONE;
  if ((kinds & 1U << kind) == 0) {
    return complain(reader, expected);
  }
  GestaError error = {.message = ""};
  const GestaStatus status = gesta_term_parse_next(
    reader->line, &reader->at, &reader->arena, term, &error);
  if (status) {
    return gesta_error_set_at(reader->feed->error, status, reader->line_number,
                              error.column, "%s: %s", reader->feed->name,
                              error.message);
  }
  const GestaStringView iri = term->kind == GESTA_TERM_IRI ? term->value
                                                           : term->datatype;
  if ((term->kind == GESTA_TERM_IRI || iri.size > 0)
      && !gesta_iri_is_absolute(iri)) {
    reader->at = start;
    return complain(reader, "expected an absolute IRI, one that begins with a "
                            "scheme such as https:");
  }
  if (term->kind == GESTA_TERM_BLANK) {
    char *label = gesta_arena_allocate(&reader->arena, GESTA_BLANK_LABEL_SIZE,
                                       1);
    if (!label) {
      return gesta_error_set(reader->feed->error, GESTA_ERR_MEMORY,
                             "%s: out of memory", reader->feed->name);
    }
    term->value = gesta_blank_label(reader->feed->document, false, term->value,
                                    label);
  }
  return GESTA_OK;
}

// [2] statement ::= subject predicate object graphLabel? '.'
static GestaStatus
read_statement(Reader *reader, GestaQuad *quad)
{
  const unsigned iri = 1U << GESTA_TERM_IRI;
  const unsigned node = iri | 1U << GESTA_TERM_BLANK;
  GestaStatus status = read_term(
    reader, node,
    "expected a subject: an IRI in angle brackets or "
    "a blank node such as _:b1",
    &quad->subject);
  if (status == GESTA_OK) {
    status = read_term(reader, iri,
                       "expected a predicate: an IRI in angle brackets",
                       &quad->predicate);
  }
  if (status == GESTA_OK) {
    status = read_term(reader, node | 1U << GESTA_TERM_LITERAL,
                       "expected an object: an IRI, a blank node, or a literal "
                       "in double quotes",
                       &quad->object);
  }
  if (status) {
    return status;
  }
  quad->graph = reader->feed->graph;
  skip_blanks(reader);
  if (reader->graphs && peek(reader) != '.') {
    status = read_term(reader, node,
                       "expected '.' or the IRI of a graph after the object",
                       &quad->graph);
    skip_blanks(reader);
  }
  if (status == GESTA_OK && peek(reader) != '.') {
    status = complain(reader,
                      reader->graphs || peek(reader) != '<'
                        ? "expected '.' at the end of the statement"
                        : "expected '.' after the object: graph names are for "
                          "N-Quads (nq), not N-Triples (nt)");
  }
  ++reader->at;
  return status;
}

// A line holds one statement, a comment, or nothing; a lone carriage return
// ends a line too, though it does not count as one.
static GestaStatus
read_line(Reader *reader)
{
  GestaStatus status = GESTA_OK;
  bool fresh = true;
  while (status == GESTA_OK) {
    skip_blanks(reader);
    const char byte = peek(reader);
    if (reader->at == reader->line.size) {
      break;
    }
    if (byte == '\r') {
      fresh = true;
      ++reader->at;
    } else if (byte == '#') {
      while (reader->at < reader->line.size && peek(reader) != '\r') {
        ++reader->at;
      }
    } else if (!fresh) {
      status = complain(reader, "expected the end of the line after '.'");
    } else {
      GestaQuad quad;
      fresh = false;
      status = read_statement(reader, &quad);
      if (status == GESTA_OK) {
        status = gesta_sink_quad(reader->feed->sink, &quad);
        reader->feed->count += status == GESTA_OK;
      }
    }
  }
  gesta_arena_reset(&reader->arena);
  return status;
}

// A line with a byte that is not UTF-8, which only a lenient reader meets.
static GestaStatus
check_encoding(Reader *reader)
{
  const size_t good = gesta_utf8_check(reader->line);
  if (good == reader->line.size) {
    return GESTA_OK;
  }
  const GestaStringView before = {reader->line.data, good};
  return gesta_error_set_at(
    reader->feed->error, GESTA_ERR_ENCODING, reader->line_number,
    gesta_utf8_length(before) + 1, "%s: the byte 0x%02X is not UTF-8 text",
    reader->feed->name, (unsigned)(unsigned char)reader->line.data[good]);
}

// Read the complete lines of some text, or all of it at the end of the stream.
static GestaStatus
read_lines(Reader *reader, GestaStringView text, bool last, size_t *consumed)
{
  size_t start = 0;
  GestaStatus status = GESTA_OK;
  while (status == GESTA_OK && start < text.size) {
    const char *end = memchr(text.data + start, '\n', text.size - start);
    if (!end && !last) {
      break;
    }
    const size_t stop = end ? (size_t)(end - text.data) : text.size;
    reader->line = (GestaStringView){text.data + start, stop - start};
    reader->at = 0;
    ++reader->line_number;
    status = reader->feed->check_encoding ? check_encoding(reader) : GESTA_OK;
    if (status == GESTA_OK) {
      status = read_line(reader);
    }
    if (gesta_feed_skips(reader->feed, status)) {
      status = GESTA_OK;
    }
    start = end ? stop + 1 : stop;
  }
  *consumed = start;
  return status;
}

GestaStatus
gesta_nquads_read(GestaAllocator *allocator, FILE *stream, bool graphs,
                  GestaQuadFeed *feed)
{
  assert(allocator && stream && feed);

  Reader reader = {.feed = feed, .graphs = graphs};
  gesta_arena_init(&reader.arena, allocator);
  char *text = NULL;
  size_t room = 0;
  size_t size = 0;
  bool last = false;
  GestaStatus status = GESTA_OK;
  while (status == GESTA_OK && !last) {
    if (gesta_cancelled(feed->cancel)) {
      status = gesta_error_set(feed->error, GESTA_ERR_CANCELLED,
                               "%s: cancelled", feed->name);
      break;
    }
    if (room - size < CHUNK) {
      char *grown = allocator->resize(allocator, text,
                                      room * 2 + (size_t)CHUNK);
      if (!grown) {
        status = gesta_error_set(feed->error, GESTA_ERR_MEMORY,
                                 "%s: out of memory", feed->name);
        break;
      }
      text = grown;
      room = room * 2 + (size_t)CHUNK;
    }
    // All of the room, which is doubled: a line that is searched anew for its
    // end after each read costs no more than twice its size in all.
    const size_t wanted = room - size;
    const size_t count = fread(text + size, 1, wanted, stream);
    last = count < wanted;
    size += count;
    size_t consumed = 0;
    status = read_lines(&reader, (GestaStringView){text, size}, last,
                        &consumed);
    memmove(text, text + consumed, size - consumed);
    size -= consumed;
  }
  if (status == GESTA_OK && ferror(stream)) {
    status = gesta_error_set(feed->error, GESTA_ERR_FILE, "%s: cannot be read",
                             feed->name);
  }
  gesta_release(allocator, text);
  gesta_arena_clear(&reader.arena);
  return status;
}
