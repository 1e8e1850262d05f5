// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/json_escape.h"

#include <string.h>

// What stands for a byte in a string; NULL if it stands for itself.  `room`
// holds the form that is made.
static const char *
escape(unsigned char byte, char room[7])
{
  static const char digits[] = "0123456789abcdef";
  switch (byte) {
  case '"':
    return "\\\"";
  case '\\':
    return "\\\\";
  case '\n':
    return "\\n";
  case '\r':
    return "\\r";
  case '\t':
    return "\\t";
  default:
    break;
  }
  if (byte >= 0x20U) {
    return NULL;
  }
  memcpy(room, "\\u0000", 7);
  room[4] = digits[byte >> 4U];
  room[5] = digits[byte & 0xFU];
  return room;
}

GestaStatus
gesta_json_escape(GestaStringView text, GestaTextBuffer *json)
{
  GestaStatus status = gesta_text_buffer_append(json, gesta_view("\""));
  size_t start = 0;
  for (size_t i = 0; status == GESTA_OK && i < text.size; ++i) {
    char room[7];
    const char *const instead = escape((unsigned char)text.data[i], room);
    if (instead) {
      status = gesta_text_buffer_append(
        json, (GestaStringView){text.data + start, i - start});
      if (status == GESTA_OK) {
        status = gesta_text_buffer_append(json, gesta_view(instead));
      }
      start = i + 1;
    }
  }
  if (status == GESTA_OK && start < text.size) {
    status = gesta_text_buffer_append(
      json, (GestaStringView){text.data + start, text.size - start});
  }
  return status ? status : gesta_text_buffer_append(json, gesta_view("\""));
}
