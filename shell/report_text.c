// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_text.h"

#include "graph/rdf/vocabulary.h"

#include <assert.h>
#include <string.h>

// What may begin markup anywhere; what does so at the beginning of a line only
// is escaped there.
static const char anywhere[] = "\\`*_{}[]<>&|~$!#";
static const char at_beginning[] = "+-=.):";

static bool
is_digit(char byte)
{
  return byte >= '0' && byte <= '9';
}

GestaStatus
gesta_markdown_escape(GestaStringView text, GestaTextBuffer *markdown)
{
  assert(markdown);

  const size_t size = markdown->size;
  bool begins = size == 0 || markdown->data[size - 1] == '\n';
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; !status && i < text.size; ++i) {
    const char byte = text.data[i];
    GestaStringView shown = {text.data + i, 1};
    if ((unsigned char)byte < ' ') {
      shown = GESTA_VIEW(" ");
    } else if (strchr(anywhere, byte)
               || (begins && strchr(at_beginning, byte))) {
      status = gesta_text_buffer_append(markdown, GESTA_VIEW("\\"));
    }
    begins = begins && (is_digit(byte) || byte == ' ');
    if (!status) {
      status = gesta_text_buffer_append(markdown, shown);
    }
  }
  return status;
}

static bool
is_name_byte(char byte)
{
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
         || is_digit(byte) || byte == '_';
}

// `{{name}}` at `offset`.
static bool
read_placeholder(GestaStringView text, size_t offset,
                 GestaPlaceholder *placeholder)
{
  size_t at = offset + 2;
  while (at < text.size && text.data[at] == ' ') {
    ++at;
  }
  const size_t begin = at;
  while (at < text.size && is_name_byte(text.data[at])) {
    ++at;
  }
  const size_t end = at;
  while (at < text.size && text.data[at] == ' ') {
    ++at;
  }
  if (end == begin || is_digit(text.data[begin]) || text.size - at < 2
      || text.data[at] != '}' || text.data[at + 1] != '}') {
    return false;
  }
  *placeholder = (GestaPlaceholder){
    offset, at + 2, {text.data + begin, end - begin}};
  return true;
}

static size_t
count_backticks(GestaStringView text, size_t at)
{
  size_t count = 0;
  while (at + count < text.size && text.data[at + count] == '`') {
    ++count;
  }
  return count;
}

// The end of the code span that begins at `at`, or of the backticks there if
// no such number of them follows in the paragraph.
static size_t
skip_code(GestaStringView text, size_t at)
{
  const size_t count = count_backticks(text, at);
  size_t next = at + count;
  while (next < text.size) {
    if (text.data[next] == '\n' && next + 1 < text.size
        && text.data[next + 1] == '\n') {
      break;
    }
    const size_t found = count_backticks(text, next);
    if (found == count) {
      return next + found;
    }
    next += found > 0 ? found : 1;
  }
  return at + count;
}

bool
gesta_placeholder_next(GestaStringView text, size_t offset,
                       GestaPlaceholder *placeholder)
{
  assert(placeholder);

  size_t at = offset;
  while (at < text.size) {
    const char byte = text.data[at];
    if (byte == '\\') {
      at += 2;
    } else if (byte == '`') {
      at = skip_code(text, at);
    } else if (byte == '{' && at + 1 < text.size && text.data[at + 1] == '{'
               && read_placeholder(text, at, placeholder)) {
      return true;
    } else {
      ++at;
    }
  }
  return false;
}

GestaStatus
gesta_placeholder_expand(GestaStringView text, GestaPlaceholderValue *value,
                         const void *context, bool escape,
                         GestaTextBuffer *expanded)
{
  assert(value && expanded);

  size_t copied = 0;
  size_t offset = 0;
  GestaPlaceholder found;
  GestaStatus status = GESTA_OK;
  while (!status && gesta_placeholder_next(text, offset, &found)) {
    offset = found.end;
    GestaStringView shown = {NULL, 0};
    if (!value(context, found.name, &shown)) {
      continue;
    }
    status = gesta_text_buffer_append(
      expanded, (GestaStringView){text.data + copied, found.begin - copied});
    if (!status) {
      status = escape ? gesta_markdown_escape(shown, expanded)
                      : gesta_text_buffer_append(expanded, shown);
    }
    copied = found.end;
  }
  if (!status && copied < text.size) {
    status = gesta_text_buffer_append(
      expanded, (GestaStringView){text.data + copied, text.size - copied});
  }
  return status;
}
