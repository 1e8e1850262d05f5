// SPDX-License-Identifier: GPL-3.0-or-later
/// @file cancel.h
/// "Stop now", from a signal handler or another thread to a loop over data.

#ifndef GESTA_BASE_CANCEL_H
#define GESTA_BASE_CANCEL_H

#include <stdatomic.h>
#include <stdbool.h>

/// threads  any thread or signal handler may set it, any thread may read it
typedef struct GestaCancel {
  atomic_bool requested;
} GestaCancel;

/// Ask whoever polls `cancel` to stop with GESTA_ERR_CANCELLED.
static inline void
gesta_cancel(GestaCancel *cancel)
{
  atomic_store_explicit(&cancel->requested, true, memory_order_relaxed);
}

/// Whether to stop; NULL is allowed and never asks.
static inline bool
gesta_cancelled(GestaCancel *cancel)
{
  return cancel
         && atomic_load_explicit(&cancel->requested, memory_order_relaxed);
}

#endif // GESTA_BASE_CANCEL_H
