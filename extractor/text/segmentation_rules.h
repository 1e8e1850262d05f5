// SPDX-License-Identifier: GPL-3.0-or-later
/// @file segmentation_rules.h
/// What a language says about tokens, from three files a linguist can edit:
/// `DATA/lexicon/CODE/abbreviations.txt`, tokens.tsv and multiword.tsv.  Each
/// begins with a comment that explains its format.
///
/// threads  immutable once open

#ifndef GESTA_TEXT_SEGMENTATION_RULES_H
#define GESTA_TEXT_SEGMENTATION_RULES_H

#include "extractor/text/characters.h"
#include "extractor/text/word_table.h"
#include "graph/base/allocator.h"
#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A longer word is in no list; no file may hold one.
enum { GESTA_KEY_SIZE = 64, GESTA_MULTIWORD_LIMIT = 4 };

/// What an abbreviation is besides.
enum {
  GESTA_ABBREVIATION_CAPITAL = 1, ///< only with a capital: `Me`, not `me`
  GESTA_ABBREVIATION_FINAL = 2    ///< may end a sentence: `etc.`
};

/// The kinds of tokens.tsv.  A word may be of several.
enum {
  GESTA_TOKEN_ELISION = 1, ///< `l'`: a token ends after it
  GESTA_TOKEN_CLITIC = 2,  ///< `-t-il`: a token at the end of a word
  GESTA_TOKEN_WHOLE = 4,   ///< `aujourd'hui`: never cut
  GESTA_TOKEN_PREFIX = 8,  ///< `non`: keeps its hyphen where others are cut
  GESTA_TOKEN_UNIT = 16    ///< `h`: cut off after a figure
};

/// A token that holds several words, or the end of one.
typedef struct GestaMultiword {
  GestaStringView token; ///< folded; without the `*` of a suffix
  GestaStringView words[GESTA_MULTIWORD_LIMIT];
  size_t word_count; ///< of a suffix: 1, the word cut off
  bool is_suffix;
  bool is_verbatim; ///< the words are the parts of the token as it stands
  bool is_rare;     ///< one word, unless the model says otherwise
} GestaMultiword;

typedef struct GestaSegmentationRules {
  GestaCharacters characters;
  GestaArena arena;
  GestaWordTable abbreviations; ///< folded, without the last full stop
  GestaWordTable tokens;        ///< folded, to the kinds
  GestaWordTable multiwords;    ///< folded, to an index; no suffixes
  GestaMultiword *multiword;    ///< suffixes last
  size_t multiword_count;
  size_t first_suffix;
  size_t longest_sign; ///< bytes of the longest whole token that does not
                       ///< begin with a letter or figure
  bool split_hyphens;  ///< `long-term` is three tokens
  bool spaced_figures; ///< `22 700` is one token
  bool signed_figures; ///< so is `-2,5`
  bool possessive_s;   ///< so is `parents'`
  bool decimal_comma;  ///< and `1,5`; without it only `12,500`
} GestaSegmentationRules;

/// Read the files of a language.
///
/// gives    *rules; release it with gesta_segmentation_rules_clear()
/// borrows  allocator, until then; the other arguments, during the call
/// errors   GESTA_ERR_FILE, GESTA_ERR_ENCODING, GESTA_ERR_SYNTAX with file and
///          line, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_segmentation_rules_read(GestaAllocator *allocator,
                              const char *data_directory,
                              GestaStringView language,
                              GestaSegmentationRules *rules, GestaError *error);

void
gesta_segmentation_rules_clear(GestaSegmentationRules *rules);

/// The kinds of a token, 0 if it is in no list.
///
/// needs  `key` is folded
static inline unsigned
gesta_token_kinds(const GestaSegmentationRules *rules, GestaStringView key)
{
  uint32_t kinds = 0;
  return gesta_word_table_find(&rules->tokens, key, &kinds) ? 0 : kinds;
}

#endif // GESTA_TEXT_SEGMENTATION_RULES_H
