# SPDX-License-Identifier: GPL-3.0-or-later
graph_store_sources = \
  graph/store/lmdb_support.h \
  graph/store/store.h \
  graph/store/term_dictionary.c \
  graph/store/term_dictionary.h
