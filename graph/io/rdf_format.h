// SPDX-License-Identifier: GPL-3.0-or-later
/// @file rdf_format.h
/// The syntaxes of RDF by name, by file name and by content.

#ifndef GESTA_IO_RDF_FORMAT_H
#define GESTA_IO_RDF_FORMAT_H

#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

typedef enum GestaRdfFormat {
  GESTA_RDF_TURTLE,
  GESTA_RDF_NTRIPLES,
  GESTA_RDF_NQUADS,
  GESTA_RDF_TRIG,
  GESTA_RDF_XML,
} GestaRdfFormat;

/// The names of the formats that can be read and written, as the choices of an
/// option: the one list, in the order of GestaRdfFormat, which help, completion
/// and messages also take.
#define GESTA_RDF_CHOICES "ttl|nt|nq|trig|rdfxml"

/// The names of GESTA_RDF_CHOICES one by one, ending with NULL.  Lent for ever.
const char *const *
gesta_rdf_formats(void);

/// The format of a name: ttl, turtle, nt, ntriples, nq, nquads, trig, rdfxml,
/// rdf or xml, in any case.
///
/// errors  GESTA_ERR_INPUT: the message lists the known ones
GESTA_MUST_CHECK GestaStatus
gesta_rdf_format(GestaStringView name, GestaRdfFormat *format,
                 GestaError *error);

/// The format of a document, by its file name ("-" tells nothing), else by its
/// first bytes.
///
/// errors  GESTA_ERR_INPUT (JSON-LD, HTML: no RDF that can be read)
GESTA_MUST_CHECK GestaStatus
gesta_rdf_format_guess(const char *name, GestaStringView head,
                       GestaRdfFormat *format, GestaError *error);

#endif // GESTA_IO_RDF_FORMAT_H
