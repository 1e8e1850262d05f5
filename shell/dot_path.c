// SPDX-License-Identifier: GPL-3.0-or-later
// The shortest chain between two things: breadth first from both ends, the
// smaller front first, until they meet.
//
// 1. A node is found once by each side, by the first link that leads there; its
//    `parent` is nearer to that side's end.
// 2. Nodes of a side stand in its list in the order of their distance; those
//    from `next` on have not been gone on from.
#include "graph/base/hash.h"
#include "shell/dot_commands.h"
#include "shell/entity_name.h"
#include "shell/row_list.h"
#include "shell/stored_query.h"
#include "shell/words.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NODES = 100000, SLOT_COUNT = 1 << 18 };

typedef struct Node {
  GestaStringView iri;
  GestaStringView link; // between this and its parent
  GestaStringView event;
  bool forwards; // the link goes from the parent to this
  uint32_t parent;
} Node;

typedef struct Side {
  Node *nodes; // [count]
  size_t count;
  size_t room;
  size_t next;
  size_t level_end; // nodes before this are at one distance less
  uint32_t *slots;  // [SLOT_COUNT]: 1 + number of a node, by hash; 0: none
} Side;

typedef struct Search {
  GestaSession *session;
  GestaHashKey key;
  GestaArena arena;
  Side sides[2];
  size_t meeting[2]; // the node where they met, in each side
  bool has_met;
  GestaError *error;
} Search;

// The slot of an IRI: its own, or the free one for it.
static uint32_t *
find_slot(const GestaHashKey *key, const Side *side, GestaStringView iri)
{
  size_t at = (size_t)gesta_hash64(key, iri) % SLOT_COUNT;
  while (side->slots[at] != 0
         && !gesta_view_equal(side->nodes[side->slots[at] - 1].iri, iri)) {
    at = (at + 1) % SLOT_COUNT;
  }
  return &side->slots[at];
}

// Add a node that is new to a side, and look whether the other side has it.
static GestaStatus
add_node(Search *search, size_t which, const Node *node)
{
  Side *const side = &search->sides[which];
  const Side *const other = &search->sides[1 - which];
  uint32_t *const slot = find_slot(&search->key, side, node->iri);
  if (*slot != 0) {
    return GESTA_OK;
  }
  if (side->count == MOST_NODES) {
    return gesta_error_set(search->error, GESTA_ERR_TOO_LARGE,
                           "more than %d things were looked at: no chain as "
                           "short as that",
                           (int)MOST_NODES);
  }
  if (side->count == side->room) {
    GestaAllocator *const allocator = search->session->allocator;
    const size_t room = side->room * 2 + 256;
    Node *nodes = allocator->resize(allocator, side->nodes,
                                    room * sizeof *nodes);
    if (!nodes) {
      return GESTA_ERR_MEMORY;
    }
    side->nodes = nodes;
    side->room = room;
  }
  Node *const kept = &side->nodes[side->count];
  *kept = *node;
  GestaStatus status = gesta_arena_copy(&search->arena, node->iri, &kept->iri);
  if (!status) {
    status = gesta_arena_copy(&search->arena, node->link, &kept->link);
  }
  if (!status) {
    status = gesta_arena_copy(&search->arena, node->event, &kept->event);
  }
  if (status) {
    return status;
  }
  *slot = (uint32_t)++side->count;
  const uint32_t met = *find_slot(&search->key, other, kept->iri);
  if (met != 0 && !search->has_met) {
    search->has_met = true;
    search->meeting[which] = side->count - 1;
    search->meeting[1 - which] = met - 1;
  }
  return GESTA_OK;
}

// Go one step on from a node.
static GestaStatus
go_on(Search *search, size_t which, uint32_t from)
{
  const GestaParameter entity = gesta_iri_parameter(
    "entity", search->sides[which].nodes[from].iri);
  GestaRowList rows;
  gesta_row_list_init(&rows, search->session->allocator, 0);
  GestaStatus status = gesta_stored_query_ask(
    search->session, "path_step", &entity, 1, &rows.sink, search->error);
  for (size_t i = 0; !status && !search->has_met && i < rows.row_count; ++i) {
    const GestaTerm *const row = gesta_row_list_row(&rows, i);
    const bool away = gesta_view_equal(row[2].value, gesta_view("→"));
    const Node node = {
      .iri = row[0].value,
      .link = row[1].value,
      .event = row[3].value,
      .forwards = which == 0 ? away : !away,
      .parent = from,
    };
    status = add_node(search, which, &node);
  }
  gesta_row_list_clear(&rows);
  return status;
}

// Go on from all nodes at one distance, from the side with fewer of them.
//
// returns  GESTA_END if a side has nowhere to go
static GestaStatus
go_one_level(Search *search)
{
  const size_t waiting[2] = {search->sides[0].count - search->sides[0].next,
                             search->sides[1].count - search->sides[1].next};
  if (waiting[0] == 0 || waiting[1] == 0) {
    return GESTA_END;
  }
  const size_t which = waiting[1] < waiting[0];
  Side *const side = &search->sides[which];
  side->level_end = side->count;
  GestaStatus status = GESTA_OK;
  while (!status && !search->has_met && side->next < side->level_end) {
    status = go_on(search, which, (uint32_t)side->next++);
    if (!status && gesta_cancelled(search->session->cancel)) {
      status = gesta_error_set(search->error, GESTA_ERR_CANCELLED, "cancelled");
    }
  }
  return status;
}

// ---- Printing ---------------------------------------------------------------

static GestaStatus
write_name(Search *search, GestaStringView iri)
{
  GestaSession *const session = search->session;
  GestaOutput *const output = session->out;
  const GestaPrefixes *prefixes = NULL;
  GestaStringView label;
  GestaStatus status = gesta_graph_prefixes(session->graph, &prefixes,
                                            search->error);
  if (!status && session->label_mode != GESTA_LABELS_OFF) {
    status = gesta_entity_label(session, iri, &search->arena, &label,
                                search->error);
    if (!status) {
      return gesta_output_write(output, label);
    }
  }
  if (status && status != GESTA_NOT_FOUND) {
    return status;
  }
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, session->allocator);
  status = gesta_prefixes_compact(prefixes, iri, &text);
  if (!status) {
    status = gesta_output_write(output, gesta_text_buffer_view(&text));
  }
  gesta_text_buffer_clear(&text);
  return status;
}

// The digits of an event that ".why" takes.
static GestaStringView
event_digits(GestaStringView iri)
{
  size_t begin = iri.size;
  while (begin > 0 && iri.data[begin - 1] != '/'
         && iri.data[begin - 1] != '#') {
    --begin;
  }
  const size_t size = iri.size - begin;
  return (GestaStringView){iri.data + begin, size < 8 ? size : 8};
}

// One line: the link to a node and the node.
static GestaStatus
write_step(Search *search, const Node *link, GestaStringView iri)
{
  GestaOutput *const output = search->session->out;
  GestaStatus status = gesta_output_print(output, "  %s ",
                                          link->forwards ? "→" : "←");
  if (!status) {
    status = write_name(search, link->link);
  }
  if (!status && link->event.size > 0) {
    const GestaStringView digits = event_digits(link->event);
    status = gesta_output_print(output, " (%.*s)", (int)digits.size,
                                digits.data);
  }
  if (!status) {
    status = gesta_output_write(output, gesta_view("\n"));
  }
  if (!status) {
    status = write_name(search, iri);
  }
  return status ? status : gesta_output_write(output, gesta_view("\n"));
}

static GestaStatus
write_chain(Search *search)
{
  const Side *const first = &search->sides[0];
  const Side *const second = &search->sides[1];
  // From the meeting back to the beginning, then the other way round.
  size_t count = 0;
  for (size_t at = search->meeting[0]; at != 0; at = first->nodes[at].parent) {
    ++count;
  }
  size_t *const way = gesta_arena_allocate(&search->arena, count + 1,
                                           sizeof *way);
  if (!way) {
    return GESTA_ERR_MEMORY;
  }
  size_t at = search->meeting[0];
  for (size_t i = count; i > 0; --i) {
    way[i] = at;
    at = first->nodes[at].parent;
  }
  GestaStatus status = write_name(search, first->nodes[0].iri);
  if (!status) {
    status = gesta_output_write(search->session->out, gesta_view("\n"));
  }
  for (size_t i = 1; !status && i <= count; ++i) {
    status = write_step(search, &first->nodes[way[i]],
                        first->nodes[way[i]].iri);
  }
  for (size_t i = search->meeting[1]; !status && i != 0;
       i = second->nodes[i].parent) {
    status = write_step(search, &second->nodes[i],
                        second->nodes[second->nodes[i].parent].iri);
  }
  return status;
}

// ---- The command ------------------------------------------------------------

static GestaStatus
begin_search(Search *search, GestaStringView argument)
{
  GestaWords words;
  GestaStatus status = gesta_words_split(&search->arena, argument, &words,
                                         search->error);
  if (!status && words.count != 2) {
    return gesta_error_set(search->error, GESTA_ERR_INPUT,
                           "expected two things: quote a name with blanks, "
                           "such as .path \"Selim Aydoğan\" Turquie");
  }
  for (size_t i = 0; !status && i < 2; ++i) {
    Side *const side = &search->sides[i];
    side->slots = gesta_allocate(search->session->allocator, SLOT_COUNT,
                                 sizeof *side->slots);
    if (!side->slots) {
      return GESTA_ERR_MEMORY;
    }
    memset(side->slots, 0, SLOT_COUNT * sizeof *side->slots);
  }
  for (size_t i = 0; !status && i < 2; ++i) {
    Node node = {.iri = {"", 0}, .link = {"", 0}, .event = {"", 0}};
    status = gesta_entity_name_find(search->session, gesta_view(words.words[i]),
                                    &search->arena, &node.iri, search->error);
    if (!status) {
      status = add_node(search, i, &node);
    }
  }
  return status;
}

static GestaStatus
search_and_write(Search *search)
{
  GestaStatus status = GESTA_OK;
  while (!status && !search->has_met) {
    status = go_one_level(search);
  }
  if (status == GESTA_END) {
    return gesta_output_write(search->session->out,
                              gesta_view("no chain leads from one to the "
                                         "other\n"));
  }
  return status ? status : write_chain(search);
}

GestaStatus
gesta_dot_path(GestaSession *session, GestaStringView argument,
               GestaError *error)
{
  Search search = {.session = session, .error = error};
  gesta_arena_init(&search.arena, session->allocator);
  GestaStatus status = gesta_hash_key_init(&search.key);
  if (!status) {
    status = begin_search(&search, argument);
  }
  if (!status) {
    status = search_and_write(&search);
  }
  for (size_t i = 0; i < 2; ++i) {
    gesta_release(session->allocator, search.sides[i].nodes);
    gesta_release(session->allocator, search.sides[i].slots);
  }
  gesta_arena_clear(&search.arena);
  return status;
}
