// SPDX-License-Identifier: GPL-3.0-or-later
// One event a trigger.  Verbs first ask whether they only help another word
// (auxiliaries, light verbs); then the frame says where actor and target stand,
// and the grammar of the clause everything else.
#include "extractor/event/event_finder.h"

#include "extractor/entity/table_file.h"
#include "extractor/event/clause.h"

#include <string.h>

// The country for which a capital or seat of government stands.
static uint32_t
government_of(const GestaScene *scene, uint32_t entity)
{
  GestaEntities *entities = scene->mentions->entities;
  const uint32_t known = entities->items[entity].known;
  if (known == GESTA_NO_PLACE) {
    return entity;
  }
  const GestaKnown *entry = gesta_gazetteer_get(entities->gazetteer, known);
  if (entry->country == GESTA_NO_PLACE) {
    return entity;
  }
  const uint32_t country = gesta_entities_known(entities, entry->country);
  return country == GESTA_NO_ENTITY ? entity : country;
}

// The parties at a word.  `place`: a capital stays the town that it is.
static GestaMention
parties_at(const GestaScene *scene, uint32_t word, bool place,
           const GestaMention *speaker)
{
  GestaMention parties = {.kind = GESTA_MENTION_NONE};
  if (word == 0) {
    return parties;
  }
  const GestaMention group = gesta_mention_group(scene->mentions,
                                                 scene->sentence, word);
  if (group.kind == GESTA_MENTION_SPEAKER) {
    parties = *speaker;
    parties.kind = GESTA_MENTION_SPEAKER;
    parties.how = group.how;
    parties.sentence = (uint32_t)scene->sentence; // as words are counted
    parties.from_sentence = speaker->sentence;
    for (size_t i = 0; i < parties.count; ++i) {
      parties.from_words[i] = speaker->words[i];
      parties.words[i] = word;
    }
    return parties;
  }
  parties.kind = group.kind;
  parties.how = group.how;
  for (size_t i = 0; i < group.count; ++i) {
    GestaMention one = {
      .kind = group.kind, .count = 1, .sentence = group.sentence};
    one.words[0] = group.words[i];
    one.entities[0] = place ? group.entities[i]
                            : government_of(scene, group.entities[i]);
    gesta_mention_join(&parties, &one);
  }
  return parties;
}

// Whoever a capital speaks for is the source.
static GestaMention
sources_of(const GestaScene *scene, const GestaQuotations *quotations,
           uint32_t word, bool statement)
{
  const GestaMention told = gesta_attribute(scene, quotations, word, statement);
  GestaMention sources = {.kind = told.kind};
  for (size_t i = 0; i < told.count; ++i) {
    GestaMention one = {
      .kind = told.kind, .count = 1, .sentence = told.sentence};
    one.words[0] = told.words[i];
    one.entities[0] = government_of(scene, told.entities[i]);
    gesta_mention_join(&sources, &one);
  }
  return sources;
}

static bool
any_acts(const GestaScene *scene, const GestaMention *parties)
{
  for (size_t i = 0; i < parties->count; ++i) {
    if (gesta_entity_acts(
          &scene->mentions->entities->items[parties->entities[i]])) {
      return true;
    }
  }
  return false;
}

// Whether a target stands as a place: `à Moscou`, `se rendre au Caire`.
static bool
is_place_target(const GestaScene *scene, uint32_t target,
                const GestaFrame *frame)
{
  return (frame
          && ((frame->flags & GESTA_FRAME_PLACE) != 0
              || gesta_view_equal(
                gesta_action_class(scene->scheme, frame->action),
                gesta_view("Movement"))))
         || (gesta_marker_kinds(scene->lists, scene->tree, target)
             & GESTA_KIND_LOCATIVE)
              != 0;
}

// Nobody acts on himself, save where the text says so with a pronoun.
static void
drop_actors_from_targets(GestaEvent *event)
{
  size_t kept = 0;
  for (size_t i = 0; i < event->targets.count; ++i) {
    bool acts = false;
    for (size_t k = 0; k < event->actors.count; ++k) {
      acts = acts || event->actors.entities[k] == event->targets.entities[i];
    }
    if (!acts) {
      event->targets.words[kept] = event->targets.words[i];
      event->targets.entities[kept++] = event->targets.entities[i];
    }
  }
  event->targets.count = kept;
}

// Towns, regions and countries that a phrase with a preposition of place puts
// an event into.
static void
find_places(const GestaScene *scene, uint32_t word, GestaEvent *event)
{
  const GestaTree *tree = scene->tree;
  for (uint32_t child = word ? tree->first_child[word] : 0; child != 0;
       child = tree->next_sibling[child]) {
    const GestaMention *mention = gesta_mention_at(scene->mentions,
                                                   scene->sentence, child);
    if (mention->count != 1
        || (!gesta_tree_is(tree, child, "obl")
            && !gesta_tree_is(tree, child, "nmod"))
        || (gesta_marker_kinds(scene->lists, tree, child) & GESTA_KIND_LOCATIVE)
             == 0) {
      continue;
    }
    const GestaEntity *entity =
      &scene->mentions->entities->items[mention->entities[0]];
    bool party = false;
    for (size_t i = 0; i < event->targets.count; ++i) {
      party = party || event->targets.entities[i] == mention->entities[0];
    }
    if (!party && entity->named
        && (entity->class == GESTA_CLASS_PLACE
            || entity->class == GESTA_CLASS_COUNTRY)) {
      gesta_mention_join(&event->places, mention);
    }
  }
}

static void
add_event(const GestaScene *scene, GestaEvents *events, GestaEvent event)
{
  GestaEvent *items = gesta_workspace_grow(scene->workspace, events->items,
                                           events->count, &events->room,
                                           sizeof *events->items);
  if (items) {
    drop_actors_from_targets(&event);
    find_places(scene, event.word, &event);
    events->items = items;
    events->items[events->count++] = event;
  }
}

// The event noun that a light verb carries, or 0.
static uint32_t
carried_noun(const GestaScene *scene, uint32_t verb)
{
  static const char *const places[] = {"obj", "nsubj:pass", "obl:arg"};
  const GestaTree *tree = scene->tree;
  char text[GESTA_LEMMA_SIZE];
  const GestaStringView lemma = gesta_clause_lemma(scene, verb, text);
  if ((gesta_auxiliary_kinds(scene->lists, lemma) & GESTA_KIND_LIGHT) == 0) {
    return 0;
  }
  for (size_t i = 0; i < sizeof places / sizeof *places; ++i) {
    const uint32_t noun = gesta_tree_child(tree, verb, places[i]);
    if (noun
        && gesta_trigger_lexicon_noun(scene->triggers,
                                      tree->words[noun].lemma)) {
      return noun;
    }
  }
  // "the attack led by X": the participle modifies its noun.
  const uint32_t head = tree->words[verb].head;
  const bool participle = gesta_tree_is(tree, verb, "acl")
                          && gesta_clause_passive(scene, verb);
  return participle
             && gesta_trigger_lexicon_noun(scene->triggers,
                                           tree->words[head].lemma)
           ? head
           : 0;
}

// The light verb of an event noun, or 0.
static uint32_t
carrier_of(const GestaScene *scene, uint32_t noun)
{
  const GestaTree *tree = scene->tree;
  const uint32_t head = tree->words[noun].head;
  if (head && tree->words[head].upos == GESTA_UPOS_VERB
      && carried_noun(scene, head) == noun) {
    return head;
  }
  for (uint32_t child = tree->first_child[noun]; child != 0;
       child = tree->next_sibling[child]) {
    if (tree->words[child].upos == GESTA_UPOS_VERB
        && carried_noun(scene, child) == noun) {
      return child;
    }
  }
  return 0;
}

static const char *
verb_rule(const GestaScene *scene, uint32_t verb, bool passive)
{
  if (gesta_tree_has(scene->tree, verb, "VerbForm", "Part")
      && gesta_tree_child(scene->tree, verb, "aux") == 0
      && (gesta_tree_is(scene->tree, verb, "acl")
          || gesta_tree_is(scene->tree, verb, "advcl"))) {
    return "participle";
  }
  return passive ? "passive" : "active";
}

// Actor and target by the grammar and the frame.
static void
find_verb_parties(const GestaScene *scene, const GestaFrame *frame,
                  uint32_t beside, bool passive, GestaEvent *event)
{
  const uint32_t verb = event->word;
  const uint32_t subject = gesta_clause_subject(scene, verb);
  const uint32_t flags = frame ? frame->flags : 0;
  if (passive) {
    const uint32_t agent = gesta_clause_agent(scene, verb);
    event->actors = parties_at(scene, agent, false, &event->sources);
    event->targets = parties_at(scene, subject, false, &event->sources);
    return;
  }
  event->actors = parties_at(scene, subject, false, &event->sources);
  const uint32_t target = gesta_clause_target(scene, verb, frame, beside);
  if (target && target != subject) {
    event->targets = parties_at(
      scene, target, is_place_target(scene, target, frame), &event->sources);
  }
  if ((flags & GESTA_FRAME_RECIPROCAL) != 0 && event->actors.count == 1) {
    // "A met with B": both act, if nothing else is the target.
    const uint32_t with = gesta_clause_find_place(
      scene, verb, gesta_view("avec,with"), beside);
    const GestaMention partners = parties_at(scene, with, false,
                                             &event->sources);
    if (with && with != target) {
      gesta_mention_join(&event->actors, &partners);
    }
  }
}

// Whether a verb's event is worth telling: somebody takes part in it.
static bool
is_told(const GestaScene *scene, const GestaEvent *event, uint32_t flags)
{
  if ((flags & GESTA_FRAME_STATE) != 0 && event->targets.count == 0) {
    return false;
  }
  return any_acts(scene, &event->actors) || any_acts(scene, &event->targets)
         || (event->listed && event->actors.count > 0
             && event->targets.count > 0);
}

// The infinitive of `laisser entendre`, the noun of `imposer des sanctions`.
static bool
completes_frame(const GestaScene *scene, uint32_t verb)
{
  const GestaTree *tree = scene->tree;
  const uint32_t head = tree->words[verb].head;
  uint32_t beside = 0;
  if (head != 0 && tree->words[head].upos == GESTA_UPOS_VERB
      && gesta_clause_frame(scene, head, &beside) && beside == verb) {
    return true;
  }
  for (uint32_t child = tree->first_child[verb]; child != 0;
       child = tree->next_sibling[child]) {
    if (gesta_tree_is(tree, child, "acl")
        && tree->words[child].upos == GESTA_UPOS_VERB
        && gesta_clause_frame(scene, child, &beside) && beside == verb) {
      return true;
    }
  }
  return false;
}

// Whether a participle without dependents only says what somebody is: `le
// président élu`.  What was done to him by force or law is told all the same.
static bool
is_mere_adjective(const GestaScene *scene, uint32_t verb,
                  const GestaFrame *frame)
{
  static const char *const told[] = {"Assault", "Fight", "Coerce",
                                     "Justice", "Life",  "MassViolence",
                                     "Movement"};
  const GestaTree *tree = scene->tree;
  if (!gesta_tree_is(tree, verb, "acl") && !gesta_tree_is(tree, verb, "amod")
      && !gesta_tree_is(tree, verb, "xcomp")) {
    return false; // `qu'ils jugent déplacée`
  }
  for (uint32_t child = tree->first_child[verb]; child != 0;
       child = tree->next_sibling[child]) {
    if (tree->words[child].upos != GESTA_UPOS_ADV
        && tree->words[child].upos != GESTA_UPOS_PUNCT) {
      return false;
    }
  }
  if (!gesta_tree_has(tree, verb, "VerbForm", "Part")
      || !gesta_tree_has(tree, verb, "Tense", "Past")) {
    return false;
  }
  const GestaStringView class = frame ? gesta_action_class(scene->scheme,
                                                           frame->action)
                                      : (GestaStringView){"", 0};
  for (size_t i = 0; i < sizeof told / sizeof *told; ++i) {
    if (gesta_view_equal(class, gesta_view(told[i]))) {
      return false;
    }
  }
  return true;
}

static void
find_verb_event(const GestaScene *scene, const GestaQuotations *quotations,
                uint32_t verb, GestaEvents *events)
{
  uint32_t beside = 0;
  char text[GESTA_LEMMA_SIZE];
  const GestaStringView lemma = gesta_clause_lemma(scene, verb, text);
  if (gesta_clause_is_auxiliary(scene, verb) || carried_noun(scene, verb)
      || completes_frame(scene, verb)) {
    return;
  }
  const GestaFrame *frame = gesta_clause_frame(scene, verb, &beside);
  const bool copular = !frame
                       && (gesta_word_kinds(scene->lists,
                                            scene->tree->words[verb].lemma)
                           & GESTA_KIND_BE)
                            != 0;
  if (copular || (frame && (frame->flags & GESTA_FRAME_SILENT) != 0)
      || is_mere_adjective(scene, verb, frame)) {
    return;
  }
  const bool passive = gesta_clause_passive(scene, verb);
  const bool statement = frame && (frame->flags & GESTA_FRAME_SPEECH) != 0;
  GestaEvent event = {
    .sentence = scene->sentence,
    .word = verb,
    .action = frame ? frame->action : gesta_view("Other"),
    .sources = sources_of(scene, quotations, verb, statement),
    .negated = gesta_clause_negated(scene, verb),
    .modality = gesta_clause_modality(scene, verb),
    .rule = verb_rule(scene, verb, passive),
    .listed = frame != NULL,
    .frame = frame,
  };
  event.lemma = frame ? frame->lemma
                      : gesta_workspace_copy(scene->workspace, lemma);
  find_verb_parties(scene, frame, beside, passive, &event);
  if (is_told(scene, &event, frame ? frame->flags : 0)) {
    add_event(scene, events, event);
  }
}

// A demonym beside an event noun acts: `les attaques israéliennes`.
static GestaMention
demonym_actor(const GestaScene *scene, uint32_t noun)
{
  const GestaTree *tree = scene->tree;
  GestaMention actor = {.kind = GESTA_MENTION_NONE};
  for (uint32_t child = tree->first_child[noun]; child != 0;
       child = tree->next_sibling[child]) {
    if (gesta_tree_is(tree, child, "amod")) {
      const GestaMention *mention = gesta_mention_at(scene->mentions,
                                                     scene->sentence, child);
      if (mention->count == 1) {
        return *mention;
      }
    }
  }
  return actor;
}

static bool
is_taken_up(const GestaTree *tree, uint32_t noun)
{
  const uint32_t determiner = gesta_tree_child(tree, noun, "det");
  return determiner && gesta_tree_has(tree, determiner, "PronType", "Dem");
}

// A party of an event noun; where the parser hung it on another complement of
// the noun (`l'invasion du Koweït par l'Irak`), a preposition that does not
// join nouns tells it.
static uint32_t
find_noun_place(const GestaScene *scene, uint32_t noun, GestaStringView places,
                uint32_t except)
{
  const GestaTree *tree = scene->tree;
  uint32_t found = gesta_clause_find_place(scene, noun, places, except);
  while (!found && places.size > 0) {
    const GestaStringView place = gesta_table_cut(&places, ',');
    if ((gesta_word_kinds(scene->lists, place) & GESTA_KIND_OF) != 0) {
      continue;
    }
    for (uint32_t child = tree->first_child[noun]; child != 0 && !found;
         child = tree->next_sibling[child]) {
      if (gesta_tree_is(tree, child, "nmod") && child > noun) {
        found = gesta_clause_find_place(scene, child, place, except);
      }
    }
  }
  return found;
}

// Whether a phrase with `of` undergoes what its noun tells: `the conquest of
// X`, but not `the attack of X`.
static bool
is_done_to(const GestaScene *scene, const GestaFrame *frame, uint32_t word)
{
  static const char *const classes[] = {"Fight",  "Assault", "MassViolence",
                                        "Coerce", "Justice", "Investigate"};
  GestaStringView places = frame->target;
  const GestaStringView first = gesta_table_cut(&places, ',');
  const GestaStringView class = gesta_action_class(scene->scheme,
                                                   frame->action);
  bool transitive = false;
  for (size_t i = 0; i < sizeof classes / sizeof *classes; ++i) {
    transitive = transitive || gesta_view_equal(class, gesta_view(classes[i]));
  }
  return transitive
         && (gesta_noun_kinds(scene->lists, scene->tree->words[word].lemma)
             & GESTA_KIND_COURT)
              == 0
         && (gesta_word_kinds(scene->lists, first) & GESTA_KIND_OF) != 0
         && (gesta_marker_kinds(scene->lists, scene->tree, word)
             & GESTA_KIND_OF)
              != 0;
}

static void
find_noun_event(const GestaScene *scene, const GestaQuotations *quotations,
                uint32_t noun, GestaEvents *events)
{
  const GestaFrame *frame = gesta_trigger_lexicon_noun(
    scene->triggers, scene->tree->words[noun].lemma);
  if (!frame) {
    return;
  }
  const uint32_t carrier = carrier_of(scene, noun);
  if ((!carrier && completes_frame(scene, noun))
      || gesta_mention_at(scene->mentions, scene->sentence, noun)->kind
           == GESTA_MENTION_NAME) {
    return;
  }
  if (!carrier
      && ((frame->flags & GESTA_FRAME_WEAK) != 0
          || is_taken_up(scene->tree, noun))) {
    return;
  }
  const GestaMention sources = sources_of(scene, quotations, noun, false);
  GestaEvent event = {
    .sentence = scene->sentence,
    .word = noun,
    .lemma = frame->lemma,
    .action = frame->action,
    .sources = sources,
    .modality = carrier ? gesta_clause_modality(scene, carrier)
                        : GESTA_MODALITY_FACT,
    .negated = carrier && gesta_clause_negated(scene, carrier),
    .rule = carrier ? "light" : "noun",
    .listed = true,
    .frame = frame,
    .carrier = carrier,
  };
  uint32_t actor = find_noun_place(scene, noun, frame->actor, 0);
  uint32_t target = find_noun_place(scene, noun, frame->target, actor);
  if (actor && !target && is_done_to(scene, frame, actor)) {
    target = actor;
    actor = find_noun_place(scene, noun, frame->actor, target);
  }
  event.targets = parties_at(scene, target, false, &sources);
  if (carrier) {
    const uint32_t subject = gesta_clause_passive(scene, carrier)
                               ? gesta_clause_agent(scene, carrier)
                               : gesta_clause_subject(scene, carrier);
    event.actors = parties_at(scene, subject, false, &sources);
    if (event.targets.count == 0) {
      const uint32_t other = gesta_clause_find_place(scene, carrier,
                                                     frame->target, noun);
      event.targets = parties_at(scene, other, false, &sources);
    }
  } else {
    event.actors = parties_at(scene, actor, false, &sources);
    // A Polish election elects Poles, but Poland is nobody's elector.
    if (event.actors.count == 0
        && !gesta_view_equal(gesta_action_class(scene->scheme, frame->action),
                             gesta_view("Personnel"))) {
      event.actors = demonym_actor(scene, noun);
    }
  }
  find_places(scene, carrier, &event);
  if (any_acts(scene, &event.actors) || any_acts(scene, &event.targets)) {
    add_event(scene, events, event);
  }
}

void
gesta_events_find(const GestaScene *scene, const GestaQuotations *quotations,
                  GestaEvents *events)
{
  const GestaTree *tree = scene->tree;
  for (uint32_t word = 1; word <= tree->count; ++word) {
    const GestaUpos upos = tree->words[word].upos;
    if (upos == GESTA_UPOS_VERB) {
      find_verb_event(scene, quotations, word, events);
    } else if (upos == GESTA_UPOS_NOUN) {
      find_noun_event(scene, quotations, word, events);
    }
  }
}
