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
redland_PROGRAMS = graph/redland/librdf_storage_gesta.so
graph_redland_librdf_storage_gesta_so_SOURCES = graph/redland/storage_module.c
graph_redland_librdf_storage_gesta_so_LDADD = $(graph_libs)
graph_redland_librdf_storage_gesta_so_LDFLAGS = -shared
