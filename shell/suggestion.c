// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/suggestion.h"

#include <assert.h>
#include <stdbool.h>

enum { LONGEST = 63 };

static size_t
smaller(size_t a, size_t b)
{
  return a < b ? a : b;
}

size_t
gesta_name_distance(GestaStringView a, GestaStringView b)
{
  const size_t a_size = smaller(a.size, LONGEST);
  const size_t b_size = smaller(b.size, LONGEST);

  // rows[i % 3][j]: the distance of the first i letters of a and j of b.
  size_t rows[3][LONGEST + 1];
  for (size_t j = 0; j <= b_size; ++j) {
    rows[0][j] = j;
  }
  for (size_t i = 1; i <= a_size; ++i) {
    size_t *const row = rows[i % 3];
    const size_t *const above = rows[(i - 1) % 3];
    row[0] = i;
    for (size_t j = 1; j <= b_size; ++j) {
      const bool same = a.data[i - 1] == b.data[j - 1];
      row[j] = smaller(smaller(above[j] + 1, row[j - 1] + 1),
                       above[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2]
          && a.data[i - 2] == b.data[j - 1]) {
        row[j] = smaller(row[j], rows[(i - 2) % 3][j - 2] + 1);
      }
    }
  }
  return rows[a_size % 3][b_size];
}

void
gesta_suggestion_offer(GestaSuggestion *suggestion, const char *name)
{
  assert(suggestion && name);

  const GestaStringView known = gesta_view(name);
  const GestaStringView wanted = suggestion->wanted;
  const size_t allowed = known.size < 3 ? 1 : (known.size + 2) / 3;
  const bool goes_on = wanted.size >= 2 && wanted.size < known.size
                       && memcmp(wanted.data, known.data, wanted.size) == 0;
  // A letter more or less is one edit at least: most names need no counting.
  const size_t longer = smaller(
    wanted.size > known.size ? wanted.size : known.size, LONGEST);
  const size_t shorter = smaller(smaller(wanted.size, known.size), LONGEST);
  if (longer - shorter > allowed && !goes_on) {
    return;
  }
  const size_t distance = gesta_name_distance(wanted, known);
  if (distance > allowed && !goes_on) {
    return;
  }
  if (!suggestion->nearest || distance < suggestion->distance) {
    suggestion->nearest = name;
    suggestion->distance = distance;
  }
}
