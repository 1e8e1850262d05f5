// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/completions.h"

#include "graph/base/allocator.h"

#include <assert.h>
#include <string.h>

void
gesta_completions_init(GestaCompletions *completions, GestaAllocator *allocator)
{
  *completions = (GestaCompletions){0};
  gesta_arena_init(&completions->arena, allocator);
}

void
gesta_completions_clear(GestaCompletions *completions)
{
  gesta_arena_clear(&completions->arena);
  completions->items = NULL;
  completions->count = 0;
}

GestaStatus
gesta_completions_add(GestaCompletions *completions, GestaStringView text,
                      GestaStringView shown, bool is_whole)
{
  assert(completions);

  if (completions->count == GESTA_MOST_COMPLETIONS) {
    return GESTA_OK;
  }
  for (size_t i = 0; i < completions->count; ++i) {
    if (gesta_view_equal(completions->items[i].text, text)) {
      return GESTA_OK;
    }
  }
  if (!completions->items) {
    completions->items = gesta_arena_allocate(
      &completions->arena, GESTA_MOST_COMPLETIONS, sizeof *completions->items);
    if (!completions->items) {
      return GESTA_ERR_MEMORY;
    }
  }
  GestaCompletion made = {.is_whole = is_whole};
  GestaStatus status = gesta_arena_copy(&completions->arena, text, &made.text);
  if (!status) {
    status = gesta_arena_copy(&completions->arena,
                              shown.size > 0 ? shown : text, &made.shown);
  }
  if (!status) {
    completions->items[completions->count++] = made;
  }
  return status;
}

GestaStringView
gesta_completions_common(const GestaCompletions *completions,
                         GestaStringView word)
{
  if (completions->count == 0) {
    return word;
  }
  GestaStringView common = completions->items[0].text;
  for (size_t i = 1; i < completions->count; ++i) {
    const GestaStringView other = completions->items[i].text;
    size_t size = 0;
    while (size < common.size && size < other.size
           && common.data[size] == other.data[size]) {
      ++size;
    }
    // Not in the middle of a character.
    while (size > 0 && size < common.size
           && ((unsigned char)common.data[size] & 0xC0U) == 0x80U) {
      --size;
    }
    common.size = size;
  }
  const bool goes_on = common.size >= word.size
                       && strncasecmp(common.data, word.data, word.size) == 0;
  return goes_on || completions->count == 1 ? common : word;
}
