// SPDX-License-Identifier: GPL-3.0-or-later
/// @file scene.h
/// One sentence with all that the rules know of it, and the events they make.

#ifndef GESTA_EVENT_SCENE_H
#define GESTA_EVENT_SCENE_H

#include "extractor/entity/mentions.h"
#include "extractor/event/action_scheme.h"
#include "extractor/event/trigger_lexicon.h"
#include "extractor/time/date_mention.h"
#include "extractor/time/edtf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The more cautious is the smaller.
typedef enum GestaModality {
  GESTA_MODALITY_ASKED,
  GESTA_MODALITY_POSSIBLE,
  GESTA_MODALITY_PLANNED,
  GESTA_MODALITY_FACT,
} GestaModality;

typedef struct GestaEvent {
  size_t sentence; ///< index into the document
  uint32_t word;   ///< the trigger
  GestaStringView lemma;
  GestaStringView action; ///< local name in the action scheme
  GestaMention actors;    ///< as entities; kind tells how they were found
  GestaMention targets;
  GestaMention sources;
  GestaMention places; ///< where it happened: towns, regions, countries
  GestaEdtf date;
  bool dated;
  bool negated;
  GestaModality modality;
  const char *rule; ///< "active", "passive", "participle", "noun", "light"
  bool listed;      ///< the trigger stands in triggers.tsv
  const GestaFrame *frame;          ///< NULL: not listed
  uint32_t carrier;                 ///< the light verb of a noun, or 0
  const GestaDateMention *dated_by; ///< of its sentence; NULL: not dated
  const char *date_rule;            ///< why it is dated so, for people
  uint32_t evidence;                ///< see confidence.h
  double confidence;                ///< probability, see confidence.h
} GestaEvent;

/// One sentence of an article.
typedef struct GestaScene {
  const GestaTree *tree;       ///< repaired
  const GestaSentence *parsed; ///< as it was parsed
  const GestaWordLists *lists;
  const GestaTriggerLexicon *triggers;
  const GestaActionScheme *scheme;
  const GestaMentions *mentions;
  GestaWorkspace *workspace;
  size_t sentence;
} GestaScene;

#endif // GESTA_EVENT_SCENE_H
