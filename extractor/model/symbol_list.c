// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/model/symbol_list.h"

#include "extractor/model/feature_key.h"

#include <assert.h>
#include <string.h>

enum { FIRST_ROOM = 64 };

void
gesta_symbol_list_init(GestaSymbolList *list, GestaAllocator *allocator)
{
  *list = (GestaSymbolList){.allocator = allocator};
}

void
gesta_symbol_list_clear(GestaSymbolList *list)
{
  gesta_release(list->allocator, list->names);
  gesta_release(list->allocator, list->uses);
  gesta_release(list->allocator, list->slots);
  gesta_symbol_list_init(list, list->allocator);
}

// The slot that holds a name, or the free one where it would go.
static size_t
probe(const GestaSymbolList *list, GestaStringView name)
{
  const size_t mask = list->slot_count - 1;
  size_t i = (size_t)gesta_feature_mix(0, gesta_feature_text(name)) & mask;
  while (list->slots[i] != 0
         && !gesta_view_equal(list->names[list->slots[i] - 1], name)) {
    i = (i + 1) & mask;
  }
  return i;
}

static GestaStatus
grow(GestaSymbolList *list)
{
  const size_t room = list->room ? list->room * 2 : FIRST_ROOM;
  GestaAllocator *allocator = list->allocator;
  GestaStringView *names = allocator->resize(allocator, list->names,
                                             room * sizeof *names);
  if (!names) {
    return GESTA_ERR_MEMORY;
  }
  list->names = names;
  size_t *uses = allocator->resize(allocator, list->uses, room * sizeof *uses);
  if (!uses) {
    return GESTA_ERR_MEMORY;
  }
  list->uses = uses;
  uint32_t *slots = gesta_allocate(allocator, room * 2, sizeof *slots);
  if (!slots) {
    return GESTA_ERR_MEMORY;
  }
  memset(slots, 0, room * 2 * sizeof *slots);
  gesta_release(allocator, list->slots);
  list->slots = slots;
  list->slot_count = room * 2;
  list->room = room;
  for (size_t i = 0; i < list->count; ++i) {
    slots[probe(list, names[i])] = (uint32_t)i + 1;
  }
  return GESTA_OK;
}

GestaStatus
gesta_symbol_list_add(GestaSymbolList *list, GestaStringView name,
                      uint32_t *symbol)
{
  assert(list && symbol);
  if (gesta_symbol_list_find(list, name, symbol) == GESTA_OK) {
    ++list->uses[*symbol];
    return GESTA_OK;
  }
  if (list->count == list->room) {
    const GestaStatus status = grow(list);
    if (status) {
      return status;
    }
  }
  list->names[list->count] = name;
  list->uses[list->count] = 1;
  list->slots[probe(list, name)] = (uint32_t)list->count + 1;
  *symbol = (uint32_t)list->count++;
  return GESTA_OK;
}

GestaStatus
gesta_symbol_list_find(const GestaSymbolList *list, GestaStringView name,
                       uint32_t *symbol)
{
  if (list->count == 0) {
    return GESTA_NOT_FOUND;
  }
  const uint32_t held = list->slots[probe(list, name)];
  if (held == 0) {
    return GESTA_NOT_FOUND;
  }
  *symbol = held - 1;
  return GESTA_OK;
}

GestaStatus
gesta_symbol_list_write(const GestaSymbolList *list, GestaTextBuffer *section)
{
  for (size_t i = 0; i < list->count; ++i) {
    GestaStatus status = gesta_text_buffer_append(section, list->names[i]);
    if (status) {
      return status;
    }
    status = gesta_text_buffer_append(section, gesta_view("\n"));
    if (status) {
      return status;
    }
  }
  return GESTA_OK;
}

GestaStatus
gesta_symbol_list_read(GestaSymbolList *list, GestaStringView section)
{
  assert(list->count == 0);
  size_t begin = 0;
  for (size_t i = 0; i < section.size; ++i) {
    if (section.data[i] != '\n') {
      continue;
    }
    uint32_t symbol = 0;
    const GestaStatus status = gesta_symbol_list_add(
      list, (GestaStringView){section.data + begin, i - begin}, &symbol);
    if (status) {
      return status;
    }
    if (symbol + 1 != list->count || list->uses[symbol] != 1) {
      return GESTA_ERR_CORRUPT;
    }
    begin = i + 1;
  }
  return begin == section.size ? GESTA_OK : GESTA_ERR_CORRUPT;
}
