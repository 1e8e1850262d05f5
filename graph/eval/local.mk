# SPDX-License-Identifier: GPL-3.0-or-later
graph_eval_sources = \
  graph/eval/aggregate.c \
  graph/eval/dataset.c \
  graph/eval/dataset.h \
  graph/eval/evaluation.h \
  graph/eval/expression.c \
  graph/eval/expression.h \
  graph/eval/expression_state.h \
  graph/eval/function.c \
  graph/eval/function_cast.c \
  graph/eval/function_hash.c \
  graph/eval/function_number.c \
  graph/eval/function_own.c \
  graph/eval/function_term.c \
  graph/eval/function_text.c \
  graph/eval/function_time.c \
  graph/eval/query_terms.c \
  graph/eval/query_terms.h \
  graph/eval/regex.c \
  graph/eval/regex.h \
  graph/eval/row.h \
  graph/eval/value.c \
  graph/eval/value.h \
  graph/eval/value_arithmetic.c \
  graph/eval/value_duration.c \
  graph/eval/value_duration.h \
  graph/eval/value_moment.c \
  graph/eval/value_moment.h \
  graph/eval/value_order.c \
  graph/eval/value_order.h
