#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a query may cost: limits that name their setting, Ctrl-C, hostile
# queries, and answers of any length in the same memory.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
cd "$work" || exit 99

# A network in which everything leads to everything, of 60 nodes.
awk 'BEGIN {
  for (a = 0; a < 60; ++a)
    for (b = 0; b < 60; ++b)
      printf "<urn:n:%d> <urn:to> <urn:n:%d> .\n", a, b
}' >net.nt
"$gesta" load net.gesta net.nt 2>said || exit 99

repeat() { # text, times
  awk -v text="$1" -v times="$2" 'BEGIN { while (times-- > 0) printf "%s", text }'
}

# A command ends with a status and says something that matches.
ends() { # sentence, status, pattern, command...
  sentence=$1
  wanted=$2
  pattern=$3
  shift 3
  timeout 120 "$@" >out 2>said </dev/null
  got=$?
  if [ "$got" -eq "$wanted" ] && cat out said | grep -q -- "$pattern"; then
    pass "$sentence"
  else
    echo "# status $got instead of $wanted, or no $pattern"
    head -c 1000 out | sed 's/^/# /'
    head -c 1000 said | sed 's/^/# /'
    fail "$sentence"
  fi
}

query() { # sentence, status, pattern, query, options...
  sentence=$1
  wanted=$2
  pattern=$3
  printf '%s\n' "$4" >asked.rq
  shift 4
  ends "$sentence" "$wanted" "$pattern" "$gesta" query net.gesta -f asked.rq \
    --format csv "$@"
}

# ---- Limits ------------------------------------------------------------------
product='SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?a != ?f) }'
query 'a query that takes too long names --timeout' 1 \
  'took longer than 300 ms (--timeout)' "$product" --timeout 0.3
query 'a query that needs too much names --memory' 1 \
  'more than [0-9]* bytes (--memory)' \
  'SELECT ?a ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?a' --memory 5M
query 'an answer that is too long names --max-rows' 1 \
  'more than 10 rows (--max-rows)' 'SELECT * { ?a ?b ?c }' --max-rows 10
query 'an answer as long as allowed is an answer' 0 'urn:n:9' \
  'SELECT ?c { <urn:n:1> ?b ?c } ORDER BY ?c' --max-rows 60
query 'triples count as rows' 1 'more than 10 [a-z]* (--max-rows)' \
  'CONSTRUCT { ?c ?b ?a } { ?a ?b ?c }' --max-rows 10 --format nt

# ---- Ctrl-C ------------------------------------------------------------------
printf '%s\n' "$product" >asked.rq
# A shell without job control lets background commands ignore SIGINT: Python
# starts this one, and says how it ended.
python3 - "$gesta" >out 2>said <<'END'
import signal, subprocess, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
asked = subprocess.Popen([sys.argv[1], "query", "net.gesta", "-f", "asked.rq"],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
time.sleep(1)
asked.send_signal(signal.SIGINT)
answered, said = asked.communicate(timeout=60)
print(asked.returncode, len(answered), len(said))
END
check 'Ctrl-C ends a query, with the signal for whoever called it' \
  grep -qx -- '-2 0 0' out

# ---- Hostile queries ---------------------------------------------------------
query 'deep groups are refused, with their place' 1 'nested more than' \
  "ASK { $(repeat '{ ' 100000) ?s ?p ?o $(repeat '} ' 100000) }"
query 'deep parentheses are refused' 1 'nested more than' \
  "ASK { ?s ?p ?o FILTER ($(repeat '(' 100000)1$(repeat ')' 100000)) }"
query 'deep subqueries are refused' 1 'nested more than' \
  "SELECT * { $(repeat '{ SELECT * { ' 20000) ?s ?p ?o $(repeat '} } ' 20000) }"
query 'a path that is nested deeply is refused' 1 'nested more than' \
  "ASK { ?s $(repeat '(' 50000)<urn:to>$(repeat ')*' 50000) ?o }"
query 'a long list of IN is searched' 0 '^60' \
  "SELECT (COUNT(*) AS ?n) { ?s ?p <urn:n:7> FILTER (?s IN ($(awk 'BEGIN {
    for (i = 0; i < 50000; ++i) printf "<urn:n:%d>, ", i }') <urn:x>)) }"
query 'a long table of VALUES is joined' 0 '^60' \
  "SELECT (COUNT(*) AS ?n) { ?s ?p <urn:n:7> VALUES ?s { $(awk 'BEGIN {
    for (i = 0; i < 50000; ++i) printf "<urn:n:%d> ", i }') } }"
query 'a long chain of UNION is answered' 0 '^5001' \
  "SELECT (COUNT(*) AS ?n) { { <urn:n:1> ?p <urn:n:2> } $(repeat \
    'UNION { <urn:n:1> ?p <urn:n:2> } ' 5000) }"
query 'a sum is computed' 0 '^401' "SELECT (1$(repeat '+1' 400) AS ?n) { }"
query 'a sum without end is refused, with its place' 1 ':1:[0-9]*: .*nested' \
  "SELECT (1$(repeat '+1' 20000) AS ?n) { }"
query 'a path through everything finds each pair once' 0 '^3600' \
  'SELECT (COUNT(*) AS ?n) { ?a <urn:to>* ?b FILTER (CONTAINS(STR(?a), "n:")) }'
query 'paths in paths end' 0 '^3600' \
  'SELECT (COUNT(*) AS ?n) { ?a ((<urn:to>+/<urn:to>*)+|^<urn:to>)* ?b FILTER (STR(?a) != "" ) }'
query 'a sequence that explodes is stopped' 1 '(--timeout)' \
  "SELECT (COUNT(*) AS ?n) { ?a <urn:to>$(repeat '/<urn:to>' 8) ?b }" \
  --timeout 0.5
query 'a pattern that backtracks without end is given up' 0 '' \
  "SELECT ?n { BIND (REGEX(\"$(repeat a 40)b\", \"^(a+)+\$\") AS ?n) }"
query 'text that doubles again and again is stopped' 1 '(--memory)' \
  "SELECT ?t { BIND (\"0123456789\" AS ?t0) $(awk 'BEGIN {
    for (i = 0; i < 40; ++i)
      printf "BIND (CONCAT(?t%d, ?t%d) AS ?t%d) ", i, i, i + 1
  }') BIND (STRLEN(?t40) AS ?t) }" --memory 64M

# ---- Answers of any length ---------------------------------------------------
# The most memory that a query has had, in KiB.
# shellcheck disable=SC2016 # not for this shell
peak='import resource, subprocess, sys
with open("/dev/null", "w") as nowhere:
  status = subprocess.call(sys.argv[1:], stdout=nowhere)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss if status == 0 else "failed")'
measure() { # rows
  ASAN_OPTIONS="quarantine_size_mb=1:$ASAN_OPTIONS" python3 -c "$peak" "$gesta" \
    query net.gesta "SELECT ?a ?c ?f { ?a ?b ?c . ?d ?e ?f } LIMIT $1" --format json
}
short=$(measure 20000)
long=$(measure 2000000)
echo "# 20,000 rows: $short KiB; 2,000,000 rows: $long KiB"
check 'a hundred times as many rows are written in the same memory' \
  [ "$long" -lt $((short + 8192)) ]

finish
