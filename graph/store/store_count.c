// SPDX-License-Identifier: GPL-3.0-or-later
// How many quads match a pattern: for whoever plans a query.

#include "graph/store/predicate_statistics.h"
#include "graph/store/quad_count.h"
#include "graph/store/transaction.h"

#include <assert.h>

typedef struct Sum {
  uint64_t count;
  bool exact;
} Sum;

static GestaStatus
add_family(GestaTransaction *transaction, GestaIndexFamily family,
           const GestaPackedQuad *pattern, Sum *sum)
{
  uint64_t count = 0;
  bool exact = false;
  const GestaStatus status = gesta_quad_count(
    &transaction->store->environment->quads, transaction->txn, family, pattern,
    &count, &exact);
  if (status == GESTA_OK) {
    sum->count += count;
    sum->exact = sum->exact && exact;
  }
  return status;
}

GestaStatus
gesta_store_count(GestaTransaction *transaction, const GestaQuadIds *pattern,
                  GestaGraphScope scope, uint64_t *count, bool *exact)
{
  assert(transaction && pattern && count && exact);

  GestaStatus status = GESTA_OK;
  if (transaction->is_write) {
    status = gesta_transaction_flush(transaction);
  }
  GestaQuadIds ids = *pattern;
  if (scope != GESTA_SCOPE_ONE) {
    ids.graph = GESTA_NO_TERM;
  }
  Sum sum = {0, true};
  if (ids.subject <= GESTA_MAX_TERM && ids.predicate <= GESTA_MAX_TERM
      && ids.object <= GESTA_MAX_TERM && ids.graph <= GESTA_MAX_TERM) {
    const GestaPackedQuad packed = gesta_pack(&ids);
    if (status == GESTA_OK && ids.graph != GESTA_NO_TERM) {
      status = add_family(transaction, GESTA_FAMILY_GRAPH, &packed, &sum);
    } else if (status == GESTA_OK && scope != GESTA_SCOPE_NAMED) {
      status = add_family(transaction, GESTA_FAMILY_DEFAULT, &packed, &sum);
    }
    if (status == GESTA_OK && scope != GESTA_SCOPE_ONE) {
      status = add_family(transaction, GESTA_FAMILY_NAMED, &packed, &sum);
    }
  }
  if (status == GESTA_OK) {
    *count = sum.count;
    *exact = sum.exact;
  }
  return status;
}

// Count in the tables.
static GestaStatus
find_statistics(GestaTransaction *transaction, GestaTermId predicate,
                GestaPredicateStatistics *statistics)
{
  GestaStatus status = GESTA_OK;
  GestaPredicateStatistics sum = {.exact = true};
  for (int family = GESTA_FAMILY_DEFAULT;
       predicate <= GESTA_MAX_TERM && status == GESTA_OK
       && family <= (int)GESTA_FAMILY_NAMED;
       ++family) {
    GestaPredicateStatistics part;
    status = gesta_predicate_statistics(
      &transaction->store->environment->quads, transaction->txn,
      (GestaIndexFamily)family, (uint32_t)predicate, &part);
    if (status == GESTA_OK) {
      sum.quad_count += part.quad_count;
      sum.subject_count += part.subject_count;
      sum.object_count += part.object_count;
      sum.exact = sum.exact && part.exact;
    }
  }
  if (status == GESTA_OK) {
    *statistics = sum;
  }
  return status;
}

// Read in the state of one commit, what was found is true of all readers of it.
static GestaStatus
find_kept_statistics(GestaTransaction *transaction, GestaTermId predicate,
                     GestaPredicateStatistics *statistics)
{
  GestaStore *const store = transaction->store;
  GestaKeptStatistics *const kept =
    &store->kept[predicate % GESTA_KEPT_STATISTICS];
  const size_t version = gesta_transaction_version(transaction);
  (void)pthread_mutex_lock(&store->guard);
  const bool is_known = kept->predicate == predicate
                        && kept->version == version;
  if (is_known) {
    *statistics = kept->statistics;
  }
  (void)pthread_mutex_unlock(&store->guard);
  if (is_known) {
    return GESTA_OK;
  }
  const GestaStatus status = find_statistics(transaction, predicate,
                                             statistics);
  if (status == GESTA_OK) {
    (void)pthread_mutex_lock(&store->guard);
    *kept = (GestaKeptStatistics){version, predicate, *statistics};
    (void)pthread_mutex_unlock(&store->guard);
  }
  return status;
}

GestaStatus
gesta_store_predicate_statistics(GestaTransaction *transaction,
                                 GestaTermId predicate,
                                 GestaPredicateStatistics *statistics)
{
  assert(transaction && predicate != GESTA_NO_TERM && statistics);

  if (!transaction->is_write) {
    return find_kept_statistics(transaction, predicate, statistics);
  }
  const GestaStatus status = gesta_transaction_flush(transaction);
  return status ? status : find_statistics(transaction, predicate, statistics);
}
