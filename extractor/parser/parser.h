// SPDX-License-Identifier: GPL-3.0-or-later
/// @file parser.h
/// Dependency trees, greedily: one move after the other, the best by a linear
/// classifier.
///
/// threads  a parser is immutable once open and may be shared

#ifndef GESTA_PARSER_PARSER_H
#define GESTA_PARSER_PARSER_H

#include "extractor/text/sentence.h"
#include "graph/base/allocator.h"
#include "graph/base/arena.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

typedef struct GestaParser GestaParser;

/// The sections of a model file that make a parser.
typedef enum GestaParserPart {
  GESTA_PARSER_MOVES,   ///< names: "shift", "left root", "left det", …
  GESTA_PARSER_WEIGHTS, ///< class i is the move i
  GESTA_PARSER_PART_COUNT,
} GestaParserPart;

/// The name of a part's section.  Lent for ever.
const char *
gesta_parser_part_name(GestaParserPart part);

/// gives    *parser; release it with gesta_parser_close()
/// borrows  allocator and parts, until then
/// errors   GESTA_ERR_CORRUPT, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_parser_open(GestaAllocator *allocator,
                  const GestaStringView parts[GESTA_PARSER_PART_COUNT],
                  GestaParser **parser);

void
gesta_parser_close(GestaParser *parser);

/// Fill in head and relation of every word: a tree with one root.
///
/// needs   words with upos, features and lemma
/// lends   relations in `parser`; `arena` is for scratch
/// errors  GESTA_ERR_MEMORY
/// cost    O(words): at most two moves a word
GESTA_MUST_CHECK GestaStatus
gesta_parser_parse(const GestaParser *parser, GestaArena *arena,
                   GestaSentence *sentence);

#endif // GESTA_PARSER_PARSER_H
