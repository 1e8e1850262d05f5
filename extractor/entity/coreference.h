// SPDX-License-Identifier: GPL-3.0-or-later
/// @file coreference.h
/// Pronouns and descriptions → who was named before.  In doubt, nobody.

#ifndef GESTA_ENTITY_COREFERENCE_H
#define GESTA_ENTITY_COREFERENCE_H

#include "extractor/entity/mentions.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Resolve a pronoun.  Kind GESTA_MENTION_NONE if nothing fits.
GestaMention
gesta_resolve_pronoun(const GestaMentions *mentions, size_t sentence,
                      uint32_t word);

/// Resolve a definite noun phrase (`le ministre turc`, `les deux pays`) that
/// carries no name.  Kind GESTA_MENTION_NONE if it stands for itself.
GestaMention
gesta_resolve_description(const GestaMentions *mentions, size_t sentence,
                          uint32_t word, GestaStringView text);

/// The synonym of an office of several words that stands at a word, as the list
/// of nouns gives it (`chef du gouvernement`: `premier ministre`); empty if
/// there is none.
GestaStringView
gesta_office(const GestaMentions *mentions, size_t sentence, uint32_t word);

/// The genders that a word shows, itself or through its determiner.
uint8_t
gesta_word_genders(const GestaTree *tree, uint32_t word);

#endif // GESTA_ENTITY_COREFERENCE_H
