// SPDX-License-Identifier: GPL-3.0-or-later
/// @file rasqal_gap.h
/// What Rasqal 0.9.33 does not answer, or answers wrongly.

#ifndef GESTA_REDLAND_RASQAL_GAP_H
#define GESTA_REDLAND_RASQAL_GAP_H

#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

/// Refuse a query that holds a keyword which Rasqal knows badly: DESCRIBE,
/// EXISTS, MINUS, SERVICE, VALUES, and those of SPARQL Update.  Strings, IRIs,
/// names, variables and comments may hold these words.
///
/// needs    well-formed UTF-8
/// returns  GESTA_OK
/// errors   GESTA_ERR_SYNTAX with line and column
GESTA_MUST_CHECK GestaStatus
gesta_rasqal_gap(GestaStringView query, GestaError *error);

#endif // GESTA_REDLAND_RASQAL_GAP_H
