// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/process_memory.h"

#include <stdlib.h> // __GLIBC__

#ifdef __GLIBC__
#  include <malloc.h>

enum {
  LARGEST_BLOCK = 32 << 20, // of the heap: the most that glibc allows
  MOST_KEPT = 256 << 20,
};

void
gesta_keep_freed_memory(void)
{
  // A refusal costs speed only.
  (void)mallopt(M_MMAP_THRESHOLD, LARGEST_BLOCK);
  (void)mallopt(M_TRIM_THRESHOLD, MOST_KEPT);
}
#else
void
gesta_keep_freed_memory(void)
{
}
#endif
