#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Real processes read a graph while another one writes to it.  Each commit adds
# as many quads to one graph as to the other and replaces the mark; whatever
# moment a reader comes at, it sees a whole number of commits, and never fewer
# than before.  A reader that stays is not waited for, and does not wait.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
cd "$work" || exit 99

commits=30
size=400

# Commit number $1 as an update: size quads into each of two graphs.
write_update() {
  awk -v n="$1" -v size="$size" 'BEGIN {
    printf "DELETE WHERE { GRAPH <urn:m> { <urn:mark> <urn:is> ?n } };\n"
    printf "INSERT DATA { GRAPH <urn:m> { <urn:mark> <urn:is> %d }\n", n
    split("a b", graph, " ")
    for (g = 1; g <= 2; g++) {
      printf "GRAPH <urn:%s> {\n", graph[g]
      for (i = 0; i < size; i++) printf "<urn:s:%d:%d> <urn:p> %d .\n", n, i, i
      printf "}\n"
    }
    print "}" }'
}

# What one reader sees: the mark and the quads of both graphs, in one query.
cat >look.rq <<'END'
SELECT ?n ?a ?b {
  { SELECT (COUNT(*) AS ?a) { GRAPH <urn:a> { ?s ?p ?o } } }
  { SELECT (COUNT(*) AS ?b) { GRAPH <urn:b> { ?s ?p ?o } } }
  GRAPH <urn:m> { <urn:mark> <urn:is> ?n }
}
END

write_update 1 >update.1
"$gesta" update g.gesta -f update.1 2>said || {
  # The graph must exist before the first update where update makes none.
  : >empty.nt
  "$gesta" load g.gesta empty.nt && "$gesta" update g.gesta -f update.1 || exit 99
}

# Readers go round until the file `done` appears.
read_on() { # name
  while [ ! -e done ]; do
    "$gesta" query g.gesta -f look.rq --format csv 2>>"$1.said" | tail -n +2 |
      tr -d '\r' >>"$1.seen"
  done
}
for reader in one two; do
  read_on "$reader" &
done

# One reader holds its snapshot while all the commits happen: it has asked, and
# nobody takes its answer yet.
mkfifo answer
"$gesta" query g.gesta --format csv \
  'SELECT ?s ?t { GRAPH <urn:a> { ?s <urn:p> ?x } GRAPH <urn:a> { ?t <urn:p> ?y } }' \
  >answer 2>slow.said &
slow=$!
exec 3<answer
read -r first <&3

number=2
failed=0
while [ "$number" -le "$commits" ]; do
  write_update "$number" >update
  "$gesta" update g.gesta -f update || failed=$((failed + 1))
  number=$((number + 1))
done
: >done
check "a writer writes while others read" test "$failed" -eq 0
check "a reader that stays has begun" test "$first" != ""
check "it is at work while the writer was" kill -0 "$slow"
count=$(wc -l <&3)
exec 3<&-
wait "$slow"
check "it ends well" test $? -eq 0
check "it saw the graph as it was when it began" \
  test "$count" -eq $((size * size))
wait

cat one.seen two.seen >seen
echo "# $(wc -l <seen) looks, $(sort -u seen | wc -l) states"
check "readers are told of no mistake" test ! -s one.said -a ! -s two.said
check "readers saw something" test -s one.seen -a -s two.seen
check "whatever a reader sees is a whole number of commits" \
  awk -F , -v size="$size" '$2 != $1 * size || $3 != $1 * size { bad = 1 }
    END { exit bad || NR == 0 }' seen
for reader in one two; do
  check "reader $reader never sees an older state than before" \
    awk -F , '$1 < last { bad = 1 } { last = $1 } END { exit bad }' $reader.seen
done
"$gesta" query g.gesta -f look.rq --format csv | tr -d '\r' | tail -n 1 >out
check "all commits are there in the end" \
  test "$(cat out)" = "$commits,$((commits * size)),$((commits * size))"
"$gesta" check g.gesta >out
check "the graph is sound" test $? -eq 0

finish
