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

# ---- Batches -----------------------------------------------------------------
"$gesta" load a.gesta bad.nt --batch 2000 2>said
check "a mistake is one, batches or not" test $? -eq 1
check "what was kept is told" grep -q 'the first 4000 triples read were kept' said
check "the place of the mistake is told" grep -q '^gesta: bad.nt:5001:' said
"$gesta" export a.gesta --format nt >out
head -n 4000 good.nt >expected
check_same "whole batches were kept" expected out
"$gesta" load b.gesta bad.nt 2>said
check "without batches nothing is kept" test ! -e b.gesta
check "nothing is said of batches then" test "$(wc -l <said)" -eq 1
for number in 0 x -1 ''; do
  "$gesta" load b.gesta good.nt --batch "$number" 2>said
  check "a batch of '$number' is refused" test $? -eq 2
done
check "nobody sees a progress bar but a person" test "$(wc -l <said)" -eq 1

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

finish
