// SPDX-License-Identifier: GPL-3.0-or-later
/// @file gazetteer.h
/// Known countries, places and organisations, from quads.

#ifndef GESTA_ENTITY_GAZETTEER_H
#define GESTA_ENTITY_GAZETTEER_H

#include "graph/base/allocator.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/rdf/quad_sink.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum GestaEntityClass {
  GESTA_CLASS_THING,
  GESTA_CLASS_PERSON,
  GESTA_CLASS_COUNTRY,
  GESTA_CLASS_ORGANIZATION,
  GESTA_CLASS_ARMED_FORCE,
  GESTA_CLASS_PLACE,
  GESTA_CLASS_GROUP,
} GestaEntityClass;

enum { GESTA_NO_PLACE = UINT32_MAX };

/// One known entity.  Views live as long as the gazetteer.
typedef struct GestaKnown {
  GestaStringView iri;
  GestaStringView label; ///< in the gazetteer's language, else English
  GestaEntityClass class;
  uint32_t country; ///< whose capital or seat of government it is, as an index;
                    ///< or GESTA_NO_PLACE
} GestaKnown;

typedef struct GestaGazetteer GestaGazetteer;

/// A new gazetteer without entries.
///
/// gives    *gazetteer; free it with gesta_gazetteer_free()
/// borrows  allocator, until then
/// errors   GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_gazetteer_new(GestaAllocator *allocator, GestaStringView language,
                    GestaGazetteer **gazetteer);

void
gesta_gazetteer_free(GestaGazetteer *gazetteer);

/// Learn from one quad: rdf:type, labels, demonyms, capitals, seats, sameAs.
/// Others say nothing.
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_gazetteer_add(GestaGazetteer *gazetteer, const GestaQuad *quad);

/// An entry by its index.  Lent until the next addition.
const GestaKnown *
gesta_gazetteer_get(const GestaGazetteer *gazetteer, uint32_t index);

/// The entry of a name, folded by gesta_name_fold().
///
/// returns  GESTA_OK and *index, or GESTA_NOT_FOUND
GESTA_MUST_CHECK GestaStatus
gesta_gazetteer_find(const GestaGazetteer *gazetteer, GestaStringView folded,
                     uint32_t *index);

/// The country of a folded demonym or adjective of nationality.
///
/// returns  GESTA_OK and *index, or GESTA_NOT_FOUND
GESTA_MUST_CHECK GestaStatus
gesta_gazetteer_find_demonym(const GestaGazetteer *gazetteer,
                             GestaStringView folded, uint32_t *index);

/// The preferred labels of an entry in all languages: the first after
/// `*position` (0 to begin).
///
/// returns  GESTA_OK, *label and *language, or GESTA_END
GESTA_MUST_CHECK GestaStatus
gesta_gazetteer_label(const GestaGazetteer *gazetteer, uint32_t index,
                      size_t *position, GestaStringView *label,
                      GestaStringView *language);

/// Other IRIs of an entry: the first `*iri` after `*position` (0 to begin).
///
/// returns  GESTA_OK and *iri, or GESTA_END
GESTA_MUST_CHECK GestaStatus
gesta_gazetteer_same(const GestaGazetteer *gazetteer, uint32_t index,
                     size_t *position, GestaStringView *iri);

#endif // GESTA_ENTITY_GAZETTEER_H
