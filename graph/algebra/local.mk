# SPDX-License-Identifier: GPL-3.0-or-later
graph_algebra_sources = \
  graph/algebra/algebra.h
