// SPDX-License-Identifier: GPL-3.0-or-later
/// @file entities.h
/// Who and what an article speaks of.

#ifndef GESTA_ENTITY_ENTITIES_H
#define GESTA_ENTITY_ENTITIES_H

#include "extractor/entity/gazetteer.h"
#include "extractor/entity/name_table.h"
#include "extractor/entity/workspace.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GESTA_NO_ENTITY = UINT32_MAX };

/// Grammatical genders seen, one bit each.
enum { GESTA_GENDER_MASC = 1, GESTA_GENDER_FEM = 2 };

/// What an entity is called beside its name: the lemma of the noun, and the
/// adjectives and complements that went with it.
typedef struct GestaDescription {
  GestaStringView lemma;
  GestaStringView text;
  struct GestaDescription *next;
} GestaDescription;

typedef struct GestaAlias {
  GestaStringView name;
  struct GestaAlias *next;
} GestaAlias;

typedef struct GestaEntity {
  GestaStringView name; ///< canonical
  GestaEntityClass class;
  uint32_t known; ///< index into the gazetteer, or GESTA_NO_PLACE
  uint8_t genders;
  bool plural;
  bool named; ///< by a proper name, not by a noun phrase
  bool told;  ///< known, and called as the article calls it
  GestaAlias *aliases;
  GestaDescription *descriptions;
} GestaEntity;

/// The entities of one article.  Indexes are for ever, pointers are good until
/// the next addition.
typedef struct GestaEntities {
  GestaWorkspace *workspace;
  const GestaGazetteer *gazetteer; ///< borrowed as long as this is used
  GestaEntity *items;
  size_t count;
  size_t room;
  GestaNameTable names; ///< folded name → entity
} GestaEntities;

void
gesta_entities_init(GestaEntities *entities, GestaWorkspace *workspace,
                    GestaAllocator *allocator, const GestaGazetteer *gazetteer);

void
gesta_entities_clear(GestaEntities *entities);

/// The entity with a name, GESTA_NO_ENTITY if there is none yet.
uint32_t
gesta_entities_find(GestaEntities *entities, GestaStringView name);

/// The entity with a name, added if need be; GESTA_NO_ENTITY if memory is
/// short.
uint32_t
gesta_entities_intern(GestaEntities *entities, GestaStringView name,
                      GestaEntityClass class, bool named);

/// The entity of a gazetteer entry, added if need be.
uint32_t
gesta_entities_known(GestaEntities *entities, uint32_t known);

/// Let a name stand for an entity too; `shown` names become labels.
void
gesta_entities_alias(GestaEntities *entities, uint32_t entity,
                     GestaStringView name, bool shown);

void
gesta_entities_describe(GestaEntities *entities, uint32_t entity,
                        GestaStringView lemma, GestaStringView text);

/// Fold a name into the workspace.
GestaStringView
gesta_entities_fold(GestaEntities *entities, GestaStringView name);

/// Whether an entity can act: a person, country, organisation, armed force or
/// group.
bool
gesta_entity_acts(const GestaEntity *entity);

#endif // GESTA_ENTITY_ENTITIES_H
