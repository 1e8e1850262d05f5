// SPDX-License-Identifier: GPL-3.0-or-later
/// @file word_lists.h
/// What the words of a language are to the rules: kinds of nouns, grammatical
/// words, auxiliaries.
///
/// threads  immutable once open, may be shared

#ifndef GESTA_ENTITY_WORD_LISTS_H
#define GESTA_ENTITY_WORD_LISTS_H

#include "extractor/entity/tree.h"
#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stdint.h>

/// Kinds of words, one bit each.  Their names in the files stand in
/// word_lists.c.
enum {
  // nouns.tsv
  GESTA_KIND_PERSON = 1U << 0,       ///< a human being: woman, analyst
  GESTA_KIND_ROLE = 1U << 1,         ///< a person known by office: minister
  GESTA_KIND_CIVIL = 1U << 2,        ///< before a name: Mr
  GESTA_KIND_GROUP = 1U << 3,        ///< people: opposition, family
  GESTA_KIND_ORGANIZATION = 1U << 4, ///< company, union, court
  GESTA_KIND_ARMED = 1U << 5,        ///< army, forces, rebels
  GESTA_KIND_GOVERNMENT = 1U << 6,   ///< government, ministry, authorities
  GESTA_KIND_COUNTRY = 1U << 7,      ///< country, republic
  GESTA_KIND_PLACE = 1U << 8,        ///< town, region
  GESTA_KIND_QUANTITY = 1U << 9,     ///< dozens of …: the complement counts
  GESTA_KIND_TIME = 1U << 10,        ///< week, day: never a participant
  GESTA_KIND_COMPANY = 1U << 11,     ///< takes up a company: the firm
  GESTA_KIND_PART = 1U << 12,        ///< speaks for its complement: side
  GESTA_KIND_ABSTRACT = 1U << 13,    ///< never a person, whatever its suffix
  GESTA_KIND_COURT = 1U << 14,       ///< judges
  // words.tsv
  GESTA_KIND_NEGATION = 1U << 0,    ///< not, never
  GESTA_KIND_NE = 1U << 1,          ///< French ne: negates with another word
  GESTA_KIND_NE_PART = 1U << 2,     ///< negates only beside ne: plus
  GESTA_KIND_NO = 1U << 3,          ///< a determiner or pronoun: no, none
  GESTA_KIND_WITHOUT = 1U << 4,     ///< a preposition that negates
  GESTA_KIND_HEARSAY = 1U << 5,     ///< according to
  GESTA_KIND_CONDITION = 1U << 6,   ///< if, unless
  GESTA_KIND_PURPOSE = 1U << 7,     ///< in order to
  GESTA_KIND_BEFORE = 1U << 8,      ///< before doing
  GESTA_KIND_AGENT = 1U << 9,       ///< by
  GESTA_KIND_OF = 1U << 10,         ///< of
  GESTA_KIND_LOCATIVE = 1U << 11,   ///< in, at, from: a place, not a party
  GESTA_KIND_LATTER = 1U << 12,     ///< this latter
  GESTA_KIND_COORDINATE = 1U << 13, ///< nor: negates what it joins
  GESTA_KIND_FUTURE = 1U << 14,     ///< an auxiliary of the future: will
  GESTA_KIND_MAY = 1U << 15,        ///< an auxiliary of possibility: may
  GESTA_KIND_OUGHT = 1U << 16,      ///< an auxiliary of duty: should
  GESTA_KIND_BETWEEN = 1U << 17,    ///< between, among
  GESTA_KIND_BE = 1U << 18,         ///< an auxiliary of the passive: be
  GESTA_KIND_REFLEXIVE = 1U << 19,  ///< oneself
  GESTA_KIND_INFINITIVE = 1U << 20, ///< to: of purpose or of a complement
  GESTA_KIND_HUMAN = 1U << 21,      ///< a pronoun for people: she
  GESTA_KIND_REPEATED = 1U << 22,   ///< stands before each conjunct: French de
  GESTA_KIND_SINCE = 1U << 23,      ///< since
  GESTA_KIND_MANNER = 1U << 24,     ///< a phrase that takes no complement: in
                                    ///< detail
  GESTA_KIND_ABOUT = 1U << 25,      ///< before a number: at least
  // auxiliaries.tsv
  GESTA_KIND_POSSIBLE = 1U << 0, ///< can, may
  GESTA_KIND_EXPECTED = 1U << 1, ///< have to, be due to
  GESTA_KIND_PHASE = 1U << 2,    ///< begin, continue, manage
  GESTA_KIND_END = 1U << 3,      ///< stop, fail: negates
  GESTA_KIND_WILL = 1U << 4,     ///< want, plan
  GESTA_KIND_CAUSE = 1U << 5,    ///< make, let: the object acts
  GESTA_KIND_PASSIVE = 1U << 6,  ///< only in the passive: be expected to
  GESTA_KIND_LIGHT = 1U << 7,    ///< carries an event noun: carry out
  GESTA_KIND_DUTY = 1U << 8,     ///< must: what was a duty was done
};

typedef struct GestaWordLists GestaWordLists;

/// Read `nouns.tsv`, `words.tsv` and `auxiliaries.tsv` of a language.
///
/// gives   *lists; release it with gesta_word_lists_close()
/// errors  GESTA_ERR_FILE, GESTA_ERR_ENCODING, GESTA_ERR_SYNTAX with file and
///         line (columns, unknown kind, a word twice), GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_word_lists_open(GestaAllocator *allocator, const char *data_directory,
                      GestaStringView language, GestaWordLists **lists,
                      GestaError *error);

void
gesta_word_lists_close(GestaWordLists *lists);

/// The kinds of a noun, by its lemma, or by the longest suffix listed
/// (`-ateur`); 0 if it is not known.
uint32_t
gesta_noun_kinds(const GestaWordLists *lists, GestaStringView lemma);

/// The kinds of a grammatical word or of several (`according to`).
uint32_t
gesta_word_kinds(const GestaWordLists *lists, GestaStringView word);

/// The kinds of an auxiliary, by its lemma (`se mettre`).
uint32_t
gesta_auxiliary_kinds(const GestaWordLists *lists, GestaStringView lemma);

/// The kinds of the preposition or conjunction that marks a phrase, fixed words
/// included; 0 if there is none.
uint32_t
gesta_marker_kinds(const GestaWordLists *lists, const GestaTree *tree,
                   uint32_t word);

enum { GESTA_MARKER_SIZE = 64 };

/// The text of a preposition: its lemma, or the forms of a fixed group.
GestaStringView
gesta_marker_text(const GestaTree *tree, uint32_t marker,
                  char text[GESTA_MARKER_SIZE]);

/// The lemma with which an office is compared: what the list gives as a synonym
/// (`chef d'État` is a `président`), else the lemma itself.
GestaStringView
gesta_role_lemma(const GestaWordLists *lists, GestaStringView lemma);

#endif // GESTA_ENTITY_WORD_LISTS_H
