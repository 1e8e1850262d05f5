// SPDX-License-Identifier: GPL-3.0-or-later
/// @file treebank.h
/// Sentences of several treebanks, made to agree where their guidelines differ.

#ifndef GESTA_EXTRACTOR_TREEBANK_H
#define GESTA_EXTRACTOR_TREEBANK_H

#include "extractor/training.h"
#include "graph/base/arena.h"

/// Copy a sentence with its words, so that they may be changed.
///
/// lends   the words of *copy, in `arena`
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_treebank_copy(const GestaSentence *sentence, GestaArena *arena,
                    GestaSentence *copy);

/// Take all sentences that are not excluded.  In the copies:
/// - the lemma of a pronoun, and of a word without one ("_"), is what most
///   words of that spelling and part of speech have;
/// - where one source never writes the subtypes that others write, a relation
///   is "obl:*": any subtype is right;
/// - the sources of the first document lead: where another hardly writes a
///   feature that they write on words of a tag, writes one that they do not, or
///   gives a spelling features that they never give it, the features of such
///   words are GESTA_UNKNOWN_FEATURES.
///
/// lends   *set, in `arena` and in the documents
/// errors  GESTA_ERR_INPUT, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_treebank_collect(GestaAllocator *allocator, const GestaTraining *training,
                       GestaArena *arena, GestaSentenceSet *set,
                       GestaError *error);

#endif // GESTA_EXTRACTOR_TREEBANK_H
