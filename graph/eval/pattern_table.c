// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/pattern_table.h"

#include <assert.h>

// Keep a batch of quads.
static GestaStatus
keep(GestaPatternTable *table, const GestaPattern *pattern,
     const GestaQuadIds *quads, size_t count, const GestaQuadIds *before)
{
  GestaRowStore *const store = &table->store;
  const GestaStatus status = gesta_row_store_reserve(store, count);
  if (status) {
    return status;
  }
  for (size_t i = 0; i < count; ++i) {
    if (gesta_pattern_accepts(pattern, &quads[i],
                              i > 0 ? &quads[i - 1] : before)) {
      for (size_t k = 0; k < store->width; ++k) {
        const GestaVariable position = table->positions[k];
        store->rows.columns[position][store->rows.count] = gesta_quad_id(
          &quads[i], position);
      }
      ++store->rows.count;
    }
  }
  return GESTA_OK;
}

static GestaStatus
read_quads(GestaPatternTable *table, GestaEngine *engine,
           const GestaPattern *pattern)
{
  GestaQuadCursor *cursor = NULL;
  GestaStatus status = gesta_store_find(engine->transaction, &table->constants,
                                        pattern->scope, &cursor);
  GestaQuadIds before;
  bool has_before = false;
  while (status == GESTA_OK) {
    size_t count = 0;
    status = gesta_engine_poll(engine);
    if (status == GESTA_OK) {
      status = gesta_quad_cursor_read(cursor, engine->quads, GESTA_BATCH_SIZE,
                                      &count);
    }
    if (status == GESTA_OK) {
      status = keep(table, pattern, engine->quads, count,
                    has_before ? &before : NULL);
      before = engine->quads[count - 1];
      has_before = true;
    }
  }
  gesta_quad_cursor_close(cursor);
  return status == GESTA_END ? GESTA_OK : status;
}

GestaStatus
gesta_pattern_table_read(GestaPatternTable *table, GestaEngine *engine,
                         const GestaPattern *pattern, size_t mask, size_t count)
{
  assert(table && engine && pattern);

  *table = (GestaPatternTable){
    .constants = {pattern->constant[SUBJECT], pattern->constant[PREDICATE],
                  pattern->constant[OBJECT], pattern->constant[GRAPH]}};
  size_t width = 0;
  for (GestaVariable i = SUBJECT; i < GRAPH; ++i) {
    if (pattern->variable[i] != GESTA_NO_VARIABLE) {
      table->positions[width++] = i;
      if (mask & (size_t)1 << i) {
        table->keys[table->key_count++] = i;
      }
    }
  }
  gesta_row_index_init(&table->index, engine->allocator);
  GestaStatus status = gesta_row_store_init(&table->store, engine->allocator,
                                            &engine->arena, table->positions,
                                            width, POSITION_COUNT);
  if (status == GESTA_OK) {
    status = gesta_row_store_reserve(&table->store, count);
  }
  if (status == GESTA_OK) {
    status = read_quads(table, engine, pattern);
  }
  if (status == GESTA_OK) {
    status = gesta_row_index_build(&table->index, &table->store, table->keys,
                                   table->key_count);
  }
  if (status) {
    gesta_pattern_table_clear(table);
  }
  return status;
}

// The row itself or the next one of its chain that has the ids.
static uint32_t
find_fitting(const GestaPatternTable *table, const GestaQuadIds *ids,
             uint32_t row)
{
  for (; row != GESTA_NO_ROW; row = gesta_row_index_next(&table->index, row)) {
    bool fits = true;
    for (size_t i = 0; i < table->key_count; ++i) {
      const GestaVariable key = table->keys[i];
      fits = fits
             && table->store.rows.columns[key][row - 1]
                  == gesta_quad_id(ids, key);
    }
    if (fits) {
      break;
    }
  }
  return row;
}

uint32_t
gesta_pattern_table_first(const GestaPatternTable *table,
                          const GestaQuadIds *ids)
{
  uint64_t hash = 0;
  for (size_t i = 0; i < table->key_count; ++i) {
    hash = gesta_hash_id(hash, gesta_quad_id(ids, table->keys[i]));
  }
  return find_fitting(table, ids, gesta_row_index_first(&table->index, hash));
}

uint32_t
gesta_pattern_table_next(const GestaPatternTable *table,
                         const GestaQuadIds *ids, uint32_t row)
{
  return find_fitting(table, ids, gesta_row_index_next(&table->index, row));
}

GestaQuadIds
gesta_pattern_table_quad(const GestaPatternTable *table, uint32_t row)
{
  GestaTermId *const *columns = table->store.rows.columns;
  GestaQuadIds quad = table->constants;
  quad.subject = columns[SUBJECT] ? columns[SUBJECT][row - 1] : quad.subject;
  quad.predicate = columns[PREDICATE] ? columns[PREDICATE][row - 1]
                                      : quad.predicate;
  quad.object = columns[OBJECT] ? columns[OBJECT][row - 1] : quad.object;
  return quad;
}

void
gesta_pattern_table_clear(GestaPatternTable *table)
{
  if (table->store.allocator) {
    gesta_row_store_clear(&table->store);
    gesta_row_index_clear(&table->index);
  }
}
