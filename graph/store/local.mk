# SPDX-License-Identifier: GPL-3.0-or-later
graph_store_sources = \
  graph/store/check_state.h \
  graph/store/compaction.c \
  graph/store/compaction.h \
  graph/store/environment.c \
  graph/store/environment.h \
  graph/store/lmdb_support.h \
  graph/store/migration.c \
  graph/store/migration.h \
  graph/store/predicate_statistics.c \
  graph/store/predicate_statistics.h \
  graph/store/quad_changes.c \
  graph/store/quad_check.c \
  graph/store/quad_count.c \
  graph/store/quad_count.h \
  graph/store/quad_cursor.c \
  graph/store/quad_index.c \
  graph/store/quad_index.h \
  graph/store/quad_runs.c \
  graph/store/quad_runs.h \
  graph/store/quad_scan.c \
  graph/store/quad_scan.h \
  graph/store/quad_tuple.h \
  graph/store/store.c \
  graph/store/store.h \
  graph/store/store_check.c \
  graph/store/store_check.h \
  graph/store/store_count.c \
  graph/store/term_cache.c \
  graph/store/term_cache.h \
  graph/store/term_check.c \
  graph/store/term_dictionary.c \
  graph/store/term_dictionary.h \
  graph/store/transaction.h \
  graph/store/value_cursor.c \
  graph/store/value_index.c \
  graph/store/value_index.h
