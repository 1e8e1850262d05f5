// SPDX-License-Identifier: GPL-3.0-or-later
/// @file ordered_work.h
/// Work on many items at once, whose results come out in the items' order:
/// whatever the number of threads, they are the same.

#ifndef GESTA_SHELL_ORDERED_WORK_H
#define GESTA_SHELL_ORDERED_WORK_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "shell/arguments.h"

#include <stdbool.h>
#include <stddef.h>

enum { GESTA_MOST_THREADS = 64 };

typedef struct GestaWork GestaWork;

struct GestaWork {
  /// Make the product of an item.  Several threads call this at once, for
  /// different items.  What goes wrong belongs to the product.
  ///
  /// returns  the product; NULL: there is none, and no memory to say so
  void *(*make)(GestaWork *self, size_t index);

  /// Deliver a product: called in the thread of gesta_ordered_work(), in the
  /// items' order.
  ///
  /// takes   product
  /// errors  any: no further product is delivered
  GestaStatus (*deliver)(GestaWork *self, size_t index, void *product);

  /// Give up a product that cannot be delivered any more.
  ///
  /// takes  product
  void (*discard)(GestaWork *self, void *product);
};

/// Make and deliver the products of `count` items in `thread_count` threads.
/// At most four products a thread wait for their turn.
///
/// errors  those of `deliver`; GESTA_ERR_MEMORY (a product that could not be
///         made, or no thread could be started)
GESTA_MUST_CHECK GestaStatus
gesta_ordered_work(GestaAllocator *allocator, GestaWork *work, size_t count,
                   size_t thread_count);

/// The row of a command's table of options.
#define GESTA_THREADS_OPTION                                                   \
  {                                                                            \
    "jobs", 'j', "N", "work on N files at once; the output is the same [1]"    \
  }

/// What to say when gesta_thread_count() is false; takes GESTA_MOST_THREADS.
#define GESTA_THREADS_MISUSE "--jobs is a number from 1 to %d"

/// The number of threads that was asked for, 1 if none was.
///
/// returns  false if it is no number from 1 to GESTA_MOST_THREADS
bool
gesta_thread_count(const GestaArguments *arguments, size_t *thread_count);

#endif // GESTA_SHELL_ORDERED_WORK_H
