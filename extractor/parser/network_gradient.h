// SPDX-License-Identifier: GPL-3.0-or-later
/// @file network_gradient.h
/// The way back through the network: how each weight changes the loss.
/// Training only.
///
/// source  Rumelhart, Hinton, Williams: Learning representations by
///         back-propagating errors, Nature 323, 1986

#ifndef GESTA_PARSER_NETWORK_GRADIENT_H
#define GESTA_PARSER_NETWORK_GRADIENT_H

#include "extractor/parser/parse_network.h"

/// Weights and what is added up for them over some sentences.
typedef struct GestaNetworkGradient {
  const GestaNetworkLayout *layout;
  const float *weights;
  float *turned; ///< [layout->size]  every part transposed
  float *sums;   ///< [layout->size]
} GestaNetworkGradient;

/// What dropout left of a sentence: factors, 0 or above 1.
typedef struct GestaNetworkDropout {
  float *input;                       ///< [n][INPUT]
  float *layer[GESTA_NETWORK_LAYERS]; ///< [PAIR], the same for all words
  float *views;                       ///< [n][2 * HIDDEN]
  float *kept[GESTA_NETWORK_LAYERS];  ///< [n][PAIR]  outputs after dropout
} GestaNetworkDropout;

/// Transpose the weights, after they were changed.
void
gesta_network_turn(GestaNetworkGradient *gradient);

/// Add the gradient of a sentence.
///
/// needs    state->arcs, state->relations and state->tags hold the slopes of
/// the
///          loss
/// shapes   heads[n + 1]; of_input[n][INPUT]: the slopes of
///          the input, overwritten
/// borrows  arena for scratch
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_network_add_gradient(GestaNetworkGradient *gradient,
                           const GestaNetworkState *state,
                           const GestaNetworkDropout *dropout,
                           const GestaNetworkWord *words, const uint32_t *heads,
                           GestaArena *arena, float *of_input);

#endif // GESTA_PARSER_NETWORK_GRADIENT_H
