# SPDX-License-Identifier: GPL-3.0-or-later
graph_io_sources = \
  graph/io/rdf_reader.h \
  graph/io/rdf_writer.h
