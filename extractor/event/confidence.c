// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/event/confidence.h"

#include "extractor/entity/table_file.h"
#include "graph/base/floating.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { LONG_SENTENCE = 35 };

enum {
  UNLISTED,
  PASSIVE,
  PARTICIPLE,
  NOUN,
  LIGHT,
  ACTOR_NONE,
  ACTOR_PHRASE,
  ACTOR_DESCRIPTION,
  ACTOR_PRONOUN,
  ACTOR_SPEAKER,
  ACTOR_SEVERAL,
  ACTOR_FAR,
  TARGET_NONE,
  TARGET_PHRASE,
  TARGET_RESOLVED,
  TARGET_SEVERAL,
  TARGET_FAR,
  REPAIRED,
  LONG,
  ATTRIBUTED,
  NEGATED,
  NOT_FACT,
  DATED,
  SEVERAL_WORDS,
};

static const char *const names[GESTA_EVIDENCE_COUNT] = {
  [UNLISTED] = "unlisted", // the trigger stands in no list
  [PASSIVE] = "passive",
  [PARTICIPLE] = "participle",
  [NOUN] = "noun",
  [LIGHT] = "light",
  [ACTOR_NONE] = "actor-none",
  [ACTOR_PHRASE] = "actor-phrase", // neither name nor taken up
  [ACTOR_DESCRIPTION] = "actor-description",
  [ACTOR_PRONOUN] = "actor-pronoun",
  [ACTOR_SPEAKER] = "actor-speaker",
  [ACTOR_SEVERAL] = "actor-several",
  [ACTOR_FAR] = "actor-far", // does not hang on the trigger
  [TARGET_NONE] = "target-none",
  [TARGET_PHRASE] = "target-phrase",
  [TARGET_RESOLVED] = "target-resolved", // by a description or pronoun
  [TARGET_SEVERAL] = "target-several",
  [TARGET_FAR] = "target-far",
  [REPAIRED] = "repaired", // the tree, at the trigger or a party
  [LONG] = "long",         // the sentence
  [ATTRIBUTED] = "attributed",
  [NEGATED] = "negated",
  [NOT_FACT] = "not-fact",
  [DATED] = "dated",
  [SEVERAL_WORDS] = "several-words", // a trigger of several words
};

const char *
gesta_evidence_name(size_t piece)
{
  assert(piece < GESTA_EVIDENCE_COUNT);
  return names[piece];
}

static bool
is_repaired(const GestaScene *scene, uint32_t word)
{
  const GestaWord *parsed = &scene->parsed->words[word];
  const GestaWord *repaired = &scene->tree->words[word];
  return parsed->head != repaired->head
         || !gesta_view_equal(parsed->relation, repaired->relation);
}

// Whether none of the words of a party hangs on the trigger.
static bool
is_far(const GestaScene *scene, const GestaEvent *event,
       const GestaMention *party)
{
  const uint32_t word = party->count > 0 ? party->words[0] : 0;
  const uint32_t verb = event->carrier ? event->carrier : event->word;
  return word != 0 && word <= scene->tree->count
         && scene->tree->words[word].head != verb
         && scene->tree->words[word].head != event->word;
}

static uint32_t
bit(int piece, bool holds)
{
  return holds ? (uint32_t)1 << piece : 0;
}

static uint32_t
evidence_of_parties(const GestaScene *scene, const GestaEvent *event)
{
  const GestaMention *actors = &event->actors;
  const GestaMention *targets = &event->targets;
  const bool acted = actors->count > 0;
  const bool aimed = targets->count > 0;
  const GestaMentionKind actor = acted ? actors->kind : GESTA_MENTION_NONE;
  const GestaMentionKind target = aimed ? targets->kind : GESTA_MENTION_NONE;
  return bit(ACTOR_NONE, !acted)
         | bit(ACTOR_PHRASE, actor == GESTA_MENTION_PHRASE)
         | bit(ACTOR_DESCRIPTION, actor == GESTA_MENTION_DESCRIPTION)
         | bit(ACTOR_PRONOUN, actor == GESTA_MENTION_PRONOUN)
         | bit(ACTOR_SPEAKER, actor == GESTA_MENTION_SPEAKER)
         | bit(ACTOR_SEVERAL, actors->count > 1)
         | bit(ACTOR_FAR, is_far(scene, event, actors))
         | bit(TARGET_NONE, !aimed)
         | bit(TARGET_PHRASE, target == GESTA_MENTION_PHRASE)
         | bit(TARGET_RESOLVED, target == GESTA_MENTION_DESCRIPTION
                                  || target == GESTA_MENTION_PRONOUN
                                  || target == GESTA_MENTION_SPEAKER)
         | bit(TARGET_SEVERAL, targets->count > 1)
         | bit(TARGET_FAR, is_far(scene, event, targets));
}

uint32_t
gesta_event_evidence(const GestaScene *scene, const GestaEvent *event)
{
  bool repaired = is_repaired(scene, event->word);
  const GestaMention *const parties[] = {&event->actors, &event->targets};
  for (size_t i = 0; i < 2; ++i) {
    for (size_t k = 0; k < parties[i]->count; ++k) {
      const uint32_t word = parties[i]->words[k];
      repaired = repaired
                 || (word != 0 && parties[i]->sentence == scene->sentence
                     && is_repaired(scene, word));
    }
  }
  return evidence_of_parties(scene, event) | bit(UNLISTED, !event->listed)
         | bit(PASSIVE, strcmp(event->rule, "passive") == 0)
         | bit(PARTICIPLE, strcmp(event->rule, "participle") == 0)
         | bit(NOUN, strcmp(event->rule, "noun") == 0)
         | bit(LIGHT, strcmp(event->rule, "light") == 0)
         | bit(REPAIRED, repaired)
         | bit(LONG, scene->tree->count > LONG_SENTENCE)
         | bit(ATTRIBUTED, event->sources.count > 0)
         | bit(NEGATED, event->negated)
         | bit(NOT_FACT, event->modality != GESTA_MODALITY_FACT)
         | bit(DATED, event->dated)
         | bit(SEVERAL_WORDS, event->frame && event->frame->rest.size > 0);
}

double
gesta_confidence(const GestaConfidence *confidence, uint32_t evidence)
{
  static const double least = 0.01;
  static const double most = 0.99;
  double sum = confidence->always;
  for (size_t i = 0; i < GESTA_EVIDENCE_COUNT; ++i) {
    sum += (evidence >> i & 1U) != 0 ? confidence->weights[i] : 0;
  }
  const double probability = 1 / (1 + exp(-sum));
  return probability < least ? least : probability > most ? most : probability;
}

// Where the weight of a name belongs; NULL if there is no such evidence.
static double *
place_of(GestaConfidence *confidence, GestaStringView name, size_t *index)
{
  *index = GESTA_EVIDENCE_COUNT;
  if (gesta_view_equal(name, gesta_view("always"))) {
    return &confidence->always;
  }
  for (size_t i = 0; i < GESTA_EVIDENCE_COUNT; ++i) {
    if (gesta_view_equal(name, gesta_view(names[i]))) {
      *index = i;
      return &confidence->weights[i];
    }
  }
  return NULL;
}

GestaStatus
gesta_confidence_read(GestaAllocator *allocator, const char *data_directory,
                      GestaConfidence *confidence, GestaError *error)
{
  GestaConfidence read = {.always = 0};
  GestaTableFile file;
  GestaTableLine line;
  bool seen[GESTA_EVIDENCE_COUNT + 1] = {false};
  GestaStatus status = gesta_table_file_open(allocator, data_directory,
                                             (GestaStringView){NULL, 0},
                                             "confidence.tsv", &file, error);
  if (status != GESTA_OK) {
    return status;
  }
  for (;;) {
    size_t index = 0;
    status = gesta_table_file_next(&file, 2, &line, error);
    if (status != GESTA_OK) {
      break;
    }
    double *place = place_of(&read, line.columns[0], &index);
    if (!place || seen[index]) {
      status = gesta_table_file_complain(
        &file, place ? "listed twice" : "unknown evidence", line.columns[0],
        error);
      break;
    }
    seen[index] = true;
    if (gesta_parse_double(line.columns[1], place) != GESTA_OK
        || !isfinite(*place)) {
      status = gesta_table_file_complain(
        &file, "expected a number such as -0.83", line.columns[1], error);
      break;
    }
  }
  for (size_t i = 0; i <= GESTA_EVIDENCE_COUNT && status == GESTA_END; ++i) {
    if (!seen[i]) {
      status = gesta_table_file_complain(
        &file, "no weight of",
        gesta_view(i < GESTA_EVIDENCE_COUNT ? names[i] : "always"), error);
    }
  }
  gesta_table_file_close(&file);
  if (status != GESTA_END) {
    return status;
  }
  *confidence = read;
  return GESTA_OK;
}
