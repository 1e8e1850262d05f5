// SPDX-License-Identifier: GPL-3.0-or-later
/// @file tag_features.h
/// What the tagger and the lemmatizer look at.

#ifndef GESTA_TAGGER_TAG_FEATURES_H
#define GESTA_TAGGER_TAG_FEATURES_H

#include "extractor/lexicon/morphology.h"
#include "extractor/model/feature_key.h"
#include "extractor/model/weight_table.h"
#include "extractor/text/sentence.h"
#include "graph/base/arena.h"
#include "graph/base/status.h"

#include <stddef.h>
#include <stdint.h>

enum { GESTA_SUFFIX_COUNT = 5, GESTA_PREFIX_COUNT = 4, GESTA_WORD_MARGIN = 3 };

/// One word, seen alone.
typedef struct GestaWordAtoms {
  GestaStringView lower;
  GestaFeatureKey form;                       ///< of the spelling as it stands
  GestaFeatureKey word;                       ///< of the lower-case spelling
  GestaFeatureKey suffix[GESTA_SUFFIX_COUNT]; ///< of 1, 2, … code points
  GestaFeatureKey prefix[GESTA_PREFIX_COUNT];
  GestaFeatureKey known;          ///< of the parts of speech in the lexicon
  GestaFeatureKey known_features; ///< of all that the lexicon says
  GestaStringView known_form;     ///< the spelling that the lexicon knows
  uint32_t shape;
  uint32_t coarse; ///< class of the word, 0 if it is not frequent
  uint32_t fine;   ///< smaller class
  GestaAnalyses analyses;
} GestaWordAtoms;

/// A sentence on its way through the tagger.
///
/// shapes  arrays [word_count + 2 * GESTA_WORD_MARGIN]: word i is at
///         i + GESTA_WORD_MARGIN - 1, between sentinels
typedef struct GestaTagContext {
  GestaWordAtoms *words;
  GestaFeatureKey *tags;     ///< of UPOS, as far as decided
  GestaFeatureKey *features; ///< of UPOS and features, as far as decided
  size_t word_count;
} GestaTagContext;

typedef struct GestaKeyList {
  GestaFeatureKey keys[GESTA_FEATURE_LIMIT];
  size_t count;
} GestaKeyList;

/// Begin with the words of a sentence, no tag decided.  A NULL lexicon knows
/// no word.
///
/// borrows  sentence and lexicon, as long as the context is used
/// lends    *context, in `arena`
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_tag_context_init(const GestaSentence *sentence,
                       const GestaMorphology *lexicon, GestaArena *arena,
                       GestaTagContext *context);

/// Note the tag of a word, for the features of its neighbours.
void
gesta_tag_context_set_upos(GestaTagContext *context, size_t word,
                           GestaUpos upos);

/// Note UPOS and features of a word.
void
gesta_tag_context_set_features(GestaTagContext *context, size_t word,
                               GestaUpos upos, GestaStringView features);

/// For UPOS: needs the tags before `word`.
void
gesta_upos_keys(const GestaTagContext *context, size_t word,
                GestaKeyList *list);

/// For the features: needs all tags, and the features before `word`.
void
gesta_morph_keys(const GestaTagContext *context, size_t word,
                 GestaKeyList *list);

/// For the lemma: needs UPOS and features of `word`.  `hints` are the scripts
/// that the lexicon's lemmas come to.
void
gesta_lemma_keys(const GestaTagContext *context, size_t word,
                 GestaFeatureKey hints, GestaKeyList *list);

#endif // GESTA_TAGGER_TAG_FEATURES_H
