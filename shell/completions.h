// SPDX-License-Identifier: GPL-3.0-or-later
/// @file completions.h
/// What a word that is being typed may become.

#ifndef GESTA_SHELL_COMPLETIONS_H
#define GESTA_SHELL_COMPLETIONS_H

#include "graph/base/arena.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct GestaCompletion {
  GestaStringView text;  ///< comes in the place of the word
  GestaStringView shown; ///< in the list, if there are several
  bool is_whole;         ///< a blank may follow: nothing can be added
} GestaCompletion;

typedef struct GestaCompletions {
  GestaArena arena;
  size_t start;           ///< where the word begins that is replaced
  GestaCompletion *items; ///< [count]
  size_t count;
} GestaCompletions;

enum { GESTA_MOST_COMPLETIONS = 200 };

/// Begin with none.
///
/// borrows  allocator until gesta_completions_clear()
void
gesta_completions_init(GestaCompletions *completions,
                       GestaAllocator *allocator);

void
gesta_completions_clear(GestaCompletions *completions);

/// Add one, unless its text is there already or there are enough.  `shown` is
/// the text if it is empty.  Both are copied.
GESTA_MUST_CHECK GestaStatus
gesta_completions_add(GestaCompletions *completions, GestaStringView text,
                      GestaStringView shown, bool is_whole);

/// What the word becomes as far as all agree: the beginning that all texts
/// share, if `word` is its beginning in any case; else `word`.
GestaStringView
gesta_completions_common(const GestaCompletions *completions,
                         GestaStringView word);

#endif // GESTA_SHELL_COMPLETIONS_H
