// SPDX-License-Identifier: GPL-3.0-or-later
/// @file vocabulary.h
/// The IRIs that the code itself knows.  GESTA_XSD("date") is a GestaStringView
/// of the whole IRI, made at compile time.

#ifndef GESTA_RDF_VOCABULARY_H
#define GESTA_RDF_VOCABULARY_H

#include "graph/base/string_view.h"

#define GESTA_NS_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define GESTA_NS_RDFS "http://www.w3.org/2000/01/rdf-schema#"
#define GESTA_NS_OWL "http://www.w3.org/2002/07/owl#"
#define GESTA_NS_XSD "http://www.w3.org/2001/XMLSchema#"
#define GESTA_NS_SKOS "http://www.w3.org/2004/02/skos/core#"
#define GESTA_NS_DCT "http://purl.org/dc/terms/"
#define GESTA_NS_SCHEMA "https://schema.org/"
#define GESTA_NS_FOAF "http://xmlns.com/foaf/0.1/"
#define GESTA_NS_PROV "http://www.w3.org/ns/prov#"
#define GESTA_NS_VOID "http://rdfs.org/ns/void#"
#define GESTA_NS_SEM "http://semanticweb.cs.vu.nl/2009/11/sem/"
#define GESTA_NS_GAF "http://groundedannotationframework.org/gaf#"
#define GESTA_NS_NIF                                                           \
  "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
#define GESTA_NS_EDTF "http://id.loc.gov/datatypes/edtf/"
#define GESTA_NS_GESTA "https://w3id.org/gesta#"
#define GESTA_NS_ACT "https://w3id.org/gesta/action#"
#define GESTA_NS_GAZ "https://w3id.org/gesta/gazetteer#"

/// A string literal as a view, whose size is known to the compiler.
#define GESTA_VIEW(literal)                                                    \
  ((GestaStringView){"" literal, sizeof("" literal) - 1})

#define GESTA_RDF(name) GESTA_VIEW(GESTA_NS_RDF name)
#define GESTA_RDFS(name) GESTA_VIEW(GESTA_NS_RDFS name)
#define GESTA_OWL(name) GESTA_VIEW(GESTA_NS_OWL name)
#define GESTA_XSD(name) GESTA_VIEW(GESTA_NS_XSD name)
#define GESTA_SKOS(name) GESTA_VIEW(GESTA_NS_SKOS name)
#define GESTA_DCT(name) GESTA_VIEW(GESTA_NS_DCT name)
#define GESTA_SCHEMA(name) GESTA_VIEW(GESTA_NS_SCHEMA name)
#define GESTA_FOAF(name) GESTA_VIEW(GESTA_NS_FOAF name)
#define GESTA_PROV(name) GESTA_VIEW(GESTA_NS_PROV name)
#define GESTA_SEM(name) GESTA_VIEW(GESTA_NS_SEM name)
#define GESTA_GAF(name) GESTA_VIEW(GESTA_NS_GAF name)
#define GESTA_NIF(name) GESTA_VIEW(GESTA_NS_NIF name)
#define GESTA_EDTF(name) GESTA_VIEW(GESTA_NS_EDTF name)
#define GESTA_GESTA(name) GESTA_VIEW(GESTA_NS_GESTA name)
#define GESTA_ACT(name) GESTA_VIEW(GESTA_NS_ACT name)
#define GESTA_GAZ(name) GESTA_VIEW(GESTA_NS_GAZ name)

#endif // GESTA_RDF_VOCABULARY_H
