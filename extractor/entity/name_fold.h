// SPDX-License-Identifier: GPL-3.0-or-later
/// @file name_fold.h
/// Names as they are compared: without case, accents and apostrophe shapes.

#ifndef GESTA_ENTITY_NAME_FOLD_H
#define GESTA_ENTITY_NAME_FOLD_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

#include <stdbool.h>
#include <stdint.h>

/// The small letter of an ASCII capital; any other byte as it is.
static inline char
gesta_ascii_small(char byte)
{
  if (byte >= 'A' && byte <= 'Z') {
    return "abcdefghijklmnopqrstuvwxyz"[byte - 'A'];
  }
  return byte;
}

/// Append `text` folded: letters of the Latin-1 and Latin Extended-A blocks
/// become the small ASCII letters they are built on (É is e, Œ is oe), the
/// apostrophe ’ is ', runs of blanks and the hyphen are one blank.  Other
/// letters stay as they are.
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_name_fold(GestaStringView text, GestaTextBuffer *folded);

/// Whether a code point is a capital letter of those blocks.
bool
gesta_name_capital(uint32_t code_point);

/// Whether text begins with a capital letter.
bool
gesta_name_capitalised(GestaStringView text);

#endif // GESTA_ENTITY_NAME_FOLD_H
