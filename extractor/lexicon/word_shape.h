// SPDX-License-Identifier: GPL-3.0-or-later
/// @file word_shape.h
/// What a spelling shows before any dictionary is opened.

#ifndef GESTA_LEXICON_WORD_SHAPE_H
#define GESTA_LEXICON_WORD_SHAPE_H

#include "graph/base/arena.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdint.h>

/// Bits of a shape.
typedef enum GestaShape {
  GESTA_SHAPE_CAPITAL = 1,  ///< begins with an upper-case letter
  GESTA_SHAPE_CAPITALS = 2, ///< two upper-case letters or more, no other
  GESTA_SHAPE_INNER = 4,    ///< an upper-case letter after a lower-case one
  GESTA_SHAPE_DIGIT = 8,    ///< holds a digit
  GESTA_SHAPE_NUMBER = 16,  ///< holds no letter, but a digit
  GESTA_SHAPE_HYPHEN = 32,  ///< holds a hyphen
  GESTA_SHAPE_APOSTROPHE = 64,
  GESTA_SHAPE_POINT = 128,   ///< holds a full stop
  GESTA_SHAPE_SYMBOLS = 256, ///< holds neither letter nor digit
  GESTA_SHAPE_FOREIGN = 512, ///< holds a letter that is not Latin
} GestaShape;

/// Look at the characters of a word.
uint32_t
gesta_word_shape(GestaStringView form);

/// The lower-case spelling, with the typewriter's apostrophe.
///
/// lends   *lower, in `arena` or `form`
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_word_lower(GestaStringView form, GestaArena *arena,
                 GestaStringView *lower);

#endif // GESTA_LEXICON_WORD_SHAPE_H
