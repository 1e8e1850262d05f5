// SPDX-License-Identifier: GPL-3.0-or-later
/// @file language.h
/// Raw text to trees in one language: the model file and what it does.
///
/// threads  a language is immutable once open and may be shared

#ifndef GESTA_EXTRACTOR_LANGUAGE_H
#define GESTA_EXTRACTOR_LANGUAGE_H

#include "extractor/text/sentence.h"
#include "graph/base/allocator.h"
#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"

struct GestaMorphology;
typedef struct GestaLanguage GestaLanguage;

typedef enum GestaStage {
  GESTA_STAGE_SEGMENT, ///< sentences, tokens, words
  GESTA_STAGE_TAG,     ///< and UPOS, features, lemmas
  GESTA_STAGE_PARSE,   ///< and heads, relations
} GestaStage;

/// Open the model of a language, `DATA/models/CODE.model`, and its word lists
/// in `DATA/lexicon/CODE/`.
///
/// gives    *language; release it with gesta_language_close()
/// borrows  allocator, until then
/// errors   GESTA_ERR_INPUT (no such language: the message lists those there
///          are), GESTA_ERR_FILE, GESTA_ERR_FORMAT, GESTA_ERR_CORRUPT,
///          GESTA_ERR_SYNTAX (a word list), GESTA_ERR_MEMORY
/// cost     the model is mapped, not read
GESTA_MUST_CHECK GestaStatus
gesta_language_open(GestaAllocator *allocator, const char *data_directory,
                    GestaStringView code, GestaLanguage **language,
                    GestaError *error);

void
gesta_language_close(GestaLanguage *language);

/// Open the morphological lexicon of a language,
/// `DATA/lexicon/CODE/morphology.lexicon`.
///
/// gives    *lexicon, NULL if the language has none; release it with
///          gesta_morphology_close()
/// borrows  allocator, until then
/// errors   those of gesta_morphology_open()
GESTA_MUST_CHECK GestaStatus
gesta_language_lexicon_open(GestaAllocator *allocator,
                            const char *data_directory, GestaStringView code,
                            struct GestaMorphology **lexicon,
                            GestaError *error);

/// Analyse text up to a stage.
///
/// borrows  text, until the document is forgotten: forms are views of it
/// lends    *document, in `arena`, and in `language` (lemmas, features)
/// needs    well-formed UTF-8
/// errors   GESTA_ERR_MEMORY
/// cost     O(text.size), whatever it holds: an overlong sentence is cut
GESTA_MUST_CHECK GestaStatus
gesta_language_analyse(const GestaLanguage *language, GestaStringView text,
                       GestaStage stage, GestaArena *arena,
                       GestaDocument *document);

/// Analyse the next part of a text, so that memory does not grow with the text:
/// part after part its sentences are those of gesta_language_analyse().
///
/// shapes   *offset: 0 at first; where the next part begins, afterwards
/// borrows  text, until the document is forgotten
/// lends    *document, in `arena` and in `language`; its text is all of `text`
/// returns  GESTA_END: no sentence is left
/// needs    well-formed UTF-8
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_language_analyse_part(const GestaLanguage *language, GestaStringView text,
                            GestaStage stage, size_t *offset, GestaArena *arena,
                            GestaDocument *document);

/// Tag and parse afresh the sentences and words that are there already.
GESTA_MUST_CHECK GestaStatus
gesta_language_annotate(const GestaLanguage *language, GestaStage stage,
                        GestaArena *arena, GestaDocument *document);

#endif // GESTA_EXTRACTOR_LANGUAGE_H
