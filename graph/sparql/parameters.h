// SPDX-License-Identifier: GPL-3.0-or-later
/// @file parameters.h
/// Give variables of a request a value before it is evaluated.

#ifndef GESTA_SPARQL_PARAMETERS_H
#define GESTA_SPARQL_PARAMETERS_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/sparql/syntax.h"

/// Put a term in the place of a variable, in all patterns, templates and
/// expressions; a projected variable is projected with this value.
///
/// borrows  the term's views, as long as the request lives
/// errors   GESTA_ERR_INPUT if the request has no such variable, or gives it a
///          value itself (BIND, AS, VALUES); GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_request_bind(GestaRequest *request, GestaStringView name,
                   const GestaTerm *term, GestaArena *arena, GestaError *error);

/// Find the variable of a name as people write it, without "?".
///
/// returns  GESTA_NO_VARIABLE if the request has none
GestaVariable
gesta_request_find_variable(const GestaRequest *request, GestaStringView name);

#endif // GESTA_SPARQL_PARAMETERS_H
