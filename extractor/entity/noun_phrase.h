// SPDX-License-Identifier: GPL-3.0-or-later
/// @file noun_phrase.h
/// The text of a noun phrase and of a name, as events print them.

#ifndef GESTA_ENTITY_NOUN_PHRASE_H
#define GESTA_ENTITY_NOUN_PHRASE_H

#include "extractor/entity/tree.h"
#include "extractor/entity/word_lists.h"
#include "extractor/entity/workspace.h"

#include <stdbool.h>
#include <stdint.h>

/// Whether a word can head a noun phrase, by tag and relation.
bool
gesta_noun_phrase_head(const GestaTree *tree, uint32_t word);

/// The core of the phrase: head, adjectives, numerals, names and complements of
/// the kind `of`, without its determiner.
GestaStringView
gesta_noun_phrase_text(const GestaTree *tree, const GestaWordLists *lists,
                       uint32_t head, GestaWorkspace *workspace);

/// The text of the tokens from one word to another.
GestaStringView
gesta_words_text(const GestaTree *tree, uint32_t first, uint32_t last,
                 GestaWorkspace *workspace);

/// The last word of the name that begins at a proper noun: the words flat or
/// compound to it that follow without a gap.
uint32_t
gesta_name_last(const GestaTree *tree, uint32_t word);

/// The first word of the name that a proper noun heads (English compounds stand
/// before it); titles are left out.
uint32_t
gesta_name_first(const GestaTree *tree, const GestaWordLists *lists,
                 uint32_t word);

/// The proper name that stands beside a common noun (le président X), or 0.
uint32_t
gesta_noun_phrase_name(const GestaTree *tree, uint32_t head);

#endif // GESTA_ENTITY_NOUN_PHRASE_H
