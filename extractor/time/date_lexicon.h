// SPDX-License-Identifier: GPL-3.0-or-later
/// @file date_lexicon.h
/// The rules of dates.tsv in memory.
///
///     rule   lines, each of which may stand for its name
///     line   items in a row, and the postfix program of its value
///     item   a literal, a reference to an earlier rule, a figure or a test
///
/// 1. A line refers only to rules above it: there is no recursion.
/// 2. Every slot of a line's program is bound by one item of that line.
/// 3. `first` of a rule holds every piece that it can begin with.

#ifndef GESTA_TIME_DATE_LEXICON_H
#define GESTA_TIME_DATE_LEXICON_H

#include "extractor/text/sentence.h"
#include "extractor/time/date_mention.h"
#include "extractor/time/date_value.h"
#include "extractor/time/date_words.h"
#include "graph/base/allocator.h"
#include "graph/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  GESTA_DATE_SLOTS = 8,   ///< values that a line may bind
  GESTA_DATE_STACK = 16,  ///< depth of a value's program
  GESTA_DATE_ITEMS = 16,  ///< items of a line
  GESTA_DATE_PIECES = 16, ///< pieces of one literal
};

/// A piece of a literal.
typedef struct GestaDatePiece {
  uint32_t id;
  bool capital; ///< only with a capital letter
} GestaDatePiece;

/// One of the alternatives of a literal.
typedef struct GestaDateLiteral {
  const GestaDatePiece *pieces;
  size_t count;
} GestaDateLiteral;

typedef enum GestaDateItemKind {
  GESTA_DATE_LITERAL,
  GESTA_DATE_REFERENCE,
  GESTA_DATE_FIGURE,  ///< a number in figures
  GESTA_DATE_TAG,     ///< a word of a part of speech; looked at only
  GESTA_DATE_CAPITAL, ///< a capital letter; looked at only
  GESTA_DATE_STOP,    ///< punctuation or the end; looked at only
} GestaDateItemKind;

typedef enum GestaDateLook {
  GESTA_DATE_TAKE,
  GESTA_DATE_MUST_FOLLOW,
  GESTA_DATE_MUST_NOT_FOLLOW,
} GestaDateLook;

typedef struct GestaDateRule GestaDateRule;

typedef struct GestaDateItem {
  GestaDateItemKind kind;
  GestaDateLook look;
  bool optional;
  uint8_t slot; ///< of a reference or a figure
  union {
    struct {
      const GestaDateLiteral *literals;
      size_t literal_count;
    };
    const GestaDateRule *rule;
    struct {
      uint32_t low;
      uint32_t high;
    };
    GestaUpos upos;
  };
} GestaDateItem;

typedef enum GestaDateOperation {
  GESTA_DATE_PUSH_CONSTANT,
  GESTA_DATE_PUSH_SLOT,
  GESTA_DATE_CALL,
} GestaDateOperation;

typedef struct GestaDateStep {
  GestaDateOperation operation;
  uint8_t count; ///< the slot, or the number of arguments
  union {
    GestaDateValue constant;
    const GestaDateFunction *function;
  };
} GestaDateStep;

typedef struct GestaDateLine {
  struct GestaDateLine *next;
  GestaDateItem *items;
  size_t item_count;
  GestaDateStep *steps;
  size_t step_count;
  size_t number;           ///< in the file, from 1
  GestaStringView pattern; ///< as the file has them
  GestaStringView formula;
} GestaDateLine;

struct GestaDateRule {
  GestaDateRule *next; ///< the rule above
  GestaStringView name;
  GestaDateLine *lines;
  GestaDateLine *last_line;
  uint8_t *first; ///< bits by word id; the bit `figure_bit` for a figure
};

typedef struct GestaDateContraction {
  struct GestaDateContraction *next;
  uint32_t id;
  GestaDateLiteral literal;
} GestaDateContraction;

struct GestaDateLexicon {
  GestaAllocator *allocator; ///< borrowed until close
  GestaArena arena;          ///< everything below
  GestaDateWords words;
  GestaDateContraction *contractions;
  size_t longest_contraction; ///< pieces; 0: there are none
  GestaDateRule *rules;       ///< the last one first: it is what is looked for
  size_t figure_bit;
};

/// The pieces that a contracted word stands for; NULL if it is none.
const GestaDateLiteral *
gesta_date_lexicon_expand(const GestaDateLexicon *lexicon, uint32_t id);

#endif // GESTA_TIME_DATE_LEXICON_H
