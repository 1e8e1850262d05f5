# SPDX-License-Identifier: GPL-3.0-or-later
# Trees to events: entity, event, emit, pipeline.
extractor_event_sources = \
  extractor/emit/event_quads.c \
  extractor/emit/event_quads.h \
  extractor/emit/event_table.c \
  extractor/emit/event_table.h \
  extractor/entity/coreference.c \
  extractor/entity/coreference.h \
  extractor/entity/entities.c \
  extractor/entity/entities.h \
  extractor/entity/gazetteer.c \
  extractor/entity/gazetteer.h \
  extractor/entity/mentions.c \
  extractor/entity/mentions.h \
  extractor/entity/name_fold.c \
  extractor/entity/name_fold.h \
  extractor/entity/name_table.c \
  extractor/entity/name_table.h \
  extractor/entity/noun_phrase.c \
  extractor/entity/noun_phrase.h \
  extractor/entity/table_file.c \
  extractor/entity/table_file.h \
  extractor/entity/tree.c \
  extractor/entity/tree.h \
  extractor/entity/word_lists.c \
  extractor/entity/word_lists.h \
  extractor/entity/workspace.h \
  extractor/event/action_scheme.c \
  extractor/event/action_scheme.h \
  extractor/event/article_events.c \
  extractor/event/article_events.h \
  extractor/event/attribution.c \
  extractor/event/attribution.h \
  extractor/event/clause.c \
  extractor/event/clause.h \
  extractor/event/clause_subject.c \
  extractor/event/confidence.c \
  extractor/event/confidence.h \
  extractor/event/event_dates.c \
  extractor/event/event_finder.c \
  extractor/event/event_finder.h \
  extractor/event/knowledge.c \
  extractor/event/knowledge.h \
  extractor/event/scene.h \
  extractor/event/trigger_lexicon.c \
  extractor/event/trigger_lexicon.h \
  extractor/pipeline.c
