// SPDX-License-Identifier: GPL-3.0-or-later
/// @file rasqal_optional.h
/// OPTIONAL in a form that Rasqal 0.9.33 answers rightly.
///
/// Rasqal reads the two sides of a left join at the same time and keeps the
/// values of both in the same variables: where the left side joins two triples,
/// its second one then sees values of the right side, and rows are invented.  A
/// left side that is read to its end first is safe, and sorting does that:
///
///     { A OPTIONAL { B } }
///     { { SELECT ?x … WHERE { A } ORDER BY ?x } OPTIONAL { B } }

#ifndef GESTA_REDLAND_RASQAL_OPTIONAL_H
#define GESTA_REDLAND_RASQAL_OPTIONAL_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

/// Append the query with every OPTIONAL rewritten.  What is before an OPTIONAL
/// in its group becomes a subquery; the filters of the group, which hold for
/// all of it, move to its end.  Text without OPTIONAL stays as it is.
///
/// needs   well-formed UTF-8
/// errors  GESTA_ERR_TOO_LARGE: groups more than 64 deep; GESTA_ERR_MEMORY
/// cost    O(query.size) for each level of groups
/// source  SPARQL 1.1 Query Language, section 18.2.2.2: filters of a group
GESTA_MUST_CHECK GestaStatus
gesta_rasqal_optional(GestaAllocator *allocator, GestaStringView query,
                      GestaTextBuffer *text);

#endif // GESTA_REDLAND_RASQAL_OPTIONAL_H
