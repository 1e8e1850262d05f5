// SPDX-License-Identifier: GPL-3.0-or-later
// What hangs together within a noun phrase: prepositions of two words, names,
// complements.
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
  }
}

void
gesta_repair_phrases(GestaRepair *repair)
{
  for (uint32_t word = 1; word <= repair->count; ++word) {
    join_preposition(repair, word);
    part_speaker(repair, word);
    raise_conjunct_of_name(repair, word);
    turn_complement(repair, word);
  }
}
