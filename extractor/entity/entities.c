// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/entity/entities.h"

#include "extractor/entity/name_fold.h"

void
gesta_entities_init(GestaEntities *entities, GestaWorkspace *workspace,
                    GestaAllocator *allocator, const GestaGazetteer *gazetteer)
{
  *entities = (GestaEntities){.workspace = workspace, .gazetteer = gazetteer};
  gesta_name_table_init(&entities->names, allocator);
}

void
gesta_entities_clear(GestaEntities *entities)
{
  gesta_name_table_clear(&entities->names);
}

GestaStringView
gesta_entities_fold(GestaEntities *entities, GestaStringView name)
{
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, entities->workspace->arena.allocator);
  GestaStringView folded = {"", 0};
  if (gesta_name_fold(name, &buffer) == GESTA_OK) {
    folded = gesta_workspace_copy(entities->workspace,
                                  gesta_text_buffer_view(&buffer));
  } else {
    entities->workspace->failed = true;
  }
  gesta_text_buffer_clear(&buffer);
  return folded;
}

uint32_t
gesta_entities_find(GestaEntities *entities, GestaStringView name)
{
  uint32_t entity = 0;
  return gesta_name_table_find(&entities->names,
                               gesta_entities_fold(entities, name), &entity)
             == GESTA_OK
           ? entity
           : GESTA_NO_ENTITY;
}

static uint32_t
add_entity(GestaEntities *entities, GestaEntity entity)
{
  GestaEntity *items = gesta_workspace_grow(
    entities->workspace, entities->items, entities->count, &entities->room,
    sizeof *entities->items);
  if (!items || entities->count >= GESTA_NO_ENTITY) {
    return GESTA_NO_ENTITY;
  }
  entities->items = items;
  entities->items[entities->count] = entity;
  return (uint32_t)entities->count++; // checked above
}

uint32_t
gesta_entities_intern(GestaEntities *entities, GestaStringView name,
                      GestaEntityClass class, bool named)
{
  const uint32_t found = gesta_entities_find(entities, name);
  if (found != GESTA_NO_ENTITY) {
    return found;
  }
  const uint32_t entity = add_entity(
    entities,
    (GestaEntity){
      .name = name, .class = class, .known = GESTA_NO_PLACE, .named = named});
  if (entity != GESTA_NO_ENTITY) {
    gesta_entities_alias(entities, entity, name, named);
  }
  return entity;
}

uint32_t
gesta_entities_known(GestaEntities *entities, uint32_t known)
{
  for (size_t i = 0; i < entities->count; ++i) {
    if (entities->items[i].known == known) {
      return (uint32_t)i; // counts fit, see add_entity()
    }
  }
  const GestaKnown *entry = gesta_gazetteer_get(entities->gazetteer, known);
  const uint32_t entity = add_entity(entities,
                                     (GestaEntity){.name = entry->label,
                                                   .class = entry->class,
                                                   .known = known,
                                                   .named = true});
  if (entity != GESTA_NO_ENTITY) {
    gesta_entities_alias(entities, entity, entry->label, true);
  }
  return entity;
}

void
gesta_entities_alias(GestaEntities *entities, uint32_t entity,
                     GestaStringView name, bool shown)
{
  const GestaStringView folded = gesta_entities_fold(entities, name);
  if (entity == GESTA_NO_ENTITY || folded.size == 0) {
    return;
  }
  if (gesta_name_table_set(&entities->names, folded, entity) != GESTA_OK) {
    entities->workspace->failed = true;
  }
  for (GestaAlias *alias = entities->items[entity].aliases; alias;
       alias = alias->next) {
    if (gesta_view_equal(alias->name, name)) {
      return;
    }
  }
  GestaAlias *alias = shown ? gesta_workspace_allocate(entities->workspace, 1,
                                                       sizeof *alias)
                            : NULL;
  if (alias) {
    *alias = (GestaAlias){name, entities->items[entity].aliases};
    entities->items[entity].aliases = alias;
  }
}

void
gesta_entities_describe(GestaEntities *entities, uint32_t entity,
                        GestaStringView lemma, GestaStringView text)
{
  if (entity == GESTA_NO_ENTITY) {
    return;
  }
  GestaDescription *description = gesta_workspace_allocate(
    entities->workspace, 1, sizeof *description);
  if (description) {
    *description = (GestaDescription){lemma,
                                      gesta_entities_fold(entities, text),
                                      entities->items[entity].descriptions};
    entities->items[entity].descriptions = description;
  }
}

bool
gesta_entity_acts(const GestaEntity *entity)
{
  return entity->class != GESTA_CLASS_THING
         && entity->class != GESTA_CLASS_PLACE;
}
