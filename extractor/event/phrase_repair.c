// SPDX-License-Identifier: GPL-3.0-or-later
// What hangs together within a noun phrase: prepositions of two words, names,
// complements.
#include "extractor/entity/name_fold.h"
#include "extractor/event/repair.h"

#include <stdio.h>

enum { KEY_SIZE = 96 };

// `d'après X`: two prepositions of one noun that the lists know as one.
static void
join_preposition(GestaRepair *repair, uint32_t first)
{
  const uint32_t second = first + 1;
  char key[KEY_SIZE];
  if (second > repair->count || !gesta_repair_is(repair, first, "case")
      || !gesta_repair_is(repair, second, "case")
      || repair->words[first].head != repair->words[second].head) {
    return;
  }
  const GestaStringView one = repair->words[first].form;
  const GestaStringView other = repair->words[second].form;
  const int size = snprintf(key, sizeof key, "%.*s %.*s", (int)one.size,
                            one.data, (int)other.size, other.data);
  if (size <= 0 || size >= KEY_SIZE) {
    return;
  }
  if (key[0] >= 'A' && key[0] <= 'Z') {
    key[0] = (char)(key[0] - 'A' + 'a');
  }
  if (gesta_word_kinds(repair->knowledge->lists,
                       (GestaStringView){key, (size_t)size})
      != 0) {
    gesta_repair_attach(repair, second, first, "fixed");
  }
}

// `le président X et son homologue Y`: somebody in office is coordinated with
// the office, not with the name beside it.
static void
raise_conjunct_of_name(GestaRepair *repair, uint32_t word)
{
  const uint32_t name = repair->words[word].head;
  const uint32_t noun = name ? repair->words[name].head : 0;
  if (gesta_repair_is(repair, word, "conj") && noun != 0 && noun < name
      && repair->words[word].upos == GESTA_UPOS_NOUN
      && gesta_repair_child_of(repair, word, "det") != 0
      && repair->words[name].upos == GESTA_UPOS_PROPN
      && (gesta_repair_is(repair, name, "appos")
          || gesta_repair_is(repair, name, "nmod"))
      && gesta_repair_child_of(repair, name, "case") == 0
      && repair->words[noun].upos == GESTA_UPOS_NOUN
      && (gesta_repair_kinds_of(repair, noun) & GESTA_KIND_PERSON) != 0) {
    gesta_repair_attach(repair, word, noun, "conj");
  }
}

// `la fermeture, en septembre, de la centrale`: without a conjunction a phrase
// with such a preposition is a complement.
static void
turn_complement(GestaRepair *repair, uint32_t word)
{
  const uint32_t noun = repair->words[word].head;
  const uint32_t marker = gesta_repair_child_of(repair, word, "case");
  if (gesta_repair_is(repair, word, "conj") && noun != 0 && noun < word
      && gesta_repair_is_noun(repair, word)
      && gesta_repair_is_noun(repair, noun)
      && gesta_repair_child_of(repair, word, "cc") == 0
      && gesta_repair_child_of(repair, word, "conj") == 0
      && gesta_repair_is_of(repair, marker)
      && !gesta_repair_is_of(repair,
                             gesta_repair_child_of(repair, noun, "case"))
      && gesta_repair_child_after(repair, noun, "conj", word) == 0) {
    repair->words[word].relation = gesta_view("nmod");
  }
}

static bool
is_acronym(GestaStringView form)
{
  for (size_t i = 0; i < form.size; ++i) {
    if (form.data[i] < 'A' || form.data[i] > 'Z') {
      return false;
    }
  }
  return form.size > 1;
}

// `a raconté à l'AFP Halima Idriss`: who speaks is no part of whom it is told.
static void
part_speaker(GestaRepair *repair, uint32_t name)
{
  const uint32_t heard = repair->words[name].head;
  const uint32_t verb = heard ? repair->words[heard].head : 0;
  if (verb != 0 && verb < heard && heard + 1 == name
      && gesta_repair_is(repair, name, "flat")
      && repair->words[name].upos == GESTA_UPOS_PROPN
      && !is_acronym(repair->words[name].form)
      && is_acronym(repair->words[heard].form)
      && gesta_repair_child_of(repair, heard, "case") != 0
      && repair->words[verb].upos == GESTA_UPOS_VERB
      && (gesta_repair_flags_of(repair, verb) & GESTA_FRAME_SPEECH) != 0
      && gesta_repair_child_of(repair, verb, "nsubj") == 0) {
    gesta_repair_attach(repair, name, verb, "nsubj");
    for (uint32_t word = name + 1;
         word <= repair->count && repair->words[word].head == heard
         && gesta_repair_is(repair, word, "flat");
         ++word) {
      gesta_repair_attach(repair, word, name, "flat");
    }
  }
}

// `killed at least 27 people`: what stands before a number is no preposition.
static void
free_number(GestaRepair *repair, uint32_t first)
{
  const uint32_t second = first + 1;
  const uint32_t noun = repair->words[first].head;
  char key[KEY_SIZE];
  if (second >= repair->count || !gesta_repair_is(repair, first, "case")
      || noun < second) {
    return;
  }
  const GestaStringView one = repair->words[first].lemma;
  const GestaStringView other = repair->words[second].form;
  const int size = snprintf(key, sizeof key, "%.*s %.*s", (int)one.size,
                            one.data, (int)other.size, other.data);
  if (size <= 0 || size >= KEY_SIZE
      || (gesta_word_kinds(repair->knowledge->lists,
                           (GestaStringView){key, (size_t)size})
          & GESTA_KIND_ABOUT)
           == 0) {
    return;
  }
  // They hang on the number, or on what is counted.
  const uint32_t head = noun == second ? repair->words[second].head : noun;
  if (head <= second) {
    return;
  }
  gesta_repair_attach(repair, second, head, "advmod");
  gesta_repair_attach(repair, first, second, "fixed");
  const uint32_t counted = gesta_repair_is(repair, head, "nummod")
                             ? repair->words[head].head
                             : head;
  const uint32_t above = repair->words[counted].head;
  if (gesta_repair_is(repair, counted, "obl") && above != 0 && above < counted
      && repair->words[above].upos == GESTA_UPOS_VERB
      && gesta_repair_child_of(repair, above, "obj") == 0) {
    repair->words[counted].relation = gesta_view("obj");
  }
}

// `Hugo Petit`: an adjective with a capital right behind a name belongs to it.
static void
join_surname(GestaRepair *repair, uint32_t word)
{
  const uint32_t name = word - 1;
  if (word < 2 || repair->words[word].upos != GESTA_UPOS_ADJ
      || repair->words[name].upos != GESTA_UPOS_PROPN
      || !gesta_repair_is(repair, word, "amod")
      || !gesta_name_capitalised(repair->words[word].form)
      || !gesta_name_capitalised(repair->words[name].form)
      || (repair->words[word].head != name
          && repair->words[word].head != repair->words[name].head)) {
    return;
  }
  gesta_word_make_name(&repair->words[word]);
  gesta_repair_attach(repair, word, name, "flat");
}

// `Secretary of State Martin Hale`: the name heads its title, and what follows
// `of` belongs to the title.
static void
raise_titled_name(GestaRepair *repair, uint32_t title)
{
  const uint32_t marker = title + 1;
  const uint32_t office = title + 2;
  const uint32_t name = title + 3;
  if (name > repair->count || repair->words[title].upos != GESTA_UPOS_PROPN
      || repair->words[name].upos != GESTA_UPOS_PROPN
      || repair->words[name].head != title
      || !gesta_repair_is_of(repair, marker)
      || repair->words[marker].head != office
      || gesta_repair_child_of(repair, name, "case") != 0
      || (gesta_repair_kinds_of_form(repair, title) & GESTA_KIND_ROLE) == 0) {
    return;
  }
  gesta_repair_attach(repair, office, title, "nmod");
  repair->words[name].head = repair->words[title].head;
  repair->words[name].relation = repair->words[title].relation;
  for (uint32_t child = name + 1; child <= repair->count; ++child) {
    if (repair->words[child].head == title) {
      repair->words[child].head = name;
    }
  }
  repair->words[title].head = name;
  repair->words[title].relation = gesta_view("nmod:desc");
}

void
gesta_repair_phrases(GestaRepair *repair)
{
  for (uint32_t word = 1; word <= repair->count; ++word) {
    join_preposition(repair, word);
    free_number(repair, word);
    join_surname(repair, word);
    raise_titled_name(repair, word);
    part_speaker(repair, word);
    raise_conjunct_of_name(repair, word);
    turn_complement(repair, word);
  }
}
