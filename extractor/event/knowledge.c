// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/event/knowledge.h"

static GestaStatus
learn(GestaQuadSink *self, const GestaQuad *quad)
{
  GestaKnowledge *knowledge = (GestaKnowledge *)self;
  const GestaStatus status = gesta_gazetteer_add(knowledge->gazetteer, quad);
  return status == GESTA_OK ? gesta_action_scheme_add(knowledge->scheme, quad)
                            : status;
}

GestaStatus
gesta_knowledge_init(GestaKnowledge *knowledge, GestaAllocator *allocator,
                     const char *data_directory, GestaStringView language,
                     GestaError *error)
{
  GestaKnowledge made = {.sink = {learn, NULL}, .allocator = allocator};
  GestaStatus status = gesta_word_lists_open(allocator, data_directory,
                                             language, &made.lists, error);
  if (status == GESTA_OK) {
    status = gesta_trigger_lexicon_open(allocator, data_directory, language,
                                        &made.triggers, error);
  }
  if (status == GESTA_OK) {
    status = gesta_date_lexicon_open(allocator, data_directory, language,
                                     &made.dates, error);
  }
  if (status == GESTA_OK) {
    status = gesta_confidence_read(allocator, data_directory, &made.confidence,
                                   error);
  }
  if (status == GESTA_OK
      && (gesta_gazetteer_new(allocator, language, &made.gazetteer) != GESTA_OK
          || gesta_action_scheme_new(allocator, &made.scheme) != GESTA_OK)) {
    status = gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  if (status != GESTA_OK) {
    gesta_knowledge_clear(&made);
    return status;
  }
  *knowledge = made;
  return GESTA_OK;
}

void
gesta_knowledge_clear(GestaKnowledge *knowledge)
{
  gesta_word_lists_close(knowledge->lists);
  gesta_trigger_lexicon_close(knowledge->triggers);
  gesta_date_lexicon_close(knowledge->dates);
  gesta_gazetteer_free(knowledge->gazetteer);
  gesta_action_scheme_free(knowledge->scheme);
  *knowledge = (GestaKnowledge){.lists = NULL};
}
