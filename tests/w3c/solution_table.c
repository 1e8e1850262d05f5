// SPDX-License-Identifier: GPL-3.0-or-later
// Blank nodes get colours that depend on the rows they are in, again and again
// until nothing more is told apart; where nodes stay alike, one is given a
// colour of its own, and every partner in the other table is tried.
#include "tests/w3c/solution_table.h"

#include "graph/base/text_buffer.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static GestaStatus
take_quad(GestaQuadSink *self, const GestaQuad *quad)
{
  const GestaTerm row[] = {quad->subject, quad->predicate, quad->object,
                           quad->graph};
  return solution_table_add((SolutionTable *)self, row);
}

void
solution_table_init(SolutionTable *table, size_t width)
{
  *table = (SolutionTable){.sink = {.quad = take_quad}, .width = width};
  gesta_arena_init(&table->arena, gesta_default_allocator());
}

void
solution_table_clear(SolutionTable *table)
{
  gesta_arena_clear(&table->arena);
  free(table->terms);
  *table = (SolutionTable){.width = 0};
}

GestaStatus
solution_table_add(SolutionTable *table, const GestaTerm *row)
{
  if (table->count == table->room) {
    const size_t room = table->room ? 2 * table->room : 64;
    GestaTerm *const terms = realloc(table->terms,
                                     (room * table->width + 1) * sizeof *terms);
    if (!terms) {
      return GESTA_ERR_MEMORY;
    }
    table->terms = terms;
    table->room = room;
  }
  for (size_t i = 0; i < table->width; ++i) {
    GestaTerm *const term = &table->terms[table->count * table->width + i];
    *term = row[i];
    if (gesta_arena_copy(&table->arena, row[i].value, &term->value)
        || gesta_arena_copy(&table->arena, row[i].datatype, &term->datatype)
        || gesta_arena_copy(&table->arena, row[i].language, &term->language)) {
      return GESTA_ERR_MEMORY;
    }
  }
  ++table->count;
  return GESTA_OK;
}

static bool
same_row(const SolutionTable *table, size_t a, size_t b)
{
  for (size_t i = 0; i < table->width; ++i) {
    const GestaTerm *const first = &table->terms[a * table->width + i];
    const GestaTerm *const second = &table->terms[b * table->width + i];
    const bool is_same = first->kind == GESTA_TERM_NONE
                           ? second->kind == GESTA_TERM_NONE
                           : gesta_term_equal(first, second);
    if (!is_same) {
      return false;
    }
  }
  return true;
}

void
solution_table_make_set(SolutionTable *table)
{
  size_t kept = 0;
  for (size_t i = 0; i < table->count; ++i) {
    size_t j = 0;
    while (j < kept && !same_row(table, i, j)) {
      ++j;
    }
    if (j == kept) {
      memmove(&table->terms[kept * table->width],
              &table->terms[i * table->width],
              table->width * sizeof *table->terms);
      ++kept;
    }
  }
  table->count = kept;
}

// ---- Colours ----------------------------------------------------------------

// One table during a comparison.  cells[row][column] is the hash of a term, or
// of a blank node its index; both tables have the columns in one order.
typedef struct Colouring {
  size_t count;
  size_t width;
  uint64_t *cells;
  bool *is_blank;
  size_t blank_count;
  bool is_ordered;
} Colouring;

static uint64_t
mix(uint64_t a, uint64_t b)
{
  uint64_t hash = (a ^ (b + UINT64_C(0x9e3779b97f4a7c15) + (a << 6) + (a >> 2)))
                  * UINT64_C(0xff51afd7ed558ccd);
  hash ^= hash >> 33;
  hash *= UINT64_C(0xc4ceb9fe1a85ec53);
  return hash ^ (hash >> 29);
}

static uint64_t
hash_term(const GestaTerm *term)
{
  if (term->kind == GESTA_TERM_NONE) {
    return 1;
  }
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  uint64_t hash = 2;
  if (gesta_term_spell(term, &text) == GESTA_OK) {
    for (size_t i = 0; i < text.size; ++i) {
      hash = mix(hash, (unsigned char)text.data[i]);
    }
  }
  gesta_text_buffer_clear(&text);
  return hash;
}

static void
clear_colouring(Colouring *colouring)
{
  free(colouring->cells);
  free(colouring->is_blank);
}

// order[i] is the column of the table that comes as number i.
static bool
init_colouring(const SolutionTable *table, const size_t *order,
               Colouring *colouring)
{
  const size_t size = table->count * table->width;
  GestaStringView *const labels = calloc(size + 1, sizeof *labels);
  *colouring = (Colouring){.count = table->count,
                           .width = table->width,
                           .cells = calloc(size + 1, sizeof(uint64_t)),
                           .is_blank = calloc(size + 1, sizeof(bool))};
  if (!labels || !colouring->cells || !colouring->is_blank) {
    free(labels);
    return false;
  }
  for (size_t i = 0; i < size; ++i) {
    const size_t row = i / table->width;
    const GestaTerm *const term =
      &table->terms[row * table->width + order[i % table->width]];
    if (term->kind != GESTA_TERM_BLANK) {
      colouring->cells[i] = hash_term(term);
      continue;
    }
    size_t label = 0;
    while (label < colouring->blank_count
           && !gesta_view_equal(labels[label], term->value)) {
      ++label;
    }
    if (label == colouring->blank_count) {
      labels[colouring->blank_count++] = term->value;
    }
    colouring->cells[i] = label;
    colouring->is_blank[i] = true;
  }
  free(labels);
  return true;
}

static uint64_t
hash_row(const Colouring *colouring, size_t row, const uint64_t *colours)
{
  uint64_t hash = colouring->is_ordered ? mix(3, row) : 3;
  for (size_t i = 0; i < colouring->width; ++i) {
    const size_t at = row * colouring->width + i;
    hash = mix(hash, colouring->is_blank[at]
                       ? mix(4, colours[colouring->cells[at]])
                       : colouring->cells[at]);
  }
  return hash;
}

static int
compare_hashes(const void *a, const void *b)
{
  const uint64_t first = *(const uint64_t *)a;
  const uint64_t second = *(const uint64_t *)b;
  return (first > second) - (first < second);
}

static void
refine(const Colouring *colouring, uint64_t *colours, uint64_t *next)
{
  for (size_t round = 0; round < colouring->blank_count + 1; ++round) {
    for (size_t i = 0; i < colouring->blank_count; ++i) {
      next[i] = mix(5, colours[i]);
    }
    for (size_t row = 0; row < colouring->count; ++row) {
      const uint64_t hash = hash_row(colouring, row, colours);
      for (size_t i = 0; i < colouring->width; ++i) {
        const size_t at = row * colouring->width + i;
        if (colouring->is_blank[at]) {
          next[colouring->cells[at]] += mix(hash, i);
        }
      }
    }
    memcpy(colours, next, colouring->blank_count * sizeof *colours);
    if (round > 16) {
      break; // longer chains than that are told apart by trying
    }
  }
}

static bool
same_bags(uint64_t *a, uint64_t *b, size_t count)
{
  qsort(a, count, sizeof *a, compare_hashes);
  qsort(b, count, sizeof *b, compare_hashes);
  return count == 0 || memcmp(a, b, count * sizeof *a) == 0;
}

static bool
same_rows(const Colouring *a, const uint64_t *a_colours, const Colouring *b,
          const uint64_t *b_colours)
{
  uint64_t *const hashes = calloc(2 * a->count + 1, sizeof *hashes);
  if (!hashes) {
    return false;
  }
  for (size_t row = 0; row < a->count; ++row) {
    hashes[row] = hash_row(a, row, a_colours);
    hashes[a->count + row] = hash_row(b, row, b_colours);
  }
  const bool same = same_bags(hashes, hashes + a->count, a->count);
  free(hashes);
  return same;
}

// A blank node whose colour another one has too; blank_count if there is none.
static size_t
find_alike(const uint64_t *colours, size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (colours[i] == colours[j]) {
        return j;
      }
    }
  }
  return count;
}

static bool
match(const Colouring *a, const Colouring *b, const uint64_t *a_before,
      const uint64_t *b_before, unsigned depth)
{
  const size_t count = a->blank_count;
  uint64_t *const colours = calloc(3 * count + 1, sizeof *colours);
  if (!colours || depth > 64) {
    free(colours);
    return false;
  }
  uint64_t *const a_colours = colours;
  uint64_t *const b_colours = colours + count;
  memcpy(a_colours, a_before, count * sizeof *colours);
  memcpy(b_colours, b_before, count * sizeof *colours);
  refine(a, a_colours, colours + 2 * count);
  refine(b, b_colours, colours + 2 * count);
  bool matches = same_rows(a, a_colours, b, b_colours);
  const size_t alike = find_alike(a_colours, count);
  if (matches && alike < count) {
    const uint64_t colour = a_colours[alike];
    a_colours[alike] = mix(6, depth);
    matches = false;
    for (size_t i = 0; !matches && i < count; ++i) {
      if (b_colours[i] == colour) {
        b_colours[i] = mix(6, depth);
        matches = match(a, b, a_colours, b_colours, depth + 1);
        b_colours[i] = colour;
      }
    }
  }
  free(colours);
  return matches;
}

// ---- Comparing --------------------------------------------------------------

// The columns of `actual` in the order of those of `expected`.
static bool
match_columns(const SolutionTable *expected, const SolutionTable *actual,
              size_t *order)
{
  if (expected->width != actual->width) {
    return false;
  }
  for (size_t i = 0; i < expected->width; ++i) {
    order[i] = i;
    if (!expected->names || !actual->names) {
      continue;
    }
    size_t j = 0;
    while (j < actual->width
           && !gesta_view_equal(expected->names[i], actual->names[j])) {
      ++j;
    }
    if (j == actual->width) {
      return false;
    }
    order[i] = j;
  }
  return true;
}

static bool
match_bags(const SolutionTable *expected, const SolutionTable *actual,
           const size_t *order, bool is_ordered)
{
  size_t *const natural = calloc(expected->width + 1, sizeof *natural);
  for (size_t i = 0; natural && i < expected->width; ++i) {
    natural[i] = i;
  }
  Colouring a = {0};
  Colouring b = {0};
  bool matches = natural && init_colouring(expected, natural, &a)
                 && init_colouring(actual, order, &b) && a.count == b.count
                 && a.blank_count == b.blank_count;
  if (matches) {
    a.is_ordered = is_ordered;
    b.is_ordered = is_ordered;
    uint64_t *const colours = calloc(a.blank_count + 1, sizeof *colours);
    matches = colours && match(&a, &b, colours, colours, 0);
    free(colours);
  }
  clear_colouring(&a);
  clear_colouring(&b);
  free(natural);
  return matches;
}

static size_t
count_row(const SolutionTable *table, const SolutionTable *rows, size_t row,
          const size_t *order)
{
  size_t count = 0;
  for (size_t i = 0; i < table->count; ++i) {
    bool same = true;
    for (size_t column = 0; same && column < table->width; ++column) {
      const GestaTerm *const a =
        &table->terms[i * table->width + order[column]];
      const GestaTerm *const b = &rows->terms[row * rows->width + column];
      same = a->kind == b->kind
             && (a->kind == GESTA_TERM_NONE || gesta_term_equal(a, b));
    }
    count += same;
  }
  return count;
}

// For tests of REDUCED, whose answers have no blank nodes: each row of the one
// is a row of the other, and comes at most as often as expected.
static bool
match_reduced(const SolutionTable *expected, const SolutionTable *actual,
              const size_t *order, const size_t *natural)
{
  for (size_t row = 0; row < expected->count; ++row) {
    const size_t most = count_row(expected, expected, row, natural);
    const size_t count = count_row(actual, expected, row, order);
    if (count == 0 || count > most) {
      return false;
    }
  }
  size_t known = 0; // rows of `actual` that are expected
  for (size_t row = 0; row < expected->count; ++row) {
    size_t before = 0;
    while (before < row && !same_row(expected, before, row)) {
      ++before;
    }
    known += before == row ? count_row(actual, expected, row, order) : 0;
  }
  return known == actual->count;
}

bool
solution_table_matches(const SolutionTable *expected,
                       const SolutionTable *actual, SolutionRule rule)
{
  if (expected->is_boolean || actual->is_boolean) {
    return expected->is_boolean && actual->is_boolean
           && expected->boolean == actual->boolean;
  }
  size_t *const order = calloc(2 * expected->width + 2, sizeof *order);
  bool matches = order && match_columns(expected, actual, order);
  if (matches && rule == SOLUTION_REDUCED) {
    size_t *const natural = order + expected->width + 1;
    for (size_t i = 0; i < expected->width; ++i) {
      natural[i] = i;
    }
    matches = match_reduced(expected, actual, order, natural);
  } else if (matches) {
    matches = match_bags(expected, actual, order, rule == SOLUTION_ORDERED);
  }
  free(order);
  return matches;
}
