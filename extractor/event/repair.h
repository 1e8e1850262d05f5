// SPDX-License-Identifier: GPL-3.0-or-later
/// @file repair.h
/// A sentence whose tree is being repaired, and what repairs ask and do.

#ifndef GESTA_EVENT_REPAIR_H
#define GESTA_EVENT_REPAIR_H

#include "extractor/event/knowledge.h"
#include "extractor/text/sentence.h"
#include "graph/base/text_buffer.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct GestaRepair {
  GestaWord *words; ///< [count + 1]
  uint32_t count;
  const GestaSentence *sentence;
  const GestaKnowledge *knowledge;
  GestaTextBuffer name;   ///< scratch
  GestaTextBuffer folded; ///< scratch
  bool failed;            ///< memory was short
} GestaRepair;

/// Whether a word has a relation; a subtype must agree only if it is asked for.
bool
gesta_repair_is(const GestaRepair *repair, uint32_t word, const char *relation);

bool
gesta_repair_has(const GestaRepair *repair, uint32_t word, const char *feature,
                 const char *value);

/// The first child of a word with a relation behind word `after`, or 0.
uint32_t
gesta_repair_child_after(const GestaRepair *repair, uint32_t word,
                         const char *relation, uint32_t after);

/// The first child of a word with a relation, or 0.
uint32_t
gesta_repair_child_of(const GestaRepair *repair, uint32_t word,
                      const char *relation);

bool
gesta_repair_is_noun(const GestaRepair *repair, uint32_t word);

bool
gesta_repair_is_finite(const GestaRepair *repair, uint32_t verb);

/// Whether `word` is `ancestor` or below it.
bool
gesta_repair_is_below(const GestaRepair *repair, uint32_t word,
                      uint32_t ancestor);

/// Hang a word on another, unless that would make a cycle.
void
gesta_repair_attach(GestaRepair *repair, uint32_t word, uint32_t head,
                    const char *relation);

/// Let `heir`, a child of `word`, take its place in the tree with all its other
/// dependents; `word` then hangs on it.
void
gesta_repair_replace(GestaRepair *repair, uint32_t word, uint32_t heir,
                     const char *relation);

/// The kinds of a noun, see nouns.tsv.
uint32_t
gesta_repair_kinds_of(const GestaRepair *repair, uint32_t word);

/// The kinds of a word that a capital letter may have made a name.
uint32_t
gesta_repair_kinds_of_form(const GestaRepair *repair, uint32_t word);

/// The kinds of a grammatical word, see words.tsv; 0 for no word.
uint32_t
gesta_repair_word_kinds(const GestaRepair *repair, uint32_t word);

/// Whether a word is a preposition like `of`; false for no word.
bool
gesta_repair_is_of(const GestaRepair *repair, uint32_t marker);

/// The flags of all frames of a verb.
uint32_t
gesta_repair_flags_of(const GestaRepair *repair, uint32_t verb);

/// Let prepositions, names and complements within a noun phrase hang together.
void
gesta_repair_phrases(GestaRepair *repair);

/// Let conjuncts, complements and infinitives hang where they belong.
void
gesta_repair_attachments(GestaRepair *repair);

#endif // GESTA_EVENT_REPAIR_H
