# SPDX-License-Identifier: GPL-3.0-or-later
graph_redland_sources = \
  graph/redland/redland_query.h
