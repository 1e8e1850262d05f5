// SPDX-License-Identifier: GPL-3.0-or-later
/// @file parse_network.h
/// The network that scores arcs and relations: features of words, summed to a
/// vector; two layers that read the sentence in both directions; a score for
/// every pair of words; a score for every relation of an arc; a score for every
/// tag of a word.
///
/// source  Kiperwasser, Goldberg: Simple and accurate dependency parsing using
///         bidirectional LSTM feature representations, TACL 4, 2016; the scores
///         of arcs as in Dozat, Manning: Deep biaffine attention for neural
///         dependency parsing, ICLR 2017; the coupled gates as in Greff et al.:
///         LSTM: a search space odyssey, 2015, section 3 (CIFG)

#ifndef GESTA_PARSER_PARSE_NETWORK_H
#define GESTA_PARSER_PARSE_NETWORK_H

#include "extractor/lexicon/morphology.h"
#include "extractor/model/feature_key.h"
#include "extractor/text/sentence.h"
#include "graph/base/arena.h"
#include "graph/base/status.h"

#include <stddef.h>
#include <stdint.h>

enum {
  GESTA_NETWORK_INPUT = 96,   ///< numbers of a word's vector
  GESTA_NETWORK_STATE = 64,   ///< numbers of a state, in one direction
  GESTA_NETWORK_PAIR = 128,   ///< of both directions
  GESTA_NETWORK_GATES = 192,  ///< three times the state
  GESTA_NETWORK_HIDDEN = 96,  ///< numbers by which arcs are compared
  GESTA_NETWORK_VIEWS = 384,  ///< four times that
  GESTA_NETWORK_LAYERS = 2,   ///< of states
  GESTA_NETWORK_FEATURES = 9, ///< of a word
  GESTA_NETWORK_HASHES = 2,   ///< rows of a feature
  GESTA_NETWORK_ROWS = 1 << 15,
  GESTA_NETWORK_PLACES = 13, ///< classes of distance, with direction
  GESTA_NETWORK_TAGS = GESTA_UPOS_COUNT + 1, ///< the last is the root's
  GESTA_NETWORK_TAG_WIDTH = 32,              ///< tags, rounded up
  GESTA_NETWORK_KNOWN_BITS = 18,             ///< see gesta_network_word_class()
  GESTA_NETWORK_WORD_LIMIT = 512,            ///< of a sentence
};

/// The matrices, in the order in which they are stored.
typedef enum GestaNetworkPart {
  GESTA_NETWORK_LAYERS_BEGIN = 0, ///< see gesta_network_layer_part()
  GESTA_NETWORK_PROJECT = 12,     ///< [PAIR][VIEWS]
  GESTA_NETWORK_PROJECT_BIAS,     ///< [1][VIEWS]
  GESTA_NETWORK_ROOT,             ///< [2][HIDDEN]  as a head; as a governor
  GESTA_NETWORK_ARC,              ///< [HIDDEN][HIDDEN]
  GESTA_NETWORK_ARC_BIAS,         ///< [1][HIDDEN]
  GESTA_NETWORK_RELATION,         ///< [HIDDEN][relations]
  GESTA_NETWORK_RELATION_BIAS,    ///< [1][relations]
  GESTA_NETWORK_TAG,              ///< [PAIR][TAG_WIDTH]
  GESTA_NETWORK_TAG_BIAS,         ///< [1][TAG_WIDTH]
  GESTA_NETWORK_VECTOR,           ///< [GESTA_VECTOR_SIZE][INPUT]
  GESTA_NETWORK_PLACE,            ///< [TAGS * TAGS * PLACES][1]
  GESTA_NETWORK_PART_COUNT,
} GestaNetworkPart;

/// The four views of a word in a row of VIEWS: as a dependent and as a head for
/// the arc, as a dependent and as a head for the relation.
enum {
  GESTA_VIEW_DEPENDENT = 0,
  GESTA_VIEW_HEAD = GESTA_NETWORK_HIDDEN,
  GESTA_VIEW_GOVERNED = 2 * GESTA_NETWORK_HIDDEN,
  GESTA_VIEW_GOVERNOR = 3 * GESTA_NETWORK_HIDDEN,
};

/// Where the parts lie in one array of numbers.
typedef struct GestaNetworkLayout {
  size_t rows[GESTA_NETWORK_PART_COUNT];
  size_t columns[GESTA_NETWORK_PART_COUNT];
  size_t offset[GESTA_NETWORK_PART_COUNT];
  size_t size;           ///< numbers of all parts
  size_t relation_width; ///< relations, rounded up
} GestaNetworkLayout;

typedef struct GestaNetworkWord {
  GestaFeatureKey keys[GESTA_NETWORK_FEATURES]; ///< first: spelling, lemma
  const int8_t *vector; ///< of the company that it keeps; NULL: none
  GestaUpos upos;
} GestaNetworkWord;

/// What is computed for the n words of a sentence.
typedef struct GestaNetworkState {
  size_t word_count;
  float *vectors;                          ///< [n][GESTA_VECTOR_SIZE]
  float *input;                            ///< [n][INPUT]
  float *gates[GESTA_NETWORK_LAYERS][2];   ///< [n][GATES]  forget, output, new
  float *cells[GESTA_NETWORK_LAYERS][2];   ///< [n][STATE]
  float *bounded[GESTA_NETWORK_LAYERS][2]; ///< [n][STATE]  tanh of the cells
  float *output[GESTA_NETWORK_LAYERS];     ///< [n][PAIR]
  float *views;     ///< [n][VIEWS]; heads and dependents not negative
  float *query;     ///< [n][HIDDEN]  what a dependent looks for
  float *heads;     ///< [HIDDEN][width]  the root, then the words
  float *arcs;      ///< [n][width]  head 0 is the root
  size_t width;     ///< n + 1, rounded up
  float *joined;    ///< [n][HIDDEN]
  float *relations; ///< [n][relation_width]
  float *tags;      ///< [n][TAG_WIDTH]  class i is the tag i
} GestaNetworkState;

/// The part of a layer and direction; `piece` 0: [in][GATES], the weights of
/// its input, 1: [STATE][GATES], of the state before, 2: [1][GATES], the bias.
static inline GestaNetworkPart
gesta_network_layer_part(size_t layer, size_t direction, size_t piece)
{
  return (GestaNetworkPart)(layer * 6 + direction * 3 + piece);
}

void
gesta_network_layout(size_t relation_count, GestaNetworkLayout *layout);

/// The features of the words of a sentence.
///
/// borrows lexicon (NULL: none), as long as the words are used
/// needs   words with upos, features and lemma
/// lends   *words [count], in `arena`
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_network_words(const GestaSentence *sentence,
                    const GestaMorphology *lexicon, GestaArena *arena,
                    GestaNetworkWord **words);

/// One of 2^GESTA_NETWORK_KNOWN_BITS classes of spellings.  A parser knows the
/// classes of the words that it has often seen; the others are all one to it.
static inline size_t
gesta_network_word_class(const GestaNetworkWord *word)
{
  return (size_t)(word->keys[0] >> (64U - GESTA_NETWORK_KNOWN_BITS));
}

/// Make spelling and lemma of a word those of a rare one.
void
gesta_network_make_rare(GestaNetworkWord *word);

/// The row of a feature in the table of vectors.
static inline size_t
gesta_network_row(GestaFeatureKey key, size_t hash)
{
  return (size_t)(key >> (hash == 0 ? 16U : 40U))
         & (size_t)(GESTA_NETWORK_ROWS - 1);
}

/// The index in GESTA_NETWORK_PLACE of an arc; heads and words count from 1, a
/// head of 0 is the root.
size_t
gesta_network_place(const GestaNetworkWord *words, size_t word, size_t head);

/// Make room for a sentence.  Everything is zero.
///
/// lends   the arrays, in `arena`
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_network_state_init(GestaNetworkState *state,
                         const GestaNetworkLayout *layout, size_t word_count,
                         GestaArena *arena);

/// state->vectors from what words have.
void
gesta_network_take_vectors(GestaNetworkState *state,
                           const GestaNetworkWord *words);

/// Add state->vectors to state->input.
void
gesta_network_add_vectors(GestaNetworkState *state,
                          const GestaNetworkLayout *layout,
                          const float *weights);

/// Read a sentence in both directions: state->output of a layer from its input.
///
/// shapes  weights[layout->size]; input[n][INPUT] or, in the second layer,
///         [n][PAIR]
void
gesta_network_run_layer(GestaNetworkState *state,
                        const GestaNetworkLayout *layout, const float *weights,
                        size_t layer, const float *input);

/// state->views from the last layer's output, or what dropout left of it.
void
gesta_network_project(GestaNetworkState *state,
                      const GestaNetworkLayout *layout, const float *weights,
                      const float *output);

/// state->arcs from state->views; a word is no head of itself.
void
gesta_network_score_arcs(GestaNetworkState *state,
                         const GestaNetworkLayout *layout, const float *weights,
                         const GestaNetworkWord *words);

/// state->tags from the last layer's output, or what dropout left of it.
void
gesta_network_score_tags(GestaNetworkState *state,
                         const GestaNetworkLayout *layout, const float *weights,
                         const float *output);

/// state->relations of the arcs to heads[1..n].
void
gesta_network_score_relations(GestaNetworkState *state,
                              const GestaNetworkLayout *layout,
                              const float *weights, const uint32_t *heads);

#endif // GESTA_PARSER_PARSE_NETWORK_H
