// SPDX-License-Identifier: GPL-3.0-or-later
/// @file lemma_hints.h
/// The lemmas that the lexicon offers for a word of a part of speech.

#ifndef GESTA_TAGGER_LEMMA_HINTS_H
#define GESTA_TAGGER_LEMMA_HINTS_H

#include "extractor/tagger/tag_features.h"

enum { GESTA_HINT_LIMIT = 2 };

typedef struct GestaLemmaHints {
  const GestaAnalysis *items[GESTA_HINT_LIMIT]; ///< with different lemmas
  size_t count;
  GestaFeatureKey key; ///< of all of them
} GestaLemmaHints;

/// Collect the hints for a word whose part of speech is `upos`; an auxiliary
/// counts as a verb.
void
gesta_lemma_hints_find(const GestaWordAtoms *word, GestaUpos upos,
                       GestaLemmaHints *hints);

/// Make the lemma of a hint.
///
/// lends   *lemma, in `arena` or where the word's spelling lies
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_lemma_hint_apply(const GestaWordAtoms *word, const GestaAnalysis *hint,
                       GestaArena *arena, GestaStringView *lemma);

#endif // GESTA_TAGGER_LEMMA_HINTS_H
