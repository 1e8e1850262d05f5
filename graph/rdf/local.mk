# SPDX-License-Identifier: GPL-3.0-or-later
graph_rdf_sources = \
  graph/rdf/prefixes.h \
  graph/rdf/quad_sink.h \
  graph/rdf/term.h
