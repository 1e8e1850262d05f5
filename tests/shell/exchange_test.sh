#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What is exported is what is stored: export, load, export gives the same bytes,
# and the tools of others read our quads in every format, not only their number.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
cd "$work" || exit 99

# Terms that a writer may get wrong; an IRI that looks like a compact one; a
# subject that comes back after others; the same triple in two graphs.
cat >story.trig <<'END'
@prefix e: <http://example.org/e/> .
@prefix urn: <urn:> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
e:z e:p e:b .
e:1 a e:Event ; e:label "Réunion \"élargie\"\n<suite> & fin"@fr , "a\tb\\" ;
  e:count 3 , -1 , 0.87 , 1.0E6 , true , "03"^^xsd:integer , "x"^^xsd:integer ,
    12345678901234567890 , "-0"^^xsd:integer , "1"^^xsd:boolean ;
  e:date "2024-01"^^xsd:gYearMonth .
e:1 e:next <urn:a:b#c> , <http://example.org/%C3%A9?a=1&b=2> .
<urn:a:b#c> e:label "" , "日本語"@ja .
<urn:g:1> { e:1 e:next e:2 . e:1 e:label "1" , "one"@en-GB , "uno"@es-419 }
e:g2 { e:1 e:next e:2 . e:b e:next e:2 . e:b a e:Event , e:A }
END
check "a story is loaded" "$gesta" load a.gesta story.trig
"$gesta" export a.gesta --format nq -o a.nq
"$gesta" load b.gesta a.nq
"$gesta" export b.gesta --format nq -o b.nq
check_same "export, load, export gives the same bytes" a.nq b.nq
cat >blank.trig <<'END'
@prefix : <http://example.org/> .
_:x :p [ :q (1 "two"@en [ :r _:x ]) ] . :s :p _:x , _:y .
:g { _:x :p _:x . :s :p [] } _:y { :s :p "in a graph without a name" }
END
"$gesta" load blank.gesta blank.trig
for format in nq trig; do
  "$gesta" export blank.gesta --format $format -o blank.$format
  "$gesta" load blank-$format.gesta blank.$format
  "$gesta" export blank-$format.gesta --format $format -o out
  check_same "blank nodes keep their labels in $format" blank.$format out
done
printf '%s\n' "$(wc -l <blank.nq)" >expected
"$gesta" load blank.gesta blank.nq
"$gesta" export blank.gesta --format nq | wc -l >out
check_same "a dump adds nothing to where it is from" expected out
sort -R --random-source="$srcdir/tests/shell/exchange_test.sh" a.nq >shuffled.nq
sed -n '/^@prefix/p' story.trig >prefixes.ttl
"$gesta" load c.gesta prefixes.ttl shuffled.nq
"$gesta" export c.gesta --format nq -o c.nq
check_same "the order in which quads came does not show" a.nq c.nq
for format in ttl trig nt nq rdfxml jsonld; do
  "$gesta" export a.gesta --format $format -o "a.$format"
  "$gesta" export c.gesta --format $format -o "c.$format"
  check_same "nor does it in $format" "a.$format" "c.$format"
done
"$gesta" export a.gesta --format nq --graph http://example.org/e/g2 \
  --graph urn:g:1 >out
grep ' <urn:g:1> \.$\|e/g2> \.$' a.nq >expected
check_same "two of the graphs are exported" expected out
"$gesta" export a.gesta --format nt --graph http://example.org/e/g2 \
  --graph urn:g:1 >out
check "what both of them say is written once" test "$(wc -l <out)" -eq 7
"$gesta" export a.gesta --graph urn:none >out 2>log
check "a graph that is not there is named" grep -q '<urn:none>' log

# ---- Other tools -------------------------------------------------------------
if ! command -v rapper >/dev/null 2>&1; then
  skip "rapper reads our triples" "rapper is missing"
else
  "$gesta" export a.gesta --format nt | rapper -q -i ntriples -o ntriples - \
    urn:base: | LC_ALL=C sort >expected
  for pair in ttl:turtle nt:ntriples nq:nquads trig:trig rdfxml:rdfxml; do
    rapper -q -i "${pair##*:}" -o ntriples "a.${pair%%:*}" urn:base: |
      LC_ALL=C sort -u >out
    check_same "rapper reads our triples in ${pair%%:*}" expected out
  done
fi

cat >read.py <<'END'
import sys
import rdflib
# By default rdflib makes another text of "03"^^xsd:integer; of numbers without
# quotes it always does, in Turtle.
rdflib.NORMALIZE_LITERALS = sys.argv[4] == 'values'
data = rdflib.ConjunctiveGraph()
data.parse(sys.argv[1], format=sys.argv[2], publicID='urn:base:')
names = sys.argv[3] == 'graphs'
def term(node):
    if isinstance(node, rdflib.Literal):
        kind = node.language and '@' + node.language.lower() or node.datatype
        if str(kind) == 'http://www.w3.org/2001/XMLSchema#string':
            kind = None
        return repr((str(node), str(kind)))
    return repr(str(node))
lines = set()
for s, p, o, g in data.quads():
    name = str(getattr(g, 'identifier', g) or '')
    if not names or name not in ('urn:g:1', 'http://example.org/e/g2'):
        name = ''
    lines.add(' '.join((term(s), term(p), term(o), name)))
sys.stdout.buffer.write('\n'.join(sorted(lines)).encode() + b'\n')
END
python=/usr/bin/python3
if ! $python -c 'import rdflib.plugins.parsers.jsonld' >/dev/null 2>&1; then
  skip "rdflib reads our quads" "rdflib 6 is missing"
else
  read_both() { # our format, a line format; rdflib's names; graphs, texts
    $python read.py "a.$2" "$4" "$5" "$6" >expected 2>log &&
      $python read.py "a.$1" "$3" "$5" "$6" >out 2>log
    check_same "rdflib reads our quads in $1" expected out
  }
  read_both ttl nt turtle nt none values
  read_both trig nq trig nquads graphs values
  read_both rdfxml nt xml nt none texts
  read_both jsonld nq json-ld nquads graphs texts
fi

# ---- Cells that do not fit ---------------------------------------------------
cat >expected <<'END'
 a                 |  b
-------------------+----
 one two three     |  1
.four five         |
 x                 | 22
(2 rows)
 a                  | b
--------------------+---
 one two three fou… | 1
(1 row)
END
"$gesta" shell a.gesta >out <<'END'
.width 24
.wrap on
SELECT ?a ?b { VALUES (?a ?b) { ("one two three four five" 1) ("x" 22) } } ;
.wrap off
SELECT ?a ?b { VALUES (?a ?b) { ("one two three four five" 1) } } ;
END
check_same "cells are wrapped or cut as set" expected out

# ---- Answers -----------------------------------------------------------------
"$gesta" query a.gesta 'CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }' \
  --format nt >out
check_same "a CONSTRUCT of all is the export" a.nt out
"$gesta" query a.gesta 'CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }' \
  --format jsonld >out.jsonld
if $python -c 'import rdflib.plugins.parsers.jsonld' >/dev/null 2>&1; then
  $python read.py a.nt nt none texts >triples 2>log
  $python read.py out.jsonld json-ld none texts >out 2>log
  check_same "and so it is in JSON-LD" triples out
else
  skip "and so it is in JSON-LD" "rdflib 6 is missing"
fi
finish
