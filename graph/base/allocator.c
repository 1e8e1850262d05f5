// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/allocator.h"

#include <stdlib.h>

static void *
resize_on_heap(GestaAllocator *self, void *block, size_t size)
{
  (void)self;
  if (size == 0) {
    free(block);
    return NULL;
  }
  return realloc(block, size);
}

GestaAllocator *
gesta_default_allocator(void)
{
  static GestaAllocator allocator = {resize_on_heap};
  return &allocator;
}
