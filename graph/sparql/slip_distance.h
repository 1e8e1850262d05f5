// SPDX-License-Identifier: GPL-3.0-or-later
/// @file slip_distance.h
/// How far a name is from another: for "is ... meant?".

#ifndef GESTA_SPARQL_SLIP_DISTANCE_H
#define GESTA_SPARQL_SLIP_DISTANCE_H

#include "graph/base/string_view.h"

#include <stddef.h>

/// The number of bytes to insert, delete, replace or swap with their neighbour;
/// ASCII letters without regard to case.
///
/// returns  `limit` if it is as much or more, or a name is longer than 64 bytes
/// cost     O(a.size * b.size)
/// source   Damerau 1964; optimal string alignment
size_t
gesta_slip_distance(GestaStringView a, GestaStringView b, size_t limit);

/// The distance up to which a name passes for a slip of another: 0 below 3
/// bytes, then 1, 2 from 5 bytes on, 3 from 10.
size_t
gesta_slip_distance_most(GestaStringView name);

#endif // GESTA_SPARQL_SLIP_DISTANCE_H
