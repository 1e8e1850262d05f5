// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/results/results_reader.h"

#include "graph/base/utf8.h"
#include "graph/rdf/vocabulary.h"
#include "graph/results/results_reading.h"

#include <assert.h>

enum { FIRST_ROOM = 16 };

GestaStatus
gesta_results_media_type(GestaStringView type, GestaResultsFormat *format)
{
  static const struct {
    const char *type;
    GestaResultsFormat format;
  } types[] = {
    {"application/sparql-results+xml", GESTA_RESULTS_XML},
    {"application/sparql-results+json", GESTA_RESULTS_JSON},
    {"application/json", GESTA_RESULTS_JSON},
    {"application/xml", GESTA_RESULTS_XML},
    {"text/xml", GESTA_RESULTS_XML},
    {"text/csv", GESTA_RESULTS_CSV},
    {"text/tab-separated-values", GESTA_RESULTS_TSV},
  };
  for (size_t i = 0; i < sizeof types / sizeof *types; ++i) {
    bool equal = strlen(types[i].type) == type.size;
    for (size_t k = 0; equal && k < type.size; ++k) {
      const char byte = type.data[k];
      const char small = (char)(byte >= 'A' && byte <= 'Z' ? byte | 0x20
                                                           : byte);
      equal = small == types[i].type[k];
    }
    if (equal) {
      *format = types[i].format;
      return GESTA_OK;
    }
  }
  return GESTA_NOT_FOUND;
}

GestaStatus
gesta_reading_complain(const GestaResultsReading *reading, GestaStatus status,
                       size_t offset, const char *what)
{
  size_t line;
  size_t column;
  gesta_utf8_place(reading->text, offset, &line, &column);
  return gesta_error_set_at(reading->error, status, line, column, "%s: %s",
                            reading->name, what);
}

GestaStatus
gesta_reading_no_memory(const GestaResultsReading *reading)
{
  return gesta_error_set(reading->error, GESTA_ERR_MEMORY, "%s: out of memory",
                         reading->name);
}

GestaStatus
gesta_reading_add(GestaResultsReading *reading, GestaStringView name)
{
  if (reading->count == reading->room) {
    const size_t room = reading->room ? reading->room * 2 : FIRST_ROOM;
    GestaStringView *grown = reading->allocator->resize(
      reading->allocator, reading->variables, room * sizeof *grown);
    if (!grown) {
      return gesta_reading_no_memory(reading);
    }
    reading->variables = grown;
    reading->room = room;
  }
  GestaStringView copy;
  if (gesta_arena_copy(&reading->names, name, &copy)) {
    return gesta_reading_no_memory(reading);
  }
  reading->variables[reading->count++] = copy;
  return GESTA_OK;
}

GestaStatus
gesta_reading_begin(GestaResultsReading *reading)
{
  if (reading->named) {
    return GESTA_OK;
  }
  reading->row = gesta_arena_allocate(&reading->names, reading->count,
                                      sizeof *reading->row);
  if (!reading->row) {
    return gesta_reading_no_memory(reading);
  }
  reading->named = true;
  return reading->sink->variables(reading->sink, reading->variables,
                                  reading->count);
}

GestaTerm *
gesta_reading_cell(GestaResultsReading *reading, GestaStringView name)
{
  for (size_t i = 0; i < reading->count; ++i) {
    if (gesta_view_equal(reading->variables[i], name)) {
      return &reading->row[i];
    }
  }
  return NULL;
}

GestaStatus
gesta_reading_row(GestaResultsReading *reading)
{
  const GestaStatus status = reading->sink->row(reading->sink, reading->row);
  memset(reading->row, 0, reading->count * sizeof *reading->row);
  gesta_arena_reset(&reading->terms);
  return status;
}

GestaStatus
gesta_reading_boolean(GestaResultsReading *reading, bool answer)
{
  reading->answered = true;
  return reading->sink->boolean(reading->sink, answer);
}

static GestaStatus
read_format(GestaResultsReading *reading, GestaResultsFormat format)
{
  switch (format) {
  case GESTA_RESULTS_CSV:
    return gesta_csv_read(reading);
  case GESTA_RESULTS_TSV:
    return gesta_tsv_read(reading);
  case GESTA_RESULTS_JSON:
    return gesta_json_read(reading);
  case GESTA_RESULTS_XML:
    return gesta_xml_read(reading);
  case GESTA_RESULTS_TABLE:
  case GESTA_RESULTS_EXPANDED:
  case GESTA_RESULTS_MARKDOWN:
  case GESTA_RESULTS_HTML:
    break;
  }
  return gesta_error_set(reading->error, GESTA_ERR_INPUT,
                         "%s: answers are read as xml, json, csv or tsv",
                         reading->name);
}

GestaStatus
gesta_results_read(GestaAllocator *allocator, GestaStringView text,
                   const char *name, GestaResultsFormat format,
                   GestaRowSink *sink, GestaError *error)
{
  assert(allocator && name && sink);

  static const char mark[] = "\xEF\xBB\xBF";
  if (text.size >= 3 && memcmp(text.data, mark, 3) == 0) {
    text = (GestaStringView){text.data + 3, text.size - 3};
  }
  GestaResultsReading reading = {.allocator = allocator,
                                 .text = text,
                                 .name = name,
                                 .sink = sink,
                                 .error = error};
  const size_t good = gesta_utf8_check(text);
  // XML may declare another encoding, and its parser checks.
  if (good < text.size && format != GESTA_RESULTS_XML) {
    reading.text.size = good;
    return gesta_reading_complain(&reading, GESTA_ERR_ENCODING, good,
                                  "this byte is not UTF-8 text");
  }
  gesta_arena_init(&reading.names, allocator);
  gesta_arena_init(&reading.terms, allocator);
  const GestaStatus status = read_format(&reading, format);
  gesta_arena_clear(&reading.names);
  gesta_arena_clear(&reading.terms);
  gesta_release(allocator, reading.variables);
  return status;
}
