// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/sparql/slip_distance.h"

#include <stdbool.h>

enum { LONGEST = 64 };

static char
lower(char byte)
{
  return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static size_t
smaller(size_t a, size_t b)
{
  return a < b ? a : b;
}

size_t
gesta_slip_distance(GestaStringView a, GestaStringView b, size_t limit)
{
  const size_t difference = a.size > b.size ? a.size - b.size : b.size - a.size;
  if (difference >= limit || a.size > LONGEST || b.size > LONGEST) {
    return limit;
  }
  size_t rows[3][LONGEST + 1]; // of the two prefixes of `a` before, and this
  for (size_t j = 0; j <= b.size; ++j) {
    rows[0][j] = j;
  }
  for (size_t i = 1; i <= a.size; ++i) {
    size_t *row = rows[i % 3];
    const size_t *above = rows[(i + 2) % 3];
    const size_t *second = rows[(i + 1) % 3];
    row[0] = i;
    for (size_t j = 1; j <= b.size; ++j) {
      const char x = lower(a.data[i - 1]);
      const char y = lower(b.data[j - 1]);
      row[j] = smaller(smaller(above[j], row[j - 1]) + 1,
                       above[j - 1] + (x != y));
      const bool is_swap = i > 1 && j > 1 && x == lower(b.data[j - 2])
                           && y == lower(a.data[i - 2]);
      if (is_swap) {
        row[j] = smaller(row[j], second[j - 2] + 1);
      }
    }
  }
  return smaller(rows[a.size % 3][b.size], limit);
}

size_t
gesta_slip_distance_most(GestaStringView name)
{
  return name.size < 3 ? 0 : name.size < 5 ? 1 : name.size < 10 ? 2 : 3;
}
