// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/event/article_events.h"

#include "extractor/event/clause.h"
#include "extractor/event/tree_repair.h"

// What the callback of the date finder needs.
typedef struct DateState {
  const GestaScene *scene;
  GestaDate publication;
  GestaDate told; // last full date told
} DateState;

static GestaDateContext
date_context(const void *user, const GestaSentence *sentence, size_t word)
{
  const DateState *state = user;
  (void)sentence;
  // An index of the sentence, whose words are counted in 32 bits.
  const bool future = gesta_clause_future(state->scene, (uint32_t)word);
  return (GestaDateContext){
    .publication = state->publication,
    .reference = state->told,
    .direction = future ? GESTA_DIRECTION_FUTURE : GESTA_DIRECTION_PAST,
  };
}

// Forms alone take the participle "été" for a summer; the tagger knows better.
static size_t
drop_auxiliaries(const GestaTree *tree, GestaDateMention *dates, size_t count)
{
  size_t kept = 0;
  for (size_t i = 0; i < count; ++i) {
    if (tree->words[dates[i].last].upos != GESTA_UPOS_AUX) {
      dates[kept++] = dates[i];
    }
  }
  return kept;
}

static GestaStatus
find_sentence_events(GestaArticleEvents *events, const GestaScene *scene,
                     const GestaQuotations *quotations, DateState *state)
{
  GestaDateMention *dates = NULL;
  size_t count = 0;
  const size_t first = events->events.count;
  state->scene = scene;
  const GestaStatus status = gesta_date_mentions_find(
    events->knowledge->dates, &events->repaired.sentences[scene->sentence],
    date_context, state, &events->workspace->arena, &dates, &count);
  if (status != GESTA_OK) {
    return status;
  }
  count = drop_auxiliaries(scene->tree, dates, count);
  gesta_events_find(scene, quotations, &events->events);
  gesta_events_date(scene, dates, count, &events->events, first);
  for (size_t i = first; i < events->events.count; ++i) {
    GestaEvent *event = &events->events.items[i];
    event->evidence = gesta_event_evidence(scene, event);
    event->confidence = gesta_confidence(&events->knowledge->confidence,
                                         event->evidence);
  }
  for (size_t i = 0; i < count; ++i) {
    if (dates[i].value.begin.day != 0) {
      state->told = dates[i].value.begin;
    }
  }
  return GESTA_OK;
}

static GestaStatus
find_events(GestaArticleEvents *events, DateState *state)
{
  const size_t count = events->document->sentence_count;
  GestaWorkspace *workspace = events->workspace;
  GestaQuotations quotations;
  gesta_repair_trees(events->document, events->knowledge, workspace,
                     &events->repaired);
  gesta_mentions_find(&events->mentions, &events->repaired,
                      events->knowledge->lists, &events->entities);
  GestaScene *scenes = gesta_workspace_allocate(workspace, count,
                                                sizeof *scenes);
  if (workspace->failed || !scenes) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t s = 0; s < count; ++s) {
    scenes[s] = (GestaScene){
      .tree = &events->mentions.trees[s],
      .parsed = &events->document->sentences[s],
      .lists = events->knowledge->lists,
      .triggers = events->knowledge->triggers,
      .scheme = events->knowledge->scheme,
      .mentions = &events->mentions,
      .workspace = workspace,
      .sentence = s,
    };
  }
  gesta_quotations_find(scenes, count, &quotations);
  GestaStatus status = workspace->failed ? GESTA_ERR_MEMORY : GESTA_OK;
  for (size_t s = 0; s < count && status == GESTA_OK; ++s) {
    status = find_sentence_events(events, &scenes[s], &quotations, state);
  }
  return workspace->failed ? GESTA_ERR_MEMORY : status;
}

GestaStatus
gesta_article_events_init(GestaArticleEvents *events,
                          const GestaKnowledge *knowledge,
                          const GestaArticle *article,
                          const GestaDocument *document, size_t title_count,
                          GestaWorkspace *workspace, GestaError *error)
{
  DateState state = {.scene = NULL};
  GestaEdtf published = {.interval = false};
  if (article->date.size > 0) {
    if (gesta_edtf_parse(article->date, &published) != GESTA_OK
        || published.begin.day == 0 || published.interval) {
      return gesta_error_set(
        error, GESTA_ERR_INPUT,
        "bad date of publication \"%.*s\": write it as YYYY-MM-DD",
        (int)article->date.size, article->date.data);
    }
    state.publication = published.begin;
  }
  *events = (GestaArticleEvents){.knowledge = knowledge,
                                 .article = article,
                                 .document = document,
                                 .title_count = title_count,
                                 .workspace = workspace};
  gesta_entities_init(&events->entities, workspace, knowledge->allocator,
                      knowledge->gazetteer);
  const GestaStatus status = find_events(events, &state);
  if (status != GESTA_OK) {
    gesta_article_events_clear(events);
    return gesta_error_set(error, status, "%s", gesta_status_text(status));
  }
  return GESTA_OK;
}

size_t
gesta_article_events_number(const GestaArticleEvents *events, size_t sentence)
{
  return sentence < events->title_count ? 0
                                        : sentence - events->title_count + 1;
}

GestaStringView
gesta_article_events_text(const GestaArticleEvents *events, size_t sentence)
{
  return sentence < events->title_count ? events->article->title
                                        : events->document->text;
}

void
gesta_article_events_clear(GestaArticleEvents *events)
{
  gesta_entities_clear(&events->entities);
  events->knowledge = NULL;
}
