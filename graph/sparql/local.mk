# SPDX-License-Identifier: GPL-3.0-or-later
graph_sparql_sources = \
  graph/sparql/builtin.c \
  graph/sparql/builtin.h \
  graph/sparql/parser.h \
  graph/sparql/syntax.h
