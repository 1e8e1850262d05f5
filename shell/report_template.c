// SPDX-License-Identifier: GPL-3.0-or-later
// libcmark says where the blocks of code and of HTML are; the text between them
// is kept as it was written, so that the Markdown of a report is that of its
// template.
#include "shell/report_template.h"

#include "graph/base/utf8.h"
#include "graph/rdf/vocabulary.h"
#include "shell/report_text.h"

#include <assert.h>
#include <cmark.h>
#include <string.h>

// A template that is being taken apart.
typedef struct Cutter {
  GestaStringView text;
  GestaArena *arena;
  size_t *lines; // [line_count + 1]: where each line begins; then the end
  size_t line_count;
  size_t body; // index of the first line after the head
  GestaReportPart *parts;
  size_t part_count;
  size_t room;
  size_t done; // index of the first line that is in no part yet
  bool has_heading;
  GestaError *error;
} Cutter;

static GestaStatus
run_out(const Cutter *cutter)
{
  return gesta_error_set(cutter->error, GESTA_ERR_MEMORY, "out of memory");
}

// ---- Lines ------------------------------------------------------------------

// A line ends with LF, CR LF or CR.
static size_t
skip_line(GestaStringView text, size_t at)
{
  while (at < text.size && text.data[at] != '\n' && text.data[at] != '\r') {
    ++at;
  }
  if (at + 1 < text.size && text.data[at] == '\r'
      && text.data[at + 1] == '\n') {
    return at + 2;
  }
  return at < text.size ? at + 1 : at;
}

static GestaStatus
find_lines(Cutter *cutter)
{
  size_t count = 0;
  for (size_t at = 0; at < cutter->text.size; ++count) {
    at = skip_line(cutter->text, at);
  }
  cutter->lines = gesta_arena_allocate(cutter->arena, count + 1,
                                       sizeof *cutter->lines);
  if (!cutter->lines) {
    return run_out(cutter);
  }
  size_t at = 0;
  for (size_t i = 0; i < count; ++i) {
    cutter->lines[i] = at;
    at = skip_line(cutter->text, at);
  }
  cutter->lines[count] = at;
  cutter->line_count = count;
  return GESTA_OK;
}

static GestaStringView
view_lines(const Cutter *cutter, size_t begin, size_t end)
{
  const size_t offset = cutter->lines[begin];
  return (GestaStringView){cutter->text.data + offset,
                           cutter->lines[end] - offset};
}

// A line without its end and the blanks before that.
static GestaStringView
view_line(const Cutter *cutter, size_t index)
{
  GestaStringView line = view_lines(cutter, index, index + 1);
  while (line.size > 0 && strchr("\r\n \t", line.data[line.size - 1])) {
    --line.size;
  }
  return line;
}

static size_t
count_blanks(GestaStringView line)
{
  size_t count = 0;
  while (count < line.size && line.data[count] == ' ') {
    ++count;
  }
  return count;
}

// ---- The head ---------------------------------------------------------------

static GestaStatus
cut_head(Cutter *cutter, GestaReportHeader *header)
{
  *header = (GestaReportHeader){.title = {NULL, 0}};
  if (cutter->line_count == 0
      || !gesta_view_equal(view_line(cutter, 0), GESTA_VIEW("---"))) {
    return GESTA_OK;
  }
  size_t end = 1;
  while (end < cutter->line_count
         && !gesta_view_equal(view_line(cutter, end), GESTA_VIEW("---"))
         && !gesta_view_equal(view_line(cutter, end), GESTA_VIEW("..."))) {
    ++end;
  }
  if (end == cutter->line_count) {
    return gesta_error_set_at(cutter->error, GESTA_ERR_SYNTAX, 1, 1,
                              "the head that begins here has no end: expected "
                              "a second line ---");
  }
  cutter->body = end + 1;
  GestaError reason = {.status = GESTA_OK};
  const GestaStatus status = gesta_report_header_parse(
    view_lines(cutter, 1, end), cutter->arena, header, &reason);
  if (status && reason.line > 0) {
    return gesta_error_set_at(cutter->error, status, reason.line + 1,
                              reason.column, "%s", reason.message);
  }
  if (status) {
    return run_out(cutter);
  }
  GestaReportParameter *const parameters = gesta_arena_allocate(
    cutter->arena, header->parameter_count, sizeof *parameters);
  if (!parameters) {
    return run_out(cutter);
  }
  for (size_t i = 0; i < header->parameter_count; ++i) {
    parameters[i] = header->parameters[i];
    ++parameters[i].line; // after the line ---
  }
  header->parameters = parameters;
  return GESTA_OK;
}

// ---- The parts --------------------------------------------------------------

static GestaStatus
add_part(Cutter *cutter, GestaReportPart part)
{
  if (cutter->part_count == cutter->room) {
    const size_t room = 2 * cutter->room + 16;
    GestaReportPart *const parts = gesta_arena_allocate(cutter->arena, room,
                                                        sizeof *parts);
    if (!parts) {
      return run_out(cutter);
    }
    if (cutter->part_count > 0) {
      memcpy(parts, cutter->parts, cutter->part_count * sizeof *parts);
    }
    cutter->parts = parts;
    cutter->room = room;
  }
  cutter->parts[cutter->part_count++] = part;
  return GESTA_OK;
}

// The lines before `index` that are in no part are text.
static GestaStatus
add_text(Cutter *cutter, size_t index)
{
  if (index <= cutter->done) {
    return GESTA_OK;
  }
  const GestaReportPart part = {
    .kind = GESTA_PART_TEXT,
    .text = view_lines(cutter, cutter->done, index),
    .line = cutter->done + 1,
  };
  cutter->done = index;
  return add_part(cutter, part);
}

static GestaStatus
add_verbatim(Cutter *cutter, size_t begin, size_t end)
{
  GestaStatus status = add_text(cutter, begin);
  end = end < cutter->line_count ? end : cutter->line_count;
  if (status || end <= cutter->done) {
    return status;
  }
  const GestaReportPart part = {
    .kind = GESTA_PART_VERBATIM,
    .text = view_lines(cutter, cutter->done, end),
    .line = cutter->done + 1,
  };
  cutter->done = end;
  return add_part(cutter, part);
}

// A fence: its character, how many of it, and what follows.
typedef struct Fence {
  size_t indent;
  char byte;
  size_t size;
  GestaStringView rest;
} Fence;

static Fence
read_fence(GestaStringView line)
{
  Fence fence = {.indent = count_blanks(line)};
  if (fence.indent < line.size) {
    fence.byte = line.data[fence.indent];
  }
  while (fence.indent + fence.size < line.size
         && line.data[fence.indent + fence.size] == fence.byte) {
    ++fence.size;
  }
  const size_t at = fence.indent + fence.size;
  fence.rest = (GestaStringView){line.data + at, line.size - at};
  return fence;
}

// "If the opening fence is indented N spaces, up to N spaces of indentation are
// removed from each line of the content."
static GestaStatus
take_indent(const Cutter *cutter, GestaReportPart *part, size_t begin,
            size_t end)
{
  if (part->indent == 0) {
    return GESTA_OK;
  }
  char *const copy = gesta_arena_allocate(cutter->arena, part->text.size + 1,
                                          1);
  if (!copy) {
    return run_out(cutter);
  }
  size_t size = 0;
  for (size_t i = begin; i < end; ++i) {
    const GestaStringView line = view_lines(cutter, i, i + 1);
    const size_t blanks = count_blanks(line);
    const size_t taken = blanks < part->indent ? blanks : part->indent;
    memcpy(copy + size, line.data + taken, line.size - taken);
    size += line.size - taken;
  }
  part->text = (GestaStringView){copy, size};
  return GESTA_OK;
}

static GestaStatus
read_options(const Cutter *cutter, size_t index, const Fence *fence,
             GestaReportPart *part)
{
  static const char name[] = "sparql";
  const size_t begin = count_blanks(fence->rest) + strlen(name);
  const GestaStringView info = {fence->rest.data + begin,
                                fence->rest.size - begin};
  GestaError reason = {.status = GESTA_OK};
  const GestaStatus status = gesta_report_options_parse(
    info, cutter->arena, &part->options, &reason);
  if (status && reason.line > 0) {
    // Nothing but blanks, the fence and the name comes before the options.
    return gesta_error_set_at(cutter->error, status, index + 1,
                              fence->indent + fence->size + begin
                                + reason.column,
                              "%s", reason.message);
  }
  return status ? run_out(cutter) : GESTA_OK;
}

static GestaStatus
add_query(Cutter *cutter, size_t begin)
{
  GestaStatus status = add_text(cutter, begin);
  if (status) {
    return status;
  }
  const Fence fence = read_fence(view_line(cutter, begin));
  GestaReportPart part = {
    .kind = GESTA_PART_QUERY, .line = begin + 2, .indent = fence.indent};
  status = read_options(cutter, begin, &fence, &part);
  if (status) {
    return status;
  }
  size_t end = begin + 1;
  for (; end < cutter->line_count; ++end) {
    const Fence other = read_fence(view_line(cutter, end));
    if (other.byte == fence.byte && other.size >= fence.size && other.indent < 4
        && other.rest.size == 0) {
      break;
    }
  }
  if (end == cutter->line_count) {
    return gesta_error_set_at(cutter->error, GESTA_ERR_SYNTAX, begin + 1,
                              fence.indent + 1,
                              "the query that begins here has no end: expected "
                              "a line of %zu %c",
                              fence.size, fence.byte);
  }
  part.text = view_lines(cutter, begin + 1, end);
  status = take_indent(cutter, &part, begin + 1, end);
  cutter->done = end + 1;
  return status ? status : add_part(cutter, part);
}

// Whether a block of code is called `sparql`.
static bool
is_query(cmark_node *node)
{
  static const char name[] = "sparql";
  const char *const info = cmark_node_get_fence_info(node);
  return info && strncmp(info, name, sizeof name - 1) == 0
         && strchr(" \t", info[sizeof name - 1]) != NULL;
}

static GestaStatus
visit(Cutter *cutter, cmark_node *node)
{
  const cmark_node_type type = cmark_node_get_type(node);
  const size_t begin = cutter->body + (size_t)cmark_node_get_start_line(node)
                       - 1;
  const size_t end = cutter->body + (size_t)cmark_node_get_end_line(node);
  if (type == CMARK_NODE_HEADING && cmark_node_get_heading_level(node) == 1) {
    cutter->has_heading = true;
  }
  if (type == CMARK_NODE_CODE_BLOCK && is_query(node)) {
    if (cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT) {
      return add_query(cutter, begin);
    }
    return gesta_error_set_at(cutter->error, GESTA_ERR_SYNTAX, begin + 1,
                              (size_t)cmark_node_get_start_column(node),
                              "a query cannot be in a list or a quotation: "
                              "begin it at the margin");
  }
  if (type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK) {
    return add_verbatim(cutter, begin, end);
  }
  return GESTA_OK;
}

static GestaStatus
cut_body(Cutter *cutter)
{
  cutter->done = cutter->body;
  const GestaStringView body = view_lines(cutter, cutter->body,
                                          cutter->line_count);
  cmark_node *const document = cmark_parse_document(body.data, body.size,
                                                    CMARK_OPT_DEFAULT);
  cmark_iter *const nodes = cmark_iter_new(document);
  GestaStatus status = GESTA_OK;
  cmark_event_type event = cmark_iter_next(nodes);
  while (!status && event != CMARK_EVENT_DONE) {
    if (event == CMARK_EVENT_ENTER) {
      status = visit(cutter, cmark_iter_get_node(nodes));
    }
    event = cmark_iter_next(nodes);
  }
  cmark_iter_free(nodes);
  cmark_node_free(document);
  return status ? status : add_text(cutter, cutter->line_count);
}

// ---- Placeholders -----------------------------------------------------------

static bool
is_declared(const GestaReportHeader *header, GestaStringView name)
{
  for (size_t i = 0; i < header->parameter_count; ++i) {
    if (gesta_view_equal(header->parameters[i].name, name)) {
      return true;
    }
  }
  return false;
}

// Every placeholder of a text that begins at a line of the template.
static GestaStatus
check_placeholders(const Cutter *cutter, const GestaReportHeader *header,
                   GestaStringView text, size_t first_line)
{
  size_t offset = 0;
  GestaPlaceholder found;
  while (gesta_placeholder_next(text, offset, &found)) {
    offset = found.end;
    if (!is_declared(header, found.name)) {
      size_t line = 0;
      size_t column = 0;
      gesta_utf8_place(text, found.begin, &line, &column);
      const int size = (int)(found.name.size < 60 ? found.name.size : 60);
      return gesta_error_set_at(
        cutter->error, GESTA_ERR_SYNTAX, first_line + line - 1, column,
        "the head declares no parameter \"%.*s\"", size, found.name.data);
    }
  }
  return GESTA_OK;
}

static GestaStatus
check_parts(const Cutter *cutter, const GestaReportHeader *header)
{
  GestaStatus status = check_placeholders(cutter, header, header->title, 1);
  for (size_t i = 0; !status && i < cutter->part_count; ++i) {
    const GestaReportPart *const part = &cutter->parts[i];
    if (part->kind == GESTA_PART_TEXT) {
      status = check_placeholders(cutter, header, part->text, part->line);
    } else if (part->kind == GESTA_PART_QUERY) {
      status = check_placeholders(cutter, header, part->options.title,
                                  part->line - 1);
      if (!status) {
        status = check_placeholders(cutter, header, part->options.empty,
                                    part->line - 1);
      }
    }
  }
  return status;
}

GestaStatus
gesta_report_template_parse(GestaStringView text, GestaArena *arena,
                            GestaReportTemplate *template, GestaError *error)
{
  assert(arena && template);

  static const char mark[] = "\xEF\xBB\xBF"; // that some editors begin with
  if (text.size >= 3 && memcmp(text.data, mark, 3) == 0) {
    text.data += 3;
    text.size -= 3;
  }
  Cutter cutter = {.text = text, .arena = arena, .error = error};
  GestaReportTemplate result = {.parts = NULL};
  GestaStatus status = find_lines(&cutter);
  if (!status) {
    status = cut_head(&cutter, &result.header);
  }
  if (!status) {
    status = cut_body(&cutter);
  }
  if (!status) {
    status = check_parts(&cutter, &result.header);
  }
  if (!status) {
    result.parts = cutter.parts;
    result.part_count = cutter.part_count;
    result.has_heading = cutter.has_heading;
    *template = result;
  }
  return status;
}
