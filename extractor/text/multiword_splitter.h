// SPDX-License-Identifier: GPL-3.0-or-later
/// @file multiword_splitter.h
/// A token to its words: `du` to "de", "le"; `don't` to "do", "n't".

#ifndef GESTA_TEXT_MULTIWORD_SPLITTER_H
#define GESTA_TEXT_MULTIWORD_SPLITTER_H

#include "extractor/text/multiword_model.h"
#include "extractor/text/segmentation_rules.h"
#include "graph/base/arena.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stddef.h>

typedef struct GestaTokenWords {
  GestaStringView words[GESTA_MULTIWORD_LIMIT];
  size_t count; ///< 1: the token is its word
} GestaTokenWords;

/// Find the words of a token.  The first takes over the token's capitals.
///
/// lends   words->words, in the token, `rules` or `arena`
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_multiword_split(const GestaSegmentationRules *rules,
                      const GestaMultiwordModel *model,
                      const GestaMultiwordContext *context, GestaArena *arena,
                      GestaTokenWords *words);

#endif // GESTA_TEXT_MULTIWORD_SPLITTER_H
