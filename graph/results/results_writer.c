// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/results/results_writer.h"

#include "graph/results/results_state.h"

#include <assert.h>

enum { WINDOW = 16384 };

const char *const *
gesta_results_formats(void)
{
  static const char *const names[] = {
    [GESTA_RESULTS_TABLE] = "table",
    [GESTA_RESULTS_EXPANDED] = "expanded",
    [GESTA_RESULTS_CSV] = "csv",
    [GESTA_RESULTS_TSV] = "tsv",
    [GESTA_RESULTS_JSON] = "json",
    [GESTA_RESULTS_XML] = "xml",
    [GESTA_RESULTS_MARKDOWN] = "markdown",
    [GESTA_RESULTS_HTML] = "html",
    NULL,
  };
  return names;
}

GestaStatus
gesta_results_format(GestaStringView name, GestaResultsFormat *format)
{
  const char *const *const names = gesta_results_formats();
  for (size_t i = 0; names[i]; ++i) {
    if (gesta_view_equal(name, gesta_view(names[i]))) {
      *format = (GestaResultsFormat)i;
      return GESTA_OK;
    }
  }
  return GESTA_NOT_FOUND;
}

static GestaStatus
append_head(GestaResultsWriter *writer)
{
  switch (writer->options.format) {
  case GESTA_RESULTS_TABLE:
  case GESTA_RESULTS_MARKDOWN:
    return GESTA_OK;
  case GESTA_RESULTS_EXPANDED:
    return gesta_expanded_head(writer);
  case GESTA_RESULTS_CSV:
    return gesta_csv_head(writer);
  case GESTA_RESULTS_TSV:
    return gesta_tsv_head(writer);
  case GESTA_RESULTS_JSON:
    return gesta_json_head(writer);
  case GESTA_RESULTS_XML:
    return gesta_xml_head(writer);
  case GESTA_RESULTS_HTML:
    return gesta_html_head(writer);
  }
  return GESTA_OK;
}

static GestaStatus
append_row(GestaResultsWriter *writer, const GestaTerm *row)
{
  switch (writer->options.format) {
  case GESTA_RESULTS_TABLE:
    return gesta_table_row(writer, row);
  case GESTA_RESULTS_EXPANDED:
    return gesta_expanded_row(writer, row);
  case GESTA_RESULTS_CSV:
    return gesta_csv_row(writer, row);
  case GESTA_RESULTS_TSV:
    return gesta_tsv_row(writer, row);
  case GESTA_RESULTS_JSON:
    return gesta_json_row(writer, row);
  case GESTA_RESULTS_XML:
    return gesta_xml_row(writer, row);
  case GESTA_RESULTS_MARKDOWN:
    return gesta_markdown_row(writer, row);
  case GESTA_RESULTS_HTML:
    return gesta_html_row(writer, row);
  }
  return GESTA_OK;
}

static GestaStatus
append_end(GestaResultsWriter *writer)
{
  switch (writer->options.format) {
  case GESTA_RESULTS_TABLE:
    return gesta_table_end(writer);
  case GESTA_RESULTS_EXPANDED:
    return gesta_expanded_end(writer);
  case GESTA_RESULTS_CSV:
  case GESTA_RESULTS_TSV:
    return GESTA_OK;
  case GESTA_RESULTS_JSON:
    return gesta_json_end(writer);
  case GESTA_RESULTS_XML:
    return gesta_xml_end(writer);
  case GESTA_RESULTS_MARKDOWN:
    return gesta_markdown_end(writer);
  case GESTA_RESULTS_HTML:
    return gesta_html_end(writer);
  }
  return GESTA_OK;
}

static GestaStatus
flush(GestaResultsWriter *writer)
{
  const GestaStatus status = gesta_output_write(
    writer->output, gesta_text_buffer_view(&writer->text));
  writer->text.size = 0;
  return status;
}

static GestaStatus
copy_variables(GestaResultsWriter *writer, const GestaStringView *variables,
               size_t count)
{
  GestaStringView *copies = gesta_arena_allocate(&writer->arena, count,
                                                 sizeof *copies);
  if (!copies) {
    return GESTA_ERR_MEMORY;
  }
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < count; ++i) {
    status = gesta_arena_copy(&writer->arena, variables[i], &copies[i]);
  }
  writer->variables = copies;
  writer->count = count;
  return status;
}

GestaStatus
gesta_results_writer_open(GestaAllocator *allocator,
                          const GestaResultsOptions *options,
                          const GestaStringView *variables,
                          size_t variable_count, GestaOutput *output,
                          GestaResultsWriter **writer)
{
  assert(allocator && options && output && writer);

  GestaResultsWriter *result = gesta_allocate(allocator, 1, sizeof *result);
  if (!result) {
    return GESTA_ERR_MEMORY;
  }
  *result = (GestaResultsWriter){
    .allocator = allocator, .options = *options, .output = output};
  gesta_arena_init(&result->arena, allocator);
  gesta_text_buffer_init(&result->text, allocator);
  GestaStatus status = copy_variables(result, variables, variable_count);
  if (status == GESTA_OK) {
    status = append_head(result);
  }
  if (status) {
    gesta_results_writer_close(result);
    return status;
  }
  *writer = result;
  return GESTA_OK;
}

GestaStatus
gesta_results_writer_row(GestaResultsWriter *writer, const GestaTerm *row)
{
  assert(writer && row);

  const GestaStatus status = append_row(writer, row);
  if (status) {
    return status;
  }
  ++writer->row_count;
  return writer->text.size >= WINDOW ? flush(writer) : GESTA_OK;
}

GestaStatus
gesta_results_writer_finish(GestaResultsWriter *writer)
{
  assert(writer);

  const GestaStatus status = append_end(writer);
  return status ? status : flush(writer);
}

void
gesta_results_writer_close(GestaResultsWriter *writer)
{
  if (!writer) {
    return;
  }
  gesta_text_buffer_clear(&writer->text);
  gesta_arena_clear(&writer->arena);
  gesta_release(writer->allocator, writer->cells);
  gesta_release(writer->allocator, writer);
}

GestaStatus
gesta_results_write_boolean(const GestaResultsOptions *options, bool answer,
                            GestaOutput *output)
{
  assert(options && output);

  const char *word = answer ? "true" : "false";
  switch (options->format) {
  case GESTA_RESULTS_TABLE:
  case GESTA_RESULTS_EXPANDED:
  case GESTA_RESULTS_CSV:
  case GESTA_RESULTS_TSV:
  case GESTA_RESULTS_MARKDOWN:
    return gesta_output_print(output, "%s\n", word);
  case GESTA_RESULTS_HTML:
    return gesta_output_print(
      output, GESTA_HTML_START "<p>%s</p>\n" GESTA_HTML_END, word);
  case GESTA_RESULTS_JSON:
    return gesta_output_print(output, "{\"head\":{},\"boolean\":%s}\n", word);
  case GESTA_RESULTS_XML:
    return gesta_output_print(
      output,
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n"
      "  <head/>\n"
      "  <boolean>%s</boolean>\n"
      "</sparql>\n",
      word);
  }
  return GESTA_OK;
}
