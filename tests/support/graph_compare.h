// SPDX-License-Identifier: GPL-3.0-or-later
/// @file graph_compare.h
/// Datasets compared whatever their blank nodes are called.

#ifndef GESTA_TESTS_SUPPORT_GRAPH_COMPARE_H
#define GESTA_TESTS_SUPPORT_GRAPH_COMPARE_H

#include "graph/base/string_view.h"

#include <stdbool.h>

/// Whether two datasets, written as N-Quads by QuadList, are the same up to
/// their order, repetitions and the labels of blank nodes.  Blank nodes are
/// told apart by what surrounds them, as far as it goes; nodes that this cannot
/// tell apart are taken for equal (which matters only for graphs that are
/// regular, and the test suites have none).
///
/// source  Weisfeiler, Lehman: colour refinement
bool
same_dataset(GestaStringView a, GestaStringView b);

#endif // GESTA_TESTS_SUPPORT_GRAPH_COMPARE_H
