# SPDX-License-Identifier: GPL-3.0-or-later
graph_results_sources = \
  graph/results/results_writer.h
