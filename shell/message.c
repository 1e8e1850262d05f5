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
gesta_tell_error(const char *name, const GestaError *error)
{
  if (error->status == GESTA_ERR_CANCELLED) {
    return;
  }
  const char *const message = error->message[0]
                                ? error->message
                                : gesta_status_text(error->status);
  if (error->line > 0 && error->column > 0) {
    gesta_tell("%s:%zu:%zu: %s", name, error->line, error->column, message);
  } else if (error->line > 0) {
    gesta_tell("%s:%zu: %s", name, error->line, message);
  } else if (begins_with_name(message, name)) {
    gesta_tell("%s", message);
  } else {
    gesta_tell("%s: %s", name, message);
  }
}
