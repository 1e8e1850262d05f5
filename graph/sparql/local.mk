# SPDX-License-Identifier: GPL-3.0-or-later
graph_sparql_sources = \
  graph/sparql/builtin.c \
  graph/sparql/builtin.h \
  graph/sparql/known_prefixes.c \
  graph/sparql/known_prefixes.h \
  graph/sparql/parse_call.c \
  graph/sparql/parse_expression.c \
  graph/sparql/parse_path.c \
  graph/sparql/parse_pattern.c \
  graph/sparql/parse_query.c \
  graph/sparql/parse_select.c \
  graph/sparql/parse_term.c \
  graph/sparql/parse_triples.c \
  graph/sparql/parse_update.c \
  graph/sparql/parameters.c \
  graph/sparql/parameters.h \
  graph/sparql/parser.h \
  graph/sparql/parser_advice.c \
  graph/sparql/parser_scope.c \
  graph/sparql/parser_state.c \
  graph/sparql/parser_state.h \
  graph/sparql/quad_template.c \
  graph/sparql/quad_template.h \
  graph/sparql/slip_distance.c \
  graph/sparql/slip_distance.h \
  graph/sparql/sparql_text.c \
  graph/sparql/sparql_token.c \
  graph/sparql/sparql_token.h \
  graph/sparql/syntax.h
