// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/digest.h"

#include <sodium.h>

enum { DIGEST_BYTES = 16 };

_Static_assert(GESTA_DIGEST_SIZE == DIGEST_BYTES * 2 + 1, "two digits a byte");

void
gesta_digest(GestaStringView bytes, char text[GESTA_DIGEST_SIZE])
{
  unsigned char digest[DIGEST_BYTES];
  // Fails only for sizes out of range, which ours is not.
  (void)crypto_generichash(digest, sizeof digest,
                           (const unsigned char *)bytes.data, bytes.size, NULL,
                           0);
  (void)sodium_bin2hex(text, GESTA_DIGEST_SIZE, digest, sizeof digest);
}
