# SPDX-License-Identifier: GPL-3.0-or-later
graph_rdf_sources = \
  graph/rdf/edtf.c \
  graph/rdf/edtf.h \
  graph/rdf/escape.c \
  graph/rdf/escape.h \
  graph/rdf/iri.c \
  graph/rdf/iri.h \
  graph/rdf/name.c \
  graph/rdf/name.h \
  graph/rdf/prefixes.c \
  graph/rdf/prefixes.h \
  graph/rdf/quad_set.c \
  graph/rdf/quad_set.h \
  graph/rdf/quad_sink.h \
  graph/rdf/query_prefixes.c \
  graph/rdf/query_token.c \
  graph/rdf/query_token.h \
  graph/rdf/short_literal.c \
  graph/rdf/short_literal.h \
  graph/rdf/term.c \
  graph/rdf/term.h \
  graph/rdf/value_key.c \
  graph/rdf/value_key.h \
  graph/rdf/vocabulary.h
