// SPDX-License-Identifier: GPL-3.0-or-later
// The section of the network:
//
//   uint32  relation_count, rows, input, size   of this layout
//   float   scales [rows]
//   float   weights [size]                      see gesta_network_layout()
//   uint8   known [1 << (KNOWN_BITS - 3)]       a bit for each class of words
//   int8    vectors [rows][input]
//
// 1. A feature's vector is the sum of its rows, each times its scale.
// 2. All floats are finite.
// 3. Spelling and lemma of a word whose class is not known are those of a rare
//    word.
// 4. Relation 0 is "root" and goes to the root alone, which has no other.

#include "extractor/parser/parser.h"

#include "extractor/model/matrix.h"
#include "extractor/model/symbol_list.h"
#include "extractor/parser/parse_network.h"
#include "extractor/parser/spanning_tree.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { KNOWN_SIZE = 1 << (GESTA_NETWORK_KNOWN_BITS - 3) };

static const float clearly = 1.5F; // a probability 4.5 times as high

struct GestaParser {
  GestaAllocator *allocator; // borrowed
  GestaSymbolList relations;
  GestaNetworkLayout layout;
  const float *scales;
  const float *weights;
  const uint8_t *known;
  const int8_t *vectors;
  const GestaMorphology *lexicon; // borrowed; NULL: none
  uint32_t loose; // the relation between the pieces of a sentence
};

const char *
gesta_parser_part_name(GestaParserPart part)
{
  static const char *const names[] = {"relations", "network"};
  return names[part];
}

static bool
are_finite(const float *values, size_t count)
{
  bool finite = true;
  for (size_t i = 0; i < count; ++i) {
    finite &= isfinite(values[i]) != 0;
  }
  return finite;
}

static GestaStatus
open_network(GestaParser *parser, GestaStringView section)
{
  uint32_t head[4];
  if (section.size < sizeof head
      || (uintptr_t)section.data % sizeof(float) != 0) {
    return GESTA_ERR_CORRUPT;
  }
  memcpy(head, section.data, sizeof head);
  const size_t size = parser->layout.size;
  if (head[0] != parser->relations.count || head[1] != GESTA_NETWORK_ROWS
      || head[2] != GESTA_NETWORK_INPUT || head[3] != size
      || section.size
           != sizeof head + (GESTA_NETWORK_ROWS + size) * sizeof(float)
                + KNOWN_SIZE
                + (size_t)GESTA_NETWORK_ROWS * GESTA_NETWORK_INPUT) {
    return GESTA_ERR_CORRUPT;
  }
  // Aligned, as was checked.
  parser->scales = (const float *)(const void *)(section.data + sizeof head);
  parser->weights = parser->scales + GESTA_NETWORK_ROWS;
  parser->known = (const uint8_t *)(parser->weights + size);
  parser->vectors = (const int8_t *)(parser->known + KNOWN_SIZE);
  return are_finite(parser->scales, GESTA_NETWORK_ROWS + size)
           ? GESTA_OK
           : GESTA_ERR_CORRUPT;
}

static GestaStatus
open_relations(GestaParser *parser, GestaStringView section)
{
  GestaSymbolList *relations = &parser->relations;
  const GestaStatus status = gesta_symbol_list_read(relations, section);
  if (status) {
    return status;
  }
  if (relations->count < 2
      || !gesta_view_equal(relations->names[0], gesta_view("root"))) {
    return GESTA_ERR_CORRUPT;
  }
  if (gesta_symbol_list_find(relations, gesta_view("parataxis"),
                             &parser->loose)) {
    parser->loose = 1;
  }
  return GESTA_OK;
}

GestaStatus
gesta_parser_open(GestaAllocator *allocator,
                  const GestaStringView parts[GESTA_PARSER_PART_COUNT],
                  const GestaMorphology *lexicon, GestaParser **parser)
{
  assert(allocator && parts && parser);
  GestaParser *opened = gesta_allocate(allocator, 1, sizeof *opened);
  if (!opened) {
    return GESTA_ERR_MEMORY;
  }
  *opened = (GestaParser){.allocator = allocator, .lexicon = lexicon};
  gesta_symbol_list_init(&opened->relations, allocator);
  GestaStatus status = open_relations(opened, parts[GESTA_PARSER_RELATIONS]);
  if (!status) {
    gesta_network_layout(opened->relations.count, &opened->layout);
    status = open_network(opened, parts[GESTA_PARSER_NETWORK]);
  }
  if (status) {
    gesta_parser_close(opened);
    return status;
  }
  *parser = opened;
  return GESTA_OK;
}

void
gesta_parser_close(GestaParser *parser)
{
  if (parser) {
    gesta_symbol_list_clear(&parser->relations);
    gesta_release(parser->allocator, parser);
  }
}

// The vectors of words (invariant 1).  Memory is slower than sums: ask first.
static void
fill_input(const GestaParser *parser, const GestaNetworkWord *words,
           GestaNetworkState *state)
{
  enum { ROWS = GESTA_NETWORK_FEATURES * GESTA_NETWORK_HASHES };
  for (size_t i = 0; i < state->word_count; ++i) {
    size_t rows[ROWS];
    for (size_t r = 0; r < ROWS; ++r) {
      rows[r] = gesta_network_row(words[i].keys[r / GESTA_NETWORK_HASHES],
                                  r % GESTA_NETWORK_HASHES);
      const int8_t *vector = parser->vectors + rows[r] * GESTA_NETWORK_INPUT;
      __builtin_prefetch(vector);
      __builtin_prefetch(vector + 64);
      __builtin_prefetch(parser->scales + rows[r]);
    }
    float *input = state->input + i * GESTA_NETWORK_INPUT;
    for (size_t r = 0; r < ROWS; ++r) {
      gesta_matrix_add_bytes(input,
                             parser->vectors + rows[r] * GESTA_NETWORK_INPUT,
                             parser->scales[rows[r]], GESTA_NETWORK_INPUT);
    }
  }
}

// Invariant 3.
static void
hide_unknown(const GestaParser *parser, GestaNetworkWord *words, size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    const size_t class_index = gesta_network_word_class(&words[i]);
    if (!(parser->known[class_index / 8] & (1U << (class_index % 8)))) {
      gesta_network_make_rare(&words[i]);
    }
  }
}

// The best tag of each word, where it is clearly better than the tagger's.
static void
choose_tags(const GestaNetworkState *state, GestaSentence *sentence)
{
  for (size_t i = 0; i < state->word_count; ++i) {
    const float *scores = state->tags + i * GESTA_NETWORK_TAG_WIDTH;
    size_t best = GESTA_UPOS_NONE + 1;
    for (size_t t = best + 1; t < GESTA_UPOS_COUNT; ++t) {
      best = scores[t] > scores[best] ? t : best;
    }
    GestaUpos *upos = &sentence->words[i + 1].upos;
    *upos = scores[best] > scores[*upos] + clearly ? (GestaUpos)best : *upos;
  }
}

// The best relation of each word (invariant 4).
static void
choose_relations(const GestaParser *parser, const GestaNetworkState *state,
                 GestaSentence *sentence)
{
  const GestaSymbolList *relations = &parser->relations;
  for (size_t i = 0; i < state->word_count; ++i) {
    const float *scores = state->relations + i * parser->layout.relation_width;
    size_t best = 1;
    for (size_t r = 2; r < relations->count; ++r) {
      best = scores[r] > scores[best] ? r : best;
    }
    GestaWord *word = &sentence->words[i + 1];
    word->relation = relations->names[word->head == 0 ? 0 : best];
  }
}

// Parse a sentence, or a piece of one as if it were one.
static GestaStatus
parse_piece(const GestaParser *parser, GestaArena *scratch,
            GestaSentence *sentence)
{
  const size_t n = sentence->word_count;
  const GestaNetworkLayout *layout = &parser->layout;
  GestaNetworkWord *words = NULL;
  GestaNetworkState state;
  gesta_arena_reset(scratch);
  GestaStatus status = gesta_network_words(sentence, parser->lexicon, scratch,
                                           &words);
  if (!status) {
    status = gesta_network_state_init(&state, layout, n, scratch);
  }
  if (status) {
    return status;
  }
  uint32_t *heads = gesta_arena_allocate(scratch, n + 1, sizeof *heads);
  if (!heads) {
    return GESTA_ERR_MEMORY;
  }
  hide_unknown(parser, words, n);
  fill_input(parser, words, &state);
  gesta_network_take_vectors(&state, words);
  gesta_network_add_vectors(&state, layout, parser->weights);
  const float *input = state.input;
  for (size_t layer = 0; layer < GESTA_NETWORK_LAYERS; ++layer) {
    gesta_network_run_layer(&state, layout, parser->weights, layer, input);
    input = state.output[layer];
  }
  gesta_network_project(&state, layout, parser->weights, input);
  gesta_network_score_arcs(&state, layout, parser->weights, words);
  status = gesta_spanning_tree(state.arcs, n, state.width, scratch, heads);
  if (status) {
    return status;
  }
  gesta_network_score_relations(&state, layout, parser->weights, heads);
  for (size_t i = 1; i <= n; ++i) {
    sentence->words[i].head = heads[i];
  }
  choose_relations(parser, &state, sentence);
  gesta_network_score_tags(&state, layout, parser->weights, input);
  choose_tags(&state, sentence);
  return GESTA_OK;
}

// Hang a piece that begins after `before` words under the root of the first.
static void
join_piece(const GestaParser *parser, GestaSentence *piece, size_t before,
           uint32_t root)
{
  for (size_t i = 1; i <= piece->word_count; ++i) {
    GestaWord *word = &piece->words[i];
    if (word->head == 0) {
      word->head = root;
      word->relation = parser->relations.names[parser->loose];
    } else {
      word->head += (uint32_t)before;
    }
  }
}

GestaStatus
gesta_parser_parse(const GestaParser *parser, GestaArena *scratch,
                   GestaSentence *sentence)
{
  assert(parser && scratch && sentence);
  uint32_t root = 0;
  for (size_t before = 0; before < sentence->word_count;
       before += GESTA_NETWORK_WORD_LIMIT) {
    const size_t left = sentence->word_count - before;
    GestaSentence piece = {.words = sentence->words + before,
                           .word_count = left < GESTA_NETWORK_WORD_LIMIT
                                           ? left
                                           : GESTA_NETWORK_WORD_LIMIT};
    const GestaStatus status = parse_piece(parser, scratch, &piece);
    if (status) {
      return status;
    }
    if (before > 0) {
      join_piece(parser, &piece, before, root);
    }
    for (size_t i = 1; before == 0 && i <= piece.word_count; ++i) {
      root = piece.words[i].head == 0 ? (uint32_t)i : root;
    }
  }
  return GESTA_OK;
}
