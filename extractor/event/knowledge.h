// SPDX-License-Identifier: GPL-3.0-or-later
/// @file knowledge.h
/// All that is known before an article is read: word lists, triggers, date
/// words of one language; gazetteer and action scheme as they were sent.
///
/// threads  immutable once the last quad was sent, may then be shared

#ifndef GESTA_EVENT_KNOWLEDGE_H
#define GESTA_EVENT_KNOWLEDGE_H

#include "extractor/entity/gazetteer.h"
#include "extractor/entity/word_lists.h"
#include "extractor/event/action_scheme.h"
#include "extractor/event/confidence.h"
#include "extractor/event/trigger_lexicon.h"
#include "extractor/time/date_mention.h"
#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/rdf/quad_sink.h"

typedef struct GestaKnowledge {
  GestaQuadSink sink; ///< first, so that a pointer to it is a pointer to this
  GestaAllocator *allocator;
  GestaWordLists *lists;
  GestaTriggerLexicon *triggers;
  GestaDateLexicon *dates;
  GestaGazetteer *gazetteer;
  GestaActionScheme *scheme;
  GestaConfidence confidence;
} GestaKnowledge;

/// Read the lists of a language.
///
/// gives    what gesta_knowledge_clear() releases
/// borrows  allocator, until then
/// errors   those of the lists, GESTA_ERR_MEMORY; nothing is then to be cleared
GESTA_MUST_CHECK GestaStatus
gesta_knowledge_init(GestaKnowledge *knowledge, GestaAllocator *allocator,
                     const char *data_directory, GestaStringView language,
                     GestaError *error);

void
gesta_knowledge_clear(GestaKnowledge *knowledge);

#endif // GESTA_EVENT_KNOWLEDGE_H
