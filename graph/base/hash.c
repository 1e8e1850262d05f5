// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/hash.h"

#include <sodium.h>

#include <assert.h>
#include <sys/random.h>

static_assert(sizeof(GestaHashKey) == crypto_shorthash_KEYBYTES, "key size");
static_assert(sizeof(uint64_t) == crypto_shorthash_BYTES, "hash size");

GestaStatus
gesta_hash_key_init(GestaHashKey *key)
{
  assert(key);

  // Not libsodium's own: that one ends the program when it fails.
  GestaHashKey drawn;
  if (getentropy(drawn.bytes, sizeof drawn.bytes)) {
    return GESTA_ERR_SYSTEM;
  }
  *key = drawn;
  return GESTA_OK;
}

uint64_t
gesta_hash64(const GestaHashKey *key, GestaStringView bytes)
{
  assert(key);

  unsigned char digits[crypto_shorthash_BYTES]; // little-endian
  (void)crypto_shorthash(digits, (const unsigned char *)bytes.data, bytes.size,
                         key->bytes); // pure: returns 0, needs no sodium_init()
  uint64_t hash = 0;
  for (size_t i = sizeof digits; i > 0; --i) {
    hash = hash << 8U | digits[i - 1];
  }
  return hash;
}
