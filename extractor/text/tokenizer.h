// SPDX-License-Identifier: GPL-3.0-or-later
/// @file tokenizer.h
/// A sentence to tokens, as the Universal Dependencies treebanks cut them.

#ifndef GESTA_TEXT_TOKENIZER_H
#define GESTA_TEXT_TOKENIZER_H

#include "extractor/text/segmentation_rules.h"
#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stddef.h>

typedef struct GestaTokenSpan {
  size_t begin;
  size_t end; ///< exclusive
} GestaTokenSpan;

/// Tokens of one sentence, used again for the next.
typedef struct GestaTokenSpans {
  GestaAllocator *allocator; ///< borrowed until gesta_token_spans_clear()
  GestaTokenSpan *spans;
  size_t count;
  size_t room;
} GestaTokenSpans;

void
gesta_token_spans_init(GestaTokenSpans *spans, GestaAllocator *allocator);

void
gesta_token_spans_clear(GestaTokenSpans *spans);

/// Cut `text[begin, end)` into tokens.  No token has a blank at either border;
/// what is between two tokens is blank.
///
/// needs   well-formed UTF-8; begin < end; no blank at either border
/// errors  GESTA_ERR_MEMORY; *spans may then hold anything
/// cost    O(end - begin), whatever it holds
GESTA_MUST_CHECK GestaStatus
gesta_tokenize(const GestaSegmentationRules *rules, GestaStringView text,
               size_t begin, size_t end, GestaTokenSpans *spans);

#endif // GESTA_TEXT_TOKENIZER_H
