#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What is exported is accepted by the tools of others: rapper reads the same
# number of triples in every syntax that it knows, xmllint finds good XML.
gesta=${builddir:?}/gesta
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

echo "1..6"

cat >"$work/story.trig" <<'END'
@prefix e: <urn:e:> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
e:1 a e:Event ; e:label "Réunion \"élargie\"\n<suite> & fin"@fr , "a\tb" ;
  e:count 3 , -1 , 0.87 , 1.0e6 , true ; e:date "2024-01"^^xsd:gYearMonth .
_:x e:knows [ e:name "" ] .
<urn:e:a/b#char=1,2> e:p.q <http://example.org/%C3%A9?a=1&b=2> .
END
for tool in rapper xmllint; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    for number in 1 2 3 4 5 6; do
      echo "ok $number # SKIP $tool is missing"
    done
    exit 0
  fi
done

if ! "$gesta" load "$work/story.gesta" "$work/story.trig" >"$work/log" 2>&1; then
  sed 's/^/# /' "$work/log"
  printf 'not '
fi
echo "ok 1 - the story is loaded"

number=1
for pair in ttl:turtle trig:trig nt:ntriples nq:nquads rdfxml:rdfxml; do
  number=$((number + 1))
  format=${pair%%:*}
  parser=${pair##*:}
  "$gesta" export --format "$format" "$work/story.gesta" >"$work/out.$format" \
    2>"$work/log"
  rapper -q -i "$parser" -o ntriples "$work/out.$format" urn:base: \
    >"$work/back" 2>>"$work/log"
  count=$(wc -l <"$work/back")
  good=yes
  [ "$count" -eq 12 ] || good=no
  if [ "$format" = rdfxml ]; then
    xmllint --noout "$work/out.$format" 2>>"$work/log" || good=no
  fi
  if [ "$good" = no ]; then
    echo "# $count triples instead of 12"
    sed 's/^/# /' "$work/log" "$work/out.$format"
    printf 'not '
  fi
  echo "ok $number - rapper reads the export as $format"
done
