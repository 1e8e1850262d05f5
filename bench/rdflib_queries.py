# SPDX-License-Identifier: GPL-3.0-or-later
"""rdflib_queries.py DATA RUNS QUERY...: answer each query RUNS times with rdflib
and print `NAME SECONDS` for each run but the first."""
import os
import sys
import time

import rdflib

graph = rdflib.Graph()
graph.parse(sys.argv[1], format='nt')
for path in sys.argv[3:]:
    with open(path, encoding='utf-8') as stream:
        query = stream.read()
    for run in range(int(sys.argv[2])):
        begin = time.perf_counter()
        graph.query(query).serialize()
        if run > 0:
            name = os.path.basename(path).rsplit('.', 1)[0]
            print(name, '%.6f' % (time.perf_counter() - begin), flush=True)
