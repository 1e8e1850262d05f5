// SPDX-License-Identifier: GPL-3.0-or-later
// Which event a date belongs to: the nearest trigger above it; then to what is
// coordinated with that event, and to participles that depend on it.
#include "extractor/event/clause.h"
#include "extractor/event/event_finder.h"

enum { MAX_CLIMB = 16 };

static GestaEvent *
event_at(GestaEvents *events, size_t first, uint32_t word)
{
  for (size_t i = first; i < events->count; ++i) {
    if (events->items[i].word == word) {
      return &events->items[i];
    }
  }
  return NULL;
}

// The event whose trigger is `word` or has it as an auxiliary above.
static GestaEvent *
event_over(const GestaScene *scene, GestaEvents *events, size_t first,
           uint32_t word)
{
  GestaEvent *exact = event_at(events, first, word);
  if (exact || scene->tree->words[word].upos != GESTA_UPOS_VERB) {
    return exact;
  }
  for (size_t i = first; i < events->count; ++i) {
    if (scene->tree->words[events->items[i].word].upos != GESTA_UPOS_VERB) {
      // A noun carried by this light verb.
      if (scene->tree->words[events->items[i].word].head == word
          && (gesta_tree_is(scene->tree, events->items[i].word, "obj")
              || gesta_tree_is(scene->tree, events->items[i].word,
                               "nsubj:pass"))) {
        return &events->items[i];
      }
      continue;
    }
    const GestaChain chain = gesta_clause_chain(scene, events->items[i].word);
    for (size_t k = 1; k < chain.count; ++k) {
      if (chain.words[k] == word) {
        return &events->items[i];
      }
    }
  }
  return NULL;
}

// The word of a date expression that hangs outside it.
static uint32_t
date_head(const GestaTree *tree, const GestaDateMention *date)
{
  for (size_t word = date->first; word <= date->last; ++word) {
    const uint32_t head = tree->words[word].head;
    if ((head < date->first || head > date->last)
        && tree->words[word].upos != GESTA_UPOS_PUNCT) {
      return (uint32_t)word; // an index of the sentence
    }
  }
  return (uint32_t)date->first;
}

static void
set_date(GestaEvent *event, const GestaEdtf *value)
{
  event->date = *value;
  event->dated = true;
}

// Coordinated clauses share the date of the first; a participle that depends on
// an event happens then.
static void
share_dates(const GestaScene *scene, GestaEvents *events, size_t first)
{
  const GestaTree *tree = scene->tree;
  for (size_t i = first; i < events->count; ++i) {
    GestaEvent *event = &events->items[i];
    const GestaChain chain = gesta_clause_chain(scene, event->word);
    const uint32_t top = chain.words[chain.count - 1];
    const uint32_t head = tree->words[top].head;
    if (event->dated || head == 0
        || tree->words[event->word].upos != GESTA_UPOS_VERB) {
      continue;
    }
    const bool participle = gesta_tree_is(tree, top, "advcl")
                            && gesta_tree_has(tree, top, "VerbForm", "Part");
    if (!gesta_tree_is(tree, top, "conj") && !participle) {
      continue;
    }
    const GestaEvent *other = event_over(scene, events, first, head);
    if (other && other->dated && other->modality == event->modality) {
      set_date(event, &other->date);
    }
  }
}

// Whether a word heads a clause of its own: what stands in it is not said of
// the clause above.
static bool
is_clause(const GestaScene *scene, uint32_t word)
{
  const GestaTree *tree = scene->tree;
  return (tree->words[word].upos == GESTA_UPOS_VERB
          && gesta_clause_auxiliary_kinds(scene, word) == 0
          && gesta_tree_child(tree, word, "obj") == 0)
         || gesta_tree_is(tree, word, "acl")
         || gesta_tree_child(tree, word, "nsubj") != 0;
}

void
gesta_events_date(const GestaScene *scene, const GestaDateMention *dates,
                  size_t count, GestaEvents *events, size_t first)
{
  const GestaTree *tree = scene->tree;
  for (size_t i = 0; i < count; ++i) {
    uint32_t at = date_head(tree, &dates[i]);
    for (size_t steps = 0; steps < MAX_CLIMB && at != 0; ++steps) {
      GestaEvent *event = event_over(scene, events, first, at);
      if (event) {
        if (!event->dated) {
          set_date(event, &dates[i].value);
        }
        break;
      }
      if (is_clause(scene, at)) {
        break; // it dates something that is no event
      }
      at = tree->words[at].head;
    }
  }
  share_dates(scene, events, first);
}
