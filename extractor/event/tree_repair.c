// SPDX-License-Identifier: GPL-3.0-or-later
// 1. A repair changes heads, relations and tags, never words or their order.
// 2. No repair makes a cycle: a word gets a head that is not below it.
#include "extractor/event/tree_repair.h"

#include "extractor/entity/name_fold.h"
#include "extractor/event/repair.h"

#include <string.h>

enum { MAX_CLIMB = 16 };

// `plus de cent personnes`, `près de la moitié`: the noun heads the phrase, not
// the adverb.
static void
raise_counted_noun(GestaRepair *repair, uint32_t adverb)
{
  static const char *const places[] = {"nsubj", "obj",  "iobj", "obl",
                                       "nmod",  "conj", "appos"};
  bool nominal = false;
  for (size_t i = 0; i < sizeof places / sizeof *places; ++i) {
    nominal = nominal || gesta_repair_is(repair, adverb, places[i]);
  }
  if (!nominal || repair->words[adverb].upos != GESTA_UPOS_ADV
      || adverb + 2 > repair->count) {
    return;
  }
  for (uint32_t noun = adverb + 2; noun <= repair->count; ++noun) {
    const uint32_t marker = adverb + 1;
    if (repair->words[noun].head == adverb
        && (gesta_repair_is_noun(repair, noun)
            || repair->words[noun].upos == GESTA_UPOS_NUM
            || gesta_repair_child_of(repair, noun, "nummod") != 0)
        && repair->words[marker].head == noun
        && gesta_repair_is_of(repair, marker)) {
      gesta_repair_replace(repair, adverb, noun, "advmod");
      repair->words[marker].head = adverb;
      repair->words[marker].relation = gesta_view("fixed");
      return;
    }
  }
}

// Whether a noun of time can only say when: a bare weekday, or one with an
// adjective (`la semaine dernière`).
static bool
says_when(const GestaRepair *repair, uint32_t noun)
{
  return (gesta_repair_kinds_of(repair, noun) & GESTA_KIND_TIME) != 0
         && repair->words[noun].upos == GESTA_UPOS_NOUN
         && gesta_repair_child_of(repair, noun, "case") == 0
         && (gesta_repair_child_of(repair, noun, "det") == 0
             || gesta_repair_child_of(repair, noun, "amod") != 0)
         && gesta_repair_child_of(repair, noun, "nummod") == 0;
}

// `a annoncé la semaine dernière de nouvelles sanctions à X`: the time is no
// object, and what hangs on it belongs to the verb.
static void
free_object_from_time(GestaRepair *repair, uint32_t time)
{
  const uint32_t verb = repair->words[time].head;
  if (!gesta_repair_is(repair, time, "obj") || verb == 0
      || repair->words[verb].upos != GESTA_UPOS_VERB
      || !says_when(repair, time)) {
    return;
  }
  bool object = gesta_repair_child_after(repair, verb, "obj", time) != 0;
  repair->words[time].relation = gesta_view("obl:mod");
  for (uint32_t child = time + 1; child <= repair->count; ++child) {
    const uint32_t marker = repair->words[child].head == time
                              ? gesta_repair_child_of(repair, child, "case")
                              : 0;
    if (!marker || !gesta_repair_is(repair, child, "nmod")
        || !gesta_repair_is_noun(repair, child)
        || (gesta_repair_kinds_of(repair, child) & GESTA_KIND_TIME) != 0) {
      continue;
    }
    if (gesta_repair_is_of(repair, marker) && !object) {
      gesta_repair_attach(repair, child, verb, "obj");
      repair->words[marker].relation = gesta_view("det");
      object = true;
    } else {
      gesta_repair_attach(repair, child, verb, "obl:arg");
    }
  }
}

// `le candidat conservateur Karol Nowicki`: a name right behind a phrase that
// calls somebody by office belongs to its noun.
static void
raise_name(GestaRepair *repair, uint32_t name)
{
  const uint32_t modifier = repair->words[name].head;
  const uint32_t wanted = GESTA_KIND_ROLE | GESTA_KIND_PERSON
                          | GESTA_KIND_COMPANY;
  if (repair->words[name].upos != GESTA_UPOS_PROPN || modifier == 0
      || modifier >= name || repair->words[modifier].upos == GESTA_UPOS_PROPN
      || (!gesta_repair_is(repair, name, "nmod")
          && !gesta_repair_is(repair, name, "appos")
          && !gesta_repair_is(repair, name, "flat")
          && !gesta_repair_is(repair, name, "amod"))
      || gesta_repair_child_of(repair, name, "case") != 0
      || repair->words[name - 1].upos == GESTA_UPOS_PUNCT
      || ((gesta_repair_kinds_of(repair, modifier) & wanted) != 0
          && (!gesta_repair_is(repair, modifier, "nmod")
              || gesta_repair_child_of(repair, modifier, "case") != 0
              || gesta_repair_child_of(repair, modifier, "det") != 0))) {
    return;
  }
  uint32_t noun = (gesta_repair_kinds_of(repair, modifier) & wanted) != 0
                    ? repair->words[modifier].head
                    : modifier;
  for (unsigned steps = 0; steps < MAX_CLIMB && noun != 0; ++steps) {
    const bool inner = gesta_repair_is(repair, noun, "nmod")
                       || gesta_repair_is(repair, noun, "amod")
                       || gesta_repair_is(repair, noun, "appos");
    if (repair->words[noun].upos == GESTA_UPOS_NOUN
        && (gesta_repair_kinds_of(repair, noun) & wanted) != 0
        && !gesta_repair_has(repair, noun, "Number", "Plur")) {
      gesta_repair_attach(repair, name, noun, "nmod");
      if (noun == repair->words[modifier].head
          && gesta_repair_child_of(repair, modifier, "case") == 0) {
        repair->words[modifier].relation = gesta_view("amod");
      }
      return;
    }
    if (!inner) {
      return;
    }
    noun = repair->words[noun].head;
  }
}

// `M. Marin`: what follows a title of courtesy with a capital is a name,
// whatever the tagger made of it.
static void
name_after_title(GestaRepair *repair, uint32_t title)
{
  const uint32_t name = title + 1;
  if (name > repair->count
      || (gesta_repair_kinds_of(repair, title) & GESTA_KIND_CIVIL) == 0
      || repair->words[title].upos != GESTA_UPOS_NOUN
      || !gesta_name_capitalised(repair->words[title].form)
      || !gesta_name_capitalised(repair->words[name].form)
      || repair->words[name].upos == GESTA_UPOS_PROPN
      || (gesta_repair_kinds_of(repair, name) & GESTA_KIND_ROLE) != 0) {
    return;
  }
  GestaWord *word = &repair->words[name];
  gesta_word_make_name(word);
  if (word->head == title) {
    word->relation = gesta_view("nmod");
    return;
  }
  if (gesta_repair_is_below(repair, title, name)) {
    gesta_repair_replace(repair, name, title, "nmod");
  } else {
    gesta_repair_attach(repair, name, title, "nmod");
  }
}

static bool
is_person_name(const GestaRepair *repair, uint32_t word)
{
  if (repair->words[word].upos == GESTA_UPOS_PROPN) {
    return true;
  }
  if ((gesta_repair_kinds_of(repair, word)
       & (GESTA_KIND_CIVIL | GESTA_KIND_ROLE))
      == 0) {
    return false;
  }
  for (uint32_t child = word + 1; child <= repair->count; ++child) {
    if (repair->words[child].head == word
        && repair->words[child].upos == GESTA_UPOS_PROPN
        && gesta_repair_child_of(repair, child, "case") == 0) {
      return true;
    }
  }
  return false;
}

// `le porte-parole de l'armée, le général X`: without a conjunction, a person
// in office and a name are one.
static void
join_apposition(GestaRepair *repair, uint32_t word)
{
  const uint32_t head = repair->words[word].head;
  if (head == 0 || head > word || !gesta_repair_is(repair, word, "conj")
      || gesta_repair_child_of(repair, word, "cc") != 0
      || gesta_repair_child_of(repair, head, "cc") != 0
      || gesta_repair_has(repair, head, "Number", "Plur")) {
    return;
  }
  for (uint32_t child = 1; child <= repair->count; ++child) {
    if (child != word && repair->words[child].head == head
        && gesta_repair_is(repair, child, "conj")) {
      return;
    }
  }
  const bool office = (gesta_repair_kinds_of(repair, head) & GESTA_KIND_ROLE)
                        != 0
                      && repair->words[head].upos == GESTA_UPOS_NOUN;
  const bool behind = repair->words[head].upos == GESTA_UPOS_PROPN
                      && (gesta_repair_kinds_of(repair, word) & GESTA_KIND_ROLE)
                           != 0
                      && !gesta_repair_has(repair, word, "Number", "Plur");
  if ((office && is_person_name(repair, word)) || behind) {
    repair->words[word].relation = gesta_view("appos");
  }
}

// `a-t-il déclaré`: a pronoun behind its verb is the subject.
static void
turn_inverted_pronoun(GestaRepair *repair, uint32_t word)
{
  const GestaStringView form = repair->words[word].form;
  if (gesta_repair_is(repair, word, "expl:subj") && form.size > 1
      && form.data[0] == '-') {
    repair->words[word].relation = gesta_view("nsubj");
  }
}

// `qu'il accusait`: a relative pronoun taken for a conjunction is the object.
static void
turn_relative_mark(GestaRepair *repair, uint32_t word)
{
  const uint32_t verb = repair->words[word].head;
  if (gesta_repair_is(repair, word, "mark") && verb != 0
      && repair->words[word].upos == GESTA_UPOS_PRON
      && gesta_repair_has(repair, word, "PronType", "Rel")
      && gesta_repair_child_of(repair, verb, "nsubj") != 0
      && gesta_repair_child_of(repair, verb, "obj") == 0) {
    repair->words[word].relation = gesta_view("obj");
  }
}

// A verb with an auxiliary of its own is coordinated with the finite verb, not
// with the participle or infinitive below it: `s'est dit inquiet et a appelé`.
static void
raise_finite_conjunct(GestaRepair *repair, uint32_t verb)
{
  const uint32_t head = repair->words[verb].head;
  const uint32_t auxiliary = gesta_repair_child_of(repair, verb, "aux");
  if (!gesta_repair_is(repair, verb, "conj") || head == 0 || head > verb
      || repair->words[verb].upos != GESTA_UPOS_VERB
      || (!gesta_repair_has(repair, verb, "VerbForm", "Fin")
          && !(auxiliary
               && gesta_repair_has(repair, auxiliary, "VerbForm", "Fin")))
      || gesta_repair_is_finite(repair, head)
      || gesta_repair_child_of(repair, verb, "nsubj") != 0
      || gesta_repair_child_of(repair, verb, "mark") != 0) {
    return;
  }
  uint32_t above = head;
  for (unsigned steps = 0; steps < MAX_CLIMB && above != 0
                           && !gesta_repair_is_finite(repair, above);
       ++steps) {
    above = repair->words[above].head;
  }
  if (above != 0 && repair->words[above].upos == GESTA_UPOS_VERB
      && above < verb) {
    gesta_repair_attach(repair, verb, above, "conj");
  }
}

// `laid off 300 workers`: a particle that was taken for a preposition, where
// the lexicon has the verb with it.
static void
mend_particle(GestaRepair *repair, uint32_t verb)
{
  const uint32_t particle = verb + 1;
  if (repair->words[verb].upos != GESTA_UPOS_VERB || particle >= repair->count
      || !gesta_repair_is(repair, particle, "case")) {
    return;
  }
  const uint32_t noun = repair->words[particle].head;
  const GestaFrame *frame = gesta_trigger_lexicon_verb(
    repair->knowledge->triggers, repair->words[verb].lemma);
  while (frame
         && !gesta_view_equal(frame->rest, repair->words[particle].lemma)) {
    frame = frame->next;
  }
  if (frame && repair->words[noun].head == verb
      && gesta_repair_is(repair, noun, "obl")) {
    repair->words[noun].relation = gesta_view("obj");
    gesta_repair_attach(repair, particle, verb, "compound:prt");
  }
}

// Whether the words from one to another are a name that the gazetteer knows.
static bool
is_known_name(GestaRepair *repair, uint32_t first, uint32_t last)
{
  uint32_t known = 0;
  GestaStatus status = GESTA_OK;
  repair->name.size = 0;
  repair->folded.size = 0;
  for (uint32_t word = first; word <= last && status == GESTA_OK; ++word) {
    const GestaStringView form = repair->words[word].form;
    status = gesta_text_buffer_print(&repair->name, "%s%.*s",
                                     word > first ? " " : "", (int)form.size,
                                     form.data);
  }
  if (status == GESTA_OK) {
    status = gesta_name_fold(gesta_text_buffer_view(&repair->name),
                             &repair->folded);
  }
  if (status != GESTA_OK) {
    repair->failed = true;
    return false;
  }
  return gesta_gazetteer_find(repair->knowledge->gazetteer,
                              gesta_text_buffer_view(&repair->folded), &known)
         == GESTA_OK;
}

// `les Émirats arabes unis`, where the last word was taken for a verb.
static void
mend_known_name(GestaRepair *repair, uint32_t verb)
{
  enum { LONGEST = 3 };
  uint32_t first = 0;
  if (repair->words[verb].upos != GESTA_UPOS_VERB
      || !gesta_repair_has(repair, verb, "VerbForm", "Part")) {
    return;
  }
  for (uint32_t back = 1; back < LONGEST && back < verb && !first; ++back) {
    const uint32_t begin = verb - back;
    const GestaWord *word = &repair->words[begin];
    if (gesta_name_capitalised(word->form)
        && repair->sentence->tokens[word->token].word_count == 1
        && is_known_name(repair, begin, verb)) {
      first = begin;
    }
  }
  if (!first) {
    return;
  }
  uint32_t heir = 0;
  for (uint32_t child = verb + 1; child <= repair->count && !heir; ++child) {
    heir = repair->words[child].head == verb
               && repair->words[child].upos == GESTA_UPOS_VERB
             ? child
             : 0;
  }
  if (heir) {
    gesta_repair_replace(repair, verb, heir, "dep");
    gesta_repair_attach(repair, first, heir, "nsubj");
  } else if (gesta_repair_is_below(repair, first, verb)) {
    gesta_repair_replace(repair, verb, first, "amod");
  }
  gesta_repair_attach(repair, verb, first, "amod");
  repair->words[verb].upos = GESTA_UPOS_ADJ;
  repair->words[verb].features = gesta_view("");
}

// `exhorter les deux parties à cesser`: the infinitive completes the verb, not
// its object.
static void
raise_infinitive(GestaRepair *repair, uint32_t verb)
{
  const uint32_t noun = repair->words[verb].head;
  const uint32_t above = noun ? repair->words[noun].head : 0;
  const uint32_t asks = GESTA_FRAME_APPEAL | GESTA_FRAME_CONTROL
                        | GESTA_FRAME_ACCUSE;
  if (above && gesta_repair_is(repair, verb, "acl")
      && !gesta_repair_is(repair, verb, "acl:relcl")
      && (gesta_repair_has(repair, verb, "VerbForm", "Inf")
          || gesta_repair_has(repair,
                              gesta_repair_child_of(repair, verb, "aux"),
                              "VerbForm", "Inf"))
      && gesta_repair_child_of(repair, verb, "mark") != 0
      && (gesta_repair_is(repair, noun, "obj")
          || gesta_repair_is(repair, noun, "iobj")
          || gesta_repair_is(repair, noun, "obl:arg"))
      && repair->words[above].upos == GESTA_UPOS_VERB && above < noun
      && (gesta_repair_flags_of(repair, above) & asks) != 0) {
    gesta_repair_attach(repair, verb, above, "xcomp");
  }
}

// `…, officials said`: of two subjects the nearer one speaks, and the other is
// the subject of what is said.
static void
divide_subjects(GestaRepair *repair, uint32_t verb)
{
  const uint32_t first = gesta_repair_child_of(repair, verb, "nsubj");
  const uint32_t second = first ? gesta_repair_child_after(repair, verb,
                                                           "nsubj", first)
                                : 0;
  if (repair->words[verb].upos != GESTA_UPOS_VERB || !second || second > verb) {
    return;
  }
  uint32_t clause = gesta_repair_child_after(repair, verb, "ccomp", first);
  if (clause > second
      || (clause && gesta_repair_child_of(repair, clause, "nsubj") != 0)) {
    clause = 0;
  }
  const uint32_t taken = clause ? 0
                                : gesta_repair_child_of(repair, first, "acl");
  if (clause) {
    gesta_repair_attach(repair, first, clause, "nsubj");
  } else if (taken > first && taken < second
             && (gesta_repair_flags_of(repair, verb) & GESTA_FRAME_SPEECH) != 0
             && repair->words[taken].upos == GESTA_UPOS_VERB
             && gesta_repair_has(repair, taken, "Tense", "Past")
             && gesta_repair_child_of(repair, taken, "aux") == 0
             && gesta_repair_child_of(repair, taken, "nsubj") == 0) {
    // `strikes killed ten people, officials said`
    gesta_repair_attach(repair, taken, verb, "ccomp");
    gesta_repair_attach(repair, first, taken, "nsubj");
    repair->words[taken].features = gesta_view(
      "Mood=Ind|Tense=Past|VerbForm=Fin");
  } else {
    repair->words[first].relation = gesta_view("dep");
  }
}

// English past tenses taken for participles: `protesters clashed with X`.
static void
make_finite(GestaRepair *repair, uint32_t verb)
{
  GestaWord *word = &repair->words[verb];
  const uint32_t subject = gesta_repair_child_of(repair, verb, "nsubj");
  if (word->upos == GESTA_UPOS_VERB
      && gesta_repair_has(repair, verb, "VerbForm", "Part")
      && gesta_repair_has(repair, verb, "Tense", "Past")
      && gesta_word_feature(word, "Gender").size == 0
      && gesta_word_feature(word, "Number").size == 0
      && gesta_repair_child_of(repair, verb, "aux") == 0 && subject
      && subject < verb && !gesta_repair_is(repair, subject, "nsubj:pass")
      && !gesta_repair_is(repair, verb, "acl")
      && gesta_word_feature(&repair->words[subject], "Gender").size == 0) {
    word->features = gesta_view("Mood=Ind|Tense=Past|VerbForm=Fin");
  }
}

static bool
in_run(const GestaRepair *repair, uint32_t word)
{
  const GestaUpos upos = repair->words[word].upos;
  return (upos == GESTA_UPOS_PROPN || upos == GESTA_UPOS_NOUN
          || upos == GESTA_UPOS_ADJ)
         && gesta_name_capitalised(repair->words[word].form);
}

// The word of a run through which it hangs on the rest of the sentence.
static uint32_t
run_head(const GestaRepair *repair, uint32_t first, uint32_t last)
{
  uint32_t found = 0;
  for (uint32_t word = first; word <= last; ++word) {
    const uint32_t head = repair->words[word].head;
    if (head < first || head > last) {
      const bool better = found == 0 || gesta_repair_is(repair, found, "dep")
                          || gesta_repair_is(repair, found, "amod")
                          || gesta_repair_is(repair, found, "compound")
                          || gesta_repair_is(repair, found, "nsubj");
      found = better ? word : found;
    }
  }
  return found;
}

// `NATO Secretary General Mark Rutter`, `Chipmaker Nordix`: a title in capitals
// before a name is none of it.
static void
behead_title(GestaRepair *repair, uint32_t first, uint32_t last)
{
  uint32_t title = 0;
  for (uint32_t word = first; word < last; ++word) {
    const uint32_t kinds = gesta_repair_kinds_of_form(repair, word);
    if ((kinds & (GESTA_KIND_ROLE | GESTA_KIND_CIVIL)) != 0
        || (word == first && first == 1
            && (kinds & (GESTA_KIND_PERSON | GESTA_KIND_COMPANY)) != 0)) {
      title = word;
    }
  }
  const uint32_t head = run_head(repair, first, last);
  if (title == 0 || last - title > 4 || head == 0
      || repair->words[last].upos == GESTA_UPOS_NOUN) {
    return;
  }
  const uint32_t name = title + 1;
  for (uint32_t word = name; word <= last; ++word) {
    if (repair->words[word].upos != GESTA_UPOS_PROPN) {
      repair->words[word].upos = GESTA_UPOS_PROPN;
    }
  }
  if (head != name) {
    const uint32_t above = repair->words[head].head;
    const GestaStringView relation = repair->words[head].relation;
    for (uint32_t child = 1; child <= repair->count; ++child) {
      const uint32_t own = repair->words[child].head;
      if ((child < first || child > last) && own >= first && own <= last
          && !(own < head && child < first)) {
        repair->words[child].head = name;
      }
    }
    repair->words[name].head = above;
    repair->words[name].relation = relation;
  }
  for (uint32_t word = first; word <= last; ++word) {
    if (word == name) {
      continue;
    }
    repair->words[word].head = word < title ? title : name;
    repair->words[word].relation = gesta_view(
      word > name ? "flat" : (word == title ? "nmod:desc" : "compound"));
    if (word == title) {
      repair->words[word].upos = GESTA_UPOS_PROPN;
    }
  }
}

// English titles only: French ones have no capital.
static void
behead_titles(GestaRepair *repair)
{
  for (uint32_t first = 1; first <= repair->count; ++first) {
    uint32_t last = first;
    if (!in_run(repair, first)) {
      continue;
    }
    while (last < repair->count && in_run(repair, last + 1)) {
      ++last;
    }
    if (last > first) {
      behead_title(repair, first, last);
    }
    first = last;
  }
}

static void
repair_sentence(GestaRepair *repair)
{
  for (uint32_t word = 1; word <= repair->count; ++word) {
    mend_known_name(repair, word);
    mend_particle(repair, word);
    name_after_title(repair, word);
    raise_counted_noun(repair, word);
    turn_inverted_pronoun(repair, word);
    turn_relative_mark(repair, word);
    make_finite(repair, word);
  }
  behead_titles(repair);
  for (uint32_t word = 1; word <= repair->count; ++word) {
    raise_name(repair, word);
    join_apposition(repair, word);
    free_object_from_time(repair, word);
    raise_finite_conjunct(repair, word);
    raise_infinitive(repair, word);
    divide_subjects(repair, word);
  }
  gesta_repair_phrases(repair);
  gesta_repair_attachments(repair);
}

void
gesta_repair_trees(const GestaDocument *document,
                   const GestaKnowledge *knowledge, GestaWorkspace *workspace,
                   GestaDocument *repaired)
{
  GestaRepair repair = {.knowledge = knowledge};
  gesta_text_buffer_init(&repair.name, knowledge->allocator);
  gesta_text_buffer_init(&repair.folded, knowledge->allocator);
  *repaired = *document;
  repaired->sentences = gesta_workspace_allocate(
    workspace, document->sentence_count + 1, sizeof *repaired->sentences);
  if (!repaired->sentences) {
    repaired->sentence_count = 0;
    return;
  }
  for (size_t s = 0; s < document->sentence_count; ++s) {
    const GestaSentence *sentence = &document->sentences[s];
    GestaSentence *copy = &repaired->sentences[s];
    GestaWord *words = gesta_workspace_allocate(
      workspace, sentence->word_count + 1, sizeof *words);
    *copy = *sentence;
    if (!words) {
      copy->word_count = 0;
      continue;
    }
    memcpy(words, sentence->words, (sentence->word_count + 1) * sizeof *words);
    copy->words = words;
    repair.words = words;
    repair.count = (uint32_t)sentence->word_count; // ids have 32 bits
    repair.sentence = sentence;
    repair_sentence(&repair);
  }
  workspace->failed = workspace->failed || repair.failed;
  gesta_text_buffer_clear(&repair.name);
  gesta_text_buffer_clear(&repair.folded);
}
