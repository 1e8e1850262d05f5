#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Looking after a graph file: check, compact, loading in batches.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
cd "$work" || exit 99

awk 'BEGIN { for (i = 0; i < 5000; i++)
  printf "<urn:s:%d> <urn:p> \"%d\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n", i, i }' \
  >good.nt
{ cat good.nt; echo '<urn:s> <urn:p> .'; } >bad.nt

# An export comes in the order of its texts, not in that of the file.
check_lines() { # sentence, expected file, file
  LC_ALL=C sort "$2" >lines.expected
  LC_ALL=C sort "$3" >lines.found
  check_same "$1" lines.expected lines.found
}

# ---- Batches -----------------------------------------------------------------
"$gesta" load a.gesta bad.nt --batch 2000 2>said
check "a mistake is one, batches or not" test $? -eq 1
check "what was kept is told" grep -q 'the first 4000 triples read were kept' said
check "the place of the mistake is told" grep -q '^gesta: bad.nt:5001:' said
"$gesta" export a.gesta --format nt >out
head -n 4000 good.nt >expected
check_lines "whole batches were kept" expected out
"$gesta" load b.gesta bad.nt 2>said
check "without batches nothing is kept" test ! -e b.gesta
check "nothing is said of batches then" test "$(wc -l <said)" -eq 1
for number in 0 x -1 ''; do
  "$gesta" load b.gesta good.nt --batch "$number" 2>said
  check "a batch of '$number' is refused" test $? -eq 2
done
check "nobody sees a progress bar but a person" test "$(wc -l <said)" -eq 1

# ---- Mistakes that are passed over -------------------------------------------
"$gesta" load l.gesta bad.nt --lenient 2>said
check "a lenient load goes on" test $? -eq 0
check "the mistake is told with its place" grep -q '^gesta: bad.nt:5001:17: ' said
check "mistakes are counted" grep -qx 'gesta: bad.nt: 1 mistake was passed over' said
"$gesta" export l.gesta --format nt >out
check_lines "what was right is there" good.nt out
awk 'BEGIN { for (i = 0; i < 30; i++) print i % 2 ? "x ." : "<urn:x:" i "> <urn:p> <urn:o> ." }' >many.ttl
"$gesta" load l.gesta many.ttl good.nt --lenient 2>said
check "the first ten mistakes are told" test "$(grep -c ':.*expected' said)" -eq 10
check "and how many there were" \
  grep -qx 'gesta: many.ttl: 15 mistakes were passed over; the first are told above' said
check "every statement that is right was read" test "$("$gesta" query l.gesta --format csv \
  'SELECT (COUNT(*) AS ?n) { ?s ?p <urn:o> }' | tr -d '\r' | tail -n 1)" -eq 15
printf '<?xml version="1.0"?><x/>' >bad.rdf
"$gesta" load l.gesta bad.rdf --lenient 2>said
check "nothing can be passed over in RDF/XML" grep -q 'in RDF/XML a mistake' said

# ---- Compressed files --------------------------------------------------------
if command -v gzip >/dev/null; then
  gzip -c good.nt >good.nt.gz
  gzip -c bad.nt >bad.nt.gz
  "$gesta" load z.gesta good.nt.gz
  "$gesta" export z.gesta --format nt >out
  check_lines "a compressed file is read, by its name too" good.nt out
  "$gesta" load z.gesta bad.nt.gz 2>said
  check "the place of a mistake in it is told" grep -q '^gesta: bad.nt.gz:5001:17: ' said
  head -c 5000 good.nt.gz >cut.nt.gz
  "$gesta" load z2.gesta cut.nt.gz 2>said
  check "one that was cut is refused" test $? -eq 1
  check "with its name" grep -q '^gesta: cut.nt.gz: cannot be read' said
  check "and makes no graph" test ! -e z2.gesta
else
  echo "# gzip is missing: compressed files are not tested"
fi

# ---- Check -------------------------------------------------------------------
"$gesta" check a.gesta >out 2>said
check "a sound graph is sound" test $? -eq 0
check "what was looked at is told" \
  grep -qx 'a.gesta: no fault in 4000 quads and 8001 terms' out
check "nothing else is said" test ! -s said
cp a.gesta broken.gesta
dd if=/dev/zero of=broken.gesta bs=4096 seek=4 count=60 conv=notrunc 2>said
"$gesta" check broken.gesta >out 2>said
check "a graph with broken pages is not" test $? -eq 1
check "that is said" grep -q '^gesta: broken.gesta: ' said
"$gesta" check nowhere.gesta 2>said
check "a missing graph is told apart" test $? -eq 1
check "it is not made" test ! -e nowhere.gesta

# ---- Compact -----------------------------------------------------------------
"$gesta" load c.gesta good.nt --graph urn:g
before=$(wc -c <c.gesta)
"$gesta" export c.gesta --format nq >expected
"$gesta" compact c.gesta -o d.gesta >out
check "a graph is compacted into a new file" test $? -eq 0
check "its sizes are told" grep -qx "d.gesta: $(wc -c <d.gesta) bytes, of $before" out
check "it is not larger" test "$(wc -c <d.gesta)" -le "$before"
"$gesta" compact c.gesta >out
check "a graph is compacted in its place" test $? -eq 0
for graph in c.gesta d.gesta; do
  "$gesta" check $graph >out
  check "$graph is sound" test $? -eq 0
  "$gesta" export $graph --format nq >out
  check_same "$graph holds what it held" expected out
done
"$gesta" compact c.gesta -o d.gesta 2>said
check "no graph is overwritten" test $? -eq 1
ln c.gesta e.gesta
"$gesta" compact c.gesta 2>said
check "a graph with two names is left alone" test $? -eq 1
check "and it is said why" grep -q 'hard links' said

# ---- What is wrong changes nothing --------------------------------------------
"$gesta" load s.gesta good.nt --graph urn:g
"$gesta" export s.gesta --format nq >expected
"$gesta" load s.gesta good.nt bad.nt --graph urn:other 2>said
check "a mistake in the last of the files ends the load" test $? -eq 1
"$gesta" export s.gesta --format nq >out
check_same "the graph is as it was" expected out

# ---- Removing -----------------------------------------------------------------
"$gesta" load r.gesta good.nt
"$gesta" load r.gesta good.nt --graph urn:g
"$gesta" update r.gesta 'DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER (?o >= 100) }'
head -n 100 good.nt >expected
"$gesta" export r.gesta --format nt --graph urn:g >out
check_lines "what matches no pattern stays in a named graph" good.nt out
"$gesta" update r.gesta 'DROP GRAPH <urn:g>'
"$gesta" export r.gesta --format nt >out
check_lines "a graph is removed, and the others stay" expected out
"$gesta" check r.gesta >out
check "what is left is sound" grep -q 'no fault in 100 quads' out

# ---- Long terms ---------------------------------------------------------------
# LONG_TERM=1073741824 tests a literal of 1 GiB: some 35 s and 5 GB of memory.
awk -v size="${LONG_TERM:-33554432}" 'BEGIN {
  block = "abcdefgh"
  while (length(block) < 1048576) block = block block
  printf "<urn:long> <urn:p> \""
  for (i = 0; i < size; i += 1048576) printf "%s", block
  print "\" ."
  printf "<urn:long> <urn:"
  for (i = 0; i < 4; i++) printf "%s", block
  print "> <urn:o> ."
}' >long.nt
"$gesta" load long.gesta long.nt
check "a literal and an IRI may be long" test $? -eq 0
"$gesta" export long.gesta --format nt >out
check_lines "they come back whole" long.nt out
cp out whole.nt
check "so they do from Turtle" sh -c '"$0" export long.gesta --format ttl >long.ttl &&
  "$0" load long2.gesta long.ttl && "$0" export long2.gesta --format nt | cmp - whole.nt' "$gesta"
"$gesta" query long.gesta 'SELECT (STRLEN(?o) AS ?n) { ?s <urn:p> ?o }' --format csv |
  tr -d '\r' | tail -n 1 >out
check "a query measures it" grep -qx "${LONG_TERM:-33554432}" out
"$gesta" check long.gesta >out
check "a graph of long terms is sound" test $? -eq 0

# ---- Libraries that are loaded when they are needed ---------------------------
# An empty file that the loader finds first is no library.
mkdir libraries
for library in raptor2.so.0 curl-gnutls.so.4 curl.so.4 xml2.so.2; do
  : >"libraries/lib$library"
done
# With a sanitizer the compiler links every library that it is told of.
if ldd "$gesta" | grep -q libasan; then
  finish
  exit
fi
printf '%s' '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>' >a.rdf
if LD_LIBRARY_PATH=libraries "$gesta" load late.gesta a.rdf 2>said; then
  echo "# the libraries have other names here: a missing one is not tested"
else
  check "a library that is missing is told" grep -q \
    '^gesta: a.rdf: the library libraptor2.so.0 cannot be loaded: install it' said
  check "and no graph is made" test ! -e late.gesta
  LD_LIBRARY_PATH=libraries "$gesta" load late.gesta good.nt
  check "what does not need it goes on" test $? -eq 0
  LD_LIBRARY_PATH=libraries "$gesta" query late.gesta \
    --allow-service 'SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }' 2>said
  check "a service needs libcurl" grep -q 'the library libcurl.* cannot be loaded' said
fi

finish
