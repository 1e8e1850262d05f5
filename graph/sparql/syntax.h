// SPDX-License-Identifier: GPL-3.0-or-later
/// @file syntax.h
/// The syntax tree of a SPARQL 1.1 query or update request.  Every node lies in
/// the arena that the parser was given; lists are linked by `next`, in the
/// order of the text.  Prefixed names and relative IRIs are resolved; blank
/// nodes of patterns have become hidden variables.
///
/// source  SPARQL 1.1 Query Language, section 19.8; SPARQL 1.1 Update, section
///         3 and appendix C

#ifndef GESTA_SPARQL_SYNTAX_H
#define GESTA_SPARQL_SYNTAX_H

#include "graph/base/string_view.h"
#include "graph/rdf/term.h"
#include "graph/sparql/builtin.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A variable is an index into the variables of its request.
typedef uint32_t GestaVariable;

#define GESTA_NO_VARIABLE UINT32_MAX

typedef struct GestaVariableName {
  GestaStringView name; ///< without "?"; of a blank node its label, or empty
  bool is_hidden;       ///< a blank node, or made by the translation: never in
                        ///< SELECT *, never in an answer
} GestaVariableName;

typedef struct GestaVariableNames {
  GestaVariableName *names;
  size_t count;
  size_t room;
} GestaVariableNames;

/// Where something begins in the text: 1-based, columns in code points.
typedef struct GestaPlace {
  size_t line;
  size_t column;
} GestaPlace;

/// A term or a variable.  In a template and in the data of an update a term may
/// be a blank node: a new one for each solution, or for the request; without a
/// label in the text it has one that begins with ".", as no written one does.
typedef struct GestaNode {
  GestaVariable variable; ///< GESTA_NO_VARIABLE: `term` counts
  GestaTerm term;
} GestaNode;

static inline bool
gesta_node_is_variable(const GestaNode *node)
{
  return node->variable != GESTA_NO_VARIABLE;
}

typedef enum GestaPathKind {
  GESTA_PATH_LINK,         ///< iri
  GESTA_PATH_INVERSE,      ///< ^first
  GESTA_PATH_SEQUENCE,     ///< first / second
  GESTA_PATH_ALTERNATIVE,  ///< first | second
  GESTA_PATH_ZERO_OR_MORE, ///< first*
  GESTA_PATH_ONE_OR_MORE,  ///< first+
  GESTA_PATH_ZERO_OR_ONE,  ///< first?
  GESTA_PATH_NEGATED,      ///< !(iri | ^iri | ...)
} GestaPathKind;

/// One IRI of a negated property set.
typedef struct GestaPathStep {
  GestaStringView iri;
  bool is_inverse;
  struct GestaPathStep *next;
} GestaPathStep;

typedef struct GestaPath {
  GestaPathKind kind;
  GestaStringView iri;
  struct GestaPath *first;
  struct GestaPath *second;
  GestaPathStep *negated;
} GestaPath;

typedef struct GestaTriple {
  GestaNode subject;
  GestaNode predicate; ///< if `path` is NULL
  GestaPath *path; ///< never GESTA_PATH_LINK at its root: that is a predicate
  GestaNode object;
  GestaPlace place;
  struct GestaTriple *next;
} GestaTriple;

typedef enum GestaExpressionKind {
  GESTA_EXPRESSION_TERM,
  GESTA_EXPRESSION_VARIABLE,
  GESTA_EXPRESSION_OR,
  GESTA_EXPRESSION_AND,
  GESTA_EXPRESSION_NOT,
  GESTA_EXPRESSION_EQUAL,
  GESTA_EXPRESSION_NOT_EQUAL,
  GESTA_EXPRESSION_LESS,
  GESTA_EXPRESSION_GREATER,
  GESTA_EXPRESSION_LESS_EQUAL,
  GESTA_EXPRESSION_GREATER_EQUAL,
  GESTA_EXPRESSION_IN,     ///< arguments[0] IN (the others)
  GESTA_EXPRESSION_NOT_IN, ///< arguments[0] NOT IN (the others)
  GESTA_EXPRESSION_ADD,
  GESTA_EXPRESSION_SUBTRACT,
  GESTA_EXPRESSION_MULTIPLY,
  GESTA_EXPRESSION_DIVIDE,
  GESTA_EXPRESSION_PLUS,       ///< unary
  GESTA_EXPRESSION_MINUS,      ///< unary
  GESTA_EXPRESSION_BUILTIN,    ///< `builtin` of the arguments
  GESTA_EXPRESSION_FUNCTION,   ///< the function `term.value` of the arguments
  GESTA_EXPRESSION_EXISTS,     ///< `group`
  GESTA_EXPRESSION_NOT_EXISTS, ///< `group`
  GESTA_EXPRESSION_AGGREGATE,  ///< `aggregate` of arguments[0]
} GestaExpressionKind;

typedef enum GestaAggregateKind {
  GESTA_AGGREGATE_COUNT, ///< without an argument: COUNT(*)
  GESTA_AGGREGATE_SUM,
  GESTA_AGGREGATE_MIN,
  GESTA_AGGREGATE_MAX,
  GESTA_AGGREGATE_AVG,
  GESTA_AGGREGATE_SAMPLE,
  GESTA_AGGREGATE_GROUP_CONCAT,
} GestaAggregateKind;

typedef struct GestaExpression GestaExpression;
typedef struct GestaGroup GestaGroup;
typedef struct GestaSelect GestaSelect;
struct GestaAlgebra;

struct GestaExpression {
  GestaExpressionKind kind;
  GestaTerm term;
  GestaVariable variable;
  GestaBuiltin builtin;
  GestaAggregateKind aggregate;
  bool is_distinct;          ///< of an aggregate or a function call
  GestaStringView separator; ///< of GROUP_CONCAT; " " unless given
  GestaExpression **arguments;
  size_t argument_count;
  GestaGroup *group;
  struct GestaAlgebra *pattern; ///< what graph/algebra made of `group`
  GestaPlace place;
};

/// An expression in a list (HAVING, the conditions of a filter).
typedef struct GestaExpressionList {
  GestaExpression *expression;
  struct GestaExpressionList *next;
} GestaExpressionList;

/// VALUES: rows of terms, GESTA_TERM_NONE for UNDEF.
typedef struct GestaDataBlock {
  GestaVariable *variables;
  size_t variable_count;
  GestaTerm *terms; ///< [row_count][variable_count]
  size_t row_count;
} GestaDataBlock;

typedef enum GestaElementKind {
  GESTA_ELEMENT_TRIPLES,   ///< triples
  GESTA_ELEMENT_FILTER,    ///< expression
  GESTA_ELEMENT_BIND,      ///< expression, variable
  GESTA_ELEMENT_VALUES,    ///< data
  GESTA_ELEMENT_OPTIONAL,  ///< group
  GESTA_ELEMENT_UNION,     ///< group, and the others by group->next
  GESTA_ELEMENT_MINUS,     ///< group
  GESTA_ELEMENT_GRAPH,     ///< name, group
  GESTA_ELEMENT_SERVICE,   ///< name, group, is_silent
  GESTA_ELEMENT_GROUP,     ///< group
  GESTA_ELEMENT_SUBSELECT, ///< select
} GestaElementKind;

typedef struct GestaElement {
  GestaElementKind kind;
  GestaTriple *triples;
  GestaExpression *expression;
  GestaVariable variable;
  GestaDataBlock *data;
  GestaGroup *group;
  GestaNode name;
  bool is_silent;
  GestaSelect *select;
  GestaPlace place;
  struct GestaElement *next;
} GestaElement;

/// GroupGraphPattern.
struct GestaGroup {
  GestaElement *elements;
  GestaStringView source; ///< the text from "{" to "}", for SERVICE
  GestaGroup *next;       ///< the next alternative of a UNION
};

typedef struct GestaProjection {
  GestaVariable variable;
  GestaExpression *expression; ///< (expression AS variable), or NULL
  GestaPlace place;
  struct GestaProjection *next;
} GestaProjection;

typedef struct GestaGroupKey {
  GestaExpression *expression;
  GestaVariable variable; ///< AS; GESTA_NO_VARIABLE without one
  struct GestaGroupKey *next;
} GestaGroupKey;

typedef struct GestaOrder {
  GestaExpression *expression;
  bool is_descending;
  struct GestaOrder *next;
} GestaOrder;

/// A SELECT, a subquery, or the WHERE and the modifiers of another form.
struct GestaSelect {
  bool is_distinct;
  bool is_reduced;
  bool is_star; ///< SELECT *: `projections` holds what is in scope
  GestaProjection *projections;
  GestaGroup *where; ///< NULL only in DESCRIBE without WHERE
  GestaGroupKey *group_keys;
  GestaExpressionList *having;
  GestaOrder *orders;
  bool has_limit;
  uint64_t limit;
  uint64_t offset;
  GestaDataBlock *values; ///< after the query, or NULL
};

typedef struct GestaDatasetClause {
  GestaStringView iri;
  bool is_named; ///< FROM NAMED, USING NAMED
  struct GestaDatasetClause *next;
} GestaDatasetClause;

/// A quad with variables: a template, or the data of an update.
typedef struct GestaQuadTemplate {
  GestaNode subject;
  GestaNode predicate;
  GestaNode object;
  GestaNode graph; ///< GESTA_TERM_NONE: no GRAPH around it
  GestaPlace place;
  struct GestaQuadTemplate *next;
} GestaQuadTemplate;

typedef struct GestaNodeList {
  GestaNode node;
  struct GestaNodeList *next;
} GestaNodeList;

typedef enum GestaGraphRange {
  GESTA_RANGE_DEFAULT, ///< DEFAULT
  GESTA_RANGE_IRI,     ///< GRAPH iri
  GESTA_RANGE_NAMED,   ///< NAMED
  GESTA_RANGE_ALL,     ///< ALL
} GestaGraphRange;

typedef struct GestaGraphReference {
  GestaGraphRange range;
  GestaStringView iri;
} GestaGraphReference;

typedef enum GestaUpdateKind {
  GESTA_UPDATE_LOAD,   ///< document INTO target (GESTA_RANGE_DEFAULT or IRI)
  GESTA_UPDATE_CLEAR,  ///< target
  GESTA_UPDATE_DROP,   ///< target
  GESTA_UPDATE_CREATE, ///< target
  GESTA_UPDATE_ADD,    ///< source, target
  GESTA_UPDATE_MOVE,   ///< source, target
  GESTA_UPDATE_COPY,   ///< source, target
  GESTA_UPDATE_INSERT_DATA,  ///< inserted
  GESTA_UPDATE_DELETE_DATA,  ///< deleted
  GESTA_UPDATE_DELETE_WHERE, ///< deleted is the template, `where` the pattern
  GESTA_UPDATE_MODIFY, ///< with, deleted, inserted, dataset (USING), where
} GestaUpdateKind;

typedef struct GestaUpdate {
  GestaUpdateKind kind;
  bool is_silent;
  GestaStringView document;
  GestaGraphReference source;
  GestaGraphReference target;
  GestaStringView with; ///< empty without WITH
  GestaDatasetClause *dataset;
  GestaQuadTemplate *deleted;
  GestaQuadTemplate *inserted;
  GestaGroup *where;
  GestaPlace place;
  struct GestaUpdate *next;
} GestaUpdate;

typedef enum GestaRequestForm {
  GESTA_FORM_SELECT,
  GESTA_FORM_CONSTRUCT,
  GESTA_FORM_DESCRIBE,
  GESTA_FORM_ASK,
  GESTA_FORM_UPDATE,
} GestaRequestForm;

/// Something that is right but probably not meant, such as a variable that is
/// projected but never bound.
typedef struct GestaWarning {
  GestaPlace place;
  GestaStringView message;
  GestaVariable variable; ///< that is not bound, or GESTA_NO_VARIABLE
  struct GestaWarning *next;
} GestaWarning;

typedef struct GestaRequest {
  GestaRequestForm form;
  GestaVariableNames variables;
  GestaStringView prologue; ///< BASE and every PREFIX that was declared, or
                            ///< used without it, for SERVICE
  GestaStringView base;     ///< at the end of the (last) prologue
  GestaDatasetClause *dataset;
  GestaSelect select;              ///< every form but an update
  GestaQuadTemplate *construction; ///< CONSTRUCT
  GestaNodeList *described;        ///< DESCRIBE; with * what is in scope
  GestaUpdate *updates;
  GestaWarning *warnings;
} GestaRequest;

#endif // GESTA_SPARQL_SYNTAX_H
