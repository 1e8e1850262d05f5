# SPDX-License-Identifier: GPL-3.0-or-later
# The only folder that touches the network.
graph_remote_sources = \
  graph/remote/http_client.c \
  graph/remote/http_client.h
