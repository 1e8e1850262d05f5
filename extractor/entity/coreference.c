// SPDX-License-Identifier: GPL-3.0-or-later
// Salience: a candidate earns points for what it is and where it stands, loses
// them with distance, and the best wins, the nearest of equals.
#include "extractor/entity/coreference.h"

#include "extractor/entity/noun_phrase.h"

#include <limits.h>

enum {
  REACH = 3,         // sentences back
  DISTANCE_COST = 8, // points a sentence
  SUBJECT_POINTS = 6,
  GOVERNOR_POINTS = 4,
  OBJECT_POINTS = 3,
  PERSON_POINTS = 5,
  SPEAKER_POINTS = 6,
  ACTOR_POINTS = 2,
  THING_POINTS = -2,
  IDLE_POINTS = -6, // things as the subject of a verb
  PAIR_REACH = 12,  // sentences back, for `the two countries`
  OFFICE_REACH = 5, // words: `chef de la diplomatie`
};

uint8_t
gesta_word_genders(const GestaTree *tree, uint32_t word)
{
  const uint32_t determiner = gesta_tree_child(tree, word, "det");
  const uint32_t shows[] = {word, determiner};
  for (size_t i = 0; i < 2; ++i) {
    if (shows[i] && gesta_tree_has(tree, shows[i], "Gender", "Masc")) {
      return GESTA_GENDER_MASC;
    }
    if (shows[i] && gesta_tree_has(tree, shows[i], "Gender", "Fem")) {
      return GESTA_GENDER_FEM;
    }
  }
  return 0;
}

static bool
is_subject(const GestaTree *tree, uint32_t word)
{
  return gesta_tree_is(tree, gesta_tree_first_conjunct(tree, word), "nsubj");
}

// What a pronoun asks of its antecedent.
typedef struct Wanted {
  uint8_t genders;
  bool plural;
  bool thing;   // "it": no person
  bool person;  // "she": nothing but a person
  bool nearest; // "the latter": the nearest, whatever its function
  bool object;  // not the subject of its own clause
  bool speaker; // `a-t-elle dit`: most often a person
  size_t sentence;
  uint32_t word;
} Wanted;

static bool
agrees(const GestaMentions *mentions, const GestaMention *mention,
       const Wanted *wanted)
{
  const GestaEntity *entity = &mentions->entities->items[mention->entities[0]];
  const uint8_t genders = entity->genders ? entity->genders : mention->genders;
  if (wanted->plural != mention->plural
      && !(wanted->plural && entity->plural)) {
    return false;
  }
  if (wanted->genders && genders && (wanted->genders & genders) == 0) {
    // Mixed groups are masculine.
    return wanted->plural && mention->count > 1
           && wanted->genders == GESTA_GENDER_MASC;
  }
  return entity->class == GESTA_CLASS_PERSON ? !wanted->thing : !wanted->person;
}

// Whether a subject is that of the clause of which the pronoun's is the
// complement: `X a avoué qu'il avait …`.
static bool
governs(const GestaTree *tree, size_t sentence, uint32_t word,
        const Wanted *wanted)
{
  const uint32_t clause = sentence == wanted->sentence && !wanted->object
                            ? tree->words[wanted->word].head
                            : 0;
  return clause != 0 && gesta_tree_is(tree, clause, "ccomp")
         && tree->words[clause].head == tree->words[word].head;
}

static int
score(const GestaMentions *mentions, size_t sentence, uint32_t word,
      const Wanted *wanted)
{
  const GestaTree *tree = &mentions->trees[sentence];
  const GestaMention *mention = gesta_mention_at(mentions, sentence, word);
  const GestaEntity *entity = &mentions->entities->items[mention->entities[0]];
  // At most REACH, so that it fits.
  int points = -DISTANCE_COST * (int)(wanted->sentence - sentence);
  if (wanted->nearest) {
    points += entity->class == GESTA_CLASS_PERSON ? PERSON_POINTS : 0;
    return points;
  }
  if (is_subject(tree, word)) {
    points += SUBJECT_POINTS;
    points += gesta_tree_is(tree, tree->words[word].head, "root") ? 2 : 0;
    points += governs(tree, sentence, word, wanted) ? GOVERNOR_POINTS : 0;
  } else if (gesta_tree_is(tree, word, "obj")
             || gesta_tree_is(tree, word, "iobj")
             || gesta_tree_is(tree, word, "obl:agent")) {
    points += OBJECT_POINTS;
  } else if (gesta_tree_is(tree, word, "nmod")
             || gesta_tree_is(tree, word, "amod")) {
    points -= OBJECT_POINTS;
  }
  if (entity->class == GESTA_CLASS_PERSON) {
    return points + PERSON_POINTS + (wanted->speaker ? SPEAKER_POINTS : 0);
  }
  if (gesta_entity_acts(entity)) {
    return points + ACTOR_POINTS;
  }
  return points + (wanted->object ? THING_POINTS : IDLE_POINTS);
}

// Whether a word is the subject that the clause of an object borrows: `police
// used gas to disperse them`.
static bool
is_own_subject(const GestaTree *tree, uint32_t word, uint32_t object)
{
  uint32_t verb = tree->words[object].head;
  for (size_t steps = 0; steps <= tree->count && verb != 0
                         && gesta_tree_child(tree, verb, "nsubj") == 0;
       ++steps) {
    verb = tree->words[verb].head;
  }
  return verb != 0 && gesta_tree_is(tree, word, "nsubj")
         && tree->words[word].head == verb;
}

static bool
is_candidate(const GestaMentions *mentions, size_t sentence, uint32_t word,
             const Wanted *wanted)
{
  const GestaTree *tree = &mentions->trees[sentence];
  const GestaMention *mention = gesta_mention_at(mentions, sentence, word);
  if (mention->count == 0 || mention->kind == GESTA_MENTION_SPEAKER
      || (tree->words[word].upos == GESTA_UPOS_ADJ
          && gesta_tree_child(tree, word, "det") == 0)) {
    return false;
  }
  if (wanted->object && sentence == wanted->sentence
      && (tree->words[word].head == tree->words[wanted->word].head
          || is_own_subject(tree, word, wanted->word))) {
    return false;
  }
  // `« Je rencontrerai le président », a-t-il dit`
  if (wanted->speaker && sentence == wanted->sentence) {
    return false;
  }
  return !gesta_tree_is(tree, word, "appos");
}

static GestaMention
best_antecedent(const GestaMentions *mentions, const Wanted *wanted)
{
  GestaMention best = {.kind = GESTA_MENTION_NONE};
  int best_points = INT_MIN;
  for (size_t back = 0; back <= REACH && back <= wanted->sentence; ++back) {
    const size_t sentence = wanted->sentence - back;
    const GestaTree *tree = &mentions->trees[sentence];
    uint32_t word = back ? (uint32_t)tree->count : wanted->word - 1;
    for (; word >= 1; --word) {
      if (!is_candidate(mentions, sentence, word, wanted)) {
        continue;
      }
      const GestaMention group = wanted->plural
                                   ? gesta_mention_group(mentions, sentence,
                                                         word)
                                   : *gesta_mention_at(mentions, sentence,
                                                       word);
      if (!agrees(mentions, &group, wanted)) {
        continue;
      }
      const int points = score(mentions, sentence, word, wanted);
      if (points > best_points) {
        best_points = points;
        best = group;
        best.kind = GESTA_MENTION_PRONOUN;
        best.how = wanted->nearest
                     ? "the nearest that agrees with the pronoun"
                     : "the most salient that agrees with the pronoun";
      }
    }
  }
  return best;
}

static bool
is_person(const GestaMentions *mentions, size_t sentence, uint32_t word)
{
  const GestaMention *mention = gesta_mention_at(mentions, sentence, word);
  return mention->count == 1
         && mentions->entities->items[mention->entities[0]].class
              == GESTA_CLASS_PERSON;
}

// The head of the phrase that ends before a relative pronoun, or the person
// named last in it.
static uint32_t
phrase_before(const GestaMentions *mentions, size_t sentence, uint32_t word)
{
  const GestaTree *tree = &mentions->trees[sentence];
  uint32_t at = word - 1;
  while (at > 0 && tree->words[at].upos == GESTA_UPOS_PUNCT) {
    --at;
  }
  while (at > 0
         && (gesta_tree_is(tree, at, "nmod") || gesta_tree_is(tree, at, "flat")
             || gesta_tree_is(tree, at, "amod")
             || gesta_tree_is(tree, at, "appos"))
         && tree->words[at].head < at && !is_person(mentions, sentence, at)) {
    at = tree->words[at].head;
  }
  return at;
}

// `a researcher at the institute, who said …`: the person whom a phrase is part
// of, or the phrase itself.
static uint32_t
person_above(const GestaMentions *mentions, size_t sentence, uint32_t noun)
{
  const GestaTree *tree = &mentions->trees[sentence];
  uint32_t at = noun;
  for (size_t steps = 0; steps <= tree->count && at != 0; ++steps) {
    const GestaMention *mention = gesta_mention_at(mentions, sentence, at);
    const GestaEntityClass class =
      mention->count > 0 ? mentions->entities->items[mention->entities[0]].class
                         : GESTA_CLASS_THING;
    if (class == GESTA_CLASS_PERSON || class == GESTA_CLASS_GROUP) {
      return at;
    }
    if (!gesta_tree_is(tree, at, "nmod") && !gesta_tree_is(tree, at, "appos")
        && !gesta_tree_is(tree, at, "compound")) {
      return noun;
    }
    at = tree->words[at].head;
  }
  return noun;
}

// The noun that a relative pronoun stands for: what its clause modifies, or, if
// the parser did not see a relative clause, what stands before it.
static GestaMention
relative_antecedent(const GestaMentions *mentions, size_t sentence,
                    uint32_t word)
{
  const GestaTree *tree = &mentions->trees[sentence];
  uint32_t clause = tree->words[word].head;
  uint32_t noun = 0;
  for (size_t steps = 0; steps <= tree->count && clause != 0 && !noun;
       ++steps) {
    noun = gesta_tree_is(tree, clause, "acl") ? tree->words[clause].head : 0;
    clause = tree->words[clause].head;
  }
  if (noun == 0 || noun >= word) {
    noun = phrase_before(mentions, sentence, word);
  }
  char text[GESTA_MARKER_SIZE];
  const bool human = (gesta_word_kinds(mentions->lists,
                                       gesta_marker_text(tree, word, text))
                      & GESTA_KIND_HUMAN)
                     != 0;
  if (human) {
    noun = person_above(mentions, sentence, noun);
  }
  GestaMention found = gesta_mention_group(mentions, sentence, noun);
  found.kind = found.count ? GESTA_MENTION_PRONOUN : GESTA_MENTION_NONE;
  found.how = "the noun that its relative clause modifies";
  return found;
}

GestaMention
gesta_resolve_pronoun(const GestaMentions *mentions, size_t sentence,
                      uint32_t word)
{
  const GestaTree *tree = &mentions->trees[sentence];
  const GestaMention none = {.kind = GESTA_MENTION_NONE};
  if (gesta_tree_has(tree, word, "PronType", "Rel")) {
    return relative_antecedent(mentions, sentence, word);
  }
  if (gesta_tree_has(tree, word, "Person", "1")) {
    return (GestaMention){.kind = GESTA_MENTION_SPEAKER,
                          .how = "whoever speaks"};
  }
  char text[GESTA_MARKER_SIZE];
  const uint32_t kinds = gesta_word_kinds(mentions->lists,
                                          gesta_marker_text(tree, word, text));
  const bool latter = (kinds & GESTA_KIND_LATTER) != 0;
  const bool human = (kinds & GESTA_KIND_HUMAN) != 0;
  if (!latter
      && (!gesta_tree_has(tree, word, "PronType", "Prs")
          || !gesta_tree_has(tree, word, "Person", "3")
          || gesta_tree_has(tree, word, "Reflex", "Yes"))) {
    return none;
  }
  const Wanted wanted = {
    .genders = gesta_word_genders(tree, word),
    .plural = gesta_tree_has(tree, word, "Number", "Plur"),
    .thing = gesta_tree_has(tree, word, "Gender", "Neut"),
    .person = human,
    .nearest = latter,
    .object = !gesta_tree_is(tree, word, "nsubj"),
    .speaker = tree->words[word].form.size > 1
               && tree->words[word].form.data[0] == '-',
    .sentence = sentence,
    .word = word,
  };
  return best_antecedent(mentions, &wanted);
}

static bool
is_definite(const GestaTree *tree, uint32_t word)
{
  const uint32_t determiner = gesta_tree_child(tree, word, "det");
  return determiner
         && (gesta_tree_has(tree, determiner, "Definite", "Def")
             || gesta_tree_has(tree, determiner, "PronType", "Dem"));
}

static bool
is_two(const GestaTree *tree, uint32_t word)
{
  const uint32_t number = gesta_tree_child(tree, word, "nummod");
  return number
         && (gesta_tree_word_is(tree, number, "deux")
             || gesta_tree_word_is(tree, number, "two"));
}

// Whether every word of `part` is in `whole`.
static bool
words_within(GestaStringView part, GestaStringView whole)
{
  size_t begin = 0;
  for (size_t at = 0; at <= part.size; ++at) {
    if (at < part.size && part.data[at] != ' ') {
      continue;
    }
    const GestaStringView word = {part.data + begin, at - begin};
    bool found = false;
    for (size_t i = 0; i + word.size <= whole.size && !found; ++i) {
      found = (i == 0 || whole.data[i - 1] == ' ')
              && (i + word.size == whole.size
                  || whole.data[i + word.size] == ' ')
              && memcmp(whole.data + i, word.data, word.size) == 0;
    }
    if (!found && word.size > 2) {
      return false;
    }
    begin = at + 1;
  }
  return true;
}

// A description fits an entity that was called by the same noun and by all the
// words of the new phrase, or a bare noun by anything.
static bool
fits(const GestaEntity *entity, GestaStringView lemma, GestaStringView folded,
     bool bare)
{
  for (const GestaDescription *description = entity->descriptions; description;
       description = description->next) {
    if (gesta_view_equal(description->lemma, lemma)
        && (bare || words_within(folded, description->text))) {
      return true;
    }
  }
  return false;
}

// Go back to the nearest mention of one entity with a name.
//
// returns  NULL if there is none before `*word` of `*sentence`
static const GestaEntity *
previous_named(const GestaMentions *mentions, size_t *sentence, uint32_t *word,
               uint32_t *index)
{
  for (;;) {
    while (*word <= 1) {
      if (*sentence == 0) {
        return NULL;
      }
      --*sentence;
      *word = (uint32_t)mentions->trees[*sentence].count + 1;
    }
    --*word;
    const GestaMention *mention = gesta_mention_at(mentions, *sentence, *word);
    if (mention->count != 1) {
      continue;
    }
    const GestaEntity *entity =
      &mentions->entities->items[mention->entities[0]];
    if (entity->named) {
      *index = mention->entities[0];
      return entity;
    }
  }
}

// Whether a word may speak of an entity, as far as genders tell.
static bool
may_be(const GestaEntity *entity, uint8_t genders)
{
  return genders == 0 || entity->genders == 0
         || (genders & entity->genders) != 0;
}

// A description of an entity that was named at a word.
static GestaMention
described_at(uint32_t entity, size_t sentence, uint32_t word, const char *how)
{
  GestaMention mention = {.kind = GESTA_MENTION_DESCRIPTION,
                          .count = 1,
                          .sentence = (uint32_t)sentence,
                          .how = how};
  mention.entities[0] = entity;
  mention.words[0] = word;
  return mention;
}

// The named entity last mentioned that satisfies `lemma` (or, if that is empty,
// any of the class), up to the word before `word`.
static GestaMention
last_described(const GestaMentions *mentions, size_t sentence, uint32_t word,
               GestaEntityClass class, GestaStringView lemma,
               GestaStringView folded)
{
  const bool bare = folded.size == 0;
  const uint8_t genders = class == GESTA_CLASS_PERSON ? gesta_word_genders(
                            &mentions->trees[sentence], word)
                                                      : 0;
  uint32_t index = GESTA_NO_ENTITY;
  const GestaEntity *entity = previous_named(mentions, &sentence, &word,
                                             &index);
  while (entity
         && !(entity->class == class && may_be(entity, genders)
              && (lemma.size == 0 || fits(entity, lemma, folded, bare)))) {
    entity = previous_named(mentions, &sentence, &word, &index);
  }
  return entity ? described_at(index, sentence, word,
                               bare ? "the last of its kind"
                                    : "the last called by these words")
                : (GestaMention){.kind = GESTA_MENTION_NONE};
}

static bool
is_company(const GestaMentions *mentions, const GestaEntity *entity)
{
  for (const GestaDescription *description = entity->descriptions; description;
       description = description->next) {
    if (gesta_noun_kinds(mentions->lists, description->lemma)
        & GESTA_KIND_COMPANY) {
      return true;
    }
  }
  return false;
}

// The company mentioned last: what was called one, else any organisation that
// the gazetteer does not know.
static GestaMention
last_company(const GestaMentions *mentions, size_t sentence, uint32_t word)
{
  GestaMention other = {.kind = GESTA_MENTION_NONE};
  uint32_t index = GESTA_NO_ENTITY;
  const GestaEntity *entity = previous_named(mentions, &sentence, &word,
                                             &index);
  for (; entity; entity = previous_named(mentions, &sentence, &word, &index)) {
    if (entity->class != GESTA_CLASS_ORGANIZATION) {
      continue;
    }
    if (is_company(mentions, entity)) {
      return described_at(index, sentence, word, "the last company");
    }
    if (other.count == 0 && entity->known == GESTA_NO_PLACE) {
      other = described_at(index, sentence, word, "the last organization");
    }
  }
  return other;
}

// Whether an adjective speaks of an entity that no noun up to it has named.
static bool
is_mere_adjective(const GestaMentions *mentions, size_t sentence, uint32_t word)
{
  const GestaMention *mention = gesta_mention_at(mentions, sentence, word);
  if (mentions->trees[sentence].words[word].upos != GESTA_UPOS_ADJ
      || mention->count != 1) {
    return false;
  }
  for (size_t at = 0; at <= sentence; ++at) {
    const GestaTree *tree = &mentions->trees[at];
    for (uint32_t other = 1; other <= tree->count; ++other) {
      const GestaMention *named = gesta_mention_at(mentions, at, other);
      if (named->count == 1 && named->entities[0] == mention->entities[0]
          && tree->words[other].upos != GESTA_UPOS_ADJ) {
        return false;
      }
    }
  }
  return true;
}

// The two entities of a class mentioned last, by nouns alone if so wanted: as a
// coordinated pair if there is one near, else one by one.
static GestaMention
last_pair(const GestaMentions *mentions, size_t sentence, uint32_t word,
          GestaEntityClass class, bool nouns)
{
  GestaMention loose = {.kind = GESTA_MENTION_DESCRIPTION};
  for (size_t back = 0; back <= sentence && back <= PAIR_REACH; ++back) {
    const size_t at = sentence - back;
    uint32_t other = back ? (uint32_t)mentions->trees[at].count : word - 1;
    for (; other >= 1; --other) {
      if (nouns && is_mere_adjective(mentions, at, other)) {
        continue; // an Italian rival does not make Italy a side
      }
      GestaMention group = gesta_mention_group(mentions, at, other);
      bool all = group.count > 0;
      for (size_t i = 0; i < group.count; ++i) {
        const GestaEntity *entity =
          &mentions->entities->items[group.entities[i]];
        all = all && entity->class == class && entity->named;
      }
      if (all && group.count == 2) {
        group.kind = GESTA_MENTION_DESCRIPTION;
        group.how = "the last pair of its kind";
        return group;
      }
      if (all && group.count == 1 && loose.count < 2) {
        gesta_mention_join(&loose, &group);
      }
    }
  }
  loose.kind = loose.count == 2 ? GESTA_MENTION_DESCRIPTION
                                : GESTA_MENTION_NONE;
  loose.how = "the last two of its kind";
  return loose;
}

// The words of an office, adjectives before it or complements behind it.
static GestaStringView
listed_office(const GestaMentions *mentions, const GestaTree *tree,
              uint32_t first, uint32_t last)
{
  const GestaStringView folded = gesta_entities_fold(
    mentions->entities,
    gesta_words_text(tree, first, last, mentions->workspace));
  return (gesta_noun_kinds(mentions->lists, folded) & GESTA_KIND_ROLE) != 0
             && memchr(folded.data, ' ', folded.size) != NULL
             && !gesta_view_equal(gesta_role_lemma(mentions->lists, folded),
                                  folded)
           ? gesta_role_lemma(mentions->lists, folded)
           : (GestaStringView){"", 0};
}

GestaStringView
gesta_office(const GestaMentions *mentions, size_t sentence, uint32_t word)
{
  const GestaTree *tree = &mentions->trees[sentence];
  GestaStringView office = {"", 0};
  if (word > 1 && tree->words[word - 1].head == word
      && (tree->words[word - 1].upos == GESTA_UPOS_ADJ
          || gesta_tree_is(tree, word - 1, "compound"))) {
    office = listed_office(mentions, tree, word - 1, word);
  }
  for (uint32_t last = word + 1;
       last <= tree->count && last <= word + OFFICE_REACH && office.size == 0;
       ++last) {
    if (!gesta_tree_below(tree, last, word)) {
      break;
    }
    if (tree->words[last].upos == GESTA_UPOS_NOUN
        || tree->words[last].upos == GESTA_UPOS_PROPN
        || tree->words[last].upos == GESTA_UPOS_ADJ) {
      office = listed_office(mentions, tree, word, last);
    }
  }
  return office;
}

// Descriptions by their kind: countries, people in office, companies.
static GestaMention
resolve_single(const GestaMentions *mentions, size_t sentence, uint32_t word,
               GestaStringView text, uint32_t kinds)
{
  const GestaTree *tree = &mentions->trees[sentence];
  const GestaStringView office = gesta_office(mentions, sentence, word);
  const GestaStringView lemma = office.size > 0
                                  ? office
                                  : gesta_role_lemma(mentions->lists,
                                                     tree->words[word].lemma);
  const GestaStringView folded = gesta_entities_fold(mentions->entities, text);
  const bool bare = (office.size > 0
                     || (gesta_tree_child(tree, word, "amod") == 0
                         && gesta_tree_child(tree, word, "nmod") == 0))
                    && gesta_tree_child(tree, word, "acl") == 0;
  GestaMention mention = {.kind = GESTA_MENTION_NONE};
  if (kinds & GESTA_KIND_COUNTRY) {
    mention = bare
                ? last_described(mentions, sentence, word, GESTA_CLASS_COUNTRY,
                                 (GestaStringView){"", 0},
                                 (GestaStringView){"", 0})
                : mention;
  } else if (kinds & GESTA_KIND_PERSON) {
    mention = last_described(mentions, sentence, word, GESTA_CLASS_PERSON,
                             lemma, bare ? (GestaStringView){"", 0} : folded);
  } else if ((kinds & GESTA_KIND_ORGANIZATION) && bare) {
    mention = last_described(mentions, sentence, word, GESTA_CLASS_ORGANIZATION,
                             lemma, (GestaStringView){"", 0});
    if (mention.count == 0 && (kinds & GESTA_KIND_COMPANY)) {
      mention = last_company(mentions, sentence, word);
    }
  }
  return mention;
}

GestaMention
gesta_resolve_description(const GestaMentions *mentions, size_t sentence,
                          uint32_t word, GestaStringView text)
{
  const GestaTree *tree = &mentions->trees[sentence];
  const GestaMention none = {.kind = GESTA_MENTION_NONE};
  const uint32_t kinds = gesta_noun_kinds(mentions->lists,
                                          tree->words[word].lemma);
  if (!is_definite(tree, word) || (kinds & GESTA_KIND_ABSTRACT)) {
    return none;
  }
  if (gesta_tree_has(tree, word, "Number", "Plur")) {
    if (!is_two(tree, word) || gesta_tree_child(tree, word, "appos") != 0) {
      return none;
    }
    if (kinds & (GESTA_KIND_COUNTRY | GESTA_KIND_PART)) {
      return last_pair(mentions, sentence, word, GESTA_CLASS_COUNTRY,
                       (kinds & GESTA_KIND_PART) != 0);
    }
    if (kinds & GESTA_KIND_ORGANIZATION) {
      return last_pair(mentions, sentence, word, GESTA_CLASS_ORGANIZATION,
                       false);
    }
    return kinds & GESTA_KIND_PERSON
             ? last_pair(mentions, sentence, word, GESTA_CLASS_PERSON, false)
             : none;
  }
  return resolve_single(mentions, sentence, word, text, kinds);
}
