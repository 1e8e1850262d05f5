// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/event/clause.h"

#include <stdio.h>
#include <string.h>

enum { MAX_CLIMB = 12 };

static bool
is_infinitive(const GestaTree *tree, uint32_t verb)
{
  return gesta_tree_has(tree, verb, "VerbForm", "Inf");
}

static bool
is_past_participle(const GestaTree *tree, uint32_t verb)
{
  return gesta_tree_has(tree, verb, "VerbForm", "Part")
         && gesta_tree_has(tree, verb, "Tense", "Past");
}

static bool
has_auxiliary(const GestaTree *tree, uint32_t verb)
{
  return gesta_tree_child(tree, verb, "aux") != 0;
}

// The reflexive pronoun of a verb, or 0.
static uint32_t
reflexive(const GestaScene *scene, uint32_t verb)
{
  const GestaTree *tree = scene->tree;
  for (uint32_t child = tree->first_child[verb]; child != 0 && child < verb;
       child = tree->next_sibling[child]) {
    char text[GESTA_MARKER_SIZE];
    if (tree->words[child].upos == GESTA_UPOS_PRON
        && (gesta_word_kinds(scene->lists, gesta_marker_text(tree, child, text))
            & GESTA_KIND_REFLEXIVE)
             != 0) {
      return child;
    }
  }
  return gesta_tree_child(tree, verb, "expl:pv");
}

GestaStringView
gesta_clause_lemma(const GestaScene *scene, uint32_t verb,
                   char text[GESTA_LEMMA_SIZE])
{
  const GestaTree *tree = scene->tree;
  const GestaStringView lemma = tree->words[verb].lemma;
  const uint32_t particle = gesta_tree_child(tree, verb, "compound:prt");
  const uint32_t pronoun = reflexive(scene, verb);
  int size = 0;
  if (pronoun) {
    size = snprintf(text, GESTA_LEMMA_SIZE, "se %.*s", (int)lemma.size,
                    lemma.data);
  } else if (particle) {
    size = snprintf(text, GESTA_LEMMA_SIZE, "%.*s %.*s", (int)lemma.size,
                    lemma.data, (int)tree->words[particle].lemma.size,
                    tree->words[particle].lemma.data);
  } else {
    size = snprintf(text, GESTA_LEMMA_SIZE, "%.*s", (int)lemma.size,
                    lemma.data);
  }
  if (size < 0) {
    size = 0;
  }
  return (GestaStringView){text, size < GESTA_LEMMA_SIZE
                                   ? (size_t)size
                                   : (size_t)GESTA_LEMMA_SIZE - 1};
}

// The infinitive that completes a verb, or 0.
static uint32_t
infinitive_of(const GestaTree *tree, uint32_t verb)
{
  for (uint32_t child = tree->first_child[verb]; child != 0;
       child = tree->next_sibling[child]) {
    const bool clausal = gesta_tree_is(tree, child, "xcomp")
                         || gesta_tree_is(tree, child, "ccomp")
                         || gesta_tree_is(tree, child, "csubj");
    const bool verbal = tree->words[child].upos == GESTA_UPOS_VERB
                        || gesta_tree_child(tree, child, "cop") != 0;
    if (clausal && verbal
        && (is_infinitive(tree, child)
            || (gesta_tree_is(tree, child, "xcomp")
                && (has_auxiliary(tree, child)
                    || gesta_tree_has(tree, child, "VerbForm", "Ger"))))
        && gesta_tree_child(tree, child, "nsubj") == 0) {
      return child;
    }
  }
  return 0;
}

uint32_t
gesta_clause_auxiliary_kinds(const GestaScene *scene, uint32_t verb)
{
  char text[GESTA_LEMMA_SIZE];
  uint32_t kinds = gesta_auxiliary_kinds(scene->lists,
                                         gesta_clause_lemma(scene, verb, text))
                   & ~(uint32_t)GESTA_KIND_LIGHT;
  if ((kinds & GESTA_KIND_PASSIVE) != 0
      && scene->tree->words[verb].upos == GESTA_UPOS_VERB
      && gesta_tree_child(scene->tree, verb, "aux:pass") == 0
      && gesta_tree_child(scene->tree, verb, "nsubj:pass") == 0) {
    kinds = 0;
  }
  return kinds;
}

bool
gesta_clause_is_auxiliary(const GestaScene *scene, uint32_t verb)
{
  const uint32_t infinitive = infinitive_of(scene->tree, verb);
  uint32_t beside = 0;
  if (!infinitive || gesta_clause_auxiliary_kinds(scene, verb) == 0) {
    return false;
  }
  // `laisser entendre` is an event of its own.
  (void)gesta_clause_frame(scene, verb, &beside);
  return beside != infinitive;
}

static bool
shares_finite(const GestaTree *tree, uint32_t verb)
{
  return gesta_tree_is(tree, verb, "conj") && !has_auxiliary(tree, verb)
         && gesta_tree_child(tree, verb, "nsubj") == 0
         && !gesta_tree_has(tree, verb, "VerbForm", "Fin");
}

GestaChain
gesta_clause_chain(const GestaScene *scene, uint32_t verb)
{
  const GestaTree *tree = scene->tree;
  GestaChain chain = {.words = {verb}, .count = 1};
  uint32_t at = verb;
  while (chain.count < GESTA_CHAIN_SIZE) {
    while (shares_finite(tree, at) && tree->words[at].head != 0) {
      at = tree->words[at].head;
    }
    const uint32_t head = tree->words[at].head;
    if (head == 0 || infinitive_of(tree, head) == 0
        || !(gesta_tree_is(tree, at, "xcomp")
             || gesta_tree_is(tree, at, "ccomp")
             || gesta_tree_is(tree, at, "csubj"))) {
      break;
    }
    const uint32_t kinds = gesta_clause_auxiliary_kinds(scene, head);
    if (kinds == 0) {
      break;
    }
    chain.kinds |= kinds;
    chain.words[chain.count++] = head;
    at = head;
  }
  return chain;
}

// Whether one of a verb's auxiliaries can make a passive: `a` alone cannot.
static bool
has_be(const GestaScene *scene, uint32_t verb)
{
  const GestaTree *tree = scene->tree;
  for (uint32_t child = tree->first_child[verb]; child != 0;
       child = tree->next_sibling[child]) {
    if (gesta_tree_is(tree, child, "aux")
        && (gesta_word_kinds(scene->lists, tree->words[child].lemma)
            & GESTA_KIND_BE)
             != 0) {
      return true;
    }
  }
  return false;
}

static bool
starts_with_reflexive(GestaStringView lemma)
{
  return lemma.size > 3 && memcmp(lemma.data, "se ", 3) == 0;
}

// A participle without auxiliary: passive where it modifies a noun or a clause.
static bool
is_passive_participle(const GestaTree *tree, uint32_t verb)
{
  return is_past_participle(tree, verb) && !has_auxiliary(tree, verb)
         && gesta_tree_child(tree, verb, "obj") == 0
         && (gesta_tree_is(tree, verb, "acl")
             || gesta_tree_is(tree, verb, "advcl")
             || gesta_tree_is(tree, verb, "amod")
             || gesta_tree_has(tree, verb, "Voice", "Pass"));
}

// The first of the verbs that a verb is coordinated with.
static uint32_t
first_verb(const GestaTree *tree, uint32_t verb)
{
  uint32_t first = verb;
  for (size_t steps = 0;
       steps < MAX_CLIMB && gesta_tree_is(tree, first, "conj")
       && tree->words[tree->words[first].head].upos == GESTA_UPOS_VERB;
       ++steps) {
    first = tree->words[first].head;
  }
  return first;
}

// Whether a thing stands before a reflexive verb that nothing of the kind is
// listed of: `ces armes se vendent`, which somebody sells.
static bool
is_middle(const GestaScene *scene, uint32_t verb, const GestaFrame *frame)
{
  const GestaTree *tree = scene->tree;
  const uint32_t subject = gesta_tree_child(tree, verb, "nsubj");
  const GestaMention *mention = gesta_mention_at(scene->mentions,
                                                 scene->sentence, subject);
  return frame && !starts_with_reflexive(frame->lemma) && subject != 0
         && reflexive(scene, verb) != 0 && mention->count == 1
         && mention->kind == GESTA_MENTION_PHRASE
         && scene->mentions->entities->items[mention->entities[0]].class
              == GESTA_CLASS_THING
         && gesta_tree_child(tree, verb, "obj") != subject
         && gesta_tree_child(tree, verb, "ccomp") == 0;
}

bool
gesta_clause_passive(const GestaScene *scene, uint32_t verb)
{
  const GestaTree *tree = scene->tree;
  uint32_t beside = 0;
  const GestaFrame *frame = gesta_clause_frame(scene, verb, &beside);
  if ((has_auxiliary(tree, verb) && !has_be(scene, verb))
      || (frame
          && ((frame->flags & GESTA_FRAME_ACTIVE) != 0
              || starts_with_reflexive(frame->lemma)))) {
    return false;
  }
  if (is_middle(scene, verb, frame)) {
    return true;
  }
  // `se faire enlever`: whoever has it done to him undergoes it.
  if (gesta_tree_child(tree, verb, "aux:caus") != 0
      && reflexive(scene, verb) != 0) {
    return true;
  }
  if (gesta_tree_child(tree, verb, "aux:pass") != 0
      || gesta_tree_child(tree, verb, "nsubj:pass") != 0
      || gesta_tree_child(tree, verb, "expl:pass") != 0) {
    return true;
  }
  const uint32_t first = first_verb(tree, verb);
  if (first == verb || has_auxiliary(tree, verb)) {
    return is_passive_participle(tree, verb);
  }
  // A participle coordinated with a passive is one too.
  return is_past_participle(tree, verb)
         && gesta_tree_child(tree, verb, "obj") == 0
         && (gesta_tree_child(tree, first, "aux:pass") != 0
             || is_passive_participle(tree, first));
}

static bool
has_no_word(const GestaScene *scene, uint32_t argument)
{
  const GestaTree *tree = scene->tree;
  char text[GESTA_MARKER_SIZE];
  // A pronoun only: `personne` is also a noun.
  if (tree->words[argument].upos != GESTA_UPOS_NOUN
      && gesta_word_kinds(scene->lists, gesta_marker_text(tree, argument, text))
           == GESTA_KIND_NO) {
    return true;
  }
  for (uint32_t child = tree->first_child[argument]; child != 0;
       child = tree->next_sibling[child]) {
    if ((gesta_tree_is(tree, child, "det") || gesta_tree_is(tree, child, "cc")
         || gesta_tree_is(tree, child, "advmod")
         || gesta_tree_is(tree, child, "amod"))
        && (gesta_word_kinds(scene->lists, gesta_marker_text(tree, child, text))
            & GESTA_KIND_NO)
             != 0) {
      return true;
    }
  }
  return false;
}

// Whether a verb's own dependents negate it.
static bool
is_negated_here(const GestaScene *scene, uint32_t verb, bool *ne)
{
  const GestaTree *tree = scene->tree;
  bool negated = false;
  bool part = false;
  *ne = false;
  for (uint32_t child = tree->first_child[verb]; child != 0;
       child = tree->next_sibling[child]) {
    char text[GESTA_MARKER_SIZE];
    const uint32_t kinds = gesta_word_kinds(
      scene->lists, gesta_marker_text(tree, child, text));
    if (gesta_tree_is(tree, child, "nsubj") || gesta_tree_is(tree, child, "obj")
        || gesta_tree_is(tree, child, "obl:agent")) {
      negated = negated || has_no_word(scene, child);
    } else if (tree->words[child].upos != GESTA_UPOS_NOUN) {
      negated = negated
                || (gesta_tree_is(tree, child, "advmod")
                    && kinds == GESTA_KIND_NO) // `neither confirmed nor …`
                || (kinds
                    & (GESTA_KIND_NEGATION | GESTA_KIND_WITHOUT
                       | GESTA_KIND_COORDINATE))
                     != 0;
      *ne = *ne || (kinds & GESTA_KIND_NE) != 0;
      // `craint que X ne vienne`: a conjunction is no part of a negation.
      part = part
             || ((kinds & GESTA_KIND_NE_PART) != 0
                 && !gesta_tree_is(tree, child, "mark"));
    }
  }
  return negated || (*ne && part);
}

// Whether the verb above says that it did not happen: `refuser de venir`.
static bool
is_denied(const GestaScene *scene, uint32_t verb)
{
  const uint32_t head = scene->tree->words[verb].head;
  uint32_t beside = 0;
  const GestaFrame *frame = head
                                && (gesta_tree_is(scene->tree, verb, "xcomp")
                                    || gesta_tree_is(scene->tree, verb, "ccomp")
                                    || gesta_clause_completes(scene, verb))
                              ? gesta_clause_frame(scene, head, &beside)
                              : NULL;
  const uint32_t denies = GESTA_FRAME_DENIAL | GESTA_FRAME_PREVENT;
  // What is only put beside a denial in speech was said.
  return frame && (frame->flags & denies) != 0
         && (!gesta_tree_is(scene->tree, verb, "ccomp")
             || gesta_tree_marker(scene->tree, verb) != 0);
}

bool
gesta_clause_negated(const GestaScene *scene, uint32_t verb)
{
  const GestaChain chain = gesta_clause_chain(scene, verb);
  bool negated = false;
  for (size_t i = 0; i < chain.count; ++i) {
    bool ne = false;
    const bool here = is_negated_here(scene, chain.words[i], &ne);
    const uint32_t kinds = i > 0 ? gesta_clause_auxiliary_kinds(scene,
                                                                chain.words[i])
                                 : 0;
    if ((kinds & GESTA_KIND_END) != 0) {
      negated = !(here || ne); // not to stop doing is to do
    } else if ((kinds & GESTA_KIND_WILL) == 0 || here) {
      negated = negated || here;
    }
  }
  return negated != is_denied(scene, chain.words[chain.count - 1]);
}

// The mood of a verb and its auxiliaries, as a modality.
static GestaModality
mood(const GestaScene *scene, uint32_t verb)
{
  const GestaTree *tree = scene->tree;
  GestaModality modality = GESTA_MODALITY_FACT;
  uint32_t word = verb;
  uint32_t child = tree->first_child[verb];
  while (word != 0) {
    char text[GESTA_MARKER_SIZE];
    const uint32_t kinds = gesta_tree_is(tree, word, "aux") ? gesta_word_kinds(
                             scene->lists, gesta_marker_text(tree, word, text))
                                                            : 0;
    GestaModality here = GESTA_MODALITY_FACT;
    if (gesta_tree_has(tree, word, "Mood", "Cnd")
        || (kinds & GESTA_KIND_MAY) != 0) {
      here = GESTA_MODALITY_POSSIBLE;
    } else if (gesta_tree_has(tree, word, "Tense", "Fut")
               || (kinds & (GESTA_KIND_FUTURE | GESTA_KIND_OUGHT)) != 0) {
      here = GESTA_MODALITY_PLANNED;
    }
    modality = here < modality ? here : modality;
    while (child != 0 && !gesta_tree_is(tree, child, "aux")
           && !gesta_tree_is(tree, child, "cop")) {
      child = tree->next_sibling[child];
    }
    word = child;
    child = child ? tree->next_sibling[child] : 0;
  }
  return modality;
}

static GestaModality
lesser(GestaModality a, GestaModality b)
{
  return a < b ? a : b;
}

static GestaModality
modality_within(const GestaScene *scene, uint32_t verb, unsigned depth);

bool
gesta_clause_completes(const GestaScene *scene, uint32_t verb)
{
  const GestaTree *tree = scene->tree;
  const uint32_t head = tree->words[verb].head;
  const uint32_t marks = gesta_marker_kinds(scene->lists, tree, verb);
  const uint32_t completed = GESTA_FRAME_APPEAL | GESTA_FRAME_CONTROL
                             | GESTA_FRAME_ACCUSE | GESTA_FRAME_COMMIT
                             | GESTA_FRAME_OFFER | GESTA_FRAME_DENIAL;
  const uint32_t others = GESTA_KIND_BEFORE | GESTA_KIND_WITHOUT
                          | GESTA_KIND_CONDITION;
  const bool purpose = (marks & GESTA_KIND_PURPOSE) != 0
                       && (marks & GESTA_KIND_INFINITIVE) == 0;
  uint32_t beside = 0;
  if (head == 0 || !gesta_tree_is(tree, verb, "advcl")
      || gesta_tree_marker(tree, verb) == 0 || purpose || (marks & others) != 0
      || gesta_tree_has(tree, verb, "VerbForm", "Fin")) {
    return false;
  }
  const GestaFrame *frame = gesta_clause_frame(scene, head, &beside);
  return frame && (frame->flags & completed) != 0;
}

// NOLINTBEGIN(misc-no-recursion): to MAX_CLIMB

// What the frame of the verb above makes of its complement.
static GestaModality
imposed_on_complement(const GestaScene *scene, uint32_t verb, uint32_t flags,
                      unsigned depth)
{
  const GestaTree *tree = scene->tree;
  const bool finite = gesta_tree_has(tree, verb, "VerbForm", "Fin");
  // `warn that X will come` only says so.
  const bool said = (flags & GESTA_FRAME_SPEECH) != 0 && finite
                    && (flags & GESTA_FRAME_DEMAND) == 0
                    && !gesta_tree_has(tree, verb, "Mood", "Sub");
  if (((flags & GESTA_FRAME_APPEAL) != 0 && !said)
      || ((flags & GESTA_FRAME_OFFER) != 0 && !finite)) {
    return GESTA_MODALITY_ASKED;
  }
  if ((flags & GESTA_FRAME_COMMIT) != 0 && !finite) {
    return GESTA_MODALITY_PLANNED;
  }
  return gesta_tree_is(tree, verb, "xcomp")
           ? modality_within(scene, tree->words[verb].head, depth + 1)
           : GESTA_MODALITY_FACT;
}

// What the clause above makes of an adverbial clause or a modifier.
static GestaModality
imposed_on_modifier(const GestaScene *scene, uint32_t verb, uint32_t flags,
                    unsigned depth)
{
  const GestaTree *tree = scene->tree;
  const uint32_t marks = gesta_marker_kinds(scene->lists, tree, verb);
  const uint32_t ahead = GESTA_FRAME_APPEAL | GESTA_FRAME_OFFER
                         | GESTA_FRAME_COMMIT;
  const bool modifier = gesta_tree_is(tree, verb, "acl");
  if (!is_infinitive(tree, verb)) {
    return modifier || has_auxiliary(tree, verb)
               || gesta_tree_has(tree, verb, "VerbForm", "Fin")
             ? GESTA_MODALITY_FACT
             : modality_within(scene, tree->words[verb].head, depth + 1);
  }
  if ((marks & GESTA_KIND_BEFORE) != 0) {
    return (flags & ahead) != 0
               || modality_within(scene, tree->words[verb].head, depth + 1)
                    < GESTA_MODALITY_FACT
             ? GESTA_MODALITY_PLANNED
             : GESTA_MODALITY_FACT;
  }
  const bool purpose = (marks & GESTA_KIND_PURPOSE) != 0 || modifier;
  return purpose && (marks & GESTA_KIND_WITHOUT) == 0 ? GESTA_MODALITY_PLANNED
                                                      : GESTA_MODALITY_FACT;
}

// What the word above adds to an infinitive or a clause.
static GestaModality
imposed(const GestaScene *scene, uint32_t verb, unsigned depth)
{
  const GestaTree *tree = scene->tree;
  const uint32_t head = tree->words[verb].head;
  uint32_t beside = 0;
  if (head == 0) {
    return GESTA_MODALITY_FACT;
  }
  const GestaFrame *frame = gesta_clause_frame(scene, head, &beside);
  const uint32_t flags = frame ? frame->flags : 0;
  if ((gesta_marker_kinds(scene->lists, tree, verb) & GESTA_KIND_CONDITION)
      != 0) {
    return GESTA_MODALITY_POSSIBLE;
  }
  if (gesta_tree_is(tree, verb, "xcomp") || gesta_tree_is(tree, verb, "ccomp")
      || gesta_clause_completes(scene, verb)) {
    return imposed_on_complement(scene, verb, flags, depth);
  }
  if (gesta_tree_is(tree, verb, "advcl") || gesta_tree_is(tree, verb, "acl")) {
    return imposed_on_modifier(scene, verb, flags, depth);
  }
  return shares_finite(tree, verb) ? modality_within(scene, head, depth + 1)
                                   : GESTA_MODALITY_FACT;
}

// Whether an auxiliary says that it is yet to come.  A duty told in the past
// was done: `a dû fermer`, `had to close`.
static bool
is_expected(const GestaScene *scene, const GestaChain *chain)
{
  const GestaTree *tree = scene->tree;
  for (size_t i = 1; i < chain->count; ++i) {
    const uint32_t kinds = gesta_clause_auxiliary_kinds(scene, chain->words[i]);
    const bool done = (kinds & GESTA_KIND_DUTY) != 0
                      && (gesta_tree_has(tree, chain->words[i], "Tense", "Past")
                          || (is_past_participle(tree, chain->words[i])
                              && mood(scene, chain->words[i])
                                   == GESTA_MODALITY_FACT));
    if ((kinds & GESTA_KIND_EXPECTED) != 0 && !done) {
      return true;
    }
  }
  return false;
}

static GestaModality
modality_within(const GestaScene *scene, uint32_t verb, unsigned depth)
{
  const GestaTree *tree = scene->tree;
  if (depth > MAX_CLIMB || tree->words[verb].upos == GESTA_UPOS_NOUN) {
    return GESTA_MODALITY_FACT;
  }
  if (gesta_clause_inverted_speaker(scene, verb) != 0) {
    return mood(scene, verb); // what is said before it does not bear on it
  }
  const GestaChain chain = gesta_clause_chain(scene, verb);
  const uint32_t top = chain.words[chain.count - 1];
  GestaModality modality = mood(scene, verb);
  if (chain.count > 1) {
    modality = lesser(modality, mood(scene, top));
  }
  // Said in the past, the conditional is a future.
  const bool future = modality == GESTA_MODALITY_POSSIBLE
                      && gesta_tree_is(tree, top, "ccomp")
                      && (chain.kinds & GESTA_KIND_POSSIBLE) == 0;
  if (is_expected(scene, &chain)
      || (future && (chain.kinds & GESTA_KIND_WILL) == 0)) {
    modality = GESTA_MODALITY_PLANNED;
  } else if ((chain.kinds & GESTA_KIND_WILL) != 0) {
    modality = lesser(modality, GESTA_MODALITY_PLANNED);
  }
  if (chain.count == 1 || gesta_tree_is(tree, top, "ccomp")
      || gesta_tree_is(tree, top, "advcl") || gesta_tree_is(tree, top, "acl")
      || gesta_tree_is(tree, top, "xcomp")) {
    modality = lesser(modality, imposed(scene, top, depth));
  }
  return modality;
}

// NOLINTEND(misc-no-recursion)

GestaModality
gesta_clause_modality(const GestaScene *scene, uint32_t verb)
{
  return modality_within(scene, verb, 0);
}

bool
gesta_clause_future(const GestaScene *scene, uint32_t word)
{
  const GestaTree *tree = scene->tree;
  uint32_t at = word;
  for (size_t steps = 0; steps < MAX_CLIMB && at != 0; ++steps) {
    if (tree->words[at].upos == GESTA_UPOS_VERB) {
      return gesta_clause_modality(scene, at) != GESTA_MODALITY_FACT;
    }
    at = tree->words[at].head;
  }
  return false;
}
