// SPDX-License-Identifier: GPL-3.0-or-later
/// @file suggestion.h
/// "Did you mean …?": the known name that is nearest to a wrong one.

#ifndef GESTA_SHELL_SUGGESTION_H
#define GESTA_SHELL_SUGGESTION_H

#include "graph/base/string_view.h"

#include <stddef.h>

typedef struct GestaSuggestion {
  GestaStringView wanted; ///< what was typed
  const char *nearest;    ///< NULL while nothing near was offered
  size_t distance;        ///< of `nearest`
} GestaSuggestion;

/// Begin to look for a name near `wanted`, which is borrowed.
static inline GestaSuggestion
gesta_suggestion(GestaStringView wanted)
{
  return (GestaSuggestion){.wanted = wanted};
}

/// Offer a known name, which is borrowed.  It becomes `nearest` if it is near
/// (a third of its letters are wrong at most, or it only goes on further than
/// what was typed) and nearer than those before.
void
gesta_suggestion_offer(GestaSuggestion *suggestion, const char *name);

/// The number of letters to insert, delete, replace, or swap with a neighbour
/// to make one name from the other.  Names longer than 63 bytes are cut.
///
/// source  R. Lowrance, R. Wagner: An extension of the string-to-string
///         correction problem, 1975, restricted to one edit a place
size_t
gesta_name_distance(GestaStringView a, GestaStringView b);

#endif // GESTA_SHELL_SUGGESTION_H
