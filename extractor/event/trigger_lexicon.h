// SPDX-License-Identifier: GPL-3.0-or-later
/// @file trigger_lexicon.h
/// Which verbs and nouns tell which action, and where they put the parties.
///
/// threads  immutable once open, may be shared

#ifndef GESTA_EVENT_TRIGGER_LEXICON_H
#define GESTA_EVENT_TRIGGER_LEXICON_H

#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stdint.h>

/// Flags of a frame; their names in the file stand in trigger_lexicon.c.
enum {
  GESTA_FRAME_SPEECH = 1U << 0,     ///< its clause is what the actor says
  GESTA_FRAME_APPEAL = 1U << 1,     ///< its infinitive is asked of the target
  GESTA_FRAME_COMMIT = 1U << 2,     ///< its infinitive is planned by the actor
  GESTA_FRAME_OFFER = 1U << 3,      ///< its infinitive is offered by the actor
  GESTA_FRAME_DENIAL = 1U << 4,     ///< its infinitive did not happen, says
                                    ///< the actor
  GESTA_FRAME_ACCUSE = 1U << 5,     ///< its infinitive is done by the target,
                                    ///< says the actor
  GESTA_FRAME_RECIPROCAL = 1U << 6, ///< several subjects act on each other
  GESTA_FRAME_CONTROL = 1U << 7,    ///< its infinitive is done by the target
  GESTA_FRAME_STATE = 1U << 8,      ///< a state, less surely an event
  GESTA_FRAME_ACTIVE = 1U << 9,     ///< its past participle is not a passive
  GESTA_FRAME_WEAK = 1U << 10,      ///< a noun that needs a light verb
  GESTA_FRAME_PLACE = 1U << 11,  ///< its target is a place: a capital is a town
  GESTA_FRAME_SILENT = 1U << 12, ///< never an event: `être situé`
  GESTA_FRAME_PREVENT = 1U << 13, ///< its infinitive did not happen
  GESTA_FRAME_DEMAND = 1U << 14,  ///< its clause is asked, whatever its mood
};

/// One line of triggers.tsv.  Views of the file's text.
typedef struct GestaFrame {
  GestaStringView lemma;  ///< as events print it
  GestaStringView rest;   ///< what must stand beside the verb: "en examen";
                          ///< or a condition: "+à", a dependent with that
                          ///< preposition; "+clause"; "+obj=person"
  GestaStringView action; ///< local name of the action class
  GestaStringView actor;  ///< where the actor stands; empty: the usual place
  GestaStringView target; ///< where the target stands, the surest place first
  uint32_t flags;
  size_t line;                   ///< of triggers.tsv, from 1
  const struct GestaFrame *next; ///< another frame of the same first word
} GestaFrame;

typedef struct GestaTriggerLexicon GestaTriggerLexicon;

/// Read `DATA/lexicon/LANGUAGE/triggers.tsv`.
///
/// gives   *lexicon; release it with gesta_trigger_lexicon_close()
/// errors  GESTA_ERR_FILE, GESTA_ERR_ENCODING, GESTA_ERR_SYNTAX with file and
///         line (columns, part of speech, flag, a trigger twice),
///         GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_trigger_lexicon_open(GestaAllocator *allocator,
                           const char *data_directory, GestaStringView language,
                           GestaTriggerLexicon **lexicon, GestaError *error);

void
gesta_trigger_lexicon_close(GestaTriggerLexicon *lexicon);

/// Whether a flag of frames has this name.
bool
gesta_frame_flag_known(GestaStringView name);

/// The first frame of a verb (`bombarder`, `se retirer`), NULL if there is
/// none.  Frames with more words come before the bare verb.
const GestaFrame *
gesta_trigger_lexicon_verb(const GestaTriggerLexicon *lexicon,
                           GestaStringView lemma);

/// The frame of an event noun, or NULL.
const GestaFrame *
gesta_trigger_lexicon_noun(const GestaTriggerLexicon *lexicon,
                           GestaStringView lemma);

#endif // GESTA_EVENT_TRIGGER_LEXICON_H
