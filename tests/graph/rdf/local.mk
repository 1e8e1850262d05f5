# SPDX-License-Identifier: GPL-3.0-or-later
# rdf, io, results, graph.h
check_PROGRAMS += \
  tests/graph/rdf/term_test
