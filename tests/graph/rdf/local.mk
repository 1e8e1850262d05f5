# SPDX-License-Identifier: GPL-3.0-or-later
# rdf, io, results, graph.h
check_PROGRAMS += \
  tests/graph/base/xml_escape_test \
  tests/graph/differential_test \
  tests/graph/graph_check_test \
  tests/graph/graph_data_test \
  tests/graph/graph_parameter_test \
  tests/graph/graph_test \
  tests/graph/io/rdf_reader_test \
  tests/graph/io/rdf_writer_test \
  tests/graph/io/stream_window_test \
  tests/graph/io/turtle_reader_test \
  tests/graph/io/w3c_rdf_test \
  tests/graph/rdf/escape_test \
  tests/graph/rdf/iri_test \
  tests/graph/rdf/name_test \
  tests/graph/rdf/prefixes_test \
  tests/graph/rdf/quad_set_test \
  tests/graph/rdf/query_token_test \
  tests/graph/rdf/term_test \
  tests/graph/rdf/value_key_test \
  tests/graph/results/network_test \
  tests/graph/results/results_reader_test \
  tests/graph/results/results_writer_test
libtest_a_SOURCES += \
  tests/support/graph_compare.c \
  tests/support/graph_compare.h \
  tests/support/quad_list.c \
  tests/support/quad_list.h
dist_check_SCRIPTS += tests/graph/io/other_tools_test.sh
