// SPDX-License-Identifier: GPL-3.0-or-later
/// @file parser_state.h
/// What the parsing functions of this folder share.
///
/// A parser fails once: its first error stays, and from then on it sees the end
/// of the text.  So a parsing function goes on after a failure without a look
/// at the status, its loops end, and nobody uses what it made.

#ifndef GESTA_SPARQL_PARSER_STATE_H
#define GESTA_SPARQL_PARSER_STATE_H

#include "graph/base/arena.h"
#include "graph/base/error.h"
#include "graph/rdf/prefixes.h"
#include "graph/sparql/parser.h"
#include "graph/sparql/sparql_token.h"
#include "graph/sparql/syntax.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>

/// What triples may hold where they stand.
typedef enum GestaTripleMode {
  GESTA_TRIPLES_PATTERN,       ///< paths; a blank node is a hidden variable
  GESTA_TRIPLES_SHORT,         ///< CONSTRUCT WHERE: the same without paths
  GESTA_TRIPLES_TEMPLATE,      ///< CONSTRUCT, INSERT: blank nodes are new ones
  GESTA_TRIPLES_DELETE,        ///< DELETE: no blank nodes
  GESTA_TRIPLES_DELETE_WHERE,  ///< the same, but it binds its variables
  GESTA_TRIPLES_DELETED_DATA,  ///< DELETE DATA: no variables either
  GESTA_TRIPLES_INSERTED_DATA, ///< INSERT DATA: blank nodes, no variables
} GestaTripleMode;

/// A variable, by name, or a blank node label, with its "_:".
typedef struct GestaSymbol {
  GestaStringView key;
  GestaVariable variable;
  size_t basic_pattern; ///< of a label: the basic graph pattern it stands in
  size_t data;          ///< of a label: the INSERT DATA it stands in
  GestaPlace place;     ///< of its first use
} GestaSymbol;

/// What is known about a variable, beside its name.
typedef struct GestaVariableFacts {
  size_t scope_entry; ///< 1 + its newest entry in the scope; 0: none
  GestaPlace used;    ///< where it was first used without being bound there
  bool is_bound;      ///< somewhere
  bool is_reported;   ///< a warning tells that it is not bound
} GestaVariableFacts;

typedef struct GestaScopeEntry {
  GestaVariable variable;
  size_t shadowed; ///< its scope_entry before
} GestaScopeEntry;

typedef struct GestaSparqlParser {
  GestaSparqlLexer lexer;
  GestaSparqlText source;
  GestaSparqlToken token;    ///< the next one
  GestaSparqlToken previous; ///< the one before
  GestaArena *arena;
  GestaAllocator *allocator; ///< of the arena, for what is freed at the end
  const GestaParserOptions *options;
  GestaPrefixes *prefixes; ///< declared in the text, or used from the options
  GestaStringView base;
  GestaRequest *request;
  GestaStatus status;
  GestaError *error;
  size_t depth;

  GestaSymbol *symbols; ///< [symbol_room], open addressing
  size_t symbol_count;
  size_t symbol_room;
  GestaVariableFacts *facts; ///< [request->variables.room]

  GestaScopeEntry *scope; ///< what is in scope, innermost group last
  size_t scope_count;
  size_t scope_room;
  size_t scope_start; ///< of the innermost group

  void **stack; ///< lists whose length is not known yet
  size_t stack_count;
  size_t stack_room;

  GestaTripleMode mode;
  GestaTriple **triples; ///< where the next triple is linked
  size_t basic_pattern;  ///< the one that triples belong to
  size_t basic_pattern_count;
  size_t data; ///< the number of INSERT DATA so far
  size_t blank_count;
  bool may_aggregate;
  bool has_aggregate; ///< in the SELECT at hand
  bool in_aggregate;
  GestaWarning **warnings; ///< where the next warning is linked
  alignas(max_align_t) unsigned char spare[1024];
} GestaSparqlParser;

// --- failing -----------------------------------------------------------------

/// Fail with a message for a place, unless the parser has failed before.
void
gesta_sparql_fail(GestaSparqlParser *parser, GestaPlace place,
                  const char *format, ...) GESTA_PRINTF(3, 4);

/// Fail because memory was refused, or with another status without a message.
void
gesta_sparql_fail_status(GestaSparqlParser *parser, GestaStatus status);

/// Fail at the next token: "expected WHAT, found ...", with advice where the
/// token is a well-known slip.
void
gesta_sparql_fail_expected(GestaSparqlParser *parser, const char *what);

/// Warn about a place, and about a variable or GESTA_NO_VARIABLE.
void
gesta_sparql_warn(GestaSparqlParser *parser, GestaPlace place,
                  GestaVariable variable, const char *format, ...)
  GESTA_PRINTF(4, 5);

/// Count a level of nesting, up to GESTA_NESTING_MOST.
///
/// returns  false if the parser has failed, now or before; gesta_sparql_leave()
///          is to be called all the same
bool
gesta_sparql_enter(GestaSparqlParser *parser);
void
gesta_sparql_leave(GestaSparqlParser *parser);

// --- tokens ------------------------------------------------------------------

void
gesta_sparql_advance(GestaSparqlParser *parser);

/// Whether the next token is this mark, or this word (in capitals).
bool
gesta_sparql_is(const GestaSparqlParser *parser, const char *mark);
bool
gesta_sparql_is_word(const GestaSparqlParser *parser, const char *word);

/// The same, and pass it if it is.
bool
gesta_sparql_accept(GestaSparqlParser *parser, const char *mark);
bool
gesta_sparql_accept_word(GestaSparqlParser *parser, const char *word);

/// Pass it, or fail; `where` tells what it belongs to: "after FILTER".
void
gesta_sparql_expect(GestaSparqlParser *parser, const char *mark,
                    const char *where);
void
gesta_sparql_expect_word(GestaSparqlParser *parser, const char *word,
                         const char *where);

/// Pass the bracket that closes the one at `open`, or fail.
void
gesta_sparql_close(GestaSparqlParser *parser, const char *mark, GestaPlace open,
                   const char *what);

static inline bool
gesta_sparql_at(const GestaSparqlParser *parser, GestaSparqlTokenKind kind)
{
  return parser->token.kind == kind;
}

/// Whether the next token can begin a term or a variable, a bracketed triples
/// node included.
bool
gesta_sparql_at_node(const GestaSparqlParser *parser);

// --- memory ------------------------------------------------------------------

/// A zeroed node; if memory is refused the parser fails and the node is a spare
/// one, never NULL.
///
/// needs  size <= sizeof parser->spare
void *
gesta_sparql_node(GestaSparqlParser *parser, size_t size);

/// Push a pointer, to be taken as an argument or combined.
void
gesta_sparql_push(GestaSparqlParser *parser, void *item);

/// Take what was pushed since the stack had `start` items as the arguments of
/// an expression.
void
gesta_sparql_take_arguments(GestaSparqlParser *parser, size_t start,
                            GestaExpression *expression);

/// Combine what was pushed since the stack had `start` items, at least one, in
/// a balanced tree: a list of any length must not make a tree as deep.
///
/// returns  NULL if the parser has failed
void *
gesta_sparql_balance(GestaSparqlParser *parser, size_t start,
                     void *(*combine)(GestaSparqlParser *parser, void *first,
                                      void *second));

// --- variables and scope -----------------------------------------------------

/// The symbol of a variable name or a label, made if it is new; never NULL.
GestaSymbol *
gesta_sparql_symbol(GestaSparqlParser *parser, GestaStringView key);

/// The variable of a name.
GestaVariable
gesta_sparql_variable(GestaSparqlParser *parser, GestaStringView name);

/// A hidden variable.
GestaVariable
gesta_sparql_hidden(GestaSparqlParser *parser, GestaStringView label);

/// Note that a variable is used at a place that does not bind it.
void
gesta_sparql_use(GestaSparqlParser *parser, GestaVariable variable,
                 GestaPlace place);

/// Open a scope within the present one, and close it again; with `keep` its
/// variables come into the outer one.
///
/// returns  what gesta_scope_close() needs
size_t
gesta_scope_open(GestaSparqlParser *parser);
void
gesta_scope_close(GestaSparqlParser *parser, size_t outer, bool keep);

/// Bring a variable that is bound here into the innermost scope.
void
gesta_scope_add(GestaSparqlParser *parser, GestaVariable variable);

/// Whether a variable is in the innermost scope.
bool
gesta_scope_has(const GestaSparqlParser *parser, GestaVariable variable);

/// Warn about a variable that is nowhere bound, and name the nearest one.
void
gesta_scope_warn(GestaSparqlParser *parser, GestaVariable variable,
                 GestaPlace place, const char *use);

/// Warn about all that are used but nowhere bound.
void
gesta_scope_warn_all(GestaSparqlParser *parser);

// --- productions -------------------------------------------------------------
// Each is named after its production; alternatives share one function.

/// [4] Prologue ::= ( BaseDecl | PrefixDecl )*
void
gesta_parse_prologue(GestaSparqlParser *parser);

/// [136] iri ::= IRIREF | PrefixedName; and whether one is next.
GestaStringView
gesta_parse_iri(GestaSparqlParser *parser);
bool
gesta_sparql_at_iri(const GestaSparqlParser *parser);

/// [108] Var ::= VAR1 | VAR2
GestaVariable
gesta_parse_var(GestaSparqlParser *parser);

/// [129] RDFLiteral, [130] NumericLiteral, [134] BooleanLiteral; and whether
/// one is next.
GestaTerm
gesta_parse_literal(GestaSparqlParser *parser);
bool
gesta_sparql_at_literal(const GestaSparqlParser *parser);

/// [107] VarOrIri ::= Var | iri
GestaNode
gesta_parse_var_or_iri(GestaSparqlParser *parser);

/// [106] VarOrTerm ::= Var | GraphTerm
GestaNode
gesta_parse_var_or_term(GestaSparqlParser *parser);

/// [138] BlankNode ::= BLANK_NODE_LABEL | ANON; an empty label for ANON.
GestaNode
gesta_parse_blank_node(GestaSparqlParser *parser, GestaStringView label,
                       GestaPlace place);

/// [55] TriplesBlock ::= TriplesSameSubjectPath ( '.' TriplesBlock? )?
/// [52] TriplesTemplate ::= TriplesSameSubject ( '.' TriplesTemplate? )?
/// Links them at parser->triples.
void
gesta_parse_triples(GestaSparqlParser *parser);

/// [88] Path ::= PathAlternative
GestaPath *
gesta_parse_path(GestaSparqlParser *parser);

/// [53] GroupGraphPattern ::= '{' ( SubSelect | GroupGraphPatternSub ) '}'
/// Its variables come into the scope.
GestaGroup *
gesta_parse_group_graph_pattern(GestaSparqlParser *parser);

/// [65] DataBlock ::= InlineDataOneVar | InlineDataFull
GestaDataBlock *
gesta_parse_data_block(GestaSparqlParser *parser);

/// [8] SubSelect ::= SelectClause WhereClause SolutionModifier ValuesClause
/// Its projected variables come into the scope.
GestaSelect *
gesta_parse_sub_select(GestaSparqlParser *parser);

/// [7] SelectQuery ::= SelectClause DatasetClause* WhereClause
/// SolutionModifier, and [28] ValuesClause
void
gesta_parse_select_query(GestaSparqlParser *parser);

/// [17] WhereClause ::= 'WHERE'? GroupGraphPattern
GestaGroup *
gesta_parse_where_clause(GestaSparqlParser *parser);

/// [18] SolutionModifier, [28] ValuesClause
void
gesta_parse_solution_modifier(GestaSparqlParser *parser, GestaSelect *select);
void
gesta_parse_values_clause(GestaSparqlParser *parser, GestaSelect *select);

/// [13] DatasetClause ::= 'FROM' ( DefaultGraphClause | NamedGraphClause ), or
/// [44] UsingClause
GestaDatasetClause *
gesta_parse_dataset_clauses(GestaSparqlParser *parser, const char *word);

/// [110] Expression ::= ConditionalOrExpression
GestaExpression *
gesta_parse_expression(GestaSparqlParser *parser);

/// [120] BrackettedExpression ::= '(' Expression ')'
GestaExpression *
gesta_parse_bracketted_expression(GestaSparqlParser *parser);

/// [69] Constraint ::= BrackettedExpression | BuiltInCall | FunctionCall
GestaExpression *
gesta_parse_constraint(GestaSparqlParser *parser, const char *where);

/// [121] BuiltInCall, [128] iriOrFunction
GestaExpression *
gesta_parse_built_in_call(GestaSparqlParser *parser);
GestaExpression *
gesta_parse_iri_or_function(GestaSparqlParser *parser);

/// A new expression at the next token.
GestaExpression *
gesta_sparql_expression(GestaSparqlParser *parser, GestaExpressionKind kind);

/// [72] ExpressionList ::= NIL | '(' Expression ( ',' Expression )* ')'
/// Pushes them, for gesta_sparql_take_arguments().
void
gesta_parse_expression_list(GestaSparqlParser *parser);

/// [29] Update ::= Prologue ( Update1 ( ';' Update )? )?
void
gesta_parse_update_unit(GestaSparqlParser *parser);

/// [2] Query
void
gesta_parse_query_unit(GestaSparqlParser *parser);

#endif // GESTA_SPARQL_PARSER_STATE_H
