# SPDX-License-Identifier: GPL-3.0-or-later
# graph depends on nothing else of the tree.
noinst_LIBRARIES += libgraph.a
libgraph_a_SOURCES = \
  graph/base/allocator.c \
  graph/base/allocator.h \
  graph/base/arena.c \
  graph/base/arena.h \
  graph/base/bounded_allocator.c \
  graph/base/bounded_allocator.h \
  graph/base/bytes.h \
  graph/base/cancel.h \
  graph/base/decimal.c \
  graph/base/decimal.h \
  graph/base/clock.c \
  graph/base/clock.h \
  graph/base/digest.c \
  graph/base/digest.h \
  graph/base/error.c \
  graph/base/error.h \
  graph/base/file.c \
  graph/base/file.h \
  graph/base/floating.c \
  graph/base/floating.h \
  graph/base/hash.c \
  graph/base/hash.h \
  graph/base/json_escape.c \
  graph/base/json_escape.h \
  graph/base/late_library.c \
  graph/base/late_library.h \
  graph/base/natural.c \
  graph/base/natural.h \
  graph/base/number.c \
  graph/base/number.h \
  graph/base/output.c \
  graph/base/output.h \
  graph/base/status.h \
  graph/base/string_view.h \
  graph/base/text_buffer.c \
  graph/base/text_buffer.h \
  graph/base/utf8.c \
  graph/base/utf8.h \
  graph/base/xml_escape.c \
  graph/base/xml_escape.h \
  graph/graph.c \
  graph/graph.h \
  graph/graph_check.c \
  graph/graph_data.c \
  graph/graph_export.c \
  graph/graph_parameter.c \
  graph/graph_query.c \
  graph/graph_service.c \
  graph/graph_state.h \
  graph/graph_update.c \
  $(graph_rdf_sources) \
  $(graph_io_sources) \
  $(graph_store_sources) \
  $(graph_results_sources) \
  $(graph_redland_sources) \
  $(graph_remote_sources) \
  $(graph_sparql_sources) \
  $(graph_algebra_sources) \
  $(graph_eval_sources)
graph_libs = libgraph.a $(REDLAND_LIBS) $(RASQAL_LIBS) $(RAPTOR_LIBS) \
  $(XML_LIBS) $(YAJL_LIBS) \
  $(CURL_LIBS) $(LMDB_LIBS) $(SODIUM_LIBS) $(UNISTRING_LIBS) $(PCRE2_LIBS) $(NETTLE_LIBS)

include graph/rdf/local.mk
include graph/io/local.mk
include graph/store/local.mk
include graph/sparql/local.mk
include graph/algebra/local.mk
include graph/eval/local.mk
include graph/results/local.mk
include graph/redland/local.mk
include graph/remote/local.mk
