#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every example query has an answer: on two articles' RDF written by hand (as
# many rows as another engine finds), and on the example articles as extracted.
srcdir=${srcdir:-.}
builddir=${builddir:-.}
gesta=$builddir/gesta
data=$srcdir/ontology
fixture=$srcdir/tests/ontology/news.ttl

work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
count=0

# Print a test point: $1 is the status that says whether the sentence $2 holds,
# $3 a file that explains.
report() {
  count=$((count + 1))
  if test "$1" -eq 0; then
    echo "ok $count - $2"
  else
    test -n "$3" && sed 's/^/# /' "$3"
    echo "not ok $count - $2"
  fi
}

# Ask the query $2 of the graph $1; "rows" is then the number of rows or triples.
# CSV has a header line; N-Triples, for graphs, has none.
ask() {
  case $(sed '/^#/d; /^PREFIX/d; s/ .*//; q' "$2") in
  CONSTRUCT | DESCRIBE) format=nt header=0 ;;
  *) format=csv header=1 ;;
  esac
  "$gesta" query "$1" -f "$2" --format "$format" >"$work/rows" 2>"$work/log" ||
    return 1
  rows=$(($(wc -l <"$work/rows") - header))
}

# The same with Rasqal, of the hand-written RDF and the scheme of actions.
ask_rasqal() {
  roqet -q -W 0 -i sparql -D "$fixture" -D "$data/actions.ttl" -r csv "$1" \
    >"$work/rasqal" 2>/dev/null || return 1
  rasqal_rows=$(($(wc -l <"$work/rasqal") - header))
}

"$gesta" load "$work/fixture.gesta" "$fixture" "$data/actions.ttl" \
  >"$work/log" 2>&1
report $? "the RDF of two articles and the scheme of actions make a graph" \
  "$work/log"
for query in "$data"/queries/*.rq; do
  rows=0
  ask "$work/fixture.gesta" "$query" && test "$rows" -gt 0
  report $? "${query##*/} has an answer on RDF written by hand" "$work/log"
  test "$format" = csv && command -v roqet >/dev/null || continue
  rasqal_rows=-1
  ask_rasqal "$query"
  echo "gesta finds $rows rows, Rasqal $rasqal_rows" >"$work/log"
  test "$rows" -eq "$rasqal_rows"
  report $? "${query##*/} has as many rows as Rasqal finds" "$work/log"
done

if ! "$gesta" help build >/dev/null 2>&1; then
  count=$((count + 1))
  echo "ok $count # SKIP this gesta cannot build a graph from articles"
else
  "$gesta" build "$work/news.gesta" "$srcdir"/examples/articles/*.txt \
    >"$work/log" 2>&1 &&
    "$gesta" load "$work/news.gesta" "$data/actions.ttl" >>"$work/log" 2>&1
  report $? "the example articles make a graph" "$work/log"
  for query in "$data"/queries/*.rq; do
    rows=0
    ask "$work/news.gesta" "$query" && test "$rows" -gt 0
    report $? "${query##*/} has an answer in the example articles" "$work/log"
  done
fi
echo "1..$count"
