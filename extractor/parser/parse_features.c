// SPDX-License-Identifier: GPL-3.0-or-later
// Atoms are read off the configuration once; a template is a row of atoms.
// S0, S1, S2 are the stack's words from its top, B0, B1, B2 the buffer's.
// After a word: W form, L lemma, P tag, M tag and features; of a dependent
// (L leftmost, K second leftmost, R rightmost, Q second rightmost) P, L and R,
// its relation; of a neighbour in the text (A before, Z after) P; C the lemma
// of its case or mark; V counts, S sets of relations to the left or right.
// D0, D1: the distance of S0 and B0, of S1 and S0; G0, G1: what lies between.

#include "extractor/parser/parse_features.h"

#include "extractor/lexicon/word_shape.h"

#include <assert.h>
#include <string.h>

typedef enum Atom {
  NONE,
  S0W,
  S0L,
  S0P,
  S0M,
  S1W,
  S1L,
  S1P,
  S1M,
  B0W,
  B0L,
  B0P,
  B0M,
  B1W,
  B1L,
  B1P,
  B1M,
  S2L,
  S2P,
  B2L,
  B2P,
  S0L_P,
  S0L_L,
  S0L_R,
  S0K_R,
  S0R_P,
  S0R_L,
  S0R_R,
  S0Q_R,
  S1L_R,
  S1R_P,
  S1R_R,
  S1Q_R,
  B0L_P,
  B0L_L,
  B0L_R,
  B0K_R,
  S0A_P,
  S0Z_P,
  B0A_P,
  S1Z_P,
  S0C,
  S1C,
  B0C,
  D0,
  D1,
  S0VL,
  S0VR,
  S1VR,
  S1VL,
  B0VL,
  S0SL,
  S0SR,
  S1SR,
  S1SL,
  B0SL,
  G0,
  G1,
  ATOM_COUNT,
} Atom;

enum { TEMPLATE_WIDTH = 5 };

// Row i is template i: the order is part of the model format.
static const unsigned char templates[][TEMPLATE_WIDTH] = {
  {S0W},
  {S0L},
  {S0P},
  {S0M},
  {S0W, S0P},
  {S1W},
  {S1L},
  {S1P},
  {S1M},
  {S1W, S1P},
  {B0W},
  {B0L},
  {B0P},
  {B0M},
  {B0W, B0P},
  {B1W},
  {B1L},
  {B1P},
  {B1M},
  {B2L},
  {B2P},
  {S2L},
  {S2P},
  {S0L, B0L},
  {S0L, B0P},
  {S0P, B0L},
  {S0P, B0P},
  {S0M, B0M},
  {S0L, S0P, B0L, B0P},
  {S0L, B0M},
  {S0M, B0L},
  {S1L, S0L},
  {S1L, S0P},
  {S1P, S0L},
  {S1P, S0P},
  {S1M, S0M},
  {S1L, S0M},
  {S1M, S0L},
  {S1L, S1P, S0L, S0P},
  {B0P, B1P},
  {B0L, B1P},
  {B0P, B1L},
  {S0P, B0P, B1P},
  {S0L, B0P, B1P},
  {S0P, B0L, B1P},
  {S0P, B0P, B1L},
  {B0P, B1P, B2P},
  {S0P, B0P, B1P, B2P},
  {S1P, S0P, B0P},
  {S1L, S0P, B0P},
  {S1P, S0L, B0P},
  {S1P, S0P, B0L},
  {S1M, S0M, B0M},
  {S1P, S0P, B0P, B1P},
  {S2P, S1P, S0P},
  {S2P, S1P, S0P, B0P},
  {S1P, B0P},
  {S1L, B0P},
  {S1P, B0L},
  {S1L, B0L},
  {S0P, S0L_P, B0P},
  {S0P, S0R_P, B0P},
  {S0P, B0L_P, B0P},
  {S0P, S0R_R, B0P},
  {S0L, S0R_R, B0P},
  {S0P, S0L_R, B0P},
  {S0L, S0L_R},
  {S0L, S0R_R},
  {S0P, S0R_L},
  {S0L, S0R_L},
  {S0P, S0L_R, S0K_R},
  {S0P, S0R_R, S0Q_R},
  {B0P, B0L_R},
  {B0L, B0L_R},
  {B0P, B0L_L},
  {B0P, B0L_R, B0K_R},
  {S1P, S1R_P, S0P},
  {S1P, S1R_R, S0P},
  {S1L, S1R_R, S0P},
  {S1P, S1L_R, S0P},
  {S1P, S0L_P, S0P},
  {S1P, S0L_R, S0P},
  {S1P, S0L_R, S0L},
  {S1P, S0R_R, S0P},
  {S1P, S0L_P, S0L_L},
  {S1L, S0P, S0L_L},
  {S1P, S1R_R, S1Q_R},
  {S1P, S0P, S0R_P},
  {S0C, S0P, B0P},
  {S0C, S1P, S0P},
  {S0C, S1L, S0P},
  {S0C, S1L, S0L},
  {S0C, S1P, S0L},
  {S0C, S1P, S1M, S0P},
  {B0C, S0P, B0P},
  {B0C, S0L, B0P},
  {B0C, S0L, B0L},
  {B0C, S0P, B0L},
  {S1C, S0C, S1P, S0P},
  {S1C, S0P, S1P},
  {S0P, S0VL},
  {S0P, S0VR},
  {S0L, S0VR},
  {S0L, S0VL},
  {S1P, S1VR},
  {S1L, S1VR},
  {S1P, S1VL},
  {B0P, B0VL},
  {B0L, B0VL},
  {S0P, S0SL},
  {S0P, S0SR},
  {S0L, S0SR},
  {S1P, S1SR, S0P},
  {S1L, S1SR},
  {S1L, S1SR, S0C},
  {S1P, S1SR, S0C, S0P},
  {S1P, S1SL, S0P},
  {S1L, S1SL},
  {S0P, S0SL, B0P},
  {B0P, B0SL, S0P},
  {B0P, B0SL},
  {S0P, B0P, D0},
  {S0L, B0P, D0},
  {S0P, B0L, D0},
  {S1P, S0P, D1},
  {S1L, S0P, D1},
  {S1P, S0L, D1},
  {S0P, B0P, G0},
  {S1P, S0P, G1},
  {S1P, S0P, B0P, G1},
  {S0P, B0P, G0, D0},
  {S1P, S0P, G1, D1},
  {S0P, S0A_P, B0P},
  {S0P, S0Z_P, B0P},
  {S0P, B0P, B0A_P},
  {S1P, S1Z_P, S0P},
  {S0P, S0A_P, S0Z_P},
  {B0P, B0A_P, B1P},
  {S1P, S0P, B0P, S2P, B1P},
};

enum { TEMPLATE_COUNT = sizeof templates / sizeof templates[0] };
static_assert((size_t)TEMPLATE_COUNT <= (size_t)GESTA_FEATURE_LIMIT,
              "too many templates");

enum { NO_WORD = 201, ROOT = 202, NO_RELATION = 203 };

GestaStatus
gesta_parse_words(const GestaSentence *sentence, GestaArena *arena,
                  GestaParseWord **words)
{
  const size_t n = sentence->word_count;
  GestaParseWord *made = gesta_arena_allocate(arena, n + 2, sizeof *made);
  if (!made) {
    return GESTA_ERR_MEMORY;
  }
  made[0] = (GestaParseWord){NO_WORD, NO_WORD, NO_WORD, NO_WORD};
  made[n + 1] = (GestaParseWord){ROOT, ROOT, ROOT, ROOT};
  for (size_t i = 1; i <= n; ++i) {
    const GestaWord *word = &sentence->words[i];
    GestaStringView lower;
    const GestaStatus status = gesta_word_lower(word->form, arena, &lower);
    if (status) {
      return status;
    }
    const GestaFeatureKey tag = (GestaFeatureKey)word->upos;
    made[i] = (GestaParseWord){
      .form = gesta_feature_text(lower),
      .lemma = gesta_feature_text(word->lemma),
      .tag = tag,
      .morph = gesta_feature_mix(gesta_feature_text(word->features), tag)};
  }
  *words = made;
  return GESTA_OK;
}

// Distances of 1, 2, 3, 4, 5-7, 8-12, more.
static uint64_t
distance_class(uint32_t from, uint32_t to)
{
  if (from == 0 || to == 0) {
    return 0;
  }
  const uint32_t distance = to - from;
  return distance <= 4 ? distance : distance <= 7 ? 5 : distance <= 12 ? 6 : 7;
}

// Which of punctuation, verb, conjunction and subordinator lie between.
static uint64_t
between(const GestaParseWord *words, uint32_t from, uint32_t to)
{
  uint64_t seen = 0;
  const uint32_t limit = 24; // farther words no longer matter
  for (uint32_t i = from + 1; from > 0 && i < to && i < from + limit; ++i) {
    switch ((GestaUpos)words[i].tag) {
    case GESTA_UPOS_PUNCT:
      seen |= 1;
      break;
    case GESTA_UPOS_VERB:
      seen |= 2;
      break;
    case GESTA_UPOS_CCONJ:
      seen |= 4;
      break;
    case GESTA_UPOS_SCONJ:
      seen |= 8;
      break;
    case GESTA_UPOS_NONE:
    case GESTA_UPOS_ADJ:
    case GESTA_UPOS_ADP:
    case GESTA_UPOS_ADV:
    case GESTA_UPOS_AUX:
    case GESTA_UPOS_DET:
    case GESTA_UPOS_INTJ:
    case GESTA_UPOS_NOUN:
    case GESTA_UPOS_NUM:
    case GESTA_UPOS_PART:
    case GESTA_UPOS_PRON:
    case GESTA_UPOS_PROPN:
    case GESTA_UPOS_SYM:
    case GESTA_UPOS_X:
    case GESTA_UPOS_COUNT:
      break;
    }
  }
  return seen;
}

// The relation of a dependent to its head.
static GestaFeatureKey
relation_of(const GestaNode *nodes, uint32_t word)
{
  return word == 0 ? NO_RELATION : nodes[word].label;
}

static void
fill_words(const GestaParseWord *words, const uint32_t *places,
           GestaFeatureKey *atoms)
{
  const GestaParseWord *s0 = words + places[0];
  const GestaParseWord *s1 = words + places[1];
  const GestaParseWord *s2 = words + places[2];
  const GestaParseWord *b0 = words + places[3];
  const GestaParseWord *b1 = words + places[4];
  const GestaParseWord *b2 = words + places[5];
  atoms[S0W] = s0->form;
  atoms[S0L] = s0->lemma;
  atoms[S0P] = s0->tag;
  atoms[S0M] = s0->morph;
  atoms[S1W] = s1->form;
  atoms[S1L] = s1->lemma;
  atoms[S1P] = s1->tag;
  atoms[S1M] = s1->morph;
  atoms[B0W] = b0->form;
  atoms[B0L] = b0->lemma;
  atoms[B0P] = b0->tag;
  atoms[B0M] = b0->morph;
  atoms[B1W] = b1->form;
  atoms[B1L] = b1->lemma;
  atoms[B1P] = b1->tag;
  atoms[B1M] = b1->morph;
  atoms[S2L] = s2->lemma;
  atoms[S2P] = s2->tag;
  atoms[B2L] = b2->lemma;
  atoms[B2P] = b2->tag;
}

static void
fill_dependents(const GestaNode *nodes, const GestaParseWord *words,
                const uint32_t *places, GestaFeatureKey *atoms)
{
  const GestaNode *s0 = nodes + places[0];
  const GestaNode *s1 = nodes + places[1];
  const GestaNode *b0 = nodes + places[3];
  atoms[S0L_P] = words[s0->left[0]].tag;
  atoms[S0L_L] = words[s0->left[0]].lemma;
  atoms[S0L_R] = relation_of(nodes, s0->left[0]);
  atoms[S0K_R] = relation_of(nodes, s0->left[1]);
  atoms[S0R_P] = words[s0->right[0]].tag;
  atoms[S0R_L] = words[s0->right[0]].lemma;
  atoms[S0R_R] = relation_of(nodes, s0->right[0]);
  atoms[S0Q_R] = relation_of(nodes, s0->right[1]);
  atoms[S1L_R] = relation_of(nodes, s1->left[0]);
  atoms[S1R_P] = words[s1->right[0]].tag;
  atoms[S1R_R] = relation_of(nodes, s1->right[0]);
  atoms[S1Q_R] = relation_of(nodes, s1->right[1]);
  atoms[B0L_P] = words[b0->left[0]].tag;
  atoms[B0L_L] = words[b0->left[0]].lemma;
  atoms[B0L_R] = relation_of(nodes, b0->left[0]);
  atoms[B0K_R] = relation_of(nodes, b0->left[1]);
  atoms[S0C] = words[s0->case_word].lemma;
  atoms[S1C] = words[s1->case_word].lemma;
  atoms[B0C] = words[b0->case_word].lemma;
  atoms[S0VL] = s0->left_count;
  atoms[S0VR] = s0->right_count;
  atoms[S1VR] = s1->right_count;
  atoms[S1VL] = s1->left_count;
  atoms[B0VL] = b0->left_count;
  atoms[S0SL] = s0->left_labels;
  atoms[S0SR] = s0->right_labels;
  atoms[S1SR] = s1->right_labels;
  atoms[S1SL] = s1->left_labels;
  atoms[B0SL] = b0->left_labels;
}

// The word right before or after another in the text.
static GestaFeatureKey
neighbour(const GestaConfiguration *configuration, const GestaParseWord *words,
          uint32_t word, int step)
{
  if (word == 0 || (step < 0 && word == 1)) {
    return NO_WORD;
  }
  const uint32_t beside = step < 0 ? word - 1 : word + 1;
  return beside > configuration->word_count ? ROOT : words[beside].tag;
}

size_t
gesta_parse_keys(const GestaConfiguration *configuration,
                 const GestaParseWord *words, GestaFeatureKey *keys)
{
  const uint32_t s0 = gesta_configuration_top(configuration, 0);
  const uint32_t s1 = gesta_configuration_top(configuration, 1);
  const uint32_t b0 = configuration->front;
  const uint32_t last = configuration->word_count + 1;
  const uint32_t places[] = {s0,
                             s1,
                             gesta_configuration_top(configuration, 2),
                             b0,
                             b0 + 1 <= last ? b0 + 1 : 0,
                             b0 + 2 <= last ? b0 + 2 : 0};
  GestaFeatureKey atoms[ATOM_COUNT] = {0};
  fill_words(words, places, atoms);
  fill_dependents(configuration->nodes, words, places, atoms);
  atoms[S0A_P] = neighbour(configuration, words, s0, -1);
  atoms[S0Z_P] = neighbour(configuration, words, s0, 1);
  atoms[B0A_P] = neighbour(configuration, words, b0, -1);
  atoms[S1Z_P] = neighbour(configuration, words, s1, 1);
  atoms[D0] = distance_class(s0, b0);
  atoms[D1] = distance_class(s1, s0);
  atoms[G0] = between(words, s0, b0);
  atoms[G1] = between(words, s1, s0);

  for (size_t t = 0; t < TEMPLATE_COUNT; ++t) {
    GestaFeatureKey key = 5000 + t;
    for (size_t i = 0; i < TEMPLATE_WIDTH && templates[t][i] != NONE; ++i) {
      key = gesta_feature_mix(key, atoms[templates[t][i]]);
    }
    keys[t] = gesta_feature_mix(key, 1);
  }
  return TEMPLATE_COUNT;
}
