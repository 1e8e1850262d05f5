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

// `l'attaque menée par X`
static bool
carried_by_participle(const GestaTree *tree, uint32_t noun, uint32_t verb)
{
  return tree->words[verb].head == noun && gesta_tree_is(tree, verb, "acl")
         && !gesta_tree_is(tree, verb, "acl:relcl")
         && gesta_tree_has(tree, verb, "VerbForm", "Part");
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
      if (carried_by_participle(scene->tree, events->items[i].word, word)
          || (scene->tree->words[events->items[i].word].head == word
              && (gesta_tree_is(scene->tree, events->items[i].word, "obj")
                  || gesta_tree_is(scene->tree, events->items[i].word,
                                   "nsubj:pass")))) {
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
set_date(GestaEvent *event, const GestaEdtf *value,
         const GestaDateMention *mention, const char *rule)
{
  event->date = *value;
  event->dated_by = mention;
  event->date_rule = rule;
  event->dated = true;
}

// A past participle that stands right before a date between commas: `menée, le
// 7 octobre, par X`; or 0.
static uint32_t
participle_before(const GestaTree *tree, const GestaDateMention *date)
{
  const uint32_t comma = date->first > 1 ? (uint32_t)date->first - 1 : 0;
  const uint32_t verb = comma > 1 ? comma - 1 : 0;
  const bool between = verb && date->last < tree->count
                       && tree->words[comma].upos == GESTA_UPOS_PUNCT
                       && gesta_view_equal(tree->words[date->last + 1].form,
                                           tree->words[comma].form);
  return between && tree->words[verb].upos == GESTA_UPOS_VERB
             && gesta_tree_has(tree, verb, "VerbForm", "Part")
             && gesta_tree_is(tree, verb, "acl")
           ? verb
           : 0;
}

// The verb of a clause that says what happened at a date right before it: `en
// 2001, année où X`, `depuis 1991, date à laquelle X`; or 0.
static uint32_t
clause_behind(const GestaScene *scene, const GestaDateMention *date)
{
  const GestaTree *tree = scene->tree;
  uint32_t word = (uint32_t)date->last + 1; // an index of the sentence
  if (word > tree->count || tree->words[word].upos != GESTA_UPOS_PUNCT) {
    return 0;
  }
  ++word;
  if (word <= tree->count
      && ((gesta_noun_kinds(scene->lists, tree->words[word].form)
           | gesta_noun_kinds(scene->lists, tree->words[word].lemma))
          & GESTA_KIND_TIME)
           != 0) {
    ++word;
  }
  if (word <= tree->count && tree->words[word].upos == GESTA_UPOS_ADP) {
    ++word;
  }
  if (word > tree->count || !gesta_tree_has(tree, word, "PronType", "Rel")
      || gesta_tree_is(tree, word, "nsubj")
      || gesta_tree_is(tree, word, "obj")) {
    return 0;
  }
  return tree->words[word].head;
}

// What happened at a date, where `depuis 1991` says how long it lasts.
static GestaEdtf
beginning(const GestaEdtf *value)
{
  return value->interval && value->end.year == 0
           ? (GestaEdtf){.begin = value->begin, .end = value->begin}
           : *value;
}

// `depuis l'attaque du 7 octobre, X bombarde Y`: it goes on since then.
static void
date_since(const GestaScene *scene, GestaEvents *events, size_t first)
{
  const GestaTree *tree = scene->tree;
  for (size_t i = first; i < events->count; ++i) {
    const GestaEvent *noun = &events->items[i];
    if (!noun->dated || noun->date.interval
        || tree->words[noun->word].upos != GESTA_UPOS_NOUN
        || (gesta_marker_kinds(scene->lists, tree, noun->word)
            & GESTA_KIND_SINCE)
             == 0) {
      continue;
    }
    GestaEvent *event = event_over(scene, events, first,
                                   tree->words[noun->word].head);
    if (event && event != noun && !event->dated) {
      const GestaEdtf since = {.begin = noun->date.begin, .interval = true};
      set_date(event, &since, noun->dated_by,
               "it goes on since the event that happened then");
    }
  }
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
      set_date(event, &other->date, other->dated_by,
               participle
                 ? "shared with the clause that it depends on"
                 : "shared with the clause that it is coordinated with");
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

static void
date_clause_behind(const GestaScene *scene, const GestaDateMention *date,
                   GestaEvents *events, size_t first)
{
  const uint32_t clause = clause_behind(scene, date);
  GestaEvent *told = clause ? event_over(scene, events, first, clause) : NULL;
  if (told && !told->dated) {
    const GestaEdtf then = beginning(&date->value);
    set_date(told, &then, date,
             "the relative clause behind it tells what happened then");
  }
}

void
gesta_events_date(const GestaScene *scene, const GestaDateMention *dates,
                  size_t count, GestaEvents *events, size_t first)
{
  const GestaTree *tree = scene->tree;
  for (size_t i = 0; i < count; ++i) {
    const uint32_t participle = participle_before(tree, &dates[i]);
    uint32_t at = participle ? participle : date_head(tree, &dates[i]);
    date_clause_behind(scene, &dates[i], events, first);
    for (size_t steps = 0; steps < MAX_CLIMB && at != 0; ++steps) {
      GestaEvent *event = event_over(scene, events, first, at);
      if (event) {
        if (!event->dated) {
          set_date(event, &dates[i].value, &dates[i],
                   participle ? "it stands between commas behind the participle"
                              : "it stands in the clause of the event");
        }
        break;
      }
      if (is_clause(scene, at)) {
        break; // it dates something that is no event
      }
      at = tree->words[at].head;
    }
  }
  date_since(scene, events, first);
  share_dates(scene, events, first);
}
