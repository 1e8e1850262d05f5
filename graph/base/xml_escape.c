// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/xml_escape.h"

#include <assert.h>
#include <stdbool.h>

// What stands for a byte; NULL if it stands for itself.  Line ends and tabs are
// escaped since parsers normalise them.
static const char *
reference(char byte)
{
  switch (byte) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\t':
    return "&#9;";
  case '\n':
    return "&#10;";
  case '\r':
    return "&#13;";
  default:
    return NULL;
  }
}

// U+FFFE and U+FFFF are EF BF BE and EF BF BF.
static bool
is_excluded(GestaStringView text, size_t at)
{
  const unsigned char *bytes = (const unsigned char *)text.data + at;
  if (bytes[0] < 0x20U) {
    return bytes[0] != '\t' && bytes[0] != '\n' && bytes[0] != '\r';
  }
  return bytes[0] == 0xEFU && text.size - at > 2 && bytes[1] == 0xBFU
         && bytes[2] >= 0xBEU;
}

GestaStatus
gesta_xml_escape(GestaStringView text, GestaTextBuffer *xml)
{
  assert(xml);

  size_t start = 0;
  for (size_t i = 0; i < text.size; ++i) {
    if (is_excluded(text, i)) {
      return GESTA_ERR_INPUT;
    }
    const char *instead = reference(text.data[i]);
    if (instead) {
      GestaStatus status = gesta_text_buffer_append(
        xml, (GestaStringView){text.data + start, i - start});
      if (status == GESTA_OK) {
        status = gesta_text_buffer_append(xml, gesta_view(instead));
      }
      if (status) {
        return status;
      }
      start = i + 1;
    }
  }
  return start < text.size ? gesta_text_buffer_append(
           xml, (GestaStringView){text.data + start, text.size - start})
                           : GESTA_OK;
}
