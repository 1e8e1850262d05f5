// SPDX-License-Identifier: GPL-3.0-or-later
/// @file pager.h
/// An output over a terminal that shows what is longer than the screen with
/// $PAGER.

#ifndef GESTA_SHELL_PAGER_H
#define GESTA_SHELL_PAGER_H

#include "graph/base/output.h"
#include "graph/base/text_buffer.h"
#include "shell/child.h"

#include <stdbool.h>
#include <stddef.h>

/// The caller's memory, because `output` refers to it: do not copy it.
typedef struct GestaPager {
  GestaOutput output;   ///< write here
  GestaOutput *target;  ///< where it goes if it is short; borrowed
  GestaTextBuffer text; ///< as long as it may be short
  GestaChild child;
  size_t most; ///< lines that the screen holds
  size_t width;
  size_t line_count;
  size_t column;
  bool has_child;
  bool has_left; ///< the person has seen enough
} GestaPager;

/// Begin an output for one answer: up to `most` lines go to `target`, more to
/// the pager.
///
/// borrows  allocator and target until gesta_pager_end()
void
gesta_pager_init(GestaPager *pager, GestaAllocator *allocator,
                 GestaOutput *target, size_t most, size_t width);

/// Write what is left, and wait until the person has left the pager.
///
/// errors  those of the target
GESTA_MUST_CHECK GestaStatus
gesta_pager_end(GestaPager *pager);

#endif // GESTA_SHELL_PAGER_H
