// SPDX-License-Identifier: GPL-3.0-or-later
/// @file known_prefixes.h
/// What people mean by a prefix that they did not declare.

#ifndef GESTA_SPARQL_KNOWN_PREFIXES_H
#define GESTA_SPARQL_KNOWN_PREFIXES_H

#include "graph/base/string_view.h"

/// The IRI that a prefix usually has, or NULL.  Lent for ever.
const char *
gesta_known_prefix(GestaStringView prefix);

#endif // GESTA_SPARQL_KNOWN_PREFIXES_H
