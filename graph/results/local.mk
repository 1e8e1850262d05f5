# SPDX-License-Identifier: GPL-3.0-or-later
graph_results_sources = \
  graph/results/cell_text.c \
  graph/results/cell_text.h \
  graph/results/delimited_reader.c \
  graph/results/delimited_results.c \
  graph/results/dot_writer.c \
  graph/results/edge_list_writer.c \
  graph/results/expanded_results.c \
  graph/results/gexf_writer.c \
  graph/results/graphml_writer.c \
  graph/results/html_results.c \
  graph/results/json_reader.c \
  graph/results/json_results.c \
  graph/results/kept_rows.c \
  graph/results/markdown_results.c \
  graph/results/network.c \
  graph/results/network.h \
  graph/results/network_state.h \
  graph/results/results_reader.c \
  graph/results/results_reader.h \
  graph/results/results_reading.h \
  graph/results/results_state.h \
  graph/results/results_writer.c \
  graph/results/results_writer.h \
  graph/results/table_results.c \
  graph/results/xml_reader.c \
  graph/results/xml_results.c
