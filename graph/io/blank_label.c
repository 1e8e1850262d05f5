// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/io/blank_label.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

static void
print_hex(uint64_t value, size_t digits, char *text)
{
  for (size_t i = digits; i > 0; --i) {
    text[i - 1] = "0123456789abcdef"[value & 0xFU];
    value >>= 4U;
  }
}

// Whether a name is a label that was made here, in a document that was exported
// since.
static bool
is_label(GestaStringView name)
{
  if (name.size != GESTA_BLANK_LABEL_SIZE || *name.data != 'b') {
    return false;
  }
  for (size_t i = 1; i < name.size; ++i) {
    const char byte = name.data[i];
    if (!(byte >= '0' && byte <= '9') && !(byte >= 'a' && byte <= 'f')) {
      return false;
    }
  }
  return true;
}

GestaStringView
gesta_blank_label(const GestaHashKey *document, bool numbered,
                  GestaStringView name, char label[GESTA_BLANK_LABEL_SIZE])
{
  assert(document && label);

  if (!numbered && is_label(name)) {
    memcpy(label, name.data, GESTA_BLANK_LABEL_SIZE);
    return (GestaStringView){label, GESTA_BLANK_LABEL_SIZE};
  }
  GestaHashKey key = *document;
  key.bytes[0] ^= numbered ? 1U : 0U;
  const uint64_t high = gesta_hash64(&key, name);
  key.bytes[0] ^= 2U;
  const uint64_t low = gesta_hash64(&key, name);
  label[0] = 'b';
  print_hex(high, 16, label + 1);
  print_hex(low, 8, label + 17);
  return (GestaStringView){label, GESTA_BLANK_LABEL_SIZE};
}
