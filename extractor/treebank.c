// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/treebank.h"

#include "extractor/lexicon/word_shape.h"
#include "extractor/model/symbol_list.h"
#include "extractor/tagger/tagger_training.h"

#include <assert.h>
#include <string.h>

// Where two sources differ in a feature by more than chance and subject do.
enum {
  UNLIKE = 10,      // one writes it so many times as often as the other
  USUAL_RATE = 100, // in a thousand words of a tag, where it is missed
  ODD_RATE = 20,    // where it is not expected
  FEW_WORDS = 50,   // of a tag, which tell nothing
  WELL_KNOWN = 5,   // uses of a spelling
};
enum { SUBTYPED_PERCENT = 90 }; // so many subtypes make a bare relation odd

// The value of the comment "# source = …"; empty if there is none.
static GestaStringView
source_of(const GestaSentence *sentence)
{
  static const char key[] = "# source = ";
  GestaStringView rest = sentence->comments;
  while (rest.size > 0) {
    const char *end = memchr(rest.data, '\n', rest.size);
    const size_t size = end ? (size_t)(end - rest.data) : rest.size;
    if (size > strlen(key) && !memcmp(rest.data, key, strlen(key))) {
      return (GestaStringView){rest.data + strlen(key), size - strlen(key)};
    }
    const size_t used = end ? size + 1 : size;
    rest = (GestaStringView){rest.data + used, rest.size - used};
  }
  return (GestaStringView){NULL, 0};
}

static bool
is_excluded(const GestaTraining *training, const GestaSentence *sentence)
{
  const GestaStringView source = source_of(sentence);
  for (size_t i = 0; i < training->excluded_count; ++i) {
    const GestaStringView start = training->excluded[i];
    if (source.data && source.size >= start.size
        && !memcmp(source.data, start.data, start.size)) {
      return true;
    }
  }
  return false;
}

GestaStatus
gesta_treebank_copy(const GestaSentence *sentence, GestaArena *arena,
                    GestaSentence *copy)
{
  GestaWord *words = gesta_arena_allocate(arena, sentence->word_count + 1,
                                          sizeof *words);
  if (!words) {
    return GESTA_ERR_MEMORY;
  }
  memcpy(words, sentence->words, (sentence->word_count + 1) * sizeof *words);
  *copy = *sentence;
  copy->words = words;
  return GESTA_OK;
}

// "a b", in the arena.
static GestaStatus
join(GestaStringView a, GestaStringView b, GestaArena *arena,
     GestaStringView *joined)
{
  char *text = gesta_arena_allocate(arena, a.size + b.size + 1, 1);
  if (!text) {
    return GESTA_ERR_MEMORY;
  }
  if (a.size > 0) {
    memcpy(text, a.data, a.size);
  }
  text[a.size] = ' ';
  if (b.size > 0) {
    memcpy(text + a.size + 1, b.data, b.size);
  }
  *joined = (GestaStringView){text, a.size + b.size + 1};
  return GESTA_OK;
}

static bool
lacks_lemma(const GestaWord *word)
{
  return word->lemma.size == 0
         || (gesta_view_equal(word->lemma, gesta_view("_"))
             && !gesta_view_equal(word->form, gesta_view("_")));
}

typedef struct Votes {
  GestaSymbolList keys;    // "TAG form"
  GestaSymbolList ballots; // "TAG form lemma"
  GestaStringView *lemmas; // [keys.count]
  size_t *counts;          // [keys.count]
} Votes;

static GestaStatus
key_of(const GestaWord *word, GestaArena *arena, GestaStringView *key)
{
  GestaStringView lower;
  const GestaStatus status = gesta_word_lower(word->form, arena, &lower);
  return status ? status : join(gesta_upos_name(word->upos), lower, arena, key);
}

// Count which lemma each spelling has most often.
static GestaStatus
count_votes(const GestaSentenceSet set, GestaArena *arena, Votes *votes)
{
  size_t words = 0;
  for (size_t s = 0; s < set.count; ++s) {
    words += set.items[s]->word_count;
  }
  votes->lemmas = gesta_arena_allocate(arena, words, sizeof *votes->lemmas);
  votes->counts = gesta_arena_allocate(arena, words, sizeof *votes->counts);
  if (!votes->lemmas || !votes->counts) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t s = 0; s < set.count; ++s) {
    for (size_t i = 1; i <= set.items[s]->word_count; ++i) {
      const GestaWord *word = &set.items[s]->words[i];
      GestaStringView key;
      GestaStringView ballot;
      uint32_t place = 0;
      uint32_t vote = 0;
      GestaStatus status = key_of(word, arena, &key);
      if (!status) {
        status = join(key, word->lemma, arena, &ballot);
      }
      if (!status) {
        status = gesta_symbol_list_add(&votes->keys, key, &place);
      }
      if (!status) {
        status = gesta_symbol_list_add(&votes->ballots, ballot, &vote);
      }
      if (status) {
        return status;
      }
      if (!lacks_lemma(word)
          && votes->ballots.uses[vote] > votes->counts[place]) {
        votes->counts[place] = votes->ballots.uses[vote];
        votes->lemmas[place] = word->lemma;
      }
    }
  }
  return GESTA_OK;
}

static GestaStatus
unify_lemmas(GestaSentence *sentences, GestaSentenceSet set,
             GestaAllocator *allocator, GestaArena *arena)
{
  Votes votes = {.lemmas = NULL};
  gesta_symbol_list_init(&votes.keys, allocator);
  gesta_symbol_list_init(&votes.ballots, allocator);
  GestaStatus status = count_votes(set, arena, &votes);
  for (size_t s = 0; s < set.count && !status; ++s) {
    for (size_t i = 1; i <= sentences[s].word_count && !status; ++i) {
      GestaWord *word = &sentences[s].words[i];
      if (word->upos != GESTA_UPOS_PRON && !lacks_lemma(word)) {
        continue;
      }
      GestaStringView key;
      uint32_t place = 0;
      status = key_of(word, arena, &key);
      if (!status
          && gesta_symbol_list_find(&votes.keys, key, &place) == GESTA_OK
          && votes.counts[place] > 0) {
        word->lemma = votes.lemmas[place];
      } else if (!status) {
        word->lemma = word->form;
      }
    }
  }
  gesta_symbol_list_clear(&votes.keys);
  gesta_symbol_list_clear(&votes.ballots);
  return status;
}

// How often a source and all sources write a relation bare and with subtypes.
static GestaStatus
count_relations(GestaSentenceSet set, GestaArena *arena, GestaSymbolList *uses)
{
  for (size_t s = 0; s < set.count; ++s) {
    const GestaStringView source = source_of(set.items[s]);
    for (size_t i = 1; i <= set.items[s]->word_count; ++i) {
      const GestaStringView relation = set.items[s]->words[i].relation;
      const char *colon = memchr(relation.data, ':', relation.size);
      GestaStringView name = relation;
      if (colon) { // "obl:" stands for all subtypes
        name.size = (size_t)(colon - relation.data) + 1;
      }
      GestaStringView key;
      uint32_t symbol = 0;
      GestaStatus status = gesta_symbol_list_add(uses, name, &symbol);
      if (!status) {
        status = join(source, name, arena, &key);
      }
      if (!status) {
        status = gesta_symbol_list_add(uses, key, &symbol);
      }
      if (status) {
        return status;
      }
    }
  }
  return GESTA_OK;
}

static size_t
uses_of(const GestaSymbolList *uses, GestaStringView name)
{
  uint32_t symbol = 0;
  return gesta_symbol_list_find(uses, name, &symbol) == GESTA_OK
           ? uses->uses[symbol]
           : 0;
}

// "obl:*" for "obl" where its source knows no subtype and most others use them.
static GestaStatus
star_relation(const GestaSymbolList *uses, GestaStringView source,
              GestaArena *arena, GestaStringView *relation)
{
  char *text = gesta_arena_allocate(arena, relation->size + 2, 1);
  if (!text) {
    return GESTA_ERR_MEMORY;
  }
  memcpy(text, relation->data, relation->size);
  text[relation->size] = ':';
  text[relation->size + 1] = '*';
  const GestaStringView subtypes = {text, relation->size + 1};
  const size_t bare = uses_of(uses, *relation);
  const size_t all = bare + uses_of(uses, subtypes);
  GestaStringView here;
  GestaStringView sub_here;
  GestaStatus status = join(source, *relation, arena, &here);
  if (!status) {
    status = join(source, subtypes, arena, &sub_here);
  }
  if (status) {
    return status;
  }
  const size_t bare_here = uses_of(uses, here);
  const size_t elsewhere = all - bare_here - uses_of(uses, sub_here);
  const size_t bare_elsewhere = bare - bare_here;
  const bool odd = source.size > 0 && elsewhere > 0
                   && uses_of(uses, sub_here) * 4 < bare_here
                   && bare_elsewhere * 100
                        < elsewhere * (100 - SUBTYPED_PERCENT);
  if (odd) {
    *relation = (GestaStringView){text, relation->size + 2};
  }
  return GESTA_OK;
}

static GestaStatus
unify_relations(GestaSentence *sentences, GestaSentenceSet set,
                GestaAllocator *allocator, GestaArena *arena)
{
  GestaSymbolList uses;
  gesta_symbol_list_init(&uses, allocator);
  GestaStatus status = count_relations(set, arena, &uses);
  for (size_t s = 0; s < set.count && !status; ++s) {
    const GestaStringView source = source_of(&sentences[s]);
    for (size_t i = 1; i <= sentences[s].word_count && !status; ++i) {
      GestaStringView *relation = &sentences[s].words[i].relation;
      if (!memchr(relation->data, ':', relation->size)) {
        status = star_relation(&uses, source, arena, relation);
      }
    }
  }
  gesta_symbol_list_clear(&uses);
  return status;
}

// Take the first pair off "Gender=Masc|Number=Sing".
static GestaStringView
next_pair(GestaStringView *features)
{
  const char *bar = memchr(features->data, '|', features->size);
  const size_t size = bar ? (size_t)(bar - features->data) : features->size;
  const GestaStringView pair = {features->data, size};
  const size_t used = bar ? size + 1 : size;
  *features = (GestaStringView){features->data + used, features->size - used};
  return pair;
}

// How sources write features.  Those of the first file lead: together they are
// the source LEAD.
typedef struct Usage {
  GestaSymbolList pairs;    // "source TAG ", "source TAG Gender=Masc"
  GestaSymbolList spelled;  // of the leads: "TAG form", "TAG form features"
  GestaSymbolList verdicts; // "source TAG"; uses is 1 for a lack, else 0
  GestaSymbolList leads;
} Usage;

#define LEAD gesta_view("*")

static GestaStringView
group_of(const Usage *usage, GestaStringView source)
{
  uint32_t symbol = 0;
  return gesta_symbol_list_find(&usage->leads, source, &symbol) == GESTA_OK
           ? LEAD
           : source;
}

// Number the sources of the first file.
static GestaStatus
find_leads(const GestaTraining *training, GestaSymbolList *leads)
{
  const GestaDocument *first = &training->documents[0];
  GestaStatus status = GESTA_OK;
  for (size_t s = 0; s < first->sentence_count && !status; ++s) {
    uint32_t symbol = 0;
    status = gesta_symbol_list_add(leads, source_of(&first->sentences[s]),
                                   &symbol);
  }
  return status;
}

static GestaStatus
count_key(GestaSymbolList *uses, GestaStringView a, GestaStringView b,
          GestaArena *arena)
{
  GestaStringView key;
  uint32_t symbol = 0;
  const GestaStatus status = join(a, b, arena, &key);
  return status ? status : gesta_symbol_list_add(uses, key, &symbol);
}

static GestaStatus
count_word(Usage *usage, GestaStringView source, const GestaWord *word,
           GestaArena *arena)
{
  GestaStringView tag;
  GestaStringView spelled;
  GestaStringView rest = word->features;
  GestaStatus status = join(source, gesta_upos_name(word->upos), arena, &tag);
  if (!status) {
    status = count_key(&usage->pairs, tag, (GestaStringView){NULL, 0}, arena);
  }
  while (rest.size > 0 && !status) {
    status = count_key(&usage->pairs, tag, next_pair(&rest), arena);
  }
  if (status || !gesta_view_equal(source, LEAD)) {
    return status;
  }
  uint32_t symbol = 0;
  status = key_of(word, arena, &spelled);
  if (!status) {
    status = gesta_symbol_list_add(&usage->spelled, spelled, &symbol);
  }
  return status ? status
                : count_key(&usage->spelled, spelled, word->features, arena);
}

// How often in a thousand words of a tag a source writes a pair, or -1 if it
// has too few of them.
static GestaStatus
measure_pair(const Usage *usage, GestaStringView source, GestaStringView tag,
             GestaStringView pair, GestaArena *arena, int *rate)
{
  GestaStringView place;
  GestaStringView all;
  GestaStringView with;
  GestaStatus status = join(source, tag, arena, &place);
  if (!status) {
    status = join(place, (GestaStringView){NULL, 0}, arena, &all);
  }
  if (!status) {
    status = join(place, pair, arena, &with);
  }
  if (!status) {
    const size_t words = uses_of(&usage->pairs, all);
    *rate = words < FEW_WORDS
              ? -1
              : (int)(uses_of(&usage->pairs, with) * 1000 / words);
  }
  return status;
}

// Whether a source hardly ever writes a pair that the lead often writes.
static GestaStatus
lacks_any(const Usage *usage, GestaStringView source, GestaStringView tag,
          GestaArena *arena, bool *lacks)
{
  GestaStringView place;
  GestaStatus status = join(LEAD, tag, arena, &place);
  *lacks = false;
  for (size_t k = 0; k < usage->pairs.count && !*lacks && !status; ++k) {
    const GestaStringView name = usage->pairs.names[k];
    if (name.size <= place.size + 1 || name.data[place.size] != ' '
        || memcmp(name.data, place.data, place.size) != 0) {
      continue;
    }
    const GestaStringView pair = {name.data + place.size + 1,
                                  name.size - place.size - 1};
    int here = 0;
    int lead = 0;
    status = measure_pair(usage, source, tag, pair, arena, &here);
    if (!status) {
      status = measure_pair(usage, LEAD, tag, pair, arena, &lead);
    }
    *lacks = here >= 0 && lead >= USUAL_RATE && here * UNLIKE < lead;
  }
  return status;
}

// The same, computed once for each pair of source and tag.
static GestaStatus
recall_lack(Usage *usage, GestaStringView source, GestaStringView tag,
            GestaArena *arena, bool *lacks)
{
  GestaStringView key;
  uint32_t symbol = 0;
  GestaStatus status = join(source, tag, arena, &key);
  if (status) {
    return status;
  }
  if (gesta_symbol_list_find(&usage->verdicts, key, &symbol) == GESTA_OK) {
    *lacks = usage->verdicts.uses[symbol] > 0;
    return GESTA_OK;
  }
  status = lacks_any(usage, source, tag, arena, lacks);
  if (!status) {
    status = gesta_symbol_list_add(&usage->verdicts, key, &symbol);
  }
  if (!status) {
    usage->verdicts.uses[symbol] = *lacks;
  }
  return status;
}

// Whether a word has a pair that its source writes and the lead does not, or
// features that the lead never gives to a spelling it knows well.
static GestaStatus
is_foreign(const Usage *usage, GestaStringView source, const GestaWord *word,
           GestaArena *arena, bool *foreign)
{
  const GestaStringView tag = gesta_upos_name(word->upos);
  GestaStringView rest = word->features;
  GestaStringView spelled;
  GestaStringView given;
  GestaStatus status = GESTA_OK;
  *foreign = false;
  while (rest.size > 0 && !*foreign && !status) {
    const GestaStringView pair = next_pair(&rest);
    int here = 0;
    int lead = 0;
    status = measure_pair(usage, source, tag, pair, arena, &here);
    if (!status) {
      status = measure_pair(usage, LEAD, tag, pair, arena, &lead);
    }
    *foreign = lead >= 0 && here >= ODD_RATE && lead * UNLIKE < here;
  }
  if (*foreign || status) {
    return status;
  }
  status = key_of(word, arena, &spelled);
  if (!status) {
    status = join(spelled, word->features, arena, &given);
  }
  if (!status) {
    *foreign = uses_of(&usage->spelled, spelled) >= WELL_KNOWN
               && uses_of(&usage->spelled, given) == 0;
  }
  return status;
}

// Mark the words whose features follow other guidelines than the lead's.
static GestaStatus
unify_features(const GestaTraining *training, GestaSentence *sentences,
               GestaSentenceSet set, GestaAllocator *allocator,
               GestaArena *arena)
{
  Usage usage;
  gesta_symbol_list_init(&usage.leads, allocator);
  gesta_symbol_list_init(&usage.pairs, allocator);
  gesta_symbol_list_init(&usage.spelled, allocator);
  gesta_symbol_list_init(&usage.verdicts, allocator);
  GestaStatus status = find_leads(training, &usage.leads);
  for (size_t s = 0; s < set.count && !status; ++s) {
    const GestaStringView source = group_of(&usage, source_of(&sentences[s]));
    for (size_t i = 1; i <= sentences[s].word_count && !status; ++i) {
      status = count_word(&usage, source, &sentences[s].words[i], arena);
    }
  }
  for (size_t s = 0; s < set.count && !status; ++s) {
    const GestaStringView source = group_of(&usage, source_of(&sentences[s]));
    if (gesta_view_equal(source, LEAD)) {
      continue;
    }
    for (size_t i = 1; i <= sentences[s].word_count && !status; ++i) {
      GestaWord *word = &sentences[s].words[i];
      bool unlike = false;
      status = recall_lack(&usage, source, gesta_upos_name(word->upos), arena,
                           &unlike);
      if (!status && !unlike) {
        status = is_foreign(&usage, source, word, arena, &unlike);
      }
      if (unlike) {
        word->features = gesta_view(GESTA_UNKNOWN_FEATURES);
      }
    }
  }
  gesta_symbol_list_clear(&usage.leads);
  gesta_symbol_list_clear(&usage.pairs);
  gesta_symbol_list_clear(&usage.spelled);
  gesta_symbol_list_clear(&usage.verdicts);
  return status;
}

// A trainer needs a tag and a relation on every word.
static bool
is_annotated(const GestaSentence *sentence)
{
  for (size_t i = 1; i <= sentence->word_count; ++i) {
    const GestaWord *word = &sentence->words[i];
    if (word->upos == GESTA_UPOS_NONE || word->relation.size == 0) {
      return false;
    }
  }
  return sentence->word_count > 0;
}

GestaStatus
gesta_treebank_collect(GestaAllocator *allocator, const GestaTraining *training,
                       GestaArena *arena, GestaSentenceSet *set,
                       GestaError *error)
{
  size_t room = 0;
  for (size_t d = 0; d < training->document_count; ++d) {
    room += training->documents[d].sentence_count;
  }
  GestaSentence *sentences = gesta_arena_allocate(arena, room,
                                                  sizeof *sentences);
  const GestaSentence **items = gesta_arena_allocate(
    arena, room,
    sizeof *items); // NOLINT(bugprone-sizeof-expression)
  if (!sentences || !items) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  size_t count = 0;
  GestaStatus status = GESTA_OK;
  for (size_t d = 0; d < training->document_count; ++d) {
    const GestaDocument *document = &training->documents[d];
    for (size_t s = 0; s < document->sentence_count && !status; ++s) {
      const GestaSentence *sentence = &document->sentences[s];
      if (is_excluded(training, sentence) || !is_annotated(sentence)) {
        continue;
      }
      items[count] = &sentences[count];
      status = gesta_treebank_copy(sentence, arena, &sentences[count]);
      ++count;
    }
  }
  if (!status && count == 0) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "there is no annotated sentence to learn from: give "
                           "CoNLL-U files with UPOS, HEAD and DEPREL");
  }
  const GestaSentenceSet all = {items, count};
  if (!status) {
    status = unify_lemmas(sentences, all, allocator, arena);
  }
  if (!status) {
    status = unify_relations(sentences, all, allocator, arena);
  }
  if (!status) {
    status = unify_features(training, sentences, all, allocator, arena);
  }
  if (status) {
    return gesta_error_set(error, status, "out of memory");
  }
  *set = all;
  return GESTA_OK;
}
