// SPDX-License-Identifier: GPL-3.0-or-later
/// @file allocator.h
/// Where memory comes from: one function pointer, so that a test can refuse.

#ifndef GESTA_BASE_ALLOCATOR_H
#define GESTA_BASE_ALLOCATOR_H

#include <stddef.h>
#include <stdint.h>

typedef struct GestaAllocator GestaAllocator;

struct GestaAllocator {
  /// Make `block` (NULL: a new one) `size` bytes long; 0 frees it.
  /// On failure return NULL and leave `block` as it was.
  void *(*resize)(GestaAllocator *self, void *block, size_t size);
};

/// The allocator over realloc() and free().  Lent for ever; do not free it.
GestaAllocator *
gesta_default_allocator(void);

/// Uninitialised room for `count` items of `size` bytes, NULL if that is 0 or
/// overflows or memory is short.  Released with gesta_release().
static inline void *
gesta_allocate(GestaAllocator *allocator, size_t count, size_t size)
{
  if (count == 0 || size == 0 || count > SIZE_MAX / size) {
    return NULL;
  }
  return allocator->resize(allocator, NULL, count * size);
}

/// Give back a block; NULL is allowed.
static inline void
gesta_release(GestaAllocator *allocator, void *block)
{
  if (block) {
    (void)allocator->resize(allocator, block, 0);
  }
}

#endif // GESTA_BASE_ALLOCATOR_H
