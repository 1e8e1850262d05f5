// SPDX-License-Identifier: GPL-3.0-or-later
/// @file name.h
/// Which characters may stand in the names of N-Triples, Turtle and SPARQL.
///
/// source  SPARQL 1.1, productions [164] to [169]

#ifndef GESTA_RDF_NAME_H
#define GESTA_RDF_NAME_H

#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// PN_CHARS_BASE: letters of any script.
bool
gesta_name_letter(uint32_t code_point);

/// PN_CHARS: letters, digits, '_', '-' and combining marks.
bool
gesta_name_character(uint32_t code_point);

/// The size of the PN_PREFIX at the start of the text; 0 if there is none.
///
/// needs  well-formed UTF-8
size_t
gesta_name_prefix_size(GestaStringView text);

/// Whether the text is a PN_LOCAL that needs no escape, in Turtle and SPARQL
/// alike.  An empty text is one.
///
/// needs  well-formed UTF-8
bool
gesta_name_is_local(GestaStringView text);

/// The size of the BLANK_NODE_LABEL, without "_:", at the start of the text; 0
/// if there is none.
///
/// needs   well-formed UTF-8
/// source  Turtle 1.1, production [141s]: no ':', whatever the grammar of
///         N-Triples 1.1 says; its tests and errata agree
size_t
gesta_name_blank_size(GestaStringView text);

#endif // GESTA_RDF_NAME_H
