// SPDX-License-Identifier: GPL-3.0-or-later
// Conjuncts, complements and infinitives that hang on the wrong word.
#include "extractor/entity/name_fold.h"
#include "extractor/event/repair.h"

#include <stdio.h>

enum { MAX_CLIMB = 16, KEY_SIZE = 96 };

// `maintes fois appelé Kiev et Moscou`: of two subjects around an active verb
// the one behind it is the object.
static void
turn_second_subject(GestaRepair *repair, uint32_t verb)
{
  const uint32_t first = gesta_repair_child_of(repair, verb, "nsubj");
  const uint32_t second = first && first < verb ? gesta_repair_child_after(
                            repair, verb, "nsubj", verb)
                                                : 0;
  if (repair->words[verb].upos != GESTA_UPOS_VERB || !second
      || !gesta_repair_is_noun(repair, second)
      || gesta_repair_child_of(repair, second, "case") != 0
      || gesta_repair_child_of(repair, verb, "obj") != 0
      || gesta_repair_child_of(repair, verb, "aux:pass") != 0) {
    return;
  }
  for (uint32_t word = verb + 1; word < second; ++word) {
    if (repair->words[word].upos == GESTA_UPOS_PUNCT
        || repair->words[word].upos == GESTA_UPOS_VERB) {
      return;
    }
  }
  repair->words[second].relation = gesta_view("obj");
  if (gesta_repair_is(repair, first, "nsubj:pass")) {
    repair->words[first].relation = gesta_view("nsubj");
  }
}

// `A, B, C et D`: all conjuncts hang on the first.
static void
flatten_conjunct(GestaRepair *repair, uint32_t word)
{
  uint32_t first = repair->words[word].head;
  if (!gesta_repair_is(repair, word, "conj")
      || !gesta_repair_is_noun(repair, word)) {
    return;
  }
  for (unsigned steps = 0;
       steps < MAX_CLIMB && first != 0 && gesta_repair_is(repair, first, "conj")
       && gesta_repair_is_noun(repair, first)
       && gesta_repair_is_noun(repair, repair->words[first].head);
       ++steps) {
    first = repair->words[first].head;
  }
  if (first != 0 && first != repair->words[word].head) {
    gesta_repair_attach(repair, word, first, "conj");
  }
}

// Whether a preposition that is repeated before each conjunct marks a word.
static bool
is_repeated(const GestaRepair *repair, uint32_t word)
{
  return (gesta_repair_word_kinds(repair,
                                  gesta_repair_child_of(repair, word, "case"))
          & GESTA_KIND_REPEATED)
         != 0;
}

// `un assouplissement des restrictions et la possibilité`: what is coordinated
// with a complement would have its preposition too, so that a phrase without
// one is coordinated with the noun above, or with the one that a clause before
// a comma modifies.
static void
raise_bare_conjunct(GestaRepair *repair, uint32_t word)
{
  uint32_t at = repair->words[word].head;
  const uint32_t joint = gesta_repair_child_of(repair, word, "cc");
  if (!gesta_repair_is(repair, word, "conj") || at == 0 || at > word || !joint
      || !gesta_repair_is_noun(repair, word)
      || gesta_repair_child_of(repair, word, "case") != 0
      || (gesta_repair_child_of(repair, word, "det") == 0
          && gesta_repair_child_of(repair, word, "nummod") == 0)
      || !is_repeated(repair, at)) {
    return;
  }
  const bool comma = joint > 1
                     && repair->words[joint - 1].upos == GESTA_UPOS_PUNCT;
  uint32_t found = 0;
  for (unsigned steps = 0; steps < MAX_CLIMB && at != 0; ++steps) {
    const bool clause = repair->words[at].upos == GESTA_UPOS_VERB;
    if (clause && (!comma || gesta_repair_is_finite(repair, at))) {
      break;
    }
    if (gesta_repair_is_noun(repair, at)
        && gesta_repair_child_of(repair, at, "case") == 0
        && (gesta_repair_is(repair, at, "obj")
            || gesta_repair_is(repair, at, "nsubj"))) {
      found = at; // behind a comma, the one outside of all clauses
      if (!comma) {
        break;
      }
    }
    at = repair->words[at].head;
  }
  if (found) {
    gesta_repair_attach(repair, word, found, "conj");
  }
}

// `afin de rétablir l'ordre` where the adverb heads the clause: the infinitive
// does, and the adverb marks it.
static void
lower_purpose(GestaRepair *repair, uint32_t adverb)
{
  const uint32_t verb = gesta_repair_child_of(repair, adverb, "ccomp");
  if (verb < adverb || !gesta_repair_is(repair, adverb, "advmod")
      || (gesta_repair_word_kinds(repair, adverb) & GESTA_KIND_PURPOSE) == 0) {
    return;
  }
  gesta_repair_replace(repair, adverb, verb, "mark");
  repair->words[verb].relation = gesta_view("advcl");
}

// `a souligné le désir de la Turquie d'éviter`: a verb that only says
// something has no infinitive; the thing that it speaks of has.
static void
lower_infinitive(GestaRepair *repair, uint32_t verb)
{
  const uint32_t above = repair->words[verb].head;
  const uint32_t takes = GESTA_FRAME_APPEAL | GESTA_FRAME_COMMIT
                         | GESTA_FRAME_OFFER | GESTA_FRAME_DENIAL
                         | GESTA_FRAME_ACCUSE | GESTA_FRAME_CONTROL;
  if (above == 0 || !gesta_repair_is(repair, verb, "xcomp")
      || !gesta_repair_has(repair, verb, "VerbForm", "Inf")
      || !gesta_repair_is_of(repair,
                             gesta_repair_child_of(repair, verb, "mark"))) {
    return;
  }
  const uint32_t flags = gesta_repair_flags_of(repair, above);
  const uint32_t noun = gesta_repair_child_of(repair, above, "obj");
  if ((flags & GESTA_FRAME_SPEECH) != 0 && (flags & takes) == 0 && noun > above
      && noun < verb && repair->words[noun].upos == GESTA_UPOS_NOUN
      && gesta_repair_kinds_of(repair, noun) == 0) {
    gesta_repair_attach(repair, verb, noun, "acl");
  }
}

// `discuter en détail des relations`: a phrase of manner has no complement of
// its own; the verb has.
static void
raise_complement(GestaRepair *repair, uint32_t noun)
{
  char key[KEY_SIZE];
  const uint32_t marker = noun - 1;
  const uint32_t verb = repair->words[noun].head;
  if (noun < 2 || verb == 0 || !gesta_repair_is(repair, noun, "obl")
      || repair->words[verb].upos != GESTA_UPOS_VERB
      || repair->words[marker].head != noun) {
    return;
  }
  const GestaStringView first = repair->words[marker].lemma;
  const GestaStringView second = repair->words[noun].lemma;
  const int size = snprintf(key, sizeof key, "%.*s %.*s", (int)first.size,
                            first.data, (int)second.size, second.data);
  if (size < 0 || size >= KEY_SIZE
      || (gesta_word_kinds(repair->knowledge->lists,
                           (GestaStringView){key, (size_t)size})
          & GESTA_KIND_MANNER)
           == 0) {
    return;
  }
  for (uint32_t child = noun + 1; child <= repair->count; ++child) {
    if (repair->words[child].head == noun
        && gesta_repair_is(repair, child, "nmod")
        && gesta_repair_child_of(repair, child, "case") != 0) {
      gesta_repair_attach(repair, child, verb, "obl:arg");
    }
  }
}

// `…, et l'Union européenne devrait intervenir`: a conjunct behind a comma and
// a conjunction that a finite verb without subject follows is its subject.
static void
regain_subject(GestaRepair *repair, uint32_t verb)
{
  if (repair->words[verb].upos != GESTA_UPOS_VERB
      || !gesta_repair_is_finite(repair, verb)
      || gesta_repair_child_of(repair, verb, "nsubj") != 0
      || gesta_repair_child_of(repair, verb, "expl") != 0
      || gesta_repair_is(repair, verb, "acl")) {
    return;
  }
  uint32_t noun = 0;
  for (uint32_t word = verb - 1; word >= 1 && !noun; --word) {
    if (repair->words[word].head == verb
        && !gesta_repair_is_noun(repair, word)) {
      continue; // an auxiliary or adverb
    }
    for (noun = word; noun != 0 && !gesta_repair_is(repair, noun, "conj");) {
      noun = repair->words[noun].head;
    }
    break;
  }
  const uint32_t joint = noun ? gesta_repair_child_of(repair, noun, "cc") : 0;
  if (joint < 2 || joint > noun || !gesta_repair_is_noun(repair, noun)
      || noun > verb || gesta_repair_child_of(repair, noun, "case") != 0
      || gesta_repair_child_of(repair, noun, "acl") != 0
      || repair->words[joint - 1].upos != GESTA_UPOS_PUNCT
      || repair->words[noun].head == verb
      || gesta_repair_is_below(repair, noun, verb)) {
    return;
  }
  gesta_repair_attach(repair, joint, verb, "cc");
  gesta_repair_attach(repair, noun, verb, "nsubj");
  repair->words[verb].relation = repair->words[verb].head
                                   ? gesta_view("conj")
                                   : repair->words[verb].relation;
}

// `"I did it," Lucy admitted`: of two subjects of what is said, the one right
// before the verb of speech is the speaker.
static void
regain_speaker(GestaRepair *repair, uint32_t verb)
{
  uint32_t noun = verb - 1;
  if (repair->words[verb].upos != GESTA_UPOS_VERB
      || gesta_repair_child_of(repair, verb, "nsubj") != 0
      || (gesta_repair_flags_of(repair, verb) & GESTA_FRAME_SPEECH) == 0) {
    return;
  }
  while (noun > 0 && !gesta_repair_is(repair, noun, "nsubj")
         && (repair->words[noun].head == verb
             || gesta_repair_is(repair, noun, "flat"))) {
    --noun;
  }
  const uint32_t head = noun ? repair->words[noun].head : 0;
  const uint32_t first = head ? gesta_repair_child_of(repair, head, "nsubj")
                              : 0;
  if (noun > 0 && gesta_repair_is(repair, noun, "nsubj") && head != verb
      && head < noun && first != 0 && first < noun
      && gesta_repair_is_below(repair, verb, head)) {
    gesta_repair_attach(repair, noun, verb, "nsubj");
  }
}

// `les deux républiques, A et B`: two names behind a comma say who the two are.
static void
join_pair(GestaRepair *repair, uint32_t name)
{
  const uint32_t noun = repair->words[name].head;
  if (!gesta_repair_is(repair, name, "conj") || noun == 0 || noun > name
      || repair->words[name].upos != GESTA_UPOS_PROPN
      || repair->words[noun].upos != GESTA_UPOS_NOUN
      || !gesta_repair_has(repair, noun, "Number", "Plur")
      || gesta_repair_child_of(repair, noun, "nummod") == 0
      || gesta_repair_child_of(repair, name, "cc") != 0
      || gesta_repair_child_of(repair, name, "case") != 0
      || gesta_repair_child_of(repair, noun, "cc") != 0
      || gesta_repair_child_of(repair, noun, "conj") != name
      || gesta_repair_child_after(repair, noun, "conj", name) != 0) {
    return;
  }
  const uint32_t other = gesta_repair_child_of(repair, name, "conj");
  if (other && gesta_repair_child_of(repair, other, "cc") != 0
      && gesta_repair_child_after(repair, name, "conj", other) == 0) {
    repair->words[name].relation = gesta_view("appos");
  }
}

// `…, Fidan attirant l'attention sur Y`: the noun between a comma and a present
// participle is its subject.
static void
regain_participle_subject(GestaRepair *repair, uint32_t verb)
{
  uint32_t noun = verb - 1;
  if (verb < 3 || !gesta_repair_is(repair, verb, "advcl")
      || !gesta_repair_has(repair, verb, "VerbForm", "Part")
      || !gesta_repair_has(repair, verb, "Tense", "Pres")
      || gesta_repair_child_of(repair, verb, "nsubj") != 0
      || gesta_repair_child_of(repair, verb, "mark") != 0) {
    return;
  }
  while (noun > 1 && gesta_repair_is(repair, noun, "flat")) {
    --noun;
  }
  if (noun > 1 && repair->words[noun].upos == GESTA_UPOS_PROPN
      && repair->words[noun].head != verb
      && gesta_repair_is(repair, noun, "appos")
      && gesta_view_equal(repair->words[noun - 1].form, gesta_view(","))) {
    gesta_repair_attach(repair, noun, verb, "nsubj");
  }
}

static bool
disagree(const GestaRepair *repair, uint32_t one, uint32_t other,
         const char *feature)
{
  const GestaStringView a = gesta_word_feature(&repair->words[one], feature);
  const GestaStringView b = gesta_word_feature(&repair->words[other], feature);
  return a.size > 0 && b.size > 0 && !gesta_view_equal(a, b);
}

// `ont trouvé l'arme, découverte en mars`: a participle behind a comma that
// does not agree with the subject modifies the nearest noun that it agrees
// with.
static void
lower_participle(GestaRepair *repair, uint32_t verb)
{
  const uint32_t above = repair->words[verb].head;
  const uint32_t subject = above ? gesta_repair_child_of(repair, above, "nsubj")
                                 : 0;
  if (verb < 3 || above == 0 || above > verb || subject == 0
      || repair->words[verb].upos != GESTA_UPOS_VERB
      || !gesta_repair_is(repair, verb, "advcl")
      || !gesta_repair_has(repair, verb, "VerbForm", "Part")
      || !gesta_repair_has(repair, verb, "Tense", "Past")
      || gesta_repair_child_of(repair, verb, "aux") != 0
      || !gesta_view_equal(repair->words[verb - 1].form, gesta_view(","))
      || (!disagree(repair, verb, subject, "Gender")
          && !disagree(repair, verb, subject, "Number"))) {
    return;
  }
  for (uint32_t noun = verb - 2; noun > above; --noun) {
    if (repair->words[noun].upos == GESTA_UPOS_NOUN
        && !disagree(repair, verb, noun, "Gender")
        && !disagree(repair, verb, noun, "Number")) {
      gesta_repair_attach(repair, verb, noun, "acl");
      return;
    }
  }
}

// `ferait appel, dénonçant Y`: a present participle behind a comma completes
// nothing.
static void
turn_participle(GestaRepair *repair, uint32_t verb)
{
  if (verb > 1 && repair->words[verb].upos == GESTA_UPOS_VERB
      && (gesta_repair_is(repair, verb, "ccomp")
          || gesta_repair_is(repair, verb, "xcomp"))
      && gesta_repair_has(repair, verb, "VerbForm", "Part")
      && gesta_repair_has(repair, verb, "Tense", "Pres")
      && gesta_view_equal(repair->words[verb - 1].form, gesta_view(","))) {
    repair->words[verb].relation = gesta_view("advcl");
  }
}

// `a appelé Kiev et Moscou à négocier`: a name that was taken for what the
// target becomes is the target, and what is coordinated with it too.
static void
turn_called(GestaRepair *repair, uint32_t name)
{
  const uint32_t verb = repair->words[name].head;
  const uint32_t asks = GESTA_FRAME_APPEAL | GESTA_FRAME_CONTROL
                        | GESTA_FRAME_ACCUSE;
  if (verb == 0 || verb + 1 != name
      || repair->words[name].upos != GESTA_UPOS_PROPN
      || !gesta_repair_is(repair, name, "xcomp")
      || gesta_repair_child_of(repair, name, "case") != 0
      || gesta_repair_child_of(repair, verb, "obj") != 0
      || (gesta_repair_flags_of(repair, verb) & asks) == 0) {
    return;
  }
  repair->words[name].relation = gesta_view("obj");
  for (uint32_t other = name + 2; other <= repair->count; ++other) {
    const uint32_t joint = gesta_repair_child_of(repair, other, "cc");
    if (repair->words[other].head == verb && joint != 0 && joint < other
        && gesta_repair_is(repair, other, "conj")
        && repair->words[other].upos == GESTA_UPOS_PROPN) {
      gesta_repair_attach(repair, other, name, "conj");
    }
  }
}

// `son homologue angolais, Joao Lourenço`: a name behind a comma that was taken
// for another subject says who the person in office is.
static void
join_name_behind(GestaRepair *repair, uint32_t name)
{
  const uint32_t verb = repair->words[name].head;
  if (name < 3 || verb == 0 || verb > name
      || repair->words[name].upos != GESTA_UPOS_PROPN
      || (!gesta_repair_is(repair, name, "nsubj")
          && !gesta_repair_is(repair, name, "vocative"))
      || gesta_repair_child_of(repair, verb, "nsubj") >= verb
      || gesta_repair_child_of(repair, verb, "nsubj") == 0
      || !gesta_view_equal(repair->words[name - 1].form, gesta_view(","))) {
    return;
  }
  uint32_t noun = name - 2;
  for (unsigned steps = 0; steps < MAX_CLIMB && noun > verb
                           && (gesta_repair_is(repair, noun, "amod")
                               || gesta_repair_is(repair, noun, "nmod"));
       ++steps) {
    noun = repair->words[noun].head;
  }
  if (noun > verb && repair->words[noun].upos == GESTA_UPOS_NOUN
      && (gesta_repair_kinds_of(repair, noun) & GESTA_KIND_PERSON) != 0
      && !gesta_repair_has(repair, noun, "Number", "Plur")) {
    gesta_repair_attach(repair, name, noun, "appos");
  }
}

// `se sont emparés dimanche de la ville`: a bare day has no complement; the
// verb has.
static void
free_complement_from_day(GestaRepair *repair, uint32_t day)
{
  const uint32_t verb = repair->words[day].head;
  if (verb == 0 || repair->words[verb].upos != GESTA_UPOS_VERB || day < verb
      || (gesta_repair_kinds_of(repair, day) & GESTA_KIND_TIME) == 0
      || gesta_repair_child_of(repair, day, "case") != 0
      || gesta_repair_child_of(repair, day, "det") != 0
      || gesta_repair_child_of(repair, day, "nummod") != 0) {
    return;
  }
  for (uint32_t child = day + 1; child <= repair->count; ++child) {
    if (repair->words[child].head == day && gesta_repair_is_noun(repair, child)
        && (gesta_repair_is(repair, child, "obl")
            || gesta_repair_is(repair, child, "nmod"))
        && gesta_repair_child_of(repair, child, "case") != 0
        && (gesta_repair_kinds_of(repair, child) & GESTA_KIND_TIME) == 0) {
      gesta_repair_attach(repair, child, verb, "obl:arg");
    }
  }
}

// `réclame depuis des mois des missiles`: what a contracted article begins
// right behind a time is the object of a verb without one.
static void
free_object_from_duration(GestaRepair *repair, uint32_t time)
{
  const uint32_t verb = repair->words[time].head;
  const uint32_t marker = time + 1;
  if (verb == 0 || verb > time || marker + 2 > repair->count
      || repair->words[verb].upos != GESTA_UPOS_VERB
      || (gesta_repair_kinds_of(repair, time) & GESTA_KIND_TIME) == 0
      || gesta_repair_child_of(repair, time, "case") == 0
      || gesta_repair_child_of(repair, verb, "obj") != 0
      || gesta_repair_child_of(repair, verb, "ccomp") != 0
      || !gesta_repair_is_of(repair, marker)
      || repair->sentence->tokens[repair->words[marker].token].word_count
           != 2) {
    return;
  }
  const uint32_t noun = repair->words[marker].head;
  if (noun > marker && repair->words[noun].head == time
      && gesta_repair_is_noun(repair, noun)
      && gesta_repair_has(repair, noun, "Number", "Plur")
      && (gesta_repair_kinds_of(repair, noun) & GESTA_KIND_TIME) == 0) {
    gesta_repair_attach(repair, noun, verb, "obj");
    repair->words[marker].relation = gesta_view("det");
  }
}

// `Kibet, who was elected, met X`: nobody is called upon before a verb that
// lacks its subject.
static void
turn_vocative(GestaRepair *repair, uint32_t name)
{
  const uint32_t verb = repair->words[name].head;
  if (gesta_repair_is(repair, name, "vocative") && name < verb
      && repair->words[verb].upos == GESTA_UPOS_VERB
      && gesta_repair_is_finite(repair, verb)
      && gesta_repair_child_of(repair, verb, "nsubj") == 0) {
    repair->words[name].relation = gesta_view("nsubj");
  }
}

// `met Chinese leader Xi Jinping`: a capital right behind a person in office
// is the name.
static void
join_name_beside(GestaRepair *repair, uint32_t name)
{
  const uint32_t noun = name - 1;
  if (name < 2
      || (!gesta_repair_is(repair, name, "obj")
          && !(gesta_repair_is(repair, name, "xcomp")
               && repair->words[name].upos == GESTA_UPOS_PROPN))
      || !gesta_name_capitalised(repair->words[name].form)
      || gesta_repair_child_of(repair, name, "det") != 0
      || repair->words[noun].head != repair->words[name].head
      || !gesta_repair_is(repair, noun, "obj")
      || repair->words[noun].upos != GESTA_UPOS_NOUN
      || (gesta_repair_kinds_of(repair, noun) & GESTA_KIND_PERSON) == 0) {
    return;
  }
  gesta_word_make_name(&repair->words[name]);
  gesta_repair_attach(repair, name, noun, "appos");
}

// `A has asked B, the ministry said in a statement`: what is said comes first,
// and hangs on who says it.
static void
raise_report(GestaRepair *repair, uint32_t verb)
{
  const uint32_t said = repair->words[verb].head;
  const uint32_t subject = gesta_repair_child_of(repair, verb, "nsubj");
  if (repair->words[verb].upos != GESTA_UPOS_VERB || said == 0 || said > verb
      || (!gesta_repair_is(repair, verb, "ccomp")
          && !gesta_repair_is(repair, verb, "parataxis"))
      || (gesta_repair_flags_of(repair, verb) & GESTA_FRAME_SPEECH) == 0
      || subject == 0 || subject > verb || subject < said
      || repair->words[said].upos != GESTA_UPOS_VERB
      || !gesta_repair_is_finite(repair, verb)
      || gesta_repair_child_of(repair, verb, "mark") != 0
      || gesta_repair_child_of(repair, verb, "ccomp") != 0
      || gesta_repair_child_of(repair, verb, "obj") != 0) {
    return;
  }
  uint32_t first = subject;
  while (first > 1 && first > said
         && gesta_repair_is_below(repair, first - 1, subject)) {
    --first;
  }
  if (!gesta_view_equal(repair->words[first - 1].form, gesta_view(","))) {
    return;
  }
  repair->words[verb].head = repair->words[said].head;
  repair->words[verb].relation = repair->words[said].relation;
  repair->words[said].head = verb;
  repair->words[said].relation = gesta_view("ccomp");
}

// `va supprimer des emplois d'ici 2025, a annoncé X`: what stands before the
// comma is part of what is announced.
static void
lower_to_report(GestaRepair *repair, uint32_t verb)
{
  const uint32_t said = repair->words[verb].head;
  if (repair->words[verb].upos != GESTA_UPOS_VERB || said == 0 || said > verb
      || !gesta_repair_is(repair, verb, "parataxis")
      || repair->words[said].upos != GESTA_UPOS_VERB
      || (gesta_repair_flags_of(repair, verb) & GESTA_FRAME_SPEECH) == 0) {
    return;
  }
  uint32_t first = verb;
  while (first > 1 && repair->words[first - 1].head == verb
         && repair->words[first - 1].upos == GESTA_UPOS_AUX) {
    --first;
  }
  if (first < 2
      || !gesta_view_equal(repair->words[first - 1].form, gesta_view(","))) {
    return;
  }
  const uint32_t infinitive = gesta_repair_child_of(repair, said, "xcomp");
  for (uint32_t child = said + 1; child + 1 < first; ++child) {
    if (repair->words[child].head == verb
        && (gesta_repair_is(repair, child, "obl")
            || gesta_repair_is(repair, child, "advmod"))) {
      gesta_repair_attach(repair, child,
                          infinitive && infinitive < child ? infinitive : said,
                          "obl:mod");
    }
  }
}

void
gesta_repair_attachments(GestaRepair *repair)
{
  for (uint32_t word = 1; word <= repair->count; ++word) {
    turn_second_subject(repair, word);
    turn_called(repair, word);
    turn_participle(repair, word);
    lower_participle(repair, word);
    regain_participle_subject(repair, word);
    turn_vocative(repair, word);
    join_name_beside(repair, word);
    join_name_behind(repair, word);
    free_complement_from_day(repair, word);
    free_object_from_duration(repair, word);
    raise_report(repair, word);
    lower_to_report(repair, word);
    lower_purpose(repair, word);
    lower_infinitive(repair, word);
    raise_complement(repair, word);
    raise_bare_conjunct(repair, word);
    join_pair(repair, word);
    regain_speaker(repair, word);
    regain_subject(repair, word);
    flatten_conjunct(repair, word);
  }
}
