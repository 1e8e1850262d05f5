# SPDX-License-Identifier: GPL-3.0-or-later
# rdf, io, results, graph.h
