// SPDX-License-Identifier: GPL-3.0-or-later
// 1. Before each block lies a header with its size.

#include "graph/base/bounded_allocator.h"

#include <assert.h>
#include <stdalign.h>

typedef union Header {
  size_t size;
  max_align_t alignment;
} Header;

static void *
resize(GestaAllocator *self, void *block, size_t size)
{
  GestaBoundedAllocator *const bounded = (GestaBoundedAllocator *)self;
  Header *old = block ? (Header *)block - 1 : NULL;
  const size_t old_size = old ? old->size : 0;
  if (size == 0) {
    bounded->used -= old_size;
    gesta_release(bounded->parent, old);
    return NULL;
  }
  if (size > SIZE_MAX - sizeof(Header)) {
    return NULL;
  }
  if (bounded->limit && size > old_size
      && size - old_size > bounded->limit - bounded->used) {
    bounded->has_refused = true;
    return NULL;
  }
  Header *made = bounded->parent->resize(bounded->parent, old,
                                         size + sizeof *made);
  if (!made) {
    return NULL;
  }
  made->size = size;
  bounded->used += size - old_size;
  return made + 1;
}

void
gesta_bounded_allocator_init(GestaBoundedAllocator *bounded,
                             GestaAllocator *parent, size_t limit)
{
  assert(bounded && parent);

  *bounded = (GestaBoundedAllocator){
    .allocator = {.resize = resize}, .parent = parent, .limit = limit};
}
