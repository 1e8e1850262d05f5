# SPDX-License-Identifier: GPL-3.0-or-later
graph_algebra_sources = \
  graph/algebra/algebra.h \
  graph/algebra/print.c \
  graph/algebra/rewrite.c \
  graph/algebra/rewrite_condition.c \
  graph/algebra/rewriter.h \
  graph/algebra/scope.c \
  graph/algebra/translate.c \
  graph/algebra/translate_expression.c \
  graph/algebra/translate_select.c \
  graph/algebra/translator.c \
  graph/algebra/translator.h \
  graph/algebra/walk.c \
  graph/algebra/walk.h
