// SPDX-License-Identifier: GPL-3.0-or-later
// All rows are kept with the ids of their sort keys, and their numbers are
// sorted by merging, so that rows that are equal stay in their order.  If only
// the first k are needed, the rows are cut back to k whenever there are too
// many, and what cannot be among them is not kept.

#include "graph/eval/operator.h"
#include "graph/eval/row_store.h"

#include <assert.h>
#include <string.h>

enum { SPARE = 256 };

typedef struct Sort {
  GestaOperator base;
  const GestaOrder *orders;
  GestaVariable *key_variables; ///< 0, 1, ...
  size_t key_count;
  uint64_t most;
  GestaRowStore rows;
  GestaRowStore keys;
  uint32_t *numbers;
  uint32_t *spare;
  size_t number_room;
  size_t sorted_count; ///< rows that were cut back already: a bound if most
  bool is_read;
  size_t given;
  GestaTermId **key_row; ///< of the row that is being read
} Sort;

// Compare two rows of keys.
static GestaStatus
compare(const Sort *self, const GestaRow *a, const GestaRow *b, int *order)
{
  *order = 0;
  const GestaOrder *by = self->orders;
  for (size_t i = 0; by && *order == 0; by = by->next, ++i) {
    const GestaTermId x = a->columns[i][a->index];
    const GestaTermId y = b->columns[i][b->index];
    if (x != y) {
      const GestaStatus status = gesta_expression_order(
        self->base.engine->expressions, x, y, order);
      if (status) {
        return status;
      }
      *order = by->is_descending ? -*order : *order;
    }
  }
  return GESTA_OK;
}

static GestaStatus
merge(Sort *self, size_t begin, size_t middle, size_t end)
{
  memcpy(self->spare + begin, self->numbers + begin,
         (middle - begin) * sizeof *self->spare);
  size_t a = begin;
  size_t b = middle;
  for (size_t to = begin; a < middle; ++to) {
    if (b < end) {
      const GestaRow left = {self->keys.rows.columns, self->spare[a]};
      const GestaRow right = {self->keys.rows.columns, self->numbers[b]};
      int order;
      const GestaStatus status = compare(self, &right, &left, &order);
      if (status) {
        return status;
      }
      if (order < 0) {
        self->numbers[to] = self->numbers[b];
        ++b;
        continue;
      }
    }
    self->numbers[to] = self->spare[a];
    ++a;
  }
  return GESTA_OK;
}

// Sort numbers[0 .. count).
static GestaStatus
sort_numbers(Sort *self, size_t count)
{
  if (count > self->number_room) {
    GestaAllocator *const allocator = self->base.engine->allocator;
    gesta_release(allocator, self->numbers);
    gesta_release(allocator, self->spare);
    self->numbers = gesta_allocate(allocator, count, sizeof *self->numbers);
    self->spare = gesta_allocate(allocator, count, sizeof *self->spare);
    self->number_room = self->numbers && self->spare ? count : 0;
    if (self->number_room == 0) {
      return GESTA_ERR_MEMORY;
    }
  }
  for (size_t i = 0; i < count; ++i) {
    self->numbers[i] = (uint32_t)i; // the store has fewer than 2^32 rows
  }
  for (size_t width = 1; width < count; width *= 2) {
    for (size_t begin = 0; begin + width < count; begin += 2 * width) {
      const size_t end = begin + 2 * width < count ? begin + 2 * width : count;
      const GestaStatus status = merge(self, begin, begin + width, end);
      if (status) {
        return status;
      }
    }
    const GestaStatus status = gesta_engine_poll(self->base.engine);
    if (status) {
      return status;
    }
  }
  return GESTA_OK;
}

// Put the rows of a store into the order of the numbers, keeping `count`.
static GestaStatus
permute(const Sort *self, GestaRowStore *store, size_t count)
{
  GestaAllocator *const allocator = self->base.engine->allocator;
  for (size_t i = 0; i < store->width; ++i) {
    GestaTermId **column = &store->rows.columns[store->variables[i]];
    GestaTermId *moved = gesta_allocate(allocator, store->room, sizeof *moved);
    if (!moved) {
      return GESTA_ERR_MEMORY;
    }
    for (size_t row = 0; row < count; ++row) {
      moved[row] = (*column)[self->numbers[row]];
    }
    gesta_release(allocator, *column);
    *column = moved;
  }
  store->rows.count = count;
  return GESTA_OK;
}

// Sort what is kept and forget what is not needed.
static GestaStatus
cut_back(Sort *self)
{
  const size_t count = self->keys.rows.count;
  if (count == 0) {
    return GESTA_OK; // there are no columns yet
  }
  GestaStatus status = sort_numbers(self, count);
  const size_t most = self->most < count ? (size_t)self->most : count;
  if (status == GESTA_OK) {
    status = permute(self, &self->rows, most);
  }
  if (status == GESTA_OK) {
    status = permute(self, &self->keys, most);
  }
  self->sorted_count = most;
  return status;
}

static GestaStatus
add_row(Sort *self, const GestaRow *row)
{
  const GestaOrder *by = self->orders;
  for (size_t i = 0; by; by = by->next, ++i) {
    self->key_row[i][0] = GESTA_NO_TERM;
    const GestaStatus status = gesta_expression_id(
      self->base.engine->expressions, by->expression, row,
      &self->key_row[i][0]);
    if (status && status != GESTA_NOT_FOUND) {
      return status;
    }
  }
  const GestaRow key = {self->key_row, 0};
  if (self->sorted_count > 0 && self->sorted_count == self->most) {
    const GestaRow last = {self->keys.rows.columns, self->sorted_count - 1};
    int order;
    const GestaStatus status = compare(self, &key, &last, &order);
    if (status || order >= 0) {
      return status;
    }
  }
  GestaStatus status = gesta_row_store_add(&self->rows, row);
  if (status == GESTA_OK) {
    status = gesta_row_store_add(&self->keys, &key);
  }
  if (status == GESTA_OK && self->most < UINT32_MAX
      && self->keys.rows.count >= 2 * self->most + SPARE) {
    status = cut_back(self);
  }
  return status;
}

static GestaStatus
read_input(Sort *self)
{
  GestaOperator *const input = self->base.first;
  for (;;) {
    GestaStatus status = gesta_operator_next(input);
    if (status == GESTA_END) {
      self->is_read = true;
      return cut_back(self);
    }
    for (size_t i = 0; status == GESTA_OK && i < input->batch.count; ++i) {
      const GestaRow row = {input->batch.columns, i};
      status = add_row(self, &row);
    }
    if (status) {
      return status;
    }
  }
}

static GestaStatus
next(GestaOperator *base)
{
  Sort *self = (Sort *)base;
  if (self->most == 0) {
    return GESTA_END;
  }
  if (!self->is_read) {
    const GestaStatus status = read_input(self);
    if (status) {
      return status;
    }
  }
  const size_t left = self->rows.rows.count - self->given;
  if (left == 0) {
    return GESTA_END;
  }
  base->batch.count = left < GESTA_BATCH_SIZE ? left : GESTA_BATCH_SIZE;
  for (size_t i = 0; i < base->width; ++i) {
    const GestaVariable variable = base->variables[i];
    base->batch.columns[variable] = self->rows.rows.columns[variable]
                                    + self->given;
  }
  self->given += base->batch.count;
  return GESTA_OK;
}

static GestaStatus
restart(GestaOperator *base, GestaRestart kind)
{
  Sort *self = (Sort *)base;
  gesta_row_store_reset(&self->rows);
  gesta_row_store_reset(&self->keys);
  self->sorted_count = 0;
  self->is_read = false;
  self->given = 0;
  return gesta_operator_restart(base->first, kind);
}

static void
release(GestaOperator *base)
{
  Sort *self = (Sort *)base;
  gesta_row_store_clear(&self->rows);
  gesta_row_store_clear(&self->keys);
  gesta_release(base->engine->allocator, self->numbers);
  gesta_release(base->engine->allocator, self->spare);
}

static const GestaOperatorType type = {"sort", next, restart, release};

GestaStatus
gesta_sort_new(GestaEngine *engine, GestaOperator *input,
               const GestaOrder *orders, uint64_t most, GestaOperator **self)
{
  Sort *made = gesta_operator_new(engine, &type, sizeof *made, input, NULL);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  made->orders = orders;
  made->most = most;
  for (const GestaOrder *by = orders; by; by = by->next) {
    ++made->key_count;
  }
  GestaArena *const arena = &engine->arena;
  made->key_variables = gesta_arena_allocate(arena, made->key_count,
                                             sizeof *made->key_variables);
  made->key_row = gesta_arena_allocate(arena, made->key_count,
                                       sizeof *made->key_row);
  GestaTermId *ids = gesta_arena_allocate(arena, made->key_count, sizeof *ids);
  if (!made->key_variables || !made->key_row || !ids) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < made->key_count; ++i) {
    made->key_variables[i] = (GestaVariable)i; // as many as ORDER BY has
    made->key_row[i] = &ids[i];
  }
  GestaStatus status = gesta_row_store_init(
    &made->rows, engine->allocator, arena, input->variables, input->width,
    engine->variable_room);
  if (status == GESTA_OK) {
    status = gesta_row_store_init(&made->keys, engine->allocator, arena,
                                  made->key_variables, made->key_count,
                                  made->key_count);
  }
  for (size_t i = 0; i < input->width; ++i) {
    gesta_operator_name_column(&made->base, input->variables[i]);
  }
  made->base.estimate = input->estimate;
  *self = &made->base;
  return status;
}
