# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += \
  tests/graph/sparql/builtin_test \
  tests/graph/sparql/parser_refusal_test \
  tests/graph/sparql/parser_test \
  tests/graph/sparql/slip_distance_test \
  tests/graph/sparql/sparql_token_test \
  tests/graph/sparql/w3c_syntax_test
