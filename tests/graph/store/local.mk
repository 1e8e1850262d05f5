# SPDX-License-Identifier: GPL-3.0-or-later
# store
check_PROGRAMS += \
  tests/graph/store/compaction_test \
  tests/graph/store/environment_test \
  tests/graph/store/quad_cursor_test \
  tests/graph/store/quad_runs_test \
  tests/graph/store/store_check_test \
  tests/graph/store/store_count_test \
  tests/graph/store/store_test \
  tests/graph/store/term_dictionary_test \
  tests/graph/store/value_index_test
EXTRA_DIST += tests/compat/README.md tests/compat/graph-format-1.gesta \
  tests/compat/graph-format-1-values.gesta tests/compat/graph-format-2.gesta
