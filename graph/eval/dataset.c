// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/dataset.h"

#include <assert.h>
#include <stdlib.h>

static int
compare_ids(const void *a, const void *b)
{
  const GestaTermId *const x = a;
  const GestaTermId *const y = b;
  return (*x > *y) - (*x < *y);
}

bool
gesta_dataset_lists(const GestaTermId *ids, size_t count, GestaTermId id)
{
  return count > 0 && bsearch(&id, ids, count, sizeof *ids, compare_ids);
}

// A graph that the store does not know is empty: it need not be listed.
static GestaStatus
add_graph(GestaTransaction *transaction, GestaStringView iri, GestaTermId *list,
          size_t *count)
{
  const GestaTerm graph = gesta_iri(iri);
  const GestaStatus status = gesta_store_find_term(transaction, &graph,
                                                   &list[*count]);
  if (status == GESTA_NOT_FOUND) {
    return GESTA_OK;
  }
  if (status == GESTA_OK) {
    ++*count;
  }
  return status;
}

GestaStatus
gesta_dataset_init(const GestaDatasetClause *clauses, GestaDefaultGraph kind,
                   GestaTransaction *transaction, GestaArena *arena,
                   GestaDataset *dataset)
{
  assert(transaction && arena && dataset);

  *dataset = (GestaDataset){.kind = kind};
  if (!clauses) {
    return GESTA_OK;
  }
  size_t room = 0;
  for (const GestaDatasetClause *at = clauses; at; at = at->next) {
    ++room;
  }
  dataset->kind = GESTA_DEFAULT_LIST;
  dataset->has_named_list = true;
  dataset->defaults = gesta_arena_allocate(arena, room,
                                           sizeof *dataset->defaults);
  dataset->named = gesta_arena_allocate(arena, room, sizeof *dataset->named);
  if (!dataset->defaults || !dataset->named) {
    return GESTA_ERR_MEMORY;
  }
  for (const GestaDatasetClause *at = clauses; at; at = at->next) {
    const GestaStatus status =
      at->is_named
        ? add_graph(transaction, at->iri, dataset->named, &dataset->named_count)
        : add_graph(transaction, at->iri, dataset->defaults,
                    &dataset->default_count);
    if (status) {
      return status;
    }
  }
  qsort(dataset->defaults, dataset->default_count, sizeof *dataset->defaults,
        compare_ids);
  qsort(dataset->named, dataset->named_count, sizeof *dataset->named,
        compare_ids);
  return GESTA_OK;
}
