// SPDX-License-Identifier: GPL-3.0-or-later
/// @file iri.h
/// IRI references made absolute.
///
/// source  RFC 3986, section 5; RFC 3987, section 6.5 (the same for IRIs)

#ifndef GESTA_RDF_IRI_H
#define GESTA_RDF_IRI_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

#include <stdbool.h>

/// Whether an IRI reference begins with a scheme.
///
/// source  RFC 3986, section 3.1
bool
gesta_iri_is_absolute(GestaStringView iri);

/// Append the IRI that a reference means where `base` is the base IRI.  An
/// absolute IRI is appended byte for byte, dot segments and all: RDF compares
/// IRIs as they are written, and a document that was written with absolute IRIs
/// says the same when it is read back.  Nothing is normalised.
///
/// needs   neither view lies in `iri`
/// errors  GESTA_ERR_INPUT: the reference is relative and the base not
/// absolute;
///         GESTA_ERR_MEMORY; the buffer is as it was then
/// cost    O(base.size + reference.size)
/// source  RFC 3986, sections 5.2.2 (a scheme is never ignored), 5.2.3, 5.2.4
///         and 5.3; Turtle 1.1, section 6.3
GESTA_MUST_CHECK GestaStatus
gesta_iri_resolve(GestaStringView base, GestaStringView reference,
                  GestaTextBuffer *iri);

#endif // GESTA_RDF_IRI_H
