// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/utf8.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

static bool
is_continuation(unsigned char byte)
{
  return (byte & 0xC0U) == 0x80U;
}

// The size of the well-formed sequence at the start of the bytes; 0 if there is
// none.
static size_t
sequence_size(const unsigned char *bytes, size_t size)
{
  const unsigned char first = bytes[0];
  if (first < 0x80U) {
    return 1;
  }
  if (first < 0xC2U || first > 0xF4U) {
    return 0;
  }
  const size_t expected = first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
  if (size < expected) {
    return 0;
  }
  for (size_t i = 1; i < expected; ++i) {
    if (!is_continuation(bytes[i])) {
      return 0;
    }
  }
  const unsigned char second = bytes[1];
  const bool bad = (first == 0xE0U && second < 0xA0U)
                   || (first == 0xEDU && second > 0x9FU)
                   || (first == 0xF0U && second < 0x90U)
                   || (first == 0xF4U && second > 0x8FU);
  return bad ? 0 : expected;
}

size_t
gesta_utf8_check(GestaStringView text)
{
  const unsigned char *bytes = (const unsigned char *)text.data;
  size_t offset = 0;
  while (offset < text.size) {
    uint64_t eight = 0; // bytes at once, as long as they are ASCII
    while (text.size - offset >= sizeof eight) {
      memcpy(&eight, bytes + offset, sizeof eight);
      if (eight & UINT64_C(0x8080808080808080)) {
        break;
      }
      offset += sizeof eight;
    }
    if (offset == text.size) {
      break;
    }
    const size_t size = sequence_size(bytes + offset, text.size - offset);
    if (size == 0) {
      return offset;
    }
    offset += size;
  }
  return offset;
}

size_t
gesta_utf8_decode(GestaStringView text, size_t offset, uint32_t *code_point)
{
  assert(offset < text.size && code_point);

  const unsigned char *bytes = (const unsigned char *)text.data + offset;
  const unsigned char first = bytes[0];
  if (first < 0x80U) {
    *code_point = first;
    return 1;
  }
  const size_t size = first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
  assert(offset + size <= text.size);
  uint32_t value = first & (0x7FU >> size);
  for (size_t i = 1; i < size; ++i) {
    value = value << 6U | (bytes[i] & 0x3FU);
  }
  *code_point = value;
  return size;
}

size_t
gesta_utf8_encode(uint32_t code_point, char bytes[4])
{
  assert(code_point <= 0x10FFFFU);

  if (code_point < 0x80U) {
    bytes[0] = (char)code_point;
    return 1;
  }
  const size_t size = code_point < 0x800U ? 2 : code_point < 0x10000U ? 3 : 4;
  static const unsigned char lead[] = {0, 0, 0xC0U, 0xE0U, 0xF0U};
  uint32_t rest = code_point;
  for (size_t i = size - 1; i > 0; --i) {
    bytes[i] = (char)(unsigned char)(0x80U | (rest & 0x3FU));
    rest >>= 6U;
  }
  bytes[0] = (char)(unsigned char)(lead[size] | rest);
  return size;
}

size_t
gesta_utf8_length(GestaStringView text)
{
  size_t length = 0;
  for (size_t i = 0; i < text.size; ++i) {
    length += !is_continuation((unsigned char)text.data[i]);
  }
  return length;
}

void
gesta_utf8_place(GestaStringView text, size_t offset, size_t *line,
                 size_t *column)
{
  assert(offset <= text.size && line && column);

  size_t start = 0;
  size_t lines = 1;
  while (start < offset) {
    const char *const end = memchr(text.data + start, '\n', offset - start);
    if (!end) {
      break;
    }
    ++lines;
    start = (size_t)(end - text.data) + 1;
  }
  *line = lines;
  *column = 1
            + gesta_utf8_length(
              (GestaStringView){text.data + start, offset - start});
}
