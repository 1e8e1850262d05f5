// SPDX-License-Identifier: GPL-3.0-or-later
// SPARQL 1.1 Update.
#include "graph/sparql/parser_state.h"
#include "graph/sparql/quad_template.h"

// [46] GraphRef ::= 'GRAPH' iri
static GestaGraphReference
parse_graph_ref(GestaSparqlParser *parser, const char *where)
{
  gesta_sparql_expect_word(parser, "GRAPH", where);
  return (GestaGraphReference){GESTA_RANGE_IRI, gesta_parse_iri(parser)};
}

// [47] GraphRefAll ::= GraphRef | 'DEFAULT' | 'NAMED' | 'ALL'
static GestaGraphReference
parse_graph_ref_all(GestaSparqlParser *parser)
{
  GestaGraphReference reference = {0};
  if (gesta_sparql_accept_word(parser, "DEFAULT")) {
    reference.range = GESTA_RANGE_DEFAULT;
  } else if (gesta_sparql_accept_word(parser, "NAMED")) {
    reference.range = GESTA_RANGE_NAMED;
  } else if (gesta_sparql_accept_word(parser, "ALL")) {
    reference.range = GESTA_RANGE_ALL;
  } else {
    return parse_graph_ref(parser, "and an IRI, DEFAULT, NAMED or ALL");
  }
  return reference;
}

// [45] GraphOrDefault ::= 'DEFAULT' | 'GRAPH'? iri
static GestaGraphReference
parse_graph_or_default(GestaSparqlParser *parser)
{
  if (gesta_sparql_accept_word(parser, "DEFAULT")) {
    return (GestaGraphReference){GESTA_RANGE_DEFAULT, {NULL, 0}};
  }
  (void)gesta_sparql_accept_word(parser, "GRAPH");
  if (!gesta_sparql_at_iri(parser)) {
    gesta_sparql_fail_expected(parser, "DEFAULT, or GRAPH and an IRI");
  }
  return (GestaGraphReference){GESTA_RANGE_IRI, gesta_parse_iri(parser)};
}

// [31] Load ::= 'LOAD' 'SILENT'? iri ( 'INTO' GraphRef )?
static void
parse_load(GestaSparqlParser *parser, GestaUpdate *update)
{
  update->is_silent = gesta_sparql_accept_word(parser, "SILENT");
  update->document = gesta_parse_iri(parser);
  if (gesta_sparql_accept_word(parser, "INTO")) {
    update->target = parse_graph_ref(parser, "and an IRI after INTO");
  }
}

// [32] Clear ::= 'CLEAR' 'SILENT'? GraphRefAll
// [33] Drop ::= 'DROP' 'SILENT'? GraphRefAll
static void
parse_clear_or_drop(GestaSparqlParser *parser, GestaUpdate *update)
{
  update->is_silent = gesta_sparql_accept_word(parser, "SILENT");
  update->target = parse_graph_ref_all(parser);
}

// [34] Create ::= 'CREATE' 'SILENT'? GraphRef
static void
parse_create(GestaSparqlParser *parser, GestaUpdate *update)
{
  update->is_silent = gesta_sparql_accept_word(parser, "SILENT");
  update->target = parse_graph_ref(parser, "and an IRI after CREATE");
}

// [35] Add ::= 'ADD' 'SILENT'? GraphOrDefault 'TO' GraphOrDefault
// [36] Move ::= 'MOVE' ...  [37] Copy ::= 'COPY' ...
static void
parse_transfer(GestaSparqlParser *parser, GestaUpdate *update)
{
  update->is_silent = gesta_sparql_accept_word(parser, "SILENT");
  update->source = parse_graph_or_default(parser);
  gesta_sparql_expect_word(parser, "TO", "and a graph");
  update->target = parse_graph_or_default(parser);
}

// --- quads -------------------------------------------------------------------

/// Where the quads of a block go, and in DELETE WHERE their patterns.
typedef struct Quads {
  GestaQuadTemplate **last;
  GestaElement **elements; ///< NULL: no patterns
} Quads;

// Triples as an element of a pattern.
static GestaElement *
make_triples_element(GestaSparqlParser *parser, GestaTriple *triples,
                     GestaPlace place)
{
  GestaElement *element = gesta_sparql_node(parser, sizeof *element);
  element->kind = GESTA_ELEMENT_TRIPLES;
  element->triples = triples;
  element->variable = GESTA_NO_VARIABLE;
  element->name.variable = GESTA_NO_VARIABLE;
  element->place = place;
  return element;
}

static void
link_element(Quads *quads, GestaElement *element)
{
  *quads->elements = element;
  quads->elements = &element->next;
}

// TriplesTemplate, in a graph.
static void
parse_graph_triples(GestaSparqlParser *parser, const GestaNode *graph,
                    Quads *quads, GestaPlace place)
{
  GestaTriple *triples = NULL;
  parser->triples = &triples;
  if (gesta_sparql_at_node(parser)) {
    gesta_parse_triples(parser);
  }
  gesta_quad_template_add(parser, triples, graph, &quads->last);
  if (!quads->elements || parser->status) {
    return;
  }
  GestaElement *element = triples ? make_triples_element(parser, triples, place)
                                  : NULL;
  const bool is_graph = gesta_node_is_variable(graph)
                        || graph->term.kind != GESTA_TERM_NONE;
  if (is_graph) {
    GestaElement *around = make_triples_element(parser, NULL, place);
    around->kind = GESTA_ELEMENT_GRAPH;
    around->name = *graph;
    around->group = gesta_sparql_node(parser, sizeof *around->group);
    around->group->elements = element;
    element = around;
  }
  if (element) {
    link_element(quads, element);
  }
}

// [51] QuadsNotTriples ::= 'GRAPH' VarOrIri '{' TriplesTemplate? '}'
static void
parse_quads_not_triples(GestaSparqlParser *parser, Quads *quads)
{
  const GestaPlace place = parser->token.place;
  gesta_sparql_advance(parser);
  const GestaNode graph = gesta_parse_var_or_iri(parser);
  const GestaPlace open = parser->token.place;
  gesta_sparql_expect(parser, "{", "after GRAPH and its name");
  parse_graph_triples(parser, &graph, quads, place);
  gesta_sparql_close(parser, "}", open, "'.' and a triple, or '}'");
}

// [48] QuadPattern ::= '{' Quads '}'.  [49] QuadData ::= '{' Quads '}'
// [50] Quads ::= TriplesTemplate? ( QuadsNotTriples '.'? TriplesTemplate? )*
static void
parse_quads(GestaSparqlParser *parser, GestaTripleMode mode, const char *where,
            Quads *quads)
{
  const GestaNode none = {.variable = GESTA_NO_VARIABLE};
  const GestaPlace open = parser->token.place;
  const GestaTripleMode outer = parser->mode;
  parser->mode = mode;
  gesta_sparql_expect(parser, "{", where);
  parse_graph_triples(parser, &none, quads, open);
  while (gesta_sparql_is_word(parser, "GRAPH")) {
    parse_quads_not_triples(parser, quads);
    (void)gesta_sparql_accept(parser, ".");
    parse_graph_triples(parser, &none, quads, parser->token.place);
  }
  gesta_sparql_close(parser, "}", open,
                     "'.' and a triple, GRAPH or '}' (here stand only triples "
                     "and GRAPH)");
  parser->mode = outer;
}

// [38] InsertData ::= 'INSERT DATA' QuadData
static void
parse_insert_data(GestaSparqlParser *parser, GestaUpdate *update)
{
  Quads quads = {&update->inserted, NULL};
  update->kind = GESTA_UPDATE_INSERT_DATA;
  ++parser->data;
  parse_quads(parser, GESTA_TRIPLES_INSERTED_DATA, "after INSERT DATA", &quads);
}

// [39] DeleteData ::= 'DELETE DATA' QuadData
static void
parse_delete_data(GestaSparqlParser *parser, GestaUpdate *update)
{
  Quads quads = {&update->deleted, NULL};
  update->kind = GESTA_UPDATE_DELETE_DATA;
  parse_quads(parser, GESTA_TRIPLES_DELETED_DATA, "after DELETE DATA", &quads);
}

// [40] DeleteWhere ::= 'DELETE WHERE' QuadPattern
static void
parse_delete_where(GestaSparqlParser *parser, GestaUpdate *update)
{
  update->kind = GESTA_UPDATE_DELETE_WHERE;
  update->where = gesta_sparql_node(parser, sizeof *update->where);
  Quads quads = {&update->deleted, &update->where->elements};
  const size_t outer = gesta_scope_open(parser);
  parse_quads(parser, GESTA_TRIPLES_DELETE_WHERE, "after DELETE WHERE", &quads);
  gesta_scope_close(parser, outer, false);
}

// Warn about the variables of a template that the WHERE does not bind.
static void
warn_of_template(GestaSparqlParser *parser, const GestaQuadTemplate *quads)
{
  for (const GestaQuadTemplate *quad = quads;
       parser->status == GESTA_OK && quad; quad = quad->next) {
    const GestaNode *nodes[] = {&quad->subject, &quad->predicate, &quad->object,
                                &quad->graph};
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; ++i) {
      if (gesta_node_is_variable(nodes[i])
          && !gesta_scope_has(parser, nodes[i]->variable)) {
        gesta_scope_warn(parser, nodes[i]->variable, quad->place, "used");
      }
    }
  }
}

// [41] Modify ::= ( 'WITH' iri )? ( DeleteClause InsertClause? | InsertClause )
// UsingClause* 'WHERE' GroupGraphPattern, behind 'DELETE' or 'INSERT'.
// [42] DeleteClause ::= 'DELETE' QuadPattern
// [43] InsertClause ::= 'INSERT' QuadPattern
static void
parse_modify(GestaSparqlParser *parser, GestaUpdate *update, bool is_delete)
{
  update->kind = GESTA_UPDATE_MODIFY;
  bool has_insert = !is_delete;
  if (is_delete) {
    Quads quads = {&update->deleted, NULL};
    parse_quads(parser, GESTA_TRIPLES_DELETE, "DATA or WHERE after DELETE",
                &quads);
    has_insert = gesta_sparql_accept_word(parser, "INSERT");
  }
  if (has_insert) {
    Quads quads = {&update->inserted, NULL};
    parse_quads(parser, GESTA_TRIPLES_TEMPLATE, "or DATA after INSERT", &quads);
  }
  update->dataset = gesta_parse_dataset_clauses(parser, "USING");
  gesta_sparql_expect_word(
    parser, "WHERE", "after INSERT { ... } or DELETE { ... } (or use DATA)");
  if (!gesta_sparql_is(parser, "{")) {
    gesta_sparql_fail_expected(parser, "'{' after WHERE");
  }
  const size_t outer = gesta_scope_open(parser);
  update->where = gesta_parse_group_graph_pattern(parser);
  warn_of_template(parser, update->deleted);
  warn_of_template(parser, update->inserted);
  gesta_scope_close(parser, outer, false);
}

// What begins with DELETE or INSERT, perhaps after WITH.
static void
parse_delete_or_insert(GestaSparqlParser *parser, GestaUpdate *update,
                       bool has_with)
{
  const bool is_delete = gesta_sparql_accept_word(parser, "DELETE");
  if (!is_delete) {
    gesta_sparql_expect_word(parser, "INSERT", "or DELETE after WITH");
  }
  if (has_with
      && (gesta_sparql_is_word(parser, "DATA")
          || gesta_sparql_is_word(parser, "WHERE"))) {
    gesta_sparql_fail(parser, parser->token.place,
                      "%s cannot follow WITH; put GRAPH <...> { ... } around "
                      "the triples",
                      gesta_sparql_is_word(parser, "DATA")
                        ? "INSERT DATA or DELETE DATA"
                        : "DELETE WHERE");
  } else if (gesta_sparql_accept_word(parser, "DATA")) {
    if (is_delete) {
      parse_delete_data(parser, update);
    } else {
      parse_insert_data(parser, update);
    }
  } else if (is_delete && gesta_sparql_accept_word(parser, "WHERE")) {
    parse_delete_where(parser, update);
  } else {
    parse_modify(parser, update, is_delete);
  }
}

// [30] Update1 ::= Load | Clear | Drop | Add | Move | Copy | Create |
// InsertData | DeleteData | DeleteWhere | Modify; NULL if none is next.
static GestaUpdate *
parse_update1(GestaSparqlParser *parser)
{
  static const struct {
    const char *word;
    GestaUpdateKind kind;
    void (*parse)(GestaSparqlParser *parser, GestaUpdate *update);
  } operations[] = {
    {"LOAD", GESTA_UPDATE_LOAD, parse_load},
    {"CLEAR", GESTA_UPDATE_CLEAR, parse_clear_or_drop},
    {"DROP", GESTA_UPDATE_DROP, parse_clear_or_drop},
    {"CREATE", GESTA_UPDATE_CREATE, parse_create},
    {"ADD", GESTA_UPDATE_ADD, parse_transfer},
    {"MOVE", GESTA_UPDATE_MOVE, parse_transfer},
    {"COPY", GESTA_UPDATE_COPY, parse_transfer},
  };
  GestaUpdate *update = gesta_sparql_node(parser, sizeof *update);
  update->place = parser->token.place;
  for (size_t i = 0; i < sizeof operations / sizeof *operations; ++i) {
    if (gesta_sparql_accept_word(parser, operations[i].word)) {
      update->kind = operations[i].kind;
      operations[i].parse(parser, update);
      return update;
    }
  }
  const bool has_with = gesta_sparql_accept_word(parser, "WITH");
  if (has_with) {
    update->with = gesta_parse_iri(parser);
  }
  if (has_with || gesta_sparql_is_word(parser, "DELETE")
      || gesta_sparql_is_word(parser, "INSERT")) {
    parse_delete_or_insert(parser, update, has_with);
    return update;
  }
  return NULL;
}

// Tell that the text is a query, which is another language.
static void
fail_query(GestaSparqlParser *parser)
{
  static const char *const words[] = {"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"};
  for (size_t i = 0; i < sizeof words / sizeof *words; ++i) {
    if (gesta_sparql_is_word(parser, words[i])) {
      gesta_sparql_fail(parser, parser->token.place,
                        "%s begins a query, but an update is expected here",
                        words[i]);
    }
  }
}

// [29] Update ::= Prologue ( Update1 ( ';' Update )? )?
void
gesta_parse_update_unit(GestaSparqlParser *parser)
{
  GestaRequest *request = parser->request;
  request->form = GESTA_FORM_UPDATE;
  GestaUpdate **last = &request->updates;
  do {
    gesta_parse_prologue(parser);
    if (gesta_sparql_at(parser, GESTA_SPARQL_END)) {
      break;
    }
    fail_query(parser);
    GestaUpdate *update = parse_update1(parser);
    if (!update || parser->status) {
      gesta_sparql_fail_expected(
        parser, "INSERT, DELETE, WITH, LOAD, CLEAR, DROP, CREATE, ADD, MOVE, "
                "COPY or PREFIX");
      break;
    }
    *last = update;
    last = &update->next;
  } while (gesta_sparql_accept(parser, ";"));
  if (!gesta_sparql_at(parser, GESTA_SPARQL_END)) {
    gesta_sparql_fail_expected(parser, "';' and another operation, or the end");
  }
}
