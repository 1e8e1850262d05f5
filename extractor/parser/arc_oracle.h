// SPDX-License-Identifier: GPL-3.0-or-later
/// @file arc_oracle.h
/// What a move costs: how many arcs of the true tree it puts out of reach.
///
/// source  Goldberg, Nivre: Training deterministic parsers with
///         non-deterministic oracles, TACL 1, 2013, section 4.2

#ifndef GESTA_PARSER_ARC_ORACLE_H
#define GESTA_PARSER_ARC_ORACLE_H

#include "extractor/parser/arc_hybrid.h"

/// The cost of a possible move, for the arc-hybrid system with one dependent of
/// the root.
///
/// needs   heads[1..word_count]: the true heads, the root being word_count + 1
/// cost    O(words)
unsigned
gesta_arc_cost(const GestaConfiguration *configuration, const uint32_t *heads,
               GestaMove move);

#endif // GESTA_PARSER_ARC_ORACLE_H
