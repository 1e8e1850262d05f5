// SPDX-License-Identifier: GPL-3.0-or-later
/// @file prefixes.h
/// Prefixes and their IRIs: well-known ones and those of a graph.

#ifndef GESTA_RDF_PREFIXES_H
#define GESTA_RDF_PREFIXES_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

#include <stddef.h>

typedef struct GestaPrefixes GestaPrefixes;

/// A new list with the well-known vocabularies: rdf, rdfs, owl, xsd, skos, dct,
/// schema, foaf, prov, sem, gaf, nif, edtf, gesta, act, gaz.
///
/// gives    *prefixes; free it with gesta_prefixes_free()
/// borrows  allocator, until then
GESTA_MUST_CHECK GestaStatus
gesta_prefixes_new(GestaAllocator *allocator, GestaPrefixes **prefixes);

/// A new list without a prefix, for writers that declare what they were sent.
///
/// gives    *prefixes; free it with gesta_prefixes_free()
/// borrows  allocator, until then
GESTA_MUST_CHECK GestaStatus
gesta_prefixes_new_empty(GestaAllocator *allocator, GestaPrefixes **prefixes);

/// Free the list.  NULL is allowed.
void
gesta_prefixes_free(GestaPrefixes *prefixes);

/// Add a prefix, or give it another IRI.  Both are copied.
GESTA_MUST_CHECK GestaStatus
gesta_prefixes_set(GestaPrefixes *prefixes, GestaStringView prefix,
                   GestaStringView iri);

/// returns  GESTA_OK and *iri, lent until the next set; or GESTA_NOT_FOUND
GESTA_MUST_CHECK GestaStatus
gesta_prefixes_find(const GestaPrefixes *prefixes, GestaStringView prefix,
                    GestaStringView *iri);

/// The number of prefixes, and one of them, in byte order of the prefix.
size_t
gesta_prefixes_count(const GestaPrefixes *prefixes);
void
gesta_prefixes_get(const GestaPrefixes *prefixes, size_t index,
                   GestaStringView *prefix, GestaStringView *iri);

/// Find the prefix whose IRI is the longest start of `iri` that leaves a local
/// part which needs no escape.
///
/// lends    *local, a view into `iri`
/// returns  GESTA_OK and *index, or GESTA_NOT_FOUND
GESTA_MUST_CHECK GestaStatus
gesta_prefixes_fit(const GestaPrefixes *prefixes, GestaStringView iri,
                   size_t *index, GestaStringView *local);

/// Append an IRI as `prefix:local` where a prefix fits and the local part needs
/// no escape, else as `<iri>`.  The longest fitting IRI wins.
GESTA_MUST_CHECK GestaStatus
gesta_prefixes_compact(const GestaPrefixes *prefixes, GestaStringView iri,
                       GestaTextBuffer *text);

/// Put the declarations that a SPARQL query uses but does not declare before
/// it, on its first line, so that line numbers stay right.
///
/// returns  GESTA_OK; `added` is the number of bytes before the query's own
///          text, to correct the columns of line 1
/// errors   GESTA_ERR_ENCODING, GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_prefixes_declare(const GestaPrefixes *prefixes, GestaStringView query,
                       GestaTextBuffer *text, size_t *added);

#endif // GESTA_RDF_PREFIXES_H
