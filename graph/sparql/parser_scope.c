// SPDX-License-Identifier: GPL-3.0-or-later
// Variables by name, and which of them are in scope.
//
// 1. scope[scope_start .. scope_count) are the variables of the innermost
//    scope, each once, in the order in which they came in.
// 2. facts[v].scope_entry is 1 + the newest entry of v, so that v is in the
//    innermost scope if and only if it is greater than scope_start.
#include "graph/base/hash.h"
#include "graph/sparql/parser_state.h"
#include "graph/sparql/slip_distance.h"

#include <assert.h>
#include <string.h>

enum { FIRST_ROOM = 64 };

static uint64_t
hash(GestaStringView key)
{
  static const GestaHashKey none = {{0}}; // nothing of it leaves the process
  return gesta_hash64(&none, key);
}

// The symbol of a key, or the free place where it would be.
static GestaSymbol *
probe(GestaSymbol *symbols, size_t room, GestaStringView key)
{
  size_t at = hash(key) & (room - 1);
  while (symbols[at].key.data && !gesta_view_equal(symbols[at].key, key)) {
    at = (at + 1) & (room - 1);
  }
  return &symbols[at];
}

// At most half of the places are taken.
static bool
grow_symbols(GestaSparqlParser *parser)
{
  if (parser->symbol_count < parser->symbol_room / 2) {
    return true;
  }
  const size_t room = parser->symbol_room ? parser->symbol_room * 2
                                          : FIRST_ROOM;
  GestaSymbol *symbols = gesta_allocate(parser->allocator, room,
                                        sizeof *symbols);
  if (!symbols) {
    gesta_sparql_fail_status(parser, GESTA_ERR_MEMORY);
    return false;
  }
  memset(symbols, 0, room * sizeof *symbols);
  for (size_t i = 0; i < parser->symbol_room; ++i) {
    if (parser->symbols[i].key.data) {
      *probe(symbols, room, parser->symbols[i].key) = parser->symbols[i];
    }
  }
  gesta_release(parser->allocator, parser->symbols);
  parser->symbols = symbols;
  parser->symbol_room = room;
  return true;
}

GestaSymbol *
gesta_sparql_symbol(GestaSparqlParser *parser, GestaStringView key)
{
  if (parser->status || !grow_symbols(parser)) {
    memset(parser->spare, 0, sizeof parser->spare);
    return (GestaSymbol *)(void *)parser->spare;
  }
  GestaSymbol *symbol = probe(parser->symbols, parser->symbol_room, key);
  if (!symbol->key.data) {
    *symbol = (GestaSymbol){
      .key = key, .variable = GESTA_NO_VARIABLE, .place = parser->token.place};
    ++parser->symbol_count;
  }
  return symbol;
}

static bool
grow_variables(GestaSparqlParser *parser)
{
  GestaVariableNames *variables = &parser->request->variables;
  if (variables->count < variables->room) {
    return true;
  }
  const size_t room = variables->room ? variables->room * 2 : FIRST_ROOM;
  GestaVariableNames grown = {NULL, variables->count, room};
  GestaVariableFacts *facts = parser->allocator->resize(
    parser->allocator, parser->facts, room * sizeof *facts);
  if (facts) {
    parser->facts = facts;
    grown.names = gesta_arena_allocate(parser->arena, room,
                                       sizeof *grown.names);
  }
  if (!grown.names) {
    gesta_sparql_fail_status(parser, GESTA_ERR_MEMORY);
    return false;
  }
  if (variables->count > 0) {
    memcpy(grown.names, variables->names,
           variables->count * sizeof *grown.names);
  }
  *variables = grown;
  return true;
}

static GestaVariable
add_variable(GestaSparqlParser *parser, GestaStringView name, bool is_hidden)
{
  if (parser->status || !grow_variables(parser)) {
    return 0;
  }
  GestaVariableNames *variables = &parser->request->variables;
  assert(variables->count < GESTA_NO_VARIABLE);
  const GestaVariable variable = (GestaVariable)variables->count++;
  variables->names[variable] = (GestaVariableName){name, is_hidden};
  parser->facts[variable] = (GestaVariableFacts){0};
  return variable;
}

GestaVariable
gesta_sparql_variable(GestaSparqlParser *parser, GestaStringView name)
{
  GestaSymbol *symbol = gesta_sparql_symbol(parser, name);
  if (symbol->variable == GESTA_NO_VARIABLE) {
    symbol->variable = add_variable(parser, name, false);
  }
  return symbol->variable;
}

GestaVariable
gesta_sparql_hidden(GestaSparqlParser *parser, GestaStringView label)
{
  return add_variable(parser, label, true);
}

void
gesta_sparql_use(GestaSparqlParser *parser, GestaVariable variable,
                 GestaPlace place)
{
  if (parser->status == GESTA_OK && parser->facts[variable].used.line == 0) {
    parser->facts[variable].used = place;
  }
}

// --- scope -------------------------------------------------------------------

size_t
gesta_scope_open(GestaSparqlParser *parser)
{
  const size_t outer = parser->scope_start;
  parser->scope_start = parser->scope_count;
  return outer;
}

static void
add_entry(GestaSparqlParser *parser, GestaVariable variable)
{
  if (gesta_scope_has(parser, variable)) {
    return;
  }
  if (parser->scope_count == parser->scope_room) {
    const size_t room = parser->scope_room ? parser->scope_room * 2
                                           : FIRST_ROOM;
    GestaScopeEntry *scope = parser->allocator->resize(
      parser->allocator, parser->scope, room * sizeof *scope);
    if (!scope) {
      gesta_sparql_fail_status(parser, GESTA_ERR_MEMORY);
      return;
    }
    parser->scope = scope;
    parser->scope_room = room;
  }
  GestaVariableFacts *facts = &parser->facts[variable];
  parser->scope[parser->scope_count++] = (GestaScopeEntry){variable,
                                                           facts->scope_entry};
  facts->scope_entry = parser->scope_count;
}

void
gesta_scope_close(GestaSparqlParser *parser, size_t outer, bool keep)
{
  if (parser->status) {
    return;
  }
  const size_t start = parser->scope_start;
  const size_t end = parser->scope_count;
  for (size_t i = end; i > start; --i) { // invariant 2, newest first
    const GestaScopeEntry entry = parser->scope[i - 1];
    parser->facts[entry.variable].scope_entry = entry.shadowed;
  }
  parser->scope_count = start;
  parser->scope_start = outer;
  for (size_t i = start; keep && i < end; ++i) {
    // An entry is written where one was read before, or earlier.
    const GestaVariable variable = parser->scope[i].variable;
    add_entry(parser, variable);
  }
}

void
gesta_scope_add(GestaSparqlParser *parser, GestaVariable variable)
{
  if (parser->status == GESTA_OK) {
    parser->facts[variable].is_bound = true;
    add_entry(parser, variable);
  }
}

bool
gesta_scope_has(const GestaSparqlParser *parser, GestaVariable variable)
{
  return parser->status == GESTA_OK
         && parser->facts[variable].scope_entry > parser->scope_start;
}

// --- warnings ----------------------------------------------------------------

// The bound variable whose name is nearest, and near.
static GestaStringView
find_nearest(const GestaSparqlParser *parser, GestaStringView name)
{
  const GestaVariableNames *variables = &parser->request->variables;
  GestaStringView nearest = {NULL, 0};
  size_t best = gesta_slip_distance_most(name) + 1;
  for (size_t i = 0; i < variables->count; ++i) {
    if (variables->names[i].is_hidden || !parser->facts[i].is_bound) {
      continue;
    }
    const size_t distance = gesta_slip_distance(name, variables->names[i].name,
                                                best);
    if (distance > 0 && distance < best) {
      best = distance;
      nearest = variables->names[i].name;
    }
  }
  return nearest;
}

void
gesta_scope_warn(GestaSparqlParser *parser, GestaVariable variable,
                 GestaPlace place, const char *use)
{
  if (parser->status || parser->facts[variable].is_reported) {
    return;
  }
  parser->facts[variable].is_reported = true;
  const GestaStringView name = parser->request->variables.names[variable].name;
  const GestaStringView nearest = find_nearest(parser, name);
  const int size = name.size < 60 ? (int)name.size : 60;
  if (nearest.size > 0 && nearest.size < 100) {
    gesta_sparql_warn(parser, place, variable,
                      "?%.*s is %s but never bound; is ?%.*s meant?", size,
                      name.data, use, (int)nearest.size, nearest.data);
  } else {
    gesta_sparql_warn(parser, place, variable, "?%.*s is %s but never bound",
                      size, name.data, use);
  }
}

void
gesta_scope_warn_all(GestaSparqlParser *parser)
{
  for (size_t i = 0;
       parser->status == GESTA_OK && i < parser->request->variables.count;
       ++i) {
    const GestaVariableFacts *facts = &parser->facts[i];
    if (!parser->request->variables.names[i].is_hidden && !facts->is_bound
        && facts->used.line > 0) {
      gesta_scope_warn(parser, (GestaVariable)i, facts->used, "used");
    }
  }
}
