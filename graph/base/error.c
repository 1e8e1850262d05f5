// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// Cut a message that filled its room before an incomplete last character, and
// keep it on one line.
static void
tidy_message(char *message)
{
  size_t size = strlen(message);
  if (size == GESTA_ERROR_SIZE - 1) {
    while (size > 0 && ((unsigned char)message[size - 1] & 0xC0U) == 0x80U) {
      --size;
    }
    if (size > 0 && (unsigned char)message[size - 1] >= 0xC0U) {
      --size;
    }
    message[size] = '\0';
  }
  for (char *at = message; *at; ++at) {
    if (*at == '\n' || *at == '\r') {
      *at = ' ';
    }
  }
}

GestaStatus
gesta_error_set(GestaError *error, GestaStatus status, const char *format, ...)
{
  if (error) {
    va_list arguments;
    va_start(arguments, format);
    error->status = status;
    error->line = 0;
    error->column = 0;
    (void)vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    tidy_message(error->message);
  }
  return status;
}

GestaStatus
gesta_error_set_at(GestaError *error, GestaStatus status, size_t line,
                   size_t column, const char *format, ...)
{
  if (error) {
    va_list arguments;
    va_start(arguments, format);
    error->status = status;
    error->line = line;
    error->column = column;
    (void)vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    tidy_message(error->message);
  }
  return status;
}

const char *
gesta_status_text(GestaStatus status)
{
  switch (status) {
  case GESTA_OK:
    return "done";
  case GESTA_NOT_FOUND:
    return "not found";
  case GESTA_END:
    return "no more";
  case GESTA_ERR_MEMORY:
    return "out of memory";
  case GESTA_ERR_SYNTAX:
    return "syntax error";
  case GESTA_ERR_ENCODING:
    return "not UTF-8 text";
  case GESTA_ERR_INPUT:
    return "unusable input";
  case GESTA_ERR_TOO_LARGE:
    return "too large";
  case GESTA_ERR_FULL:
    return "the store is full";
  case GESTA_ERR_STORAGE:
    return "the disk or the storage engine failed";
  case GESTA_ERR_CORRUPT:
    return "the file is damaged";
  case GESTA_ERR_FORMAT:
    return "a file of another kind or a newer version";
  case GESTA_ERR_FILE:
    return "the file cannot be used";
  case GESTA_ERR_CANCELLED:
    return "cancelled";
  case GESTA_ERR_SYSTEM:
    return "the operating system refused a service";
  }
  return "unknown status";
}
