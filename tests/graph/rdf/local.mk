# SPDX-License-Identifier: GPL-3.0-or-later
# rdf, io, results, graph.h
check_PROGRAMS += \
  tests/graph/rdf/name_test \
  tests/graph/rdf/prefixes_test \
  tests/graph/rdf/term_test
