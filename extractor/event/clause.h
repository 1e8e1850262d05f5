// SPDX-License-Identifier: GPL-3.0-or-later
/// @file clause.h
/// What the grammar of a clause says: voice, subject, auxiliaries, polarity,
/// modality.

#ifndef GESTA_EVENT_CLAUSE_H
#define GESTA_EVENT_CLAUSE_H

#include "extractor/event/scene.h"

#include <stdbool.h>
#include <stdint.h>

enum { GESTA_LEMMA_SIZE = 96, GESTA_CHAIN_SIZE = 8 };

/// A verb with the auxiliaries above it: `a commencé à remplir` is a chain of
/// `remplir`, `commencer`.
typedef struct GestaChain {
  uint32_t words[GESTA_CHAIN_SIZE]; ///< the verb itself first
  size_t count;
  uint32_t kinds;    ///< of all its auxiliaries
  bool denied_phase; ///< `n'a cessé de`: the end did not come
} GestaChain;

/// The lemma of a verb, with "se " if it is pronominal, and its particle.
GestaStringView
gesta_clause_lemma(const GestaScene *scene, uint32_t verb,
                   char text[GESTA_LEMMA_SIZE]);

/// The frame of a verb: the one with the most words beside it that are there.
/// NULL if the verb is not listed.
///
/// lends  *beside: the word that completes a frame of several words, or 0
const GestaFrame *
gesta_clause_frame(const GestaScene *scene, uint32_t verb, uint32_t *beside);

/// What a verb is as an auxiliary (see GESTA_KIND_POSSIBLE), 0 if it is none.
uint32_t
gesta_clause_auxiliary_kinds(const GestaScene *scene, uint32_t verb);

/// Whether an infinitive completes the verb above it, though it hangs there as
/// an adverbial clause: `exhorter X à négocier`, `accuser X d'avoir négocié`.
bool
gesta_clause_completes(const GestaScene *scene, uint32_t verb);

/// Whether the verb only helps an infinitive that depends on it.
bool
gesta_clause_is_auxiliary(const GestaScene *scene, uint32_t verb);

GestaChain
gesta_clause_chain(const GestaScene *scene, uint32_t verb);

bool
gesta_clause_passive(const GestaScene *scene, uint32_t verb);

/// The surface subject, or what stands for it in a clause without one; 0 if it
/// cannot be told.
uint32_t
gesta_clause_subject(const GestaScene *scene, uint32_t verb);

/// The subject behind a speech verb that follows what is said: `…, a déclaré
/// X`; 0 if it does not stand so.
uint32_t
gesta_clause_inverted_speaker(const GestaScene *scene, uint32_t verb);

/// The agent of a passive, or 0.
uint32_t
gesta_clause_agent(const GestaScene *scene, uint32_t verb);

bool
gesta_clause_negated(const GestaScene *scene, uint32_t verb);

GestaModality
gesta_clause_modality(const GestaScene *scene, uint32_t verb);

/// Whether the tense of the clause around a word points ahead.
bool
gesta_clause_future(const GestaScene *scene, uint32_t word);

/// The word that a frame's list of places (`iobj,à,obj`) finds below `head`, or
/// 0.
uint32_t
gesta_clause_find_place(const GestaScene *scene, uint32_t head,
                        GestaStringView places, uint32_t except);

/// The target of a verb by its frame, or by the usual places.
uint32_t
gesta_clause_target(const GestaScene *scene, uint32_t verb,
                    const GestaFrame *frame, uint32_t beside);

#endif // GESTA_EVENT_CLAUSE_H
