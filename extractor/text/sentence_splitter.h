// SPDX-License-Identifier: GPL-3.0-or-later
/// @file sentence_splitter.h
/// Where sentences begin and end.
///
/// A line break ends a sentence.  So does `.` `!` `?` `…`, with its closing
/// quote, before a blank and a capital, a figure or an opening quote with one
/// of these, inside a quotation too; but not a full stop after an abbreviation
/// or after a single capital (an initial, `U.S.`).  A sentence that goes on and
/// on ends at the first blank after GESTA_SENTENCE_SIZE_LIMIT bytes.

#ifndef GESTA_TEXT_SENTENCE_SPLITTER_H
#define GESTA_TEXT_SENTENCE_SPLITTER_H

#include "extractor/text/segmentation_rules.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>

enum { GESTA_SENTENCE_SIZE_LIMIT = 65536 };

typedef struct GestaSentenceSpan {
  size_t begin;
  size_t end; ///< exclusive; there is no blank at either border
  bool begins_paragraph;
} GestaSentenceSpan;

/// Find the first sentence at or after `offset`.
///
/// returns  GESTA_OK and *span, or GESTA_END
/// needs    well-formed UTF-8; offset: 0 or the end of the sentence before
/// cost     O(the bytes passed)
GESTA_MUST_CHECK GestaStatus
gesta_sentence_next(const GestaSegmentationRules *rules, GestaStringView text,
                    size_t offset, GestaSentenceSpan *span);

/// How `text[begin, stop)`, which a full stop follows, is an abbreviation.
///
/// returns  GESTA_OK and *flags (GESTA_ABBREVIATION_…), or GESTA_NOT_FOUND
GESTA_MUST_CHECK GestaStatus
gesta_abbreviation_find(const GestaSegmentationRules *rules,
                        GestaStringView text, size_t begin, size_t stop,
                        unsigned *flags);

#endif // GESTA_TEXT_SENTENCE_SPLITTER_H
