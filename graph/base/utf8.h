// SPDX-License-Identifier: GPL-3.0-or-later
/// @file utf8.h
/// UTF-8 as bytes and as code points.
///
/// source  RFC 3629; The Unicode Standard, table 3-7 (well-formed sequences)

#ifndef GESTA_BASE_UTF8_H
#define GESTA_BASE_UTF8_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stddef.h>
#include <stdint.h>

/// Check that text is well-formed: no surrogate, no overlong form, no lonely
/// byte.
///
/// returns  text.size if all of it is good, else the offset of the first byte
///          that is not part of a well-formed sequence
size_t
gesta_utf8_check(GestaStringView text);

/// Decode the code point at `offset` of well-formed text.
///
/// returns  its size in bytes, 1 to 4
/// needs    offset < text.size
size_t
gesta_utf8_decode(GestaStringView text, size_t offset, uint32_t *code_point);

/// Encode a code point.
///
/// returns  the number of bytes written, 1 to 4
/// needs    a Unicode scalar value
size_t
gesta_utf8_encode(uint32_t code_point, char bytes[4]);

/// The number of code points in well-formed text.
size_t
gesta_utf8_length(GestaStringView text);

/// The 1-based line and column (in code points) of a byte offset.
void
gesta_utf8_place(GestaStringView text, size_t offset, size_t *line,
                 size_t *column);

#endif // GESTA_BASE_UTF8_H
