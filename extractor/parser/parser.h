// SPDX-License-Identifier: GPL-3.0-or-later
/// @file parser.h
/// Dependency trees: a network scores every arc, and the tree of highest score
/// is taken.
///
/// threads  a parser is immutable once open and may be shared

#ifndef GESTA_PARSER_PARSER_H
#define GESTA_PARSER_PARSER_H

#include "extractor/lexicon/morphology.h"
#include "extractor/text/sentence.h"
#include "graph/base/allocator.h"
#include "graph/base/arena.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

typedef struct GestaParser GestaParser;

/// The sections of a model file that make a parser.
typedef enum GestaParserPart {
  GESTA_PARSER_RELATIONS, ///< names: "root", "dep", "nsubj", …
  GESTA_PARSER_NETWORK,   ///< weights: see README.md
  GESTA_PARSER_PART_COUNT,
} GestaParserPart;

/// The name of a part's section.  Lent for ever.
const char *
gesta_parser_part_name(GestaParserPart part);

/// gives    *parser; release it with gesta_parser_close()
/// borrows  allocator, parts and lexicon (NULL: none), until then
/// needs    the network's section aligned to 4
/// errors   GESTA_ERR_CORRUPT, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_parser_open(GestaAllocator *allocator,
                  const GestaStringView parts[GESTA_PARSER_PART_COUNT],
                  const GestaMorphology *lexicon, GestaParser **parser);

void
gesta_parser_close(GestaParser *parser);

/// Fill in head and relation of every word: a tree with one root.  Correct its
/// upos, knowing the whole sentence: see gesta_tagger_follow().
///
/// A sentence of more than GESTA_NETWORK_WORD_LIMIT words is parsed in pieces.
///
/// needs    words with upos, features and lemma
/// lends    relations in `parser`
/// borrows  scratch, which it resets
/// errors   GESTA_ERR_MEMORY
/// cost     O(words), times the words of a piece
GESTA_MUST_CHECK GestaStatus
gesta_parser_parse(const GestaParser *parser, GestaArena *scratch,
                   GestaSentence *sentence);

#endif // GESTA_PARSER_PARSER_H
