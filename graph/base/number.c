// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/number.h"

#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

GestaStatus
gesta_parse_unsigned(GestaStringView text, uint64_t *value)
{
  assert(value);

  if (text.size == 0) {
    return GESTA_ERR_SYNTAX;
  }
  uint64_t sum = 0;
  for (size_t i = 0; i < text.size; ++i) {
    const char digit = text.data[i];
    if (digit < '0' || digit > '9') {
      return GESTA_ERR_SYNTAX;
    }
    const uint64_t more = (uint64_t)(digit - '0');
    if (sum > (UINT64_MAX - more) / 10) {
      return GESTA_ERR_TOO_LARGE;
    }
    sum = sum * 10 + more;
  }
  *value = sum;
  return GESTA_OK;
}

size_t
gesta_print_fixed(double value, unsigned decimals, char text[GESTA_NUMBER_SIZE])
{
  assert(value < 1e12 && value > -1e12 && decimals <= 6);

  uint64_t scale = 1;
  for (unsigned i = 0; i < decimals; ++i) {
    scale *= 10;
  }
  const bool negative = value < 0;
  const double magnitude = negative ? -value : value;
  const uint64_t units = (uint64_t)(magnitude * (double)scale + 0.5);
  const char *const sign = negative && units > 0 ? "-" : "";
  const int length = decimals == 0
                       ? snprintf(text, GESTA_NUMBER_SIZE, "%s%" PRIu64, sign,
                                  units)
                       : snprintf(text, GESTA_NUMBER_SIZE,
                                  "%s%" PRIu64 ".%0*" PRIu64, sign,
                                  units / scale, (int)decimals, units % scale);
  return (size_t)length;
}
