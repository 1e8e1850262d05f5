// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/seconds.h"

#include "graph/base/number.h"

#include <string.h>

bool
gesta_read_seconds(GestaStringView text, uint64_t *milliseconds)
{
  const char *const point = text.size > 0 ? memchr(text.data, '.', text.size)
                                          : NULL;
  const size_t whole_size = point ? (size_t)(point - text.data) : text.size;
  uint64_t whole = 0;
  uint64_t fraction = 0;
  if (gesta_parse_unsigned((GestaStringView){text.data, whole_size}, &whole)
      || whole > UINT32_MAX) {
    return false;
  }
  if (point) {
    char digits[4] = "000";
    const size_t size = text.size - whole_size - 1;
    memcpy(digits, point + 1, size < 3 ? size : 3);
    if (size == 0 || gesta_parse_unsigned(gesta_view(digits), &fraction)) {
      return false;
    }
  }
  *milliseconds = whole * 1000 + fraction;
  return true;
}
