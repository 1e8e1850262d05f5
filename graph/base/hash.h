// SPDX-License-Identifier: GPL-3.0-or-later
/// @file hash.h
/// The keyed hash that is written to disk.  Changing it changes the file
/// format.

#ifndef GESTA_BASE_HASH_H
#define GESTA_BASE_HASH_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdint.h>

/// 16 secret bytes.  Whoever does not know them cannot make collisions.
typedef struct GestaHashKey {
  unsigned char bytes[16];
} GestaHashKey;

/// Fill a key with the system's random bytes.
///
/// errors  GESTA_ERR_SYSTEM; *key is then untouched
GESTA_MUST_CHECK GestaStatus
gesta_hash_key_init(GestaHashKey *key);

/// SipHash-2-4.
///
/// 64 bits collide by chance too, after some billions of spellings: users must
/// compare the full bytes.
/// source  Aumasson, Bernstein: SipHash, a fast short-input PRF, 2012
uint64_t
gesta_hash64(const GestaHashKey *key, GestaStringView bytes);

#endif // GESTA_BASE_HASH_H
