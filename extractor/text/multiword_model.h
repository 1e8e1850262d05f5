// SPDX-License-Identifier: GPL-3.0-or-later
/// @file multiword_model.h
/// One word or several?  A small classifier for tokens such as `des`, which is
/// "de les" in one place and an article in another.
///
/// An averaged perceptron for each such token, over the forms, shapes and
/// suffixes of two tokens on either side.
///
/// source  Freund and Schapire, Large margin classification using the
///         perceptron algorithm, Machine Learning 37, 1999
/// threads a model is immutable once open and may be shared

#ifndef GESTA_TEXT_MULTIWORD_MODEL_H
#define GESTA_TEXT_MULTIWORD_MODEL_H

#include "extractor/text/characters.h"
#include "extractor/text/sentence.h"
#include "extractor/text/word_table.h"
#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GESTA_CONTEXT_SIDE = 2 };

/// A token and its neighbours; beyond the sentence they are empty.
typedef struct GestaMultiwordContext {
  GestaStringView before[GESTA_CONTEXT_SIDE]; ///< [0] is the nearer one
  GestaStringView token;
  GestaStringView after[GESTA_CONTEXT_SIDE];
} GestaMultiwordContext;

typedef struct GestaMultiwordModel {
  GestaWordTable types; ///< the folded tokens it decides
  const char *weights;  ///< pairs of hash and weight, by hash
  size_t weight_count;
} GestaMultiwordModel;

/// Read a section.  An empty one decides nothing.
///
/// gives    *model; release it with gesta_multiword_model_clear()
/// borrows  allocator and section, until then
/// errors   GESTA_ERR_CORRUPT, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_multiword_model_open(GestaAllocator *allocator, GestaStringView section,
                           GestaMultiwordModel *model);

void
gesta_multiword_model_clear(GestaMultiwordModel *model);

/// Decide whether a token holds several words.
///
/// returns  true and *several, or false: no token that the model knows
/// needs    `key` is the token, folded
bool
gesta_multiword_model_decide(const GestaMultiwordModel *model,
                             const GestaCharacters *characters,
                             GestaStringView key,
                             const GestaMultiwordContext *context,
                             bool *several);

/// Learn from treebanks and append the section to `section`.
///
/// borrows  documents, during the call
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_multiword_model_train(GestaAllocator *allocator,
                            const GestaDocument *documents,
                            size_t document_count, uint64_t seed,
                            GestaTextBuffer *section);

/// The hashes of the features of a token in its context.
enum { GESTA_MULTIWORD_FEATURE_COUNT = 22 };
void
gesta_multiword_features(const GestaCharacters *characters, GestaStringView key,
                         const GestaMultiwordContext *context,
                         uint32_t hashes[GESTA_MULTIWORD_FEATURE_COUNT]);

/// The context of a token in a sentence.
static inline GestaMultiwordContext
gesta_multiword_context(const GestaToken *tokens, size_t count, size_t index)
{
  GestaMultiwordContext context = {.token = tokens[index].form};
  for (size_t i = 0; i < GESTA_CONTEXT_SIDE; ++i) {
    if (index > i) {
      context.before[i] = tokens[index - i - 1].form;
    }
    if (index + i + 1 < count) {
      context.after[i] = tokens[index + i + 1].form;
    }
  }
  return context;
}

#endif // GESTA_TEXT_MULTIWORD_MODEL_H
