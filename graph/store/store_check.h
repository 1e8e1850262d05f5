// SPDX-License-Identifier: GPL-3.0-or-later
/// @file store_check.h
/// Whether what a graph file holds fits together.

#ifndef GESTA_STORE_STORE_CHECK_H
#define GESTA_STORE_STORE_CHECK_H

#include "graph/base/cancel.h"
#include "graph/base/status.h"
#include "graph/store/store.h"

#include <stdint.h>

/// Who is told what a check finds.
typedef struct GestaCheckWatcher GestaCheckWatcher;
struct GestaCheckWatcher {
  /// Told of a fault, in one line; no more than ten of a kind.
  void (*fault)(GestaCheckWatcher *self, const char *text);
  /// Told now and then how many of all entries were looked at; may be NULL.
  void (*progress)(GestaCheckWatcher *self, uint64_t done, uint64_t total);
};

/// Look at every entry of every table: that ids are 1, 2, 3, ... and have one
/// well-formed canonical spelling each, which its hash leads to; that the
/// tables of quads hold the same quads, of ids that have terms, in order; that
/// the literals with a value are in the value index and nothing else is; that
/// LMDB's counts are those of what is there.
///
/// A page that is no page any more may end the process (LMDB trusts its pages):
/// whoever must survive that calls this in a child.
///
/// borrows  watcher and cancel (NULL allowed), during the call
/// returns  GESTA_OK and *fault_count, 0 if nothing is wrong
/// errors   GESTA_ERR_MEMORY, GESTA_ERR_STORAGE, GESTA_ERR_CORRUPT (LMDB found
///          its own pages wrong), GESTA_ERR_CANCELLED
GESTA_MUST_CHECK GestaStatus
gesta_store_check(GestaTransaction *transaction, GestaCheckWatcher *watcher,
                  GestaCancel *cancel, uint64_t *fault_count);

#endif // GESTA_STORE_STORE_CHECK_H
