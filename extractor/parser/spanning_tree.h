// SPDX-License-Identifier: GPL-3.0-or-later
/// @file spanning_tree.h
/// The tree of highest score over all words of a sentence.
///
/// source  Chu, Liu: On the shortest arborescence of a directed graph, 1965;
///         Edmonds: Optimum branchings, 1967

#ifndef GESTA_PARSER_SPANNING_TREE_H
#define GESTA_PARSER_SPANNING_TREE_H

#include "graph/base/arena.h"
#include "graph/base/status.h"

#include <stddef.h>
#include <stdint.h>

/// Choose a head for each word: no cycle, one word below the root, and no tree
/// of that kind with a higher sum of scores.
///
/// shapes  scores[n][width], where scores[i][h] is that of word i + 1 below
///         word h, 0 being the root; heads[n + 1], of which the first is unused
/// needs   n > 0, finite scores below 1e6 but for those of a word below itself
/// lends   nothing: `arena` is for scratch
/// errors  GESTA_ERR_MEMORY
/// cost    O(n * n) and as much again for every cycle that must be broken
GESTA_MUST_CHECK GestaStatus
gesta_spanning_tree(const float *scores, size_t n, size_t width,
                    GestaArena *arena, uint32_t *heads);

#endif // GESTA_PARSER_SPANNING_TREE_H
