// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/parser/move_list.h"

#include "extractor/model/weight_table.h"
#include "extractor/text/sentence.h"

#include <assert.h>
#include <string.h>

void
gesta_move_list_clear(GestaMoveList *list)
{
  gesta_release(list->names.allocator, list->moves);
  list->moves = NULL;
  gesta_symbol_list_clear(&list->names);
  gesta_symbol_list_clear(&list->relations);
}

// Understand one name.
static GestaStatus
parse_name(GestaMoveList *list, GestaStringView name, GestaLabelledMove *move)
{
  static const char left[] = "left ";
  static const char right[] = "right ";
  if (gesta_view_equal(name, gesta_view("shift"))) {
    *move = (GestaLabelledMove){.move = GESTA_MOVE_SHIFT};
    return GESTA_OK;
  }
  size_t skip = 0;
  if (name.size > strlen(left) && !memcmp(name.data, left, strlen(left))) {
    skip = strlen(left);
  } else if (name.size > strlen(right)
             && !memcmp(name.data, right, strlen(right))) {
    skip = strlen(right);
  } else {
    return GESTA_ERR_CORRUPT;
  }
  const GestaStringView relation = {name.data + skip, name.size - skip};
  *move = (GestaLabelledMove){
    .move = skip == strlen(left) ? GESTA_MOVE_LEFT : GESTA_MOVE_RIGHT,
    .is_case = gesta_relation_is(relation, "case")
               || gesta_relation_is(relation, "mark"),
    .is_root = gesta_view_equal(relation, gesta_view("root"))};
  return gesta_symbol_list_add(&list->relations, relation, &move->label);
}

GestaStatus
gesta_move_list_read(GestaMoveList *list, GestaAllocator *allocator,
                     GestaStringView section)
{
  assert(list && allocator);
  GestaMoveList read = {.moves = NULL};
  gesta_symbol_list_init(&read.names, allocator);
  gesta_symbol_list_init(&read.relations, allocator);
  GestaStatus status = gesta_symbol_list_read(&read.names, section);
  if (status) {
    goto fail;
  }
  status = GESTA_ERR_CORRUPT;
  if (read.names.count < 2 || read.names.count > GESTA_CLASS_LIMIT
      || !gesta_view_equal(read.names.names[0], gesta_view("shift"))
      || !gesta_view_equal(read.names.names[1], gesta_view("left root"))) {
    goto fail;
  }
  read.moves = gesta_allocate(allocator, read.names.count, sizeof *read.moves);
  if (!read.moves) {
    status = GESTA_ERR_MEMORY;
    goto fail;
  }
  for (size_t i = 0; i < read.names.count; ++i) {
    status = parse_name(&read, read.names.names[i], &read.moves[i]);
    if (status) {
      goto fail;
    }
  }
  *list = read;
  return GESTA_OK;

fail:
  gesta_move_list_clear(&read);
  return status;
}
