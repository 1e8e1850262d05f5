// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/message.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

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
