// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/message.h"

#include "graph/base/utf8.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <uniwidth.h>

// Nothing can be done if standard error does not take the message: the results
// of fprintf() are not looked at in this file.

const char *
gesta_errno_text(int code)
{
  const char *const text = strerrordesc_np(code);
  return text ? text : "unknown error";
}

void
gesta_tell(const char *format, ...)
{
  char text[2 * GESTA_ERROR_SIZE];
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  for (char *at = text; *at; ++at) {
    if (*at == '\n' || *at == '\r') {
      *at = ' ';
    }
  }
  (void)fprintf(stderr, "gesta: %s\n", text);
}

static bool
begins_with_name(const char *message, const char *name)
{
  const size_t size = strlen(name);
  return strncmp(message, name, size) == 0 && message[size] == ':';
}

void
gesta_error_locate(GestaError *error, const char *name)
{
  const GestaError old = *error;
  const char *message = old.message[0] ? old.message
                                       : gesta_status_text(old.status);
  if (old.line > 0 && begins_with_name(message, name)) {
    message += strlen(name) + strlen(":");
    message += *message == ' ';
  }
  if (old.line > 0 && old.column > 0) {
    (void)gesta_error_set(error, old.status, "%s:%zu:%zu: %s", name, old.line,
                          old.column, message);
  } else if (old.line > 0) {
    (void)gesta_error_set(error, old.status, "%s:%zu: %s", name, old.line,
                          message);
  } else if (!begins_with_name(message, name)) {
    (void)gesta_error_set(error, old.status, "%s: %s", name, message);
  }
}

void
gesta_tell_error(const char *name, const GestaError *error)
{
  if (error->status == GESTA_ERR_CANCELLED) {
    return;
  }
  GestaError told = *error;
  if (name) {
    gesta_error_locate(&told, name);
  }
  gesta_tell("%s", told.message);
}

enum { LONGEST_LINE = 10000 }; // bytes of a line that is worth showing

// Line number `line` of a text; its last one if there are fewer.
static GestaStringView
find_line(GestaStringView text, size_t line)
{
  size_t begin = 0;
  for (size_t at = 0; at < text.size && line > 1; ++at) {
    if (text.data[at] == '\n') {
      begin = at + 1;
      --line;
    }
  }
  size_t end = begin;
  while (end < text.size && text.data[end] != '\n') {
    ++end;
  }
  return (GestaStringView){text.data + begin, end - begin};
}

void
gesta_tell_place(GestaStringView text, const GestaError *error)
{
  if (error->line == 0) {
    return;
  }
  const GestaStringView line = find_line(text, error->line);
  if (line.size > LONGEST_LINE || gesta_utf8_check(line) != line.size) {
    return; // what a terminal would make of it nobody knows
  }
  (void)fprintf(stderr, "  %.*s\n", (int)line.size, line.data);
  if (error->column == 0) {
    return;
  }
  (void)fputs("  ", stderr);
  size_t at = 0;
  for (size_t column = 1; column < error->column && at < line.size; ++column) {
    uint32_t code_point = 0;
    at += gesta_utf8_decode(line, at, &code_point);
    if (code_point == '\t') {
      (void)fputc('\t', stderr);
    } else {
      const int width = uc_width(code_point, "UTF-8");
      (void)fprintf(stderr, "%*s", width > 0 ? width : 0, "");
    }
  }
  (void)fputs("^\n", stderr);
}
