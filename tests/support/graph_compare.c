// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/graph_compare.h"

#include "graph/base/arena.h"
#include "graph/rdf/term.h"
#include "tests/support/cmocka_support.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { TERMS = 4 };

typedef struct Node {
  GestaStringView label;
  uint64_t colour;
  uint64_t next; ///< colour of the next round
} Node;

// A term is its hash, or a node.
typedef struct Line {
  uint64_t hashes[TERMS];
  size_t nodes[TERMS]; ///< index + 1; 0: not a blank node
} Line;

typedef struct Dataset {
  Line *lines;
  size_t line_count;
  Node *nodes;
  size_t node_count;
} Dataset;

static uint64_t
mix(uint64_t a, uint64_t b)
{
  uint64_t x = (a ^ (b + 0x9E3779B97F4A7C15U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 29U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 32U);
}

static uint64_t
hash_text(GestaStringView text)
{
  uint64_t hash = text.size;
  for (size_t i = 0; i < text.size; ++i) {
    hash = mix(hash, (unsigned char)text.data[i]);
  }
  return hash;
}

static size_t
find_node(Dataset *dataset, GestaStringView label)
{
  for (size_t i = 0; i < dataset->node_count; ++i) {
    if (gesta_view_equal(dataset->nodes[i].label, label)) {
      return i + 1;
    }
  }
  dataset->nodes[dataset->node_count] = (Node){label, 1, 0};
  return ++dataset->node_count;
}

static void
read_line(Dataset *dataset, GestaStringView text)
{
  Line *line = &dataset->lines[dataset->line_count++];
  *line = (Line){{0}, {0}};
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  size_t at = 0;
  for (size_t i = 0; i < TERMS && text.data[at] != '.'; ++i) {
    GestaTerm term;
    const size_t start = at;
    assert_int_equal(gesta_term_parse_next(text, &at, &arena, &term, NULL),
                     GESTA_OK);
    const GestaStringView spelling = {text.data + start, at - start};
    line->hashes[i] = hash_text(spelling);
    if (term.kind == GESTA_TERM_BLANK) {
      line->nodes[i] = find_node(dataset, spelling);
    }
    at += text.data[at] == ' ';
  }
  gesta_arena_clear(&arena);
}

static void
read_dataset(Dataset *dataset, GestaStringView text)
{
  size_t count = 0;
  for (size_t i = 0; i < text.size; ++i) {
    count += text.data[i] == '\n';
  }
  *dataset = (Dataset){calloc(count + 1, sizeof(Line)), 0,
                       calloc(count * TERMS + 1, sizeof(Node)), 0};
  assert_true(dataset->lines && dataset->nodes);
  while (text.size > 0) {
    const char *end = memchr(text.data, '\n', text.size);
    assert_non_null(end);
    const size_t size = (size_t)(end - text.data);
    read_line(dataset, (GestaStringView){text.data, size});
    // A line that was there before says nothing.
    const Line *last = &dataset->lines[dataset->line_count - 1];
    for (const Line *line = dataset->lines; line < last; ++line) {
      if (memcmp(line, last, sizeof *line) == 0) {
        --dataset->line_count;
        break;
      }
    }
    text = (GestaStringView){end + 1, text.size - size - 1};
  }
}

// The hash of a line where a node, if any, knows itself.
static uint64_t
hash_line(const Dataset *dataset, const Line *line, size_t self)
{
  uint64_t hash = 0;
  for (size_t i = 0; i < TERMS; ++i) {
    const size_t node = line->nodes[i];
    hash = mix(hash, node == 0      ? line->hashes[i]
                     : node == self ? 7
                                    : dataset->nodes[node - 1].colour);
  }
  return hash;
}

static void
refine(Dataset *dataset)
{
  for (size_t round = 0; round <= dataset->node_count; ++round) {
    for (size_t i = 0; i < dataset->line_count; ++i) {
      const Line *line = &dataset->lines[i];
      for (size_t k = 0; k < TERMS; ++k) {
        if (line->nodes[k] > 0) {
          dataset->nodes[line->nodes[k] - 1].next += hash_line(dataset, line,
                                                               line->nodes[k]);
        }
      }
    }
    for (size_t i = 0; i < dataset->node_count; ++i) {
      Node *node = &dataset->nodes[i];
      node->colour = mix(node->colour, node->next);
      node->next = 0;
    }
  }
}

static int
compare_hashes(const void *a, const void *b)
{
  const uint64_t left = *(const uint64_t *)a;
  const uint64_t right = *(const uint64_t *)b;
  return (left > right) - (left < right);
}

// The lines as sorted hashes, each once.
static uint64_t *
describe(GestaStringView text, size_t *count)
{
  Dataset dataset;
  read_dataset(&dataset, text);
  refine(&dataset);
  uint64_t *hashes = calloc(dataset.line_count + 1, sizeof *hashes);
  assert_non_null(hashes);
  for (size_t i = 0; i < dataset.line_count; ++i) {
    hashes[i] = hash_line(&dataset, &dataset.lines[i], 0);
  }
  qsort(hashes, dataset.line_count, sizeof *hashes, compare_hashes);
  size_t kept = 0;
  for (size_t i = 0; i < dataset.line_count; ++i) {
    if (kept == 0 || hashes[i] != hashes[kept - 1]) {
      hashes[kept++] = hashes[i];
    }
  }
  *count = kept;
  free(dataset.lines);
  free(dataset.nodes);
  return hashes;
}

bool
same_dataset(GestaStringView a, GestaStringView b)
{
  size_t count_a;
  size_t count_b;
  uint64_t *hashes_a = describe(a, &count_a);
  uint64_t *hashes_b = describe(b, &count_b);
  const bool same = count_a == count_b
                    && memcmp(hashes_a, hashes_b, count_a * sizeof *hashes_a)
                         == 0;
  free(hashes_a);
  free(hashes_b);
  return same;
}
