// SPDX-License-Identifier: GPL-3.0-or-later
/// @file failing_allocator.h
/// An allocator that grants so many requests and refuses the rest.

#ifndef GESTA_TESTS_SUPPORT_FAILING_ALLOCATOR_H
#define GESTA_TESTS_SUPPORT_FAILING_ALLOCATOR_H

#include "graph/base/allocator.h"

typedef struct FailingAllocator {
  GestaAllocator base; ///< first, so that a pointer to it is a pointer to this
  size_t granted;      ///< requests still to be granted
  size_t live;         ///< blocks not yet released; 0 means no leak
} FailingAllocator;

static inline void *
resize_while_granted(GestaAllocator *self, void *block, size_t size)
{
  FailingAllocator *failing = (FailingAllocator *)self;
  GestaAllocator *real = gesta_default_allocator();

  if (size == 0) {
    failing->live -= (block != NULL);
    return real->resize(real, block, 0);
  }
  if (failing->granted == 0) {
    return NULL;
  }
  --failing->granted;
  void *result = real->resize(real, block, size);
  failing->live += (block == NULL && result != NULL);
  return result;
}

static inline FailingAllocator
failing_allocator(size_t granted)
{
  return (FailingAllocator){{resize_while_granted}, granted, 0};
}

#endif // GESTA_TESTS_SUPPORT_FAILING_ALLOCATOR_H
