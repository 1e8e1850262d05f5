// SPDX-License-Identifier: GPL-3.0-or-later
// Sentence by sentence, and in each: what the gazetteer knows, names explained
// by an acronym, then every noun phrase and pronoun from left to right, so that
// whatever a word may refer to has been seen.
#include "extractor/entity/mentions.h"

#include "extractor/entity/coreference.h"
#include "extractor/entity/name_fold.h"
#include "extractor/entity/noun_phrase.h"
#include "graph/base/utf8.h"

enum { LONGEST_NAME = 8, ACRONYM_REACH = 12 };

const GestaMention *
gesta_mention_at(const GestaMentions *mentions, size_t sentence, uint32_t word)
{
  static const GestaMention none = {.kind = GESTA_MENTION_NONE};
  if (sentence >= mentions->sentence_count
      || word > mentions->trees[sentence].count || !mentions->words[sentence]) {
    return &none;
  }
  return &mentions->words[sentence][word];
}

void
gesta_mention_join(GestaMention *mention, const GestaMention *other)
{
  for (size_t i = 0; i < other->count; ++i) {
    bool there = false;
    for (size_t k = 0; k < mention->count; ++k) {
      there = there || mention->entities[k] == other->entities[i];
    }
    if (!there && mention->count < GESTA_MENTION_ENTITIES) {
      // Words of one sentence only can be kept.
      const bool kept = mention->count == 0
                        || mention->sentence == other->sentence;
      mention->words[mention->count] = kept ? other->words[i] : 0;
      mention->sentence = kept ? other->sentence : mention->sentence;
      mention->how = mention->how ? mention->how : other->how;
      mention->entities[mention->count++] = other->entities[i];
    }
  }
  if (mention->kind == GESTA_MENTION_NONE) {
    mention->kind = other->kind;
  }
}

GestaMention
gesta_mention_group(const GestaMentions *mentions, size_t sentence,
                    uint32_t word)
{
  GestaMention group = *gesta_mention_at(mentions, sentence, word);
  const GestaTree *tree = &mentions->trees[sentence];
  for (uint32_t child = word ? tree->first_child[word] : 0; child != 0;
       child = tree->next_sibling[child]) {
    if (gesta_tree_is(tree, child, "conj")) {
      const GestaMention *other = gesta_mention_at(mentions, sentence, child);
      group.plural = group.plural || other->count > 0;
      gesta_mention_join(&group, other);
    }
  }
  return group;
}

static GestaMention
mention_of(GestaMentionKind kind, uint32_t entity, const char *how)
{
  GestaMention mention = {.kind = kind, .how = how};
  if (entity != GESTA_NO_ENTITY) {
    mention.entities[0] = entity;
    mention.count = 1;
  }
  return mention;
}

// Describe an entity by a noun that stands for it, and by its office.
static void
describe(GestaMentions *mentions, size_t sentence, uint32_t word,
         uint32_t entity)
{
  const GestaTree *tree = &mentions->trees[sentence];
  const GestaStringView office = gesta_office(mentions, sentence, word);
  const GestaStringView text = gesta_noun_phrase_text(
    tree, mentions->lists, word, mentions->workspace);
  gesta_entities_describe(
    mentions->entities, entity,
    gesta_role_lemma(mentions->lists, tree->words[word].lemma), text);
  if (office.size > 0) {
    gesta_entities_describe(mentions->entities, entity, office, text);
  }
}

// Note a mention and what its words tell of the entity.
static void
set_mention(GestaMentions *mentions, size_t sentence, uint32_t word,
            GestaMention mention)
{
  const GestaTree *tree = &mentions->trees[sentence];
  if (!mentions->words[sentence]) {
    return;
  }
  mention.from_sentence = mention.sentence;
  for (size_t i = 0; i < mention.count; ++i) {
    mention.from_words[i] = mention.words[i];
    mention.words[i] = word;
  }
  mention.sentence = (uint32_t)sentence; // counted in 32 bits, as words are
  mention.genders = gesta_word_genders(tree, word);
  mention.plural = mention.count > 1
                   || gesta_tree_has(tree, word, "Number", "Plur");
  mentions->words[sentence][word] = mention;
  if (mention.count == 1) {
    GestaEntity *entity = &mentions->entities->items[mention.entities[0]];
    entity->genders |= mention.genders;
    entity->plural = entity->plural || (mention.plural && !entity->named);
  }
}

// The head of a stretch of words: the one whose head lies outside.
static uint32_t
stretch_head(const GestaTree *tree, uint32_t first, uint32_t last)
{
  for (uint32_t word = first; word <= last; ++word) {
    const uint32_t head = tree->words[word].head;
    if ((head < first || head > last)
        && tree->words[word].upos != GESTA_UPOS_PUNCT
        && tree->words[word].upos != GESTA_UPOS_DET) {
      return word;
    }
  }
  return first;
}

// The first word of the token after the one that holds `word`.
static uint32_t
last_word_of_token(const GestaTree *tree, uint32_t word)
{
  const GestaToken *token = &tree->sentence->tokens[tree->words[word].token];
  return token->first_word + token->word_count - 1;
}

// Look the stretches that begin at a word up in the gazetteer, the longest
// first.
static uint32_t
find_known(GestaMentions *mentions, size_t sentence, uint32_t first,
           uint32_t *last)
{
  const GestaTree *tree = &mentions->trees[sentence];
  uint32_t ends[LONGEST_NAME];
  size_t count = 0;
  for (uint32_t at = first; at <= tree->count && count < LONGEST_NAME;
       at = last_word_of_token(tree, at) + 1) {
    const uint32_t end = last_word_of_token(tree, at);
    // `Iraq's`: the name ends before what marks it.
    if (end > at && gesta_tree_is(tree, end, "case")
        && tree->words[end].head < end && count + 1 < LONGEST_NAME) {
      ends[count++] = end - 1;
    }
    ends[count++] = end;
  }
  while (count-- > 0) {
    const GestaStringView text = gesta_words_text(tree, first, ends[count],
                                                  mentions->workspace);
    uint32_t known = 0;
    if (gesta_gazetteer_find(mentions->entities->gazetteer,
                             gesta_entities_fold(mentions->entities, text),
                             &known)
        == GESTA_OK) {
      *last = ends[count];
      return known;
    }
  }
  return GESTA_NO_PLACE;
}

static bool
is_all_capitals(GestaStringView form)
{
  for (size_t i = 0; i < form.size; ++i) {
    if (form.data[i] >= 'a' && form.data[i] <= 'z') {
      return false;
    }
  }
  return true;
}

// Whether a name may begin at a word: with a capital, or with a small noun that
// one follows (`mer Noire`).
static bool
may_begin_name(const GestaTree *tree, uint32_t word)
{
  enum { NEAR = 3 };
  if (tree->words[word].upos == GESTA_UPOS_PRON) {
    return false;
  }
  bool capital = gesta_name_capitalised(tree->words[word].form);
  for (uint32_t next = word + 1;
       !capital && next <= word + NEAR && next <= tree->count
       && tree->words[word].upos == GESTA_UPOS_NOUN;
       ++next) {
    capital = gesta_name_capitalised(tree->words[next].form);
  }
  return capital;
}

// Whether a stretch that reads like a known name is something else: an ordinary
// short word at the beginning of a sentence (`Un`), the beginning of a longer
// name (`Paris SG`), a part of a compound (`Beijing-based`).
static bool
is_misread(const GestaTree *tree, uint32_t first, uint32_t last,
           GestaEntityClass class)
{
  const GestaWord *word = &tree->words[first];
  const GestaStringView next = last < tree->count ? tree->words[last + 1].form
                                                  : (GestaStringView){"", 0};
  if (!gesta_name_capitalised(word->form) && first == last) {
    return true;
  }
  if (first == last && word->upos != GESTA_UPOS_PROPN) {
    const bool closed = word->upos != GESTA_UPOS_NOUN
                        && word->upos != GESTA_UPOS_ADJ
                        && word->upos != GESTA_UPOS_X;
    if ((closed || word->form.size <= 4) && !is_all_capitals(word->form)) {
      return true;
    }
  }
  if (next.size > 0 && next.data[0] == '-'
      && !tree->sentence->tokens[tree->words[last].token].space_after) {
    return true;
  }
  return (class == GESTA_CLASS_PLACE || class == GESTA_CLASS_COUNTRY)
         && gesta_name_capitalised(next)
         && tree->words[last + 1].upos == GESTA_UPOS_PROPN
         && gesta_name_last(tree, stretch_head(tree, first, last)) > last;
}

// Institutions go by the longest name that the article gives them, not by the
// gazetteer's: `Otan`.
static void
name_as_told(GestaEntities *entities, uint32_t entity, GestaStringView text)
{
  GestaEntity *item = &entities->items[entity];
  if (item->class == GESTA_CLASS_COUNTRY || item->class == GESTA_CLASS_PLACE
      || (item->told && item->name.size >= text.size)) {
    return;
  }
  item->name = text;
  item->told = true;
}

static void
mark_known_names(GestaMentions *mentions, size_t sentence)
{
  const GestaTree *tree = &mentions->trees[sentence];
  for (uint32_t word = 1; word <= tree->count; ++word) {
    uint32_t last = word;
    if (!may_begin_name(tree, word)) {
      continue;
    }
    const uint32_t known = find_known(mentions, sentence, word, &last);
    if (known == GESTA_NO_PLACE
        || is_misread(
          tree, word, last,
          gesta_gazetteer_get(mentions->entities->gazetteer, known)->class)) {
      continue;
    }
    const uint32_t head = stretch_head(tree, word, last);
    const uint32_t entity = gesta_entities_known(mentions->entities, known);
    // `Le Caire` may be part of a longer name: Jean Paris.
    if (!(gesta_tree_is(tree, head, "flat") && head > 1
          && tree->words[head - 1].upos == GESTA_UPOS_PROPN)) {
      const GestaStringView text = gesta_words_text(tree, word, last,
                                                    mentions->workspace);
      if (entity != GESTA_NO_ENTITY) {
        name_as_told(mentions->entities, entity, text);
      }
      gesta_entities_alias(mentions->entities, entity, text, true);
      set_mention(
        mentions, sentence, head,
        mention_of(GESTA_MENTION_NAME, entity, "a name of the gazetteer"));
    }
    word = last;
  }
}

static GestaEntityClass
class_of_kinds(uint32_t kinds, bool plural)
{
  if (kinds & GESTA_KIND_ABSTRACT) {
    return GESTA_CLASS_THING;
  }
  if (kinds & GESTA_KIND_PERSON) {
    return plural ? GESTA_CLASS_GROUP : GESTA_CLASS_PERSON;
  }
  if (kinds & GESTA_KIND_ARMED) {
    return GESTA_CLASS_ARMED_FORCE;
  }
  if (kinds & (GESTA_KIND_ORGANIZATION | GESTA_KIND_GOVERNMENT)) {
    return GESTA_CLASS_ORGANIZATION;
  }
  if (kinds & (GESTA_KIND_GROUP | GESTA_KIND_PART)) {
    return GESTA_CLASS_GROUP;
  }
  if (kinds & GESTA_KIND_COUNTRY) {
    return GESTA_CLASS_COUNTRY;
  }
  return kinds & GESTA_KIND_PLACE ? GESTA_CLASS_PLACE : GESTA_CLASS_THING;
}

// The kinds of the noun that decides a phrase: a quantity counts for its
// complement (dozens of people).
static uint32_t
phrase_kinds(const GestaMentions *mentions, const GestaTree *tree,
             uint32_t word)
{
  uint32_t kinds = gesta_noun_kinds(mentions->lists, tree->words[word].lemma);
  const GestaUpos upos = tree->words[word].upos;
  const bool counts = (kinds & GESTA_KIND_QUANTITY) != 0
                      || upos == GESTA_UPOS_NUM || upos == GESTA_UPOS_PRON;
  if (counts) {
    kinds = 0;
    const uint32_t complement = gesta_tree_child(tree, word, "nmod");
    if (complement) {
      kinds = gesta_noun_kinds(mentions->lists, tree->words[complement].lemma);
      const uint32_t inner = gesta_tree_child(tree, complement, "nmod");
      if ((kinds & GESTA_KIND_QUANTITY) != 0 && inner) {
        kinds = gesta_noun_kinds(mentions->lists, tree->words[inner].lemma);
      }
    }
  }
  return kinds & ~(uint32_t)GESTA_KIND_QUANTITY;
}

static bool
initials_match(const GestaTree *tree, uint32_t first, uint32_t last,
               GestaStringView acronym)
{
  size_t at = 0;
  for (uint32_t word = first; word <= last && at < acronym.size; ++word) {
    const GestaStringView form = tree->words[word].form;
    const char letter = gesta_ascii_small(*form.data); // no form is empty
    if (letter == gesta_ascii_small(acronym.data[at])) {
      ++at;
    }
  }
  return at == acronym.size;
}

static bool
is_acronym(GestaStringView form)
{
  if (form.size < 2 || form.size > 8) {
    return false;
  }
  for (size_t i = 0; i < form.size; ++i) {
    if (form.data[i] < 'A' || form.data[i] > 'Z') {
      return false;
    }
  }
  return true;
}

// `Forces de soutien rapide (FSR)`: the words before the parenthesis whose
// initials are the acronym are a name, and the acronym is its alias.
static void
mark_acronym(GestaMentions *mentions, size_t sentence, uint32_t acronym)
{
  const GestaTree *tree = &mentions->trees[sentence];
  const GestaStringView form = tree->words[acronym].form;
  const uint32_t last = acronym - 2;
  for (uint32_t first = last; first >= 1 && last - first < ACRONYM_REACH;
       --first) {
    const GestaStringView begin = tree->words[first].form;
    if (!gesta_name_capitalised(begin) || begin.data[0] != form.data[0]
        || !initials_match(tree, first, last, form)) {
      continue;
    }
    const uint32_t head = stretch_head(tree, first, last);
    GestaMention *mention = &mentions->words[sentence][head];
    uint32_t entity = mention->count == 1 ? mention->entities[0]
                                          : GESTA_NO_ENTITY;
    if (entity == GESTA_NO_ENTITY) {
      const uint32_t kinds = phrase_kinds(mentions, tree, head);
      const GestaEntityClass class = class_of_kinds(kinds, true);
      entity = gesta_entities_intern(
        mentions->entities,
        gesta_words_text(tree, first, last, mentions->workspace),
        class == GESTA_CLASS_ARMED_FORCE ? class : GESTA_CLASS_ORGANIZATION,
        true);
    }
    gesta_entities_alias(mentions->entities, entity, form, true);
    if (entity != GESTA_NO_ENTITY) {
      mentions->entities->items[entity].named = true;
      set_mention(
        mentions, sentence, head,
        mention_of(GESTA_MENTION_NAME, entity, "a name and its acronym"));
      set_mention(
        mentions, sentence, acronym,
        mention_of(GESTA_MENTION_NAME, entity, "a name and its acronym"));
    }
    return;
  }
}

static void
mark_acronyms(GestaMentions *mentions, size_t sentence)
{
  const GestaTree *tree = &mentions->trees[sentence];
  for (uint32_t word = 3; word + 1 <= tree->count; ++word) {
    if (gesta_view_equal(tree->words[word - 1].form, gesta_view("("))
        && gesta_view_equal(tree->words[word + 1].form, gesta_view(")"))
        && is_acronym(tree->words[word].form)) {
      mark_acronym(mentions, sentence, word);
    }
  }
}

// Adjectives of nationality make their country present: `le ministre turc`.
static void
mark_demonym(GestaMentions *mentions, size_t sentence, uint32_t word)
{
  const GestaTree *tree = &mentions->trees[sentence];
  uint32_t known = 0;
  if (gesta_gazetteer_find_demonym(
        mentions->entities->gazetteer,
        gesta_entities_fold(mentions->entities, tree->words[word].form), &known)
      == GESTA_OK) {
    set_mention(mentions, sentence, word,
                mention_of(GESTA_MENTION_NAME,
                           gesta_entities_known(mentions->entities, known),
                           "an adjective of nationality"));
  }
}

static size_t
count_capitals(const GestaTree *tree, uint32_t first, uint32_t last)
{
  size_t count = 0;
  for (uint32_t word = first; word <= last; ++word) {
    count += gesta_name_capitalised(tree->words[word].form);
  }
  return count;
}

// The class of a name that no list knows.
static GestaEntityClass
guess_class(const GestaMentions *mentions, const GestaTree *tree,
            uint32_t first, uint32_t last, uint32_t head)
{
  for (uint32_t word = first; word <= last; ++word) {
    const uint32_t kinds = gesta_noun_kinds(
      mentions->lists,
      gesta_entities_fold(mentions->entities, tree->words[word].form));
    const GestaEntityClass class = class_of_kinds(kinds, false);
    if (class == GESTA_CLASS_ORGANIZATION || class == GESTA_CLASS_ARMED_FORCE) {
      return class;
    }
  }
  if (is_acronym(tree->words[head].form)) {
    return GESTA_CLASS_ORGANIZATION;
  }
  const uint32_t above = tree->words[head].head;
  const uint32_t kinds_above = above && gesta_tree_is(tree, head, "nmod")
                                 ? gesta_noun_kinds(mentions->lists,
                                                    tree->words[above].lemma)
                                 : 0;
  if ((gesta_marker_kinds(mentions->lists, tree, head) & GESTA_KIND_LOCATIVE)
      || (kinds_above & GESTA_KIND_PLACE)) {
    return GESTA_CLASS_PLACE;
  }
  const size_t capitals = count_capitals(tree, first, last);
  return capitals >= 2 && capitals <= 4 && capitals == last - first + 1
             && gesta_tree_child(tree, head, "det") == 0
           ? GESTA_CLASS_PERSON
           : GESTA_CLASS_ORGANIZATION;
}

// The entity of a proper name; `class` is GESTA_CLASS_THING if nothing around
// it tells.
static uint32_t
name_entity(GestaMentions *mentions, size_t sentence, uint32_t word,
            GestaEntityClass class)
{
  const GestaTree *tree = &mentions->trees[sentence];
  const uint32_t first = gesta_name_first(tree, mentions->lists, word);
  const uint32_t last = gesta_name_last(tree, word);
  const GestaStringView text = gesta_words_text(tree, first, last,
                                                mentions->workspace);
  uint32_t entity = gesta_entities_find(mentions->entities, text);
  if (entity != GESTA_NO_ENTITY) {
    gesta_entities_alias(mentions->entities, entity, text, true);
  } else {
    const GestaEntityClass known = class != GESTA_CLASS_THING
                                     ? class
                                     : guess_class(mentions, tree, first, last,
                                                   word);
    entity = gesta_entities_intern(mentions->entities, text, known, true);
    if (known == GESTA_CLASS_PERSON && last > first) {
      // The surname alone, and with what stands before it: Ben Ali.
      gesta_entities_alias(
        mentions->entities, entity,
        gesta_words_text(tree, last, last, mentions->workspace), false);
      gesta_entities_alias(
        mentions->entities, entity,
        gesta_words_text(tree, first + 1, last, mentions->workspace), false);
    }
  }
  if (entity != GESTA_NO_ENTITY && class == GESTA_CLASS_PERSON
      && mentions->entities->items[entity].known == GESTA_NO_PLACE) {
    mentions->entities->items[entity].class = class;
  }
  return entity;
}

// A common noun beside a name: `le président turc X`, `le groupe Y`.
static bool
mark_titled_name(GestaMentions *mentions, size_t sentence, uint32_t word,
                 uint32_t name)
{
  const GestaTree *tree = &mentions->trees[sentence];
  const GestaStringView lemma = tree->words[word].lemma;
  const GestaEntityClass class = class_of_kinds(
    gesta_noun_kinds(mentions->lists, lemma), false);
  const GestaMention *there = gesta_mention_at(mentions, sentence, name);
  if (class == GESTA_CLASS_THING || class == GESTA_CLASS_PLACE
      || gesta_tree_has(tree, word, "Number", "Plur")) {
    return false;
  }
  const uint32_t entity = there->count
                            ? there->entities[0]
                            : name_entity(mentions, sentence, name, class);
  if (entity == GESTA_NO_ENTITY) {
    return false;
  }
  const bool described = (gesta_noun_kinds(mentions->lists, lemma)
                          & GESTA_KIND_CIVIL)
                         == 0;
  if (described) {
    describe(mentions, sentence, word, entity);
  }
  set_mention(
    mentions, sentence, word,
    mention_of(GESTA_MENTION_NAME, entity, "a name and the title before it"));
  set_mention(
    mentions, sentence, name,
    mention_of(GESTA_MENTION_NAME, entity, "a name and the title before it"));
  return true;
}

// `X, ministre des affaires étrangères`: an apposition describes what it stands
// beside.
static bool
mark_apposition(GestaMentions *mentions, size_t sentence, uint32_t word)
{
  const GestaTree *tree = &mentions->trees[sentence];
  const uint32_t head = tree->words[word].head;
  if (!gesta_tree_is(tree, word, "appos") || head == 0 || head > word) {
    return false;
  }
  const GestaMention *mention = gesta_mention_at(mentions, sentence, head);
  if (mention->count != 1 || mention->kind != GESTA_MENTION_NAME) {
    return false;
  }
  const uint32_t entity = mention->entities[0];
  describe(mentions, sentence, word, entity);
  const uint32_t kinds = gesta_noun_kinds(mentions->lists,
                                          tree->words[word].lemma);
  GestaEntity *item = &mentions->entities->items[entity];
  if (item->known == GESTA_NO_PLACE && (kinds & GESTA_KIND_PERSON)) {
    item->class = GESTA_CLASS_PERSON;
  }
  set_mention(
    mentions, sentence, word,
    mention_of(GESTA_MENTION_NAME, entity, "an apposition to a name"));
  return true;
}

// Capitalised common nouns inside a sentence are names of institutions.
static bool
is_institution(const GestaTree *tree, uint32_t word)
{
  return word > 1 && gesta_name_capitalised(tree->words[word].form)
         && tree->words[word - 1].upos != GESTA_UPOS_PUNCT
         && (gesta_tree_child(tree, word, "amod") != 0
             || gesta_tree_child(tree, word, "nmod") != 0);
}

static void
mark_phrase(GestaMentions *mentions, size_t sentence, uint32_t word)
{
  const GestaTree *tree = &mentions->trees[sentence];
  const uint32_t kinds = phrase_kinds(mentions, tree, word);
  if (kinds & GESTA_KIND_TIME) {
    return;
  }
  const GestaStringView text = gesta_noun_phrase_text(
    tree, mentions->lists, word, mentions->workspace);
  GestaMention mention = gesta_resolve_description(mentions, sentence, word,
                                                   text);
  if (mention.kind != GESTA_MENTION_NONE) {
    set_mention(mentions, sentence, word, mention);
    return;
  }
  const bool plural = gesta_tree_has(tree, word, "Number", "Plur");
  GestaEntityClass class = class_of_kinds(kinds, plural);
  const bool institution = is_institution(tree, word);
  if (class == GESTA_CLASS_THING && institution) {
    class = GESTA_CLASS_ORGANIZATION;
  }
  const uint32_t entity = gesta_entities_intern(mentions->entities, text, class,
                                                institution);
  if (entity != GESTA_NO_ENTITY) {
    describe(mentions, sentence, word, entity);
  }
  set_mention(
    mentions, sentence, word,
    mention_of(institution ? GESTA_MENTION_NAME : GESTA_MENTION_PHRASE, entity,
               institution ? "an institution written with a capital"
                           : "a noun phrase that stands for itself"));
}

// `ce dernier`, `the latter`
static bool
is_latter(const GestaMentions *mentions, const GestaTree *tree, uint32_t word)
{
  const uint32_t determiner = gesta_tree_child(tree, word, "det");
  return tree->words[word].upos != GESTA_UPOS_PRON && determiner
         && gesta_tree_child(tree, word, "nmod") == 0
         && (gesta_word_kinds(mentions->lists, tree->words[word].lemma)
             & GESTA_KIND_LATTER)
              != 0;
}

// NOLINTBEGIN(misc-no-recursion): an apposition stands behind its noun

static void
mark_word(GestaMentions *mentions, size_t sentence, uint32_t word);

// `son avocate, Me Claire Benhamou`: a person in office who is named behind the
// comma.
static bool
mark_named_behind(GestaMentions *mentions, size_t sentence, uint32_t word)
{
  const GestaTree *tree = &mentions->trees[sentence];
  const uint32_t behind = gesta_tree_child(tree, word, "appos");
  if (behind <= word || tree->words[word].upos != GESTA_UPOS_NOUN
      || gesta_tree_has(tree, word, "Number", "Plur")
      || (gesta_noun_kinds(mentions->lists, tree->words[word].lemma)
          & GESTA_KIND_PERSON)
           == 0) {
    return false;
  }
  mark_word(mentions, sentence, behind);
  const GestaMention *mention = gesta_mention_at(mentions, sentence, behind);
  if (mention->count != 1 || mention->kind != GESTA_MENTION_NAME) {
    return false;
  }
  const uint32_t entity = mention->entities[0];
  if (mentions->entities->items[entity].class != GESTA_CLASS_PERSON) {
    return false;
  }
  describe(mentions, sentence, word, entity);
  set_mention(mentions, sentence, word,
              mention_of(GESTA_MENTION_NAME, entity,
                         "a description that a name follows"));
  return true;
}

// `les deux républiques, A et B`: several who are named behind the comma.
static bool
mark_group_behind(GestaMentions *mentions, size_t sentence, uint32_t word)
{
  const GestaTree *tree = &mentions->trees[sentence];
  const uint32_t behind = gesta_tree_child(tree, word, "appos");
  if (behind <= word || tree->words[word].upos != GESTA_UPOS_NOUN
      || !gesta_tree_has(tree, word, "Number", "Plur")
      || gesta_tree_child(tree, behind, "conj") == 0) {
    return false;
  }
  for (uint32_t name = behind; name <= tree->count; ++name) {
    if (name == behind
        || (tree->words[name].head == behind
            && gesta_tree_is(tree, name, "conj"))) {
      mark_word(mentions, sentence, name);
      if (gesta_mention_at(mentions, sentence, name)->kind
          != GESTA_MENTION_NAME) {
        return false;
      }
    }
  }
  GestaMention group = gesta_mention_group(mentions, sentence, behind);
  group.kind = GESTA_MENTION_DESCRIPTION;
  group.how = "a description that names follow";
  group.plural = true;
  set_mention(mentions, sentence, word, group);
  return group.count > 1;
}

static void
mark_word(GestaMentions *mentions, size_t sentence, uint32_t word)
{
  const GestaTree *tree = &mentions->trees[sentence];
  const GestaUpos upos = tree->words[word].upos;
  const bool named = gesta_mention_at(mentions, sentence, word)->count > 0;
  // `in January`: no name of anybody.
  if (upos == GESTA_UPOS_PROPN && !named
      && (gesta_noun_kinds(mentions->lists, tree->words[word].lemma)
          & GESTA_KIND_TIME)
           != 0
      && gesta_tree_child(tree, word, "flat") == 0) {
    return;
  }
  if (named && upos == GESTA_UPOS_PROPN) {
    return;
  }
  if ((upos == GESTA_UPOS_ADJ || gesta_tree_is(tree, word, "amod")) && !named) {
    mark_demonym(mentions, sentence, word);
  }
  if (named || !gesta_noun_phrase_head(tree, word)) {
    return;
  }
  if (is_latter(mentions, tree, word)) {
    set_mention(mentions, sentence, word,
                gesta_resolve_pronoun(mentions, sentence, word));
    return;
  }
  if (upos == GESTA_UPOS_PRON
      && (gesta_tree_has(tree, word, "PronType", "Prs")
          || gesta_tree_has(tree, word, "PronType", "Rel")
          || gesta_tree_child(tree, word, "nmod") == 0)) {
    const GestaMention mention = gesta_resolve_pronoun(mentions, sentence,
                                                       word);
    if (mention.kind != GESTA_MENTION_NONE) {
      set_mention(mentions, sentence, word, mention);
    }
    return;
  }
  const uint32_t name = gesta_noun_phrase_name(tree, word);
  if (upos != GESTA_UPOS_PROPN && name
      && mark_titled_name(mentions, sentence, word, name)) {
    return;
  }
  if (mark_apposition(mentions, sentence, word)
      || mark_named_behind(mentions, sentence, word)
      || mark_group_behind(mentions, sentence, word)) {
    return;
  }
  if (upos == GESTA_UPOS_PROPN) {
    set_mention(
      mentions, sentence, word,
      mention_of(GESTA_MENTION_NAME,
                 name_entity(mentions, sentence, word, GESTA_CLASS_THING),
                 "a name"));
    return;
  }
  mark_phrase(mentions, sentence, word);
}

// NOLINTEND(misc-no-recursion)

void
gesta_mentions_find(GestaMentions *mentions, const GestaDocument *document,
                    const GestaWordLists *lists, GestaEntities *entities)
{
  GestaWorkspace *workspace = entities->workspace;
  *mentions = (GestaMentions){
    .lists = lists, .entities = entities, .workspace = workspace};
  mentions->trees = gesta_workspace_allocate(
    workspace, document->sentence_count, sizeof *mentions->trees);
  mentions->words = gesta_workspace_allocate(
    workspace, document->sentence_count, sizeof(GestaMention *));
  if (!mentions->trees || !mentions->words) {
    return;
  }
  mentions->sentence_count = document->sentence_count;
  for (size_t s = 0; s < document->sentence_count && !workspace->failed; ++s) {
    mentions->trees[s] = gesta_tree(workspace, &document->sentences[s]);
    mentions->words[s] = gesta_workspace_allocate(
      workspace, mentions->trees[s].count + 1, sizeof **mentions->words);
    if (!mentions->words[s]) {
      return;
    }
    mark_known_names(mentions, s);
    mark_acronyms(mentions, s);
    for (uint32_t word = 1; word <= mentions->trees[s].count; ++word) {
      mark_word(mentions, s, word);
    }
  }
}
