// SPDX-License-Identifier: GPL-3.0-or-later
/// @file tagger.h
/// Parts of speech, features and lemmas, from left to right: three linear
/// classifiers one after the other.
///
/// threads  a tagger is immutable once open and may be shared

#ifndef GESTA_TAGGER_TAGGER_H
#define GESTA_TAGGER_TAGGER_H

#include "extractor/lexicon/morphology.h"
#include "extractor/text/sentence.h"
#include "graph/base/allocator.h"
#include "graph/base/arena.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

typedef struct GestaTagger GestaTagger;

/// The sections of a model file that make a tagger.
typedef enum GestaTaggerPart {
  GESTA_TAGGER_UPOS,     ///< weights; class i is the tag i
  GESTA_TAGGER_SETS,     ///< names "NOUN Gender=Masc|Number=Sing", sorted
  GESTA_TAGGER_FEATURES, ///< weights; class i is the set i
  GESTA_TAGGER_SCRIPTS,  ///< names of edit scripts, and "@0", "@1": the lemma
                         ///< that the lexicon offers first, second
  GESTA_TAGGER_LEMMAS,   ///< weights; class i is the script i
  GESTA_TAGGER_PART_COUNT,
} GestaTaggerPart;

/// The name of a part's section.  Lent for ever.
const char *
gesta_tagger_part_name(GestaTaggerPart part);

/// gives    *tagger; release it with gesta_tagger_close()
/// borrows  allocator, parts and lexicon (NULL: none), until then
/// errors   GESTA_ERR_CORRUPT, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_tagger_open(GestaAllocator *allocator,
                  const GestaStringView parts[GESTA_TAGGER_PART_COUNT],
                  const GestaMorphology *lexicon, GestaTagger **tagger);

void
gesta_tagger_close(GestaTagger *tagger);

/// Fill in upos, features and lemma of every word.
///
/// lends    lemmas in `arena`, in the forms or in `tagger`; features in
/// `tagger` borrows  scratch, which it resets errors   GESTA_ERR_MEMORY cost
/// O(words)
GESTA_MUST_CHECK GestaStatus
gesta_tagger_tag(const GestaTagger *tagger, GestaArena *scratch,
                 GestaArena *arena, GestaSentence *sentence);

/// Decide features and lemma again for the words whose upos was changed.
///
/// shapes   before[word_count + 1]: upos as gesta_tagger_tag() decided it
/// lends    as gesta_tagger_tag() does
/// borrows  scratch, which it resets
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_tagger_follow(const GestaTagger *tagger, const GestaUpos *before,
                    GestaArena *scratch, GestaArena *arena,
                    GestaSentence *sentence);

#endif // GESTA_TAGGER_TAGGER_H
