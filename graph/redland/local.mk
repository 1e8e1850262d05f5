# SPDX-License-Identifier: GPL-3.0-or-later
graph_redland_sources = \
  graph/redland/rasqal_gap.c \
  graph/redland/rasqal_gap.h \
  graph/redland/rasqal_optional.c \
  graph/redland/rasqal_optional.h \
  graph/redland/redland_node.c \
  graph/redland/redland_node.h \
  graph/redland/redland_query.c \
  graph/redland/redland_query.h \
  graph/redland/redland_storage.c \
  graph/redland/redland_storage.h \
  graph/redland/redland_stream.c \
  graph/redland/redland_stream.h

# The storage as a module that librdf loads, one visible function.
redland_LTLIBRARIES = librdf_storage_gesta.la
librdf_storage_gesta_la_SOURCES = graph/redland/storage_module.c
librdf_storage_gesta_la_LIBADD = libgraph.la
librdf_storage_gesta_la_LDFLAGS = -module -avoid-version -shared \
  -export-symbols-regex '^librdf_storage_module_register_factory$$'
