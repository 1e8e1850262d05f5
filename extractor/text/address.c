// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/address.h"

#include "graph/base/utf8.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
  LOCAL_PART_LIMIT = 64, // RFC 5321, section 4.5.3.1.1
  DOMAIN_LIMIT = 255     // RFC 5321, section 4.5.3.1.2
};

static bool
is_address_byte(unsigned char byte)
{
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
         || (byte >= '0' && byte <= '9') || byte == '.' || byte == '-'
         || byte == '_' || byte == '+';
}

// Step back over signs that end a sentence or a bracket rather than an address;
// a bracket that the address opens stays.
static size_t
trim_address(GestaStringView text, size_t begin, size_t end)
{
  size_t opened = 0;
  size_t closed = 0;
  for (size_t at = begin; at < end; ++at) {
    opened += text.data[at] == '(';
    closed += text.data[at] == ')';
  }
  while (end > begin) {
    size_t back = end - 1;
    while (((unsigned char)text.data[back] & 0xC0U) == 0x80U) {
      --back;
    }
    uint32_t c = 0;
    (void)gesta_utf8_decode(text, back, &c);
    const bool closes = (c < 0x80U && c != 0 && strchr(".,;:!?)]}>\"'", (int)c))
                        || c == 0xBBU || c == 0x201DU || c == 0x2019U
                        || c == 0x2026U;
    if (!closes || (c == ')' && closed <= opened)) {
      break;
    }
    closed -= c == ')';
    end = back;
  }
  return end;
}

static bool
begins_with(GestaStringView text, size_t offset, const char *start)
{
  const size_t size = strlen(start);
  return size <= text.size - offset && !memcmp(text.data + offset, start, size);
}

size_t
gesta_address_end(GestaStringView text, size_t begin)
{
  assert(begin <= text.size);

  static const char *const starts[] = {"http://", "https://", "ftp://",
                                       "mailto:", "www.",     "HTTP://",
                                       "WWW.",    "Http://",  "Www."};
  for (size_t i = 0; i < sizeof starts / sizeof *starts; ++i) {
    if (begins_with(text, begin, starts[i])) {
      return trim_address(text, begin, text.size);
    }
  }
  size_t at = begin;
  while (at < text.size && at - begin <= LOCAL_PART_LIMIT
         && is_address_byte((unsigned char)text.data[at])) {
    ++at;
  }
  if (at == begin || at >= text.size || text.data[at] != '@') {
    return begin;
  }
  const size_t domain = at + 1;
  size_t end = domain;
  while (end < text.size && end - domain <= DOMAIN_LIMIT
         && is_address_byte((unsigned char)text.data[end])) {
    ++end;
  }
  end = trim_address(text, domain, end);
  return end > domain ? end : begin;
}
