// SPDX-License-Identifier: GPL-3.0-or-later
// Where the target of a verb stands: the places of its frame, or what parsers
// took for something else.
#include "extractor/entity/table_file.h"
#include "extractor/event/clause.h"

static bool
is_nominal(const GestaTree *tree, uint32_t word)
{
  const GestaUpos upos = tree->words[word].upos;
  return upos == GESTA_UPOS_NOUN || upos == GESTA_UPOS_PROPN
         || upos == GESTA_UPOS_PRON || upos == GESTA_UPOS_NUM
         || upos == GESTA_UPOS_SYM || upos == GESTA_UPOS_X
         || (upos == GESTA_UPOS_ADJ && gesta_tree_child(tree, word, "det"));
}

static bool
is_at_place(const GestaTree *tree, uint32_t child, GestaStringView place)
{
  if (gesta_view_equal(place, gesta_view("obj"))) {
    return gesta_tree_is(tree, child, "obj");
  }
  if (gesta_view_equal(place, gesta_view("iobj"))) {
    return gesta_tree_is(tree, child, "iobj");
  }
  if (gesta_view_equal(place, gesta_view("poss"))) {
    return gesta_tree_is(tree, child, "nmod:poss");
  }
  if (!gesta_tree_is(tree, child, "obl") && !gesta_tree_is(tree, child, "nmod")
      && !gesta_tree_is(tree, child, "xcomp")) {
    return false;
  }
  char text[GESTA_MARKER_SIZE];
  const uint32_t marker = gesta_tree_marker(tree, child);
  return marker
         && gesta_view_equal(gesta_marker_text(tree, marker, text), place);
}

static bool
lists_place(GestaStringView places, const char *place)
{
  while (places.size > 0) {
    if (gesta_view_equal(gesta_table_cut(&places, ','), gesta_view(place))) {
      return true;
    }
  }
  return false;
}

static bool
acts(const GestaScene *scene, uint32_t word)
{
  const GestaMention *mention = gesta_mention_at(scene->mentions,
                                                 scene->sentence, word);
  return mention->kind == GESTA_MENTION_SPEAKER
         || (mention->count > 0
             && gesta_entity_acts(
               &scene->mentions->entities->items[mention->entities[0]]));
}

// The noun of `plus de 300 personnes`, where the adverb was taken for the head.
static uint32_t
counted_noun(const GestaTree *tree, uint32_t child)
{
  if (tree->words[child].upos != GESTA_UPOS_ADV) {
    return child;
  }
  uint32_t noun = tree->first_child[child];
  while (noun != 0 && !is_nominal(tree, noun)) {
    noun = tree->next_sibling[noun];
  }
  return noun;
}

uint32_t
gesta_clause_find_place(const GestaScene *scene, uint32_t head,
                        GestaStringView places, uint32_t except)
{
  const GestaTree *tree = scene->tree;
  const bool dative = lists_place(places, "iobj");
  while (places.size > 0) {
    const GestaStringView place = gesta_table_cut(&places, ',');
    // What may also be a dative pronoun is somebody: `souligner Y à X`, but not
    // `souligner Y à plusieurs reprises`.
    const bool addressee = dative && lists_place(places, "obj")
                           && !gesta_view_equal(place, gesta_view("iobj"));
    for (uint32_t child = tree->first_child[head]; child != 0;
         child = tree->next_sibling[child]) {
      const uint32_t noun = is_at_place(tree, child, place)
                              ? counted_noun(tree, child)
                              : 0;
      if (noun != 0 && noun != except && is_nominal(tree, noun)
          && (gesta_noun_kinds(scene->lists, tree->words[noun].lemma)
              & GESTA_KIND_TIME)
               == 0
          && !gesta_tree_has(tree, noun, "Reflex", "Yes")
          && (!addressee || acts(scene, noun))) {
        return noun;
      }
    }
  }
  return 0;
}

static bool
has_ne(const GestaScene *scene, uint32_t verb)
{
  const GestaTree *tree = scene->tree;
  for (uint32_t child = tree->first_child[verb]; child != 0;
       child = tree->next_sibling[child]) {
    char text[GESTA_MARKER_SIZE];
    if ((gesta_word_kinds(scene->lists, gesta_marker_text(tree, child, text))
         & GESTA_KIND_NE)
        != 0) {
      return true;
    }
  }
  return false;
}

// `n'exporte plus de gaz`: under a negation a bare noun with such a preposition
// is the object.
static uint32_t
negated_object(const GestaScene *scene, uint32_t verb)
{
  const GestaTree *tree = scene->tree;
  if (!has_ne(scene, verb)) {
    return 0;
  }
  for (uint32_t child = tree->first_child[verb]; child != 0;
       child = tree->next_sibling[child]) {
    if (child > verb && tree->words[child].upos == GESTA_UPOS_NOUN
        && gesta_tree_is(tree, child, "obl")
        && gesta_tree_child(tree, child, "det") == 0
        && (gesta_marker_kinds(scene->lists, tree, child) & GESTA_KIND_REPEATED)
             != 0) {
      return child;
    }
  }
  return 0;
}

// `accueillir des Palestiniens`, `exporter du blé`: an object with a partitive
// article, which parsers take for a complement.
static uint32_t
partitive_object(const GestaScene *scene, uint32_t verb)
{
  const GestaTree *tree = scene->tree;
  const uint32_t negated = negated_object(scene, verb);
  if (negated) {
    return negated;
  }
  const uint32_t marker = verb + 1;
  if (marker + 2 > tree->count) {
    return 0;
  }
  const uint32_t noun = tree->words[marker].head;
  const GestaToken *token = &tree->sentence->tokens[tree->words[marker].token];
  return noun > marker && tree->words[noun].head == verb
             && token->word_count == 2 && gesta_tree_is(tree, noun, "obl")
             && gesta_tree_is(tree, marker, "case")
             && tree->words[noun].upos != GESTA_UPOS_PROPN
             && (gesta_noun_kinds(scene->lists, tree->words[noun].lemma)
                 & (GESTA_KIND_PLACE | GESTA_KIND_TIME))
                  == 0
             && (gesta_marker_kinds(scene->lists, tree, noun) & GESTA_KIND_OF)
                  != 0
           ? noun
           : 0;
}

static bool
has_relative(const GestaTree *tree, uint32_t word)
{
  for (uint32_t child = tree->first_child[word]; child != 0;
       child = tree->next_sibling[child]) {
    if (gesta_tree_has(tree, child, "PronType", "Rel")) {
      return true;
    }
  }
  return false;
}

// The noun that a relative clause leaves without object: `the men he accused`,
// or one whose relative pronoun was taken for a conjunction.
static uint32_t
relative_object(const GestaTree *tree, uint32_t verb)
{
  if (!gesta_tree_is(tree, verb, "acl:relcl")
      || gesta_tree_child(tree, verb, "nsubj") == 0) {
    return 0;
  }
  for (uint32_t child = tree->first_child[verb]; child != 0;
       child = tree->next_sibling[child]) {
    // `dont le gouvernement s'est effondré`: the pronoun is in the subject.
    const bool possessive = gesta_tree_is(tree, child, "nsubj")
                            && has_relative(tree, child);
    if (possessive || gesta_tree_has(tree, child, "PronType", "Rel")
        || gesta_tree_is(tree, child, "nsubj:pass")
        || gesta_tree_is(tree, child, "ccomp")) {
      return 0;
    }
  }
  return tree->words[verb].head;
}

// `reconnaître la présence de soldats au Congo`: of what is said of a thing a
// country is the place, not whom it is told.
static bool
says_where(const GestaScene *scene, uint32_t verb, const GestaFrame *frame,
           uint32_t found, uint32_t beside)
{
  const GestaMention *mention = gesta_mention_at(scene->mentions,
                                                 scene->sentence, found);
  const uint32_t object = gesta_tree_child(scene->tree, verb, "obj");
  if ((frame->flags & GESTA_FRAME_SPEECH) == 0 || object == 0 || object == found
      || object == beside || mention->count != 1
      || !is_nominal(scene->tree, object)
      || (gesta_marker_kinds(scene->lists, scene->tree, found)
          & GESTA_KIND_LOCATIVE)
           == 0) {
    return false;
  }
  const GestaEntityClass class =
    scene->mentions->entities->items[mention->entities[0]].class;
  return class == GESTA_CLASS_COUNTRY || class == GESTA_CLASS_PLACE;
}

// The target of a verb whose frame does not say where it stands.
static uint32_t
usual_target(const GestaScene *scene, uint32_t verb, uint32_t beside)
{
  const GestaTree *tree = scene->tree;
  const uint32_t object = gesta_clause_find_place(
    scene, verb, gesta_view("obj,iobj"), beside);
  if (object) {
    return object;
  }
  for (uint32_t child = tree->first_child[verb]; child != 0;
       child = tree->next_sibling[child]) {
    const uint32_t kinds = gesta_noun_kinds(scene->lists,
                                            tree->words[child].lemma);
    if (child != beside && gesta_tree_is(tree, child, "obl:arg")
        && !(gesta_tree_has(tree, child, "PronType", "Rel")
             && gesta_tree_marker(tree, child) == 0) // `dont le chef …`
        && is_nominal(tree, child) && (kinds & GESTA_KIND_TIME) == 0) {
      return child;
    }
  }
  return relative_object(tree, verb);
}

static uint32_t
own_target(const GestaScene *scene, uint32_t verb, const GestaFrame *frame,
           uint32_t beside)
{
  const GestaTree *tree = scene->tree;
  if (frame && beside
      && gesta_view_equal(frame->target, gesta_view("beside"))) {
    return beside;
  }
  if (frame && frame->target.size > 0) {
    const uint32_t found = gesta_clause_find_place(scene, verb, frame->target,
                                                   beside);
    if (found && says_where(scene, verb, frame, found, beside)) {
      return gesta_tree_child(tree, verb, "obj");
    }
    if (found || beside) {
      return found ? found
                   : gesta_clause_find_place(scene, beside, frame->target, 0);
    }
    if (!lists_place(frame->target, "obj")) {
      return 0;
    }
    const uint32_t partitive = partitive_object(scene, verb);
    const uint32_t dative = gesta_tree_child(tree, verb, "iobj");
    if (partitive || (dative && is_nominal(tree, dative) && dative > verb)) {
      return partitive ? partitive : dative;
    }
    return relative_object(tree, verb);
  }
  return usual_target(scene, verb, beside);
}

// `confirmed nor denied the strikes`: the object behind two verbs is that of
// both.
static uint32_t
shared_object(const GestaScene *scene, uint32_t verb)
{
  enum { NEAR = 4 };
  const GestaTree *tree = scene->tree;
  const uint32_t other = gesta_tree_child(tree, verb, "conj");
  if (other <= verb || other > verb + NEAR
      || tree->words[other].upos != GESTA_UPOS_VERB
      || gesta_tree_child(tree, other, "nsubj") != 0
      || gesta_clause_passive(scene, verb)) {
    return 0;
  }
  for (uint32_t word = verb + 1; word < other; ++word) {
    const GestaUpos upos = tree->words[word].upos;
    if (upos != GESTA_UPOS_CCONJ && upos != GESTA_UPOS_ADV
        && upos != GESTA_UPOS_AUX) {
      return 0;
    }
  }
  const uint32_t object = gesta_tree_child(tree, other, "obj");
  return object > other && is_nominal(tree, object) ? object : 0;
}

uint32_t
gesta_clause_target(const GestaScene *scene, uint32_t verb,
                    const GestaFrame *frame, uint32_t beside)
{
  const uint32_t own = own_target(scene, verb, frame, beside);
  const bool takes = !frame || frame->target.size == 0
                     || lists_place(frame->target, "obj");
  return own || beside || !takes ? own : shared_object(scene, verb);
}
