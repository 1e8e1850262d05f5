// SPDX-License-Identifier: GPL-3.0-or-later
/// @file mentions.h
/// Which words of an article speak of which entities.

#ifndef GESTA_ENTITY_MENTIONS_H
#define GESTA_ENTITY_MENTIONS_H

#include "extractor/entity/entities.h"
#include "extractor/entity/tree.h"
#include "extractor/entity/word_lists.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GESTA_MENTION_ENTITIES = 6 };

typedef enum GestaMentionKind {
  GESTA_MENTION_NONE,        ///< speaks of nothing that could be told
  GESTA_MENTION_NAME,        ///< by name
  GESTA_MENTION_PHRASE,      ///< by a noun phrase that stands for itself
  GESTA_MENTION_DESCRIPTION, ///< by a description of somebody named before
  GESTA_MENTION_PRONOUN,     ///< by a pronoun
  GESTA_MENTION_SPEAKER,     ///< I, we: whoever speaks
} GestaMentionKind;

typedef struct GestaMention {
  GestaMentionKind kind;
  uint32_t entities[GESTA_MENTION_ENTITIES];
  uint32_t words[GESTA_MENTION_ENTITIES]; ///< that speak of each
  size_t count;
  uint32_t sentence;                           ///< of these words
  uint32_t from_sentence;                      ///< of the antecedent
  uint32_t from_words[GESTA_MENTION_ENTITIES]; ///< the antecedents; 0: none
  const char *how; ///< the rule that resolved it, for people; NULL: none
  uint8_t genders; ///< 0: not known
  bool plural;
} GestaMention;

/// The mentions of one article.
typedef struct GestaMentions {
  const GestaWordLists *lists; ///< borrowed
  GestaEntities *entities;     ///< borrowed
  GestaWorkspace *workspace;   ///< borrowed
  GestaTree *trees;            ///< [sentence]
  GestaMention **words;        ///< [sentence][word]
  size_t sentence_count;
} GestaMentions;

/// Find the names and phrases of all sentences, in reading order, and resolve
/// pronouns and descriptions to what was named before.
///
/// needs    an initialised GestaEntities
/// borrows  document, lists and entities, as long as the mentions are used
void
gesta_mentions_find(GestaMentions *mentions, const GestaDocument *document,
                    const GestaWordLists *lists, GestaEntities *entities);

/// The mention at a word, never NULL.
const GestaMention *
gesta_mention_at(const GestaMentions *mentions, size_t sentence, uint32_t word);

/// What the words coordinated with `word`, and itself, speak of.
GestaMention
gesta_mention_group(const GestaMentions *mentions, size_t sentence,
                    uint32_t word);

/// Add the entities of one mention to another, none twice.
void
gesta_mention_join(GestaMention *mention, const GestaMention *other);

#endif // GESTA_ENTITY_MENTIONS_H
