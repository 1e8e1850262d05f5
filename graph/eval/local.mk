# SPDX-License-Identifier: GPL-3.0-or-later
graph_eval_sources = \
  graph/eval/dataset.c \
  graph/eval/dataset.h \
  graph/eval/evaluation.h \
  graph/eval/expression.h \
  graph/eval/query_terms.c \
  graph/eval/query_terms.h \
  graph/eval/row.h \
  graph/eval/value.h
