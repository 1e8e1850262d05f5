// SPDX-License-Identifier: GPL-3.0-or-later
/// @file vocabulary.h
/// The IRIs that a query is likely to use: predicates and classes of the graph,
/// the most frequent first, then those of Gesta's own vocabulary.

#ifndef GESTA_SHELL_VOCABULARY_H
#define GESTA_SHELL_VOCABULARY_H

#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "shell/session.h"

#include <stddef.h>

typedef enum GestaTermUse {
  GESTA_USE_PREDICATE,
  GESTA_USE_CLASS,
  GESTA_USE_GRAPH,
  GESTA_USE_OTHER, ///< actions and other things of the vocabulary
} GestaTermUse;

enum { GESTA_USE_COUNT = GESTA_USE_OTHER + 1 };

/// The vocabulary of the open graph; without one, Gesta's own.  It is read
/// again after every change of the graph.  A graph so large that counting takes
/// long is counted in part.
///
/// lends  *vocabulary, until the next call
GESTA_MUST_CHECK GestaStatus
gesta_vocabulary(GestaSession *session, const GestaVocabulary **vocabulary,
                 GestaError *error);

void
gesta_vocabulary_free(GestaVocabulary *vocabulary);

/// The number of terms of a use, and one of them.
size_t
gesta_vocabulary_count(const GestaVocabulary *vocabulary, GestaTermUse use);
GestaStringView
gesta_vocabulary_get(const GestaVocabulary *vocabulary, GestaTermUse use,
                     size_t index);

#endif // GESTA_SHELL_VOCABULARY_H
