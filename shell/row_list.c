// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/row_list.h"

#include <assert.h>

enum { FIRST_ROOM = 64 }; // cells

GestaStatus
gesta_term_copy(GestaArena *arena, const GestaTerm *term, GestaTerm *copy)
{
  GestaTerm made = {.kind = term->kind};
  GestaStatus status = gesta_arena_copy(arena, term->value, &made.value);
  if (!status && term->datatype.size > 0) {
    status = gesta_arena_copy(arena, term->datatype, &made.datatype);
  }
  if (!status && term->language.size > 0) {
    status = gesta_arena_copy(arena, term->language, &made.language);
  }
  if (!status) {
    *copy = made;
  }
  return status;
}

static GestaStatus
take_variables(GestaRowSink *self, const GestaStringView *names, size_t count)
{
  GestaRowList *list = (GestaRowList *)self;
  list->names = gesta_arena_allocate(&list->arena, count, sizeof *list->names);
  if (!list->names) {
    return GESTA_ERR_MEMORY;
  }
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; !status && i < count; ++i) {
    status = gesta_arena_copy(&list->arena, names[i], &list->names[i]);
  }
  list->column_count = count;
  return status;
}

static GestaStatus
make_room(GestaRowList *list)
{
  const size_t used = list->row_count * list->column_count;
  if (list->room - used >= list->column_count) {
    return GESTA_OK;
  }
  const size_t room = list->room * 2 + list->column_count + FIRST_ROOM;
  GestaAllocator *const allocator = list->arena.allocator;
  GestaTerm *cells = allocator->resize(allocator, list->cells,
                                       room * sizeof *cells);
  if (!cells) {
    return GESTA_ERR_MEMORY;
  }
  list->cells = cells;
  list->room = room;
  return GESTA_OK;
}

static GestaStatus
take_row(GestaRowSink *self, const GestaTerm *row)
{
  GestaRowList *list = (GestaRowList *)self;
  if (list->limit > 0 && list->row_count == list->limit) {
    list->has_more = true;
    return GESTA_END;
  }
  GestaStatus status = make_room(list);
  for (size_t i = 0; !status && i < list->column_count; ++i) {
    status = gesta_term_copy(
      &list->arena, &row[i],
      &list->cells[list->row_count * list->column_count + i]);
  }
  list->row_count += status == GESTA_OK;
  return status;
}

static GestaStatus
take_boolean(GestaRowSink *self, bool answer)
{
  ((GestaRowList *)self)->is_boolean = true;
  ((GestaRowList *)self)->answer = answer;
  return GESTA_OK;
}

void
gesta_row_list_init(GestaRowList *list, GestaAllocator *allocator, size_t limit)
{
  assert(list && allocator);

  *list = (GestaRowList){.sink = {take_variables, take_row, take_boolean},
                         .limit = limit};
  gesta_arena_init(&list->arena, allocator);
}

void
gesta_row_list_clear(GestaRowList *list)
{
  gesta_release(list->arena.allocator, list->cells);
  gesta_arena_clear(&list->arena);
  list->names = NULL;
  list->cells = NULL;
  list->column_count = 0;
  list->row_count = 0;
  list->room = 0;
}

const GestaTerm *
gesta_row_list_row(const GestaRowList *list, size_t row)
{
  assert(row < list->row_count);

  return &list->cells[row * list->column_count];
}
