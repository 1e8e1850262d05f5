// SPDX-License-Identifier: GPL-3.0-or-later
/// @file segmenter.h
/// Raw text to sentences, tokens and words.
///
/// What is particular to a language is data in `DATA/lexicon/CODE/`:
/// abbreviations.txt, multiword.tsv, affixes.tsv, compounds.txt.  What only a
/// treebank can tell (is this `des` "de les" or an article?) is learnt and kept
/// in a section of the model file.
///
/// threads  a segmenter is immutable once open and may be shared

#ifndef GESTA_TEXT_SEGMENTER_H
#define GESTA_TEXT_SEGMENTER_H

#include "extractor/text/sentence.h"
#include "graph/base/allocator.h"
#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

#include <stddef.h>
#include <stdint.h>

/// A sentence of more tokens is cut.
enum { GESTA_SENTENCE_TOKEN_LIMIT = 1000 };

/// A part of a text ends with the sentence that reaches so many bytes.
enum { GESTA_PART_SIZE = 32768 };

typedef struct GestaSegmenter GestaSegmenter;

/// Open the segmenter of a language.
///
/// gives    *segmenter; release it with gesta_segmenter_close()
/// borrows  allocator and `section`, until then; language, during the call
/// needs    `section` is what gesta_segmenter_train() wrote, at any alignment;
///          empty: ambiguous tokens get what multiword.tsv says
/// errors   GESTA_ERR_FILE (a word list is missing), GESTA_ERR_SYNTAX (a word
///          list, with file and line), GESTA_ERR_CORRUPT (the section),
///          GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_segmenter_open(GestaAllocator *allocator, const char *data_directory,
                     GestaStringView language, GestaStringView section,
                     GestaSegmenter **segmenter, GestaError *error);

void
gesta_segmenter_close(GestaSegmenter *segmenter);

/// Cut text into sentences, tokens and words.  The words have forms and
/// nothing else; `misc` is empty.
///
/// borrows  text, until the document is forgotten: forms are views of it or of
///          the segmenter's word lists
/// lends    *document, in `arena` and in `segmenter`
/// needs    well-formed UTF-8
/// errors   GESTA_ERR_MEMORY
/// cost     O(text.size), whatever it holds
GESTA_MUST_CHECK GestaStatus
gesta_segment(const GestaSegmenter *segmenter, GestaStringView text,
              GestaArena *arena, GestaDocument *document);

/// Cut the next part of a text, so that memory does not grow with the text:
/// part after part its sentences are those of gesta_segment().
///
/// shapes   *offset: 0 at first; where the next part begins, afterwards
/// borrows  text, until the document is forgotten
/// lends    *document, in `arena` and in `segmenter`; its text is all of `text`
/// returns  GESTA_END: no sentence is left
/// needs    well-formed UTF-8
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_segment_part(const GestaSegmenter *segmenter, GestaStringView text,
                   size_t *offset, GestaArena *arena, GestaDocument *document);

/// Learn from treebanks when a token that occurs both as one word and as
/// several is which, and append the section for gesta_segmenter_open() to
/// `section`.  The same input and seed give the same bytes.
///
/// borrows  documents, during the call
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_segmenter_train(GestaAllocator *allocator, const GestaDocument *documents,
                      size_t document_count, uint64_t seed,
                      GestaTextBuffer *section);

#endif // GESTA_TEXT_SEGMENTER_H
