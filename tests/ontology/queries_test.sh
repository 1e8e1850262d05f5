#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every example query answers something on the example articles.
srcdir=${srcdir:-.}
builddir=${builddir:-.}
gesta=$builddir/gesta
data=$srcdir/ontology

work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
graph=$work/news.gesta

if ! "$gesta" help build >/dev/null 2>&1; then
  echo "1..0 # SKIP this gesta cannot build a graph from articles"
  exit 0
fi

count=1
if "$gesta" build "$graph" "$srcdir"/examples/articles/*.txt >"$work/log" 2>&1 &&
    "$gesta" load "$graph" "$data/actions.ttl" >>"$work/log" 2>&1; then
  echo "ok 1 - the example articles and the scheme of actions make a graph"
else
  sed 's/^/# /' "$work/log"
  echo "not ok 1 - the example articles and the scheme of actions make a graph"
  echo "1..1"
  exit 1
fi

# CSV has a header line; N-Triples, for graphs, has none.
for query in "$data"/queries/*.rq; do
  count=$((count + 1))
  name=${query##*/}
  case $(sed '/^#/d; /^PREFIX/d; s/ .*//; q' "$query") in
  CONSTRUCT | DESCRIBE) format=nt first=1 ;;
  *) format=csv first=2 ;;
  esac
  if ! "$gesta" query "$graph" -f "$query" --format "$format" \
      >"$work/rows" 2>"$work/log"; then
    sed 's/^/# /' "$work/log"
    echo "not ok $count - $name is answered"
  elif test "$(tail -n +"$first" "$work/rows" | wc -l)" -eq 0; then
    echo "not ok $count - $name has an answer in the example articles"
  else
    echo "ok $count - $name has an answer in the example articles"
  fi
done
echo "1..$count"
