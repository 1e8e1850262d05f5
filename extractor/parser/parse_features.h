// SPDX-License-Identifier: GPL-3.0-or-later
/// @file parse_features.h
/// What the parser looks at before a move.
///
/// source  after Zhang, Nivre: Transition-based dependency parsing with rich
///         non-local features, ACL 2011, carried over to arc-hybrid

#ifndef GESTA_PARSER_PARSE_FEATURES_H
#define GESTA_PARSER_PARSE_FEATURES_H

#include "extractor/model/feature_key.h"
#include "extractor/model/weight_table.h"
#include "extractor/parser/arc_hybrid.h"
#include "extractor/text/sentence.h"
#include "graph/base/arena.h"
#include "graph/base/status.h"

/// Keys of one word's columns.
typedef struct GestaParseWord {
  GestaFeatureKey form; ///< lower case
  GestaFeatureKey lemma;
  GestaFeatureKey tag;
  GestaFeatureKey morph; ///< tag and features
} GestaParseWord;

/// lends   *words [word_count + 2], in `arena`: 0 is "no word", the last is the
///         root
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_parse_words(const GestaSentence *sentence, GestaArena *arena,
                  GestaParseWord **words);

/// The features of a configuration.
///
/// shapes   keys[GESTA_FEATURE_LIMIT]
/// returns  their count
size_t
gesta_parse_keys(const GestaConfiguration *configuration,
                 const GestaParseWord *words, GestaFeatureKey *keys);

#endif // GESTA_PARSER_PARSE_FEATURES_H
