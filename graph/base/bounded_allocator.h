// SPDX-License-Identifier: GPL-3.0-or-later
/// @file bounded_allocator.h
/// An allocator that refuses more than a number of bytes.

#ifndef GESTA_BASE_BOUNDED_ALLOCATOR_H
#define GESTA_BASE_BOUNDED_ALLOCATOR_H

#include "graph/base/allocator.h"

#include <stdbool.h>

/// threads  of one thread
typedef struct GestaBoundedAllocator {
  GestaAllocator allocator; ///< hand this out
  GestaAllocator *parent;   ///< borrowed
  size_t limit;             ///< bytes at one time; 0: none
  size_t used;
  bool has_refused; ///< a request went beyond the limit
} GestaBoundedAllocator;

void
gesta_bounded_allocator_init(GestaBoundedAllocator *bounded,
                             GestaAllocator *parent, size_t limit);

#endif // GESTA_BASE_BOUNDED_ALLOCATOR_H
