// SPDX-License-Identifier: GPL-3.0-or-later
/// @file digest.h
/// The hash that names things by what they are: the same text has the same
/// digest everywhere and for ever.

#ifndef GESTA_BASE_DIGEST_H
#define GESTA_BASE_DIGEST_H

#include "graph/base/string_view.h"

enum { GESTA_DIGEST_SIZE = 33 }; ///< bytes of a digest as text, with its NUL

/// BLAKE2b with an output of 16 bytes and no key, as 32 hexadecimal digits.
///
/// source  RFC 7693
void
gesta_digest(GestaStringView bytes, char text[GESTA_DIGEST_SIZE]);

#endif // GESTA_BASE_DIGEST_H
