# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += \
  tests/graph/eval/aggregate_test \
  tests/graph/eval/evaluation_test \
  tests/graph/eval/expression_test \
  tests/graph/eval/function_test \
  tests/graph/eval/path_automaton_test \
  tests/graph/eval/update_test
