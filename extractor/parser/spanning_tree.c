// SPDX-License-Identifier: GPL-3.0-or-later
// Every word takes its best head.  While there is a cycle, it becomes one node,
// named after its first word, and the others of the cycle are absent:
//
// 1. score[i][h] for a node that stands for a cycle is that of the best member:
//    for an arc into it, what it gains over the arc of the cycle that it
//    replaces.
// 2. A contraction remembers, for every node outside, which member that was; so
//    they can be undone, the last one first.
// 3. The root takes one word: its arcs are dearer than all others together
//    could gain.
// 4. Every node has its best head.  A contraction changes no best score but
// that
//    of the cycle: whoever hung on a member hangs on the node, for the same.
//    So all contractions together take O(n * n).

#include "extractor/parser/spanning_tree.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

static const double root_price = 1e9; // invariant 3

// A cycle that became a node.
typedef struct Contraction {
  struct Contraction *before;
  uint32_t node;     // its name
  uint32_t *members; // [count]
  uint32_t count;
  uint32_t *inner; // [count]  the heads along the cycle
  uint32_t *enter; // [node_count]  the member that an arc from outside reaches
  uint32_t *leave; // [node_count]  the member that an arc to outside begins at
} Contraction;

typedef struct Search {
  size_t node_count; // words and the root, 0
  double *scores;    // [node_count][node_count], by dependent
  uint32_t *heads;   // [node_count]
  uint32_t *mark;    // [node_count]  which walk has passed
  bool *absent;      // [node_count]
  bool *inside;      // [node_count]  of the cycle at hand
  Contraction *last;
  GestaArena *arena;
} Search;

static void
choose_head(Search *search, uint32_t node)
{
  const double *row = search->scores + node * search->node_count;
  uint32_t best = UINT32_MAX;
  for (uint32_t h = 0; h < search->node_count; ++h) {
    if (h != node && !search->absent[h]
        && (best == UINT32_MAX || row[h] > row[best])) {
      best = h;
    }
  }
  search->heads[node] = best;
}

// A node on a cycle, or 0.
static uint32_t
find_cycle(Search *search)
{
  memset(search->mark, 0, search->node_count * sizeof *search->mark);
  for (uint32_t start = 1; start < search->node_count; ++start) {
    uint32_t node = start;
    if (search->absent[start]) {
      continue;
    }
    while (node != 0 && search->mark[node] == 0) {
      search->mark[node] = start;
      node = search->heads[node];
    }
    if (node != 0 && search->mark[node] == start) {
      return node;
    }
  }
  return 0;
}

// Note the members of a cycle and their heads.
static GestaStatus
begin_contraction(Search *search, uint32_t start, Contraction **contraction)
{
  uint32_t count = 0;
  uint32_t node = start;
  do {
    ++count;
    node = search->heads[node];
  } while (node != start);
  Contraction *made = gesta_arena_allocate(search->arena, 1, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  *made = (Contraction){.before = search->last, .node = start, .count = count};
  const size_t size = sizeof(uint32_t);
  made->members = gesta_arena_allocate(search->arena, count, size);
  made->inner = gesta_arena_allocate(search->arena, count, size);
  made->enter = gesta_arena_allocate(search->arena, search->node_count, size);
  made->leave = gesta_arena_allocate(search->arena, search->node_count, size);
  if (!made->members || !made->inner || !made->enter || !made->leave) {
    return GESTA_ERR_MEMORY;
  }
  for (uint32_t i = 0; i < count; ++i) {
    made->members[i] = node;
    made->inner[i] = search->heads[node];
    search->inside[node] = true;
    node = search->heads[node];
  }
  *contraction = made;
  return GESTA_OK;
}

// Make one node of a cycle (invariants 1 and 2).
static GestaStatus
contract(Search *search, uint32_t start)
{
  Contraction *made = NULL;
  const GestaStatus status = begin_contraction(search, start, &made);
  if (status) {
    return status;
  }
  const size_t n = search->node_count;
  for (uint32_t other = 0; other < n; ++other) {
    if (search->absent[other] || search->inside[other]) {
      continue;
    }
    double best_in = 0.0;
    double best_out = 0.0;
    for (uint32_t i = 0; i < made->count; ++i) {
      const uint32_t member = made->members[i];
      const double in = search->scores[member * n + other]
                        - search->scores[member * n + made->inner[i]];
      const double out = search->scores[other * n + member];
      if (i == 0 || in > best_in) {
        best_in = in;
        made->enter[other] = member;
      }
      if (i == 0 || out > best_out) {
        best_out = out;
        made->leave[other] = member;
      }
    }
    search->scores[start * n + other] = best_in;
    search->scores[other * n + start] = best_out;
  }
  for (uint32_t other = 1; other < n; ++other) { // invariant 4
    if (!search->inside[other] && search->inside[search->heads[other]]) {
      search->heads[other] = start;
    }
  }
  for (uint32_t i = 0; i < made->count; ++i) {
    const uint32_t member = made->members[i];
    search->inside[member] = false;
    search->absent[member] = member != start;
  }
  choose_head(search, start);
  search->last = made;
  return GESTA_OK;
}

// Undo the contractions: a cycle loses the arc into the member that is entered.
static void
expand(Search *search)
{
  for (const Contraction *c = search->last; c; c = c->before) {
    const uint32_t head = search->heads[c->node];
    for (uint32_t i = 0; i < c->count; ++i) {
      search->absent[c->members[i]] = false;
      search->inside[c->members[i]] = true;
    }
    for (uint32_t other = 1; other < search->node_count; ++other) {
      if (!search->absent[other] && !search->inside[other]
          && search->heads[other] == c->node) {
        search->heads[other] = c->leave[other];
      }
    }
    for (uint32_t i = 0; i < c->count; ++i) {
      search->heads[c->members[i]] = c->inner[i];
      search->inside[c->members[i]] = false;
    }
    search->heads[c->enter[head]] = head;
  }
}

// Give every word its best head.  Mostly that is a tree with one root already.
static bool
choose_greedily(const float *scores, size_t n, size_t width, uint32_t *mark,
                uint32_t *heads)
{
  size_t roots = 0;
  for (size_t i = 0; i < n; ++i) {
    const float *row = scores + i * width;
    size_t best = 0;
    for (size_t h = 1; h <= n; ++h) {
      best = row[h] > row[best] && h != i + 1 ? h : best;
    }
    heads[i + 1] = (uint32_t)best;
    roots += best == 0;
  }
  for (uint32_t start = 1; start <= n; ++start) {
    uint32_t node = start;
    while (node != 0 && mark[node] == 0) {
      mark[node] = start;
      node = heads[node];
    }
    if (node != 0 && mark[node] == start) {
      return false;
    }
  }
  return roots == 1;
}

GestaStatus
gesta_spanning_tree(const float *scores, size_t n, size_t width,
                    GestaArena *arena, uint32_t *heads)
{
  assert(scores && n > 0 && width > n && arena && heads);
  uint32_t *mark = gesta_arena_allocate(arena, n + 1, sizeof *mark);
  if (!mark) {
    return GESTA_ERR_MEMORY;
  }
  heads[0] = 0;
  if (choose_greedily(scores, n, width, mark, heads)) {
    return GESTA_OK;
  }
  Search search = {
    .node_count = n + 1, .heads = heads, .mark = mark, .arena = arena};
  search.scores = gesta_arena_allocate(arena, search.node_count,
                                       search.node_count * sizeof(double));
  search.absent = gesta_arena_allocate(arena, search.node_count, sizeof(bool));
  search.inside = gesta_arena_allocate(arena, search.node_count, sizeof(bool));
  if (!search.scores || !search.absent || !search.inside) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < n; ++i) {
    double *row = search.scores + (i + 1) * search.node_count;
    row[0] = (double)scores[i * width] - root_price;
    for (size_t h = 1; h <= n; ++h) {
      row[h] = (double)scores[i * width + h];
    }
  }
  for (uint32_t node = 1; node < search.node_count; ++node) {
    choose_head(&search, node);
  }
  for (uint32_t node = find_cycle(&search); node; node = find_cycle(&search)) {
    const GestaStatus status = contract(&search, node);
    if (status) {
      return status;
    }
  }
  expand(&search);
  return GESTA_OK;
}
