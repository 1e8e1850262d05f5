# SPDX-License-Identifier: GPL-3.0-or-later
graph_io_sources = \
  graph/io/blank_label.c \
  graph/io/blank_label.h \
  graph/io/document.c \
  graph/io/document.h \
  graph/io/document_text.h \
  graph/io/jsonld_writer.c \
  graph/io/jsonld_writer.h \
  graph/io/nquads_reader.c \
  graph/io/nquads_reader.h \
  graph/io/quad_feed.h \
  graph/io/read_skips.h \
  graph/io/raptor_reader.c \
  graph/io/raptor_reader.h \
  graph/io/rdf_format.c \
  graph/io/rdf_format.h \
  graph/io/rdf_reader.c \
  graph/io/rdf_reader.h \
  graph/io/rdf_writer.c \
  graph/io/rdf_writer.h \
  graph/io/rdfxml_writer.c \
  graph/io/stream_window.c \
  graph/io/stream_window.h \
  graph/io/turtle_iri.c \
  graph/io/turtle_reader.c \
  graph/io/turtle_reader.h \
  graph/io/turtle_scan.h \
  graph/io/turtle_token.c \
  graph/io/turtle_token.h \
  graph/io/turtle_writer.c
