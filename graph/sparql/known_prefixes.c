// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/sparql/known_prefixes.h"

#include "graph/rdf/vocabulary.h"

#include <stddef.h>

static const struct {
  const char *prefix;
  const char *iri;
} known[] = {
  {"rdf", GESTA_NS_RDF},
  {"rdfs", GESTA_NS_RDFS},
  {"owl", GESTA_NS_OWL},
  {"xsd", GESTA_NS_XSD},
  {"skos", GESTA_NS_SKOS},
  {"dct", GESTA_NS_DCT},
  {"dcterms", GESTA_NS_DCT},
  {"dc", "http://purl.org/dc/elements/1.1/"},
  {"schema", GESTA_NS_SCHEMA},
  {"foaf", GESTA_NS_FOAF},
  {"prov", GESTA_NS_PROV},
  {"sem", GESTA_NS_SEM},
  {"gaf", GESTA_NS_GAF},
  {"nif", GESTA_NS_NIF},
  {"edtf", GESTA_NS_EDTF},
  {"gesta", GESTA_NS_GESTA},
  {"act", GESTA_NS_ACT},
  {"gaz", GESTA_NS_GAZ},
  {"fn", "http://www.w3.org/2005/xpath-functions#"},
  {"math", "http://www.w3.org/2005/xpath-functions/math#"},
  {"geo", "http://www.opengis.net/ont/geosparql#"},
  {"geof", "http://www.opengis.net/def/function/geosparql/"},
  {"wgs84", "http://www.w3.org/2003/01/geo/wgs84_pos#"},
  {"time", "http://www.w3.org/2006/time#"},
  {"void", "http://rdfs.org/ns/void#"},
  {"dcat", "http://www.w3.org/ns/dcat#"},
  {"org", "http://www.w3.org/ns/org#"},
  {"sd", "http://www.w3.org/ns/sparql-service-description#"},
  {"sh", "http://www.w3.org/ns/shacl#"},
  {"vcard", "http://www.w3.org/2006/vcard/ns#"},
  {"dbo", "http://dbpedia.org/ontology/"},
  {"dbr", "http://dbpedia.org/resource/"},
  {"dbp", "http://dbpedia.org/property/"},
  {"wd", "http://www.wikidata.org/entity/"},
  {"wdt", "http://www.wikidata.org/prop/direct/"},
  {"wikibase", "http://wikiba.se/ontology#"},
  {"bd", "http://www.bigdata.com/rdf#"},
};

const char *
gesta_known_prefix(GestaStringView prefix)
{
  for (size_t i = 0; i < sizeof known / sizeof *known; ++i) {
    if (gesta_view_equal(prefix, gesta_view(known[i].prefix))) {
      return known[i].iri;
    }
  }
  return NULL;
}
