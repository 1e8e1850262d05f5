// SPDX-License-Identifier: GPL-3.0-or-later
// Entries are one array, sorted by key, so that names with one beginning are
// neighbours.
#include "shell/label_index.h"

#include "graph/base/arena.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 1024 };

struct GestaLabelIndex {
  GestaRowSink sink; // first, so that a pointer to it is a pointer to this
  GestaAllocator *allocator;
  GestaArena arena;
  GestaLabelEntry *entries;
  size_t count;
  size_t room;
};

static GestaStatus
take_variables(GestaRowSink *self, const GestaStringView *names, size_t count)
{
  (void)self;
  (void)names;
  return count == 3 ? GESTA_OK : GESTA_ERR_INPUT;
}

static GestaStatus
take_row(GestaRowSink *self, const GestaTerm *row)
{
  GestaLabelIndex *index = (GestaLabelIndex *)self;
  if (row[0].kind == GESTA_TERM_NONE || row[2].kind == GESTA_TERM_NONE) {
    return GESTA_OK; // a name that is no text
  }
  if (index->count == index->room) {
    const size_t room = index->room * 2 + FIRST_ROOM;
    GestaLabelEntry *entries = index->allocator->resize(
      index->allocator, index->entries, room * sizeof *entries);
    if (!entries) {
      return GESTA_ERR_MEMORY;
    }
    index->entries = entries;
    index->room = room;
  }
  GestaLabelEntry *entry = &index->entries[index->count];
  GestaStatus status = gesta_arena_copy(&index->arena, row[0].value,
                                        &entry->iri);
  if (!status) {
    status = gesta_arena_copy(&index->arena, row[1].value, &entry->name);
  }
  if (!status) {
    status = gesta_arena_copy(&index->arena, row[2].value, &entry->key);
  }
  index->count += status == GESTA_OK;
  return status;
}

static GestaStatus
take_boolean(GestaRowSink *self, bool answer)
{
  (void)self;
  (void)answer;
  return GESTA_ERR_INPUT;
}

GestaStatus
gesta_label_index_new(GestaAllocator *allocator, GestaLabelIndex **index)
{
  assert(allocator && index);

  GestaLabelIndex *made = gesta_allocate(allocator, 1, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  *made = (GestaLabelIndex){.sink = {take_variables, take_row, take_boolean},
                            .allocator = allocator};
  gesta_arena_init(&made->arena, allocator);
  *index = made;
  return GESTA_OK;
}

void
gesta_label_index_free(GestaLabelIndex *index)
{
  if (!index) {
    return;
  }
  gesta_arena_clear(&index->arena);
  gesta_release(index->allocator, index->entries);
  gesta_release(index->allocator, index);
}

GestaRowSink *
gesta_label_index_sink(GestaLabelIndex *index)
{
  return &index->sink;
}

static int
compare_entries(const void *left, const void *right)
{
  const GestaLabelEntry *const a = left;
  const GestaLabelEntry *const b = right;
  int order = gesta_view_compare(a->key, b->key);
  if (order == 0) {
    order = gesta_view_compare(a->name, b->name);
  }
  return order != 0 ? order : gesta_view_compare(a->iri, b->iri);
}

void
gesta_label_index_sort(GestaLabelIndex *index)
{
  if (index->count > 1) {
    qsort(index->entries, index->count, sizeof *index->entries,
          compare_entries);
  }
}

size_t
gesta_label_index_count(const GestaLabelIndex *index)
{
  return index->count;
}

const GestaLabelEntry *
gesta_label_index_get(const GestaLabelIndex *index, size_t at)
{
  assert(at < index->count);

  return &index->entries[at];
}

// Whether one of the words of a key begins like this: at the beginning, or
// behind a blank or a mark.
static bool
has_word(GestaStringView key, GestaStringView start)
{
  if (gesta_view_begins(key, start)) {
    return true;
  }
  for (size_t i = 1; i + start.size <= key.size; ++i) {
    if (strchr(" -'(/", key.data[i - 1])
        && memcmp(key.data + i, start.data, start.size) == 0) {
      return true;
    }
  }
  return false;
}

// The first entry whose key is not less.
static size_t
find_first(const GestaLabelIndex *index, GestaStringView key)
{
  size_t low = 0;
  size_t high = index->count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (gesta_view_compare(index->entries[middle].key, key) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

const GestaLabelEntry *
gesta_label_index_next(const GestaLabelIndex *index, GestaStringView key,
                       GestaLabelMatch match, size_t *at)
{
  assert(index && at);

  if (match != GESTA_LABEL_WORD && *at == 0) {
    *at = find_first(index, key);
  }
  while (*at < index->count) {
    const GestaLabelEntry *const entry = &index->entries[(*at)++];
    switch (match) {
    case GESTA_LABEL_WHOLE:
      return gesta_view_equal(entry->key, key) ? entry : NULL;
    case GESTA_LABEL_START:
      return gesta_view_begins(entry->key, key) ? entry : NULL;
    case GESTA_LABEL_WORD:
      if (has_word(entry->key, key)) {
        return entry;
      }
      break;
    }
  }
  return NULL;
}
