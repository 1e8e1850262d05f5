// SPDX-License-Identifier: GPL-3.0-or-later
// Subjects that the clause has, shares with another, or lost in parsing.
#include "extractor/event/clause.h"

enum { MAX_CLIMB = 12, REACH = 14 };

// An agent that the parser hung elsewhere: the first phrase with its
// preposition behind a participle, before any other verb.
static uint32_t
lost_agent(const GestaScene *scene, uint32_t verb)
{
  const GestaTree *tree = scene->tree;
  if (!gesta_tree_is(tree, verb, "acl")
      || !gesta_tree_has(tree, verb, "VerbForm", "Part")) {
    return 0;
  }
  for (uint32_t word = verb + 1; word <= tree->count && word < verb + REACH
                                 && tree->words[word].upos != GESTA_UPOS_VERB;
       ++word) {
    const uint32_t head = tree->words[word].head;
    if ((tree->words[word].upos == GESTA_UPOS_NOUN
         || tree->words[word].upos == GESTA_UPOS_PROPN)
        && (gesta_marker_kinds(scene->lists, tree, word) & GESTA_KIND_AGENT)
             != 0
        && (gesta_tree_below(tree, head, verb)
            || gesta_tree_below(tree, verb, head))) {
      return word;
    }
  }
  return 0;
}

uint32_t
gesta_clause_agent(const GestaScene *scene, uint32_t verb)
{
  const GestaTree *tree = scene->tree;
  const uint32_t agent = gesta_tree_child(tree, verb, "obl:agent");
  if (agent) {
    return agent;
  }
  for (uint32_t child = tree->first_child[verb]; child != 0;
       child = tree->next_sibling[child]) {
    if (gesta_tree_is(tree, child, "obl")
        && (gesta_marker_kinds(scene->lists, tree, child) & GESTA_KIND_AGENT)
             != 0) {
      return child;
    }
  }
  return lost_agent(scene, verb);
}

// The nearest verb above a word, or 0.
static uint32_t
verb_above(const GestaTree *tree, uint32_t word)
{
  uint32_t at = tree->words[word].head;
  for (size_t steps = 0;
       steps < MAX_CLIMB && at != 0 && tree->words[at].upos != GESTA_UPOS_VERB;
       ++steps) {
    at = tree->words[at].head;
  }
  return at;
}

static bool
is_quote_end(GestaStringView form)
{
  static const char *const marks[] = {"»", "\"", "”", "''"};
  bool ends = false;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; ++i) {
    ends = ends || gesta_view_equal(form, gesta_view(marks[i]));
  }
  return ends;
}

// Whether the subject before a verb is only parted from it by a parenthesis
// between commas: `Londres, qui …, a rappelé son ambassadeur`.
static bool
is_parenthesis(const GestaTree *tree, uint32_t subject, uint32_t comma)
{
  return subject != 0 && subject < comma
         && gesta_tree_below(tree, comma - 1, subject) && comma - 1 != subject
         && (gesta_tree_child(tree, subject, "acl") != 0
             || gesta_tree_child(tree, subject, "appos") != 0);
}

// The subject behind a speech verb that follows what is said: `…, a déclaré
// X`.  Parsers often take it for an object, or the subject of what is said for
// the speaker, so that the place decides: the verb stands right after a comma
// or a closing quotation mark, and a bare noun phrase follows.
uint32_t
gesta_clause_inverted_speaker(const GestaScene *scene, uint32_t verb)
{
  const GestaTree *tree = scene->tree;
  uint32_t beside = 0;
  uint32_t first = verb;
  const GestaFrame *frame = gesta_clause_frame(scene, verb, &beside);
  if (!frame || (frame->flags & GESTA_FRAME_SPEECH) == 0
      || gesta_tree_has(tree, verb, "VerbForm", "Inf")) {
    return 0;
  }
  while (first > 1 && tree->words[first - 1].head == verb
         && (tree->words[first - 1].upos == GESTA_UPOS_AUX
             || tree->words[first - 1].upos == GESTA_UPOS_ADV
             || gesta_tree_has(tree, first - 1, "Reflex", "Yes"))) {
    --first;
  }
  const bool comma = first > 1
                     && gesta_view_equal(tree->words[first - 1].form,
                                         gesta_view(","));
  const uint32_t end = comma ? first - 2 : first - 1;
  const bool quote = end >= 1 && is_quote_end(tree->words[end].form);
  // In the present, only behind a quotation: `X marche, dit …` is rare.
  const bool after_mark = quote
                          || (comma
                              && !gesta_tree_has(tree, verb, "Tense", "Pres"));
  if (comma && !quote
      && is_parenthesis(tree, gesta_tree_child(tree, verb, "nsubj"),
                        first - 1)) {
    return 0;
  }
  for (uint32_t child = tree->first_child[verb]; after_mark && child != 0;
       child = tree->next_sibling[child]) {
    if (child > verb && gesta_tree_marker(tree, child) == 0
        && tree->words[child].upos != GESTA_UPOS_VERB
        && (gesta_tree_is(tree, child, "nsubj")
            || gesta_tree_is(tree, child, "obj"))) {
      return child;
    }
  }
  return 0;
}

static uint32_t
own_subject(const GestaScene *scene, uint32_t verb)
{
  const GestaTree *tree = scene->tree;
  const uint32_t inverted = gesta_clause_inverted_speaker(scene, verb);
  uint32_t subject = inverted ? inverted
                              : gesta_tree_child(tree, verb, "nsubj");
  if (subject && gesta_tree_has(tree, subject, "PronType", "Int")) {
    subject = 0;
  }
  return subject;
}

// Whether an expletive stands for the subject: `il a été décidé`.  A reflexive
// pronoun is an expletive too, but no subject.
static bool
has_expletive_subject(const GestaTree *tree, uint32_t verb)
{
  for (uint32_t child = tree->first_child[verb]; child != 0;
       child = tree->next_sibling[child]) {
    if (gesta_tree_is(tree, child, "expl:subj")
        || (gesta_view_equal(tree->words[child].relation, gesta_view("expl"))
            && !gesta_tree_has(tree, child, "Reflex", "Yes"))) {
      return true;
    }
  }
  return false;
}

// A finite verb whose subject the parser lost: the nearest bare noun phrase or
// pronoun before it that depends on it or that nothing else explains.
static uint32_t
lost_subject(const GestaScene *scene, uint32_t verb)
{
  const GestaTree *tree = scene->tree;
  uint32_t beside = 0;
  const GestaFrame *frame = gesta_clause_frame(scene, verb, &beside);
  const uint32_t auxiliary = gesta_tree_child(tree, verb, "aux");
  const uint32_t finite = auxiliary ? auxiliary : verb;
  if (!gesta_tree_has(tree, finite, "VerbForm", "Fin")
      || gesta_tree_has(tree, finite, "Mood", "Imp")
      || gesta_tree_is(tree, verb, "conj") || has_expletive_subject(tree, verb)
      || (frame && (frame->flags & GESTA_FRAME_SPEECH) != 0
          && gesta_tree_is(tree, verb, "parataxis"))) {
    return 0;
  }
  for (uint32_t word = verb - 1; word >= 1; --word) {
    const uint32_t head = tree->words[word].head;
    if (tree->words[word].upos == GESTA_UPOS_VERB && head != verb) {
      return 0;
    }
    if ((tree->words[word].upos == GESTA_UPOS_NOUN
         || tree->words[word].upos == GESTA_UPOS_PROPN
         || gesta_tree_has(tree, word, "PronType", "Rel"))
        && gesta_tree_marker(tree, word) == 0
        && (head == verb || gesta_tree_is(tree, word, "dep")
            || gesta_tree_is(tree, word, "appos"))
        && !gesta_tree_is(tree, word, "obl:mod")
        && (gesta_noun_kinds(scene->lists, tree->words[word].lemma)
            & GESTA_KIND_TIME)
             == 0) {
      return word;
    }
  }
  return 0;
}

// NOLINTBEGIN(misc-no-recursion): to MAX_CLIMB

static uint32_t
subject_within(const GestaScene *scene, uint32_t verb, unsigned depth);

// Who does the infinitive or participle that completes `head`.
static uint32_t
controller(const GestaScene *scene, uint32_t verb, uint32_t head,
           unsigned depth)
{
  const GestaTree *tree = scene->tree;
  uint32_t beside = 0;
  // `X, coupable d'avoir insulté Y`
  if (tree->words[head].upos != GESTA_UPOS_VERB
      && (gesta_tree_is(tree, head, "appos")
          || gesta_tree_is(tree, head, "amod"))) {
    return tree->words[head].head;
  }
  const GestaFrame *frame = gesta_clause_frame(scene, head, &beside);
  const uint32_t controls = GESTA_FRAME_APPEAL | GESTA_FRAME_CONTROL
                            | GESTA_FRAME_ACCUSE;
  if (frame && (frame->flags & controls) != 0) {
    if (gesta_clause_passive(scene, head)) {
      return subject_within(scene, head, depth + 1);
    }
    const uint32_t target = gesta_clause_target(scene, head, frame, beside);
    if (target) {
      return target == verb ? 0 : target;
    }
    // Asking to be heard: whoever asks is heard.
    return (frame->flags & GESTA_FRAME_APPEAL) != 0
               && gesta_clause_passive(scene, verb)
             ? subject_within(scene, head, depth + 1)
             : 0;
  }
  if (gesta_clause_auxiliary_kinds(scene, head) & GESTA_KIND_CAUSE) {
    const uint32_t object = gesta_tree_child(tree, head, "obj");
    // `was made to resign`
    return object || !gesta_clause_passive(scene, head)
             ? object
             : subject_within(scene, head, depth + 1);
  }
  // `il a été décidé par X de partir`
  const uint32_t agent = has_expletive_subject(tree, head)
                             && gesta_clause_passive(scene, head)
                           ? gesta_clause_agent(scene, head)
                           : 0;
  return agent ? agent : subject_within(scene, head, depth + 1);
}

// Whether a present participle stands off behind a comma: `…, dénonçant Y` is
// said of the subject, whatever noun stands before the comma.
static bool
stands_off(const GestaTree *tree, uint32_t verb)
{
  uint32_t before = verb - 1;
  while (before > 0 && tree->words[before].upos == GESTA_UPOS_ADV) {
    --before;
  }
  return gesta_tree_has(tree, verb, "VerbForm", "Part")
         && gesta_tree_has(tree, verb, "Tense", "Pres") && before > 0
         && gesta_view_equal(tree->words[before].form, gesta_view(","));
}

// The noun that a participle or infinitive modifies, or its possessor.
static uint32_t
subject_of_modifier(const GestaScene *scene, uint32_t verb, unsigned depth)
{
  const GestaTree *tree = scene->tree;
  const uint32_t noun = tree->words[verb].head;
  if (stands_off(tree, verb)) {
    const uint32_t governor = verb_above(tree, noun);
    const uint32_t subject = governor
                               ? subject_within(scene, governor, depth + 1)
                               : 0;
    return subject ? subject : noun;
  }
  if (!gesta_tree_has(tree, verb, "VerbForm", "Inf")
      || gesta_tree_is(tree, verb, "acl:relcl")) {
    return noun;
  }
  for (uint32_t child = tree->first_child[noun]; child != 0;
       child = tree->next_sibling[child]) {
    if ((gesta_tree_is(tree, child, "nmod")
         && (gesta_marker_kinds(scene->lists, tree, child) & GESTA_KIND_OF)
              != 0)
        || gesta_tree_is(tree, child, "nmod:poss")) {
      return child;
    }
  }
  const uint32_t above = verb_above(tree, noun);
  return above ? subject_within(scene, above, depth + 1) : 0;
}

// A participle that the parser coordinated with an object: `ont attaqué X et
// tué Y`.
static uint32_t
shared_subject(const GestaScene *scene, uint32_t verb, unsigned depth)
{
  const uint32_t above = verb_above(scene->tree, verb);
  return above && gesta_tree_has(scene->tree, verb, "VerbForm", "Part")
           ? subject_within(scene, above, depth + 1)
           : 0;
}

// The subject of the first of two coordinated clauses.
static uint32_t
conjunct_subject(const GestaScene *scene, uint32_t verb, unsigned depth)
{
  const GestaTree *tree = scene->tree;
  const uint32_t head = tree->words[verb].head;
  return tree->words[head].upos == GESTA_UPOS_VERB
             || gesta_tree_child(tree, head, "cop") != 0
             || gesta_tree_child(tree, head, "nsubj") != 0
           ? subject_within(scene, head, depth + 1)
           : shared_subject(scene, verb, depth);
}

static uint32_t
adverbial_subject(const GestaScene *scene, uint32_t verb, unsigned depth)
{
  const GestaTree *tree = scene->tree;
  const uint32_t head = tree->words[verb].head;
  const uint32_t above = tree->words[head].upos == GESTA_UPOS_VERB
                           ? head
                           : verb_above(tree, verb);
  if (above && gesta_clause_completes(scene, verb)) {
    return controller(scene, verb, above, depth);
  }
  return subject_within(scene, above ? above : head, depth + 1);
}

static uint32_t
subject_within(const GestaScene *scene, uint32_t verb, unsigned depth)
{
  const GestaTree *tree = scene->tree;
  uint32_t own = own_subject(scene, verb);
  own = own ? own : lost_subject(scene, verb);
  const uint32_t head = tree->words[verb].head;
  if (own || head == 0 || depth > MAX_CLIMB) {
    return own;
  }
  if (has_expletive_subject(tree, verb)) {
    // Impersonal if it stands before the verb, else an inverted pronoun.
    const uint32_t pronoun = gesta_tree_child(tree, verb, "expl:subj");
    return pronoun > 1 && tree->words[pronoun - 1].upos == GESTA_UPOS_AUX
             ? pronoun
             : 0;
  }
  if (gesta_tree_is(tree, verb, "conj")) {
    return conjunct_subject(scene, verb, depth);
  }
  if (gesta_tree_is(tree, verb, "xcomp")) {
    return controller(scene, verb, head, depth);
  }
  if (gesta_tree_is(tree, verb, "ccomp")) {
    return gesta_tree_has(tree, verb, "VerbForm", "Fin")
             ? 0
             : controller(scene, verb, head, depth);
  }
  if (gesta_tree_is(tree, verb, "advcl")) {
    return adverbial_subject(scene, verb, depth);
  }
  if (gesta_tree_is(tree, verb, "parataxis")
      && tree->words[head].upos == GESTA_UPOS_VERB) {
    return subject_within(scene, head, depth + 1);
  }
  return gesta_tree_is(tree, verb, "acl")
           ? subject_of_modifier(scene, verb, depth)
           : 0;
}

// NOLINTEND(misc-no-recursion)

uint32_t
gesta_clause_subject(const GestaScene *scene, uint32_t verb)
{
  return subject_within(scene, verb, 0);
}
