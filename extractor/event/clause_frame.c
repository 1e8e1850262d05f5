// SPDX-License-Identifier: GPL-3.0-or-later
// Which frame of a verb holds: what stands beside it decides.
#include "extractor/event/clause.h"

#include <string.h>

// Cut the last word of "en examen".
static GestaStringView
last_word(GestaStringView *rest)
{
  size_t begin = rest->size;
  while (begin > 0 && rest->data[begin - 1] != ' ') {
    --begin;
  }
  const GestaStringView word = {rest->data + begin, rest->size - begin};
  rest->size = begin > 0 ? begin - 1 : 0;
  return word;
}

// The dependent with a preposition, for a frame that asks for it ("+à"), or 0.
static uint32_t
find_with(const GestaTree *tree, uint32_t verb, GestaStringView preposition)
{
  for (uint32_t child = tree->first_child[verb]; child != 0;
       child = tree->next_sibling[child]) {
    char text[GESTA_MARKER_SIZE];
    const uint32_t marker = gesta_tree_child(tree, child, "case");
    if (marker
        && gesta_view_equal(gesta_marker_text(tree, marker, text),
                            preposition)) {
      return child;
    }
  }
  return 0;
}

// Whether a past participle modifies the noun that is its object: `la plainte
// déposée par X`.
static bool
modifies_object(const GestaTree *tree, uint32_t verb)
{
  return gesta_tree_is(tree, verb, "acl")
         && !gesta_tree_is(tree, verb, "acl:relcl")
         && gesta_tree_has(tree, verb, "VerbForm", "Part")
         && gesta_tree_has(tree, verb, "Tense", "Past")
         && gesta_tree_child(tree, verb, "aux") == 0
         && gesta_tree_child(tree, verb, "obj") == 0;
}

static bool
is_word(const GestaTree *tree, uint32_t candidate, GestaStringView word)
{
  return gesta_view_equal(tree->words[candidate].lemma, word)
         || gesta_view_equal(tree->words[candidate].form, word);
}

// The dependent that completes a frame of several words, or 0.
static uint32_t
find_beside(const GestaTree *tree, uint32_t verb, GestaStringView rest)
{
  const GestaStringView word = last_word(&rest);
  if (rest.size == 0 && modifies_object(tree, verb)
      && is_word(tree, tree->words[verb].head, word)) {
    return tree->words[verb].head;
  }
  for (uint32_t child = tree->first_child[verb]; child != 0;
       child = tree->next_sibling[child]) {
    char text[GESTA_MARKER_SIZE];
    const uint32_t marker = gesta_tree_marker(tree, child);
    if (!is_word(tree, child, word)) {
      continue;
    }
    if (gesta_tree_is(tree, child, "nsubj")
        && !gesta_tree_is(tree, child, "nsubj:pass")) {
      continue;
    }
    if (rest.size == 0 ? !marker
                       : marker
                           && gesta_view_equal(
                             gesta_marker_text(tree, marker, text), rest)) {
      return child;
    }
  }
  return 0;
}

// `faire savoir`, where the infinitive heads its causative auxiliary.
static const GestaFrame *
causative_frame(const GestaScene *scene, uint32_t verb)
{
  const uint32_t cause = gesta_tree_child(scene->tree, verb, "aux:caus");
  const GestaFrame *frame = cause ? gesta_trigger_lexicon_verb(
                              scene->triggers, scene->tree->words[cause].lemma)
                                  : NULL;
  while (frame
         && !gesta_view_equal(frame->rest, scene->tree->words[verb].lemma)) {
    frame = frame->next;
  }
  return frame;
}

// What is acted on, by the grammar alone: frames are not known yet.
static uint32_t
plain_object(const GestaTree *tree, uint32_t verb)
{
  const uint32_t object = gesta_tree_child(tree, verb, "obj");
  if (object) {
    return object;
  }
  const uint32_t passive = gesta_tree_child(tree, verb, "nsubj:pass");
  if (passive || !modifies_object(tree, verb)) {
    return passive;
  }
  return tree->words[verb].head;
}

static bool
is_of_class(const GestaScene *scene, uint32_t word, GestaStringView name)
{
  const GestaMention *mention = gesta_mention_at(scene->mentions,
                                                 scene->sentence, word);
  if (word == 0 || mention->count == 0) {
    return false;
  }
  const GestaEntity *entity =
    &scene->mentions->entities->items[mention->entities[0]];
  const GestaGazetteer *gazetteer = scene->mentions->entities->gazetteer;
  if (entity->known != GESTA_NO_PLACE
      && gesta_gazetteer_get(gazetteer, entity->known)->country
           != GESTA_NO_PLACE) {
    return gesta_view_equal(name, gesta_view("country")); // its government
  }
  switch (entity->class) {
  case GESTA_CLASS_THING:
  case GESTA_CLASS_PLACE:
    return gesta_view_equal(name, gesta_view("thing"));
  case GESTA_CLASS_PERSON:
  case GESTA_CLASS_GROUP:
    return gesta_view_equal(name, gesta_view("person"));
  case GESTA_CLASS_COUNTRY:
    return gesta_view_equal(name, gesta_view("country"));
  case GESTA_CLASS_ORGANIZATION:
    return gesta_view_equal(name, gesta_view("organization"));
  case GESTA_CLASS_ARMED_FORCE:
    return gesta_view_equal(name, gesta_view("armed"));
  }
  return false;
}

// Whether something is said: a clause as object, or the verb put beside it.
static bool
says_clause(const GestaScene *scene, uint32_t verb)
{
  static const char *const marks[] = {",", "»", "\"", "”", "''"};
  const GestaTree *tree = scene->tree;
  if (gesta_tree_child(tree, verb, "ccomp") != 0) {
    return true;
  }
  uint32_t first = verb;
  while (first > 1 && tree->words[first - 1].head == verb
         && tree->words[first - 1].upos != GESTA_UPOS_PUNCT) {
    --first;
  }
  const uint32_t subject = gesta_tree_child(tree, verb, "nsubj");
  const uint32_t object = gesta_tree_child(tree, verb, "obj");
  const bool behind = subject > verb
                      || (subject == 0 && object > verb
                          && !is_of_class(scene, object, gesta_view("thing")));
  for (size_t i = 0; behind && first > 1 && i < sizeof marks / sizeof *marks;
       ++i) {
    if (gesta_view_equal(tree->words[first - 1].form, gesta_view(marks[i]))) {
      return true;
    }
  }
  return false;
}

// Who acts: the subject, or the agent of a passive.
static uint32_t
plain_subject(const GestaScene *scene, uint32_t verb)
{
  const GestaTree *tree = scene->tree;
  const uint32_t subject = gesta_tree_child(tree, verb, "nsubj");
  if (subject && !gesta_tree_is(tree, subject, "nsubj:pass")
      && gesta_tree_child(tree, verb, "aux:pass") == 0) {
    return subject;
  }
  const uint32_t agent = gesta_clause_agent(scene, verb);
  return agent ? agent : subject;
}

static bool
is_court(const GestaScene *scene, uint32_t word)
{
  const GestaMention *mention = gesta_mention_at(scene->mentions,
                                                 scene->sentence, word);
  // `le juge qui a condamné X`
  if (word != 0 && gesta_tree_has(scene->tree, word, "PronType", "Rel")
      && mention->from_sentence == scene->sentence) {
    word = mention->from_words[0];
  }
  return word != 0
         && (gesta_noun_kinds(scene->lists, scene->tree->words[word].lemma)
             & GESTA_KIND_COURT)
              != 0;
}

// `+clause`, `+obj=person`, `+subj=armed`, `+avec`.
static bool
condition_holds(const GestaScene *scene, uint32_t verb,
                GestaStringView condition)
{
  if (gesta_view_equal(condition, gesta_view("clause"))) {
    return says_clause(scene, verb);
  }
  if (condition.size > 4 && memcmp(condition.data, "obj=", 4) == 0) {
    return is_of_class(
      scene, plain_object(scene->tree, verb),
      (GestaStringView){condition.data + 4, condition.size - 4});
  }
  if (condition.size > 5 && memcmp(condition.data, "subj=", 5) == 0) {
    const GestaStringView name = {condition.data + 5, condition.size - 5};
    return gesta_view_equal(name, gesta_view("court"))
             ? is_court(scene, plain_subject(scene, verb))
             : is_of_class(scene, gesta_tree_child(scene->tree, verb, "nsubj"),
                           name);
  }
  return find_with(scene->tree, verb, condition) != 0;
}

// The first frame of a chain whose other words stand beside the verb.
static const GestaFrame *
best_frame(const GestaScene *scene, uint32_t verb, const GestaFrame *frame,
           uint32_t *beside)
{
  *beside = 0;
  for (; frame && frame->rest.size > 0; frame = frame->next) {
    if (frame->rest.data[0] == '+') {
      const GestaStringView rest = {frame->rest.data + 1, frame->rest.size - 1};
      if (condition_holds(scene, verb, rest)) {
        break; // and what it found is free to be the target
      }
      continue;
    }
    *beside = find_beside(scene->tree, verb, frame->rest);
    if (*beside) {
      break;
    }
  }
  return frame;
}

const GestaFrame *
gesta_clause_frame(const GestaScene *scene, uint32_t verb, uint32_t *beside)
{
  char text[GESTA_LEMMA_SIZE];
  const GestaStringView lemma = gesta_clause_lemma(scene, verb, text);
  const GestaFrame *caused = causative_frame(scene, verb);
  if (caused) {
    *beside = 0;
    return caused;
  }
  const GestaFrame *frame = best_frame(
    scene, verb, gesta_trigger_lexicon_verb(scene->triggers, lemma), beside);
  const GestaStringView bare = scene->tree->words[verb].lemma;
  return frame || gesta_view_equal(lemma, bare)
           ? frame
           : best_frame(scene, verb,
                        gesta_trigger_lexicon_verb(scene->triggers, bare),
                        beside);
}
