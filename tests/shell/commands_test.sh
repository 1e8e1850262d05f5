#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every command on a graph: load → query in every format → export → load into
# another graph → the same quads.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
people=$srcdir/tests/shell/session/people.ttl
cd "$work" || exit 99

# ---- The help ----------------------------------------------------------------
"$gesta" --help >list
check "the list of commands is help" test -s list
"$gesta" help >out
check_same "help without a name is the list" list out
commands=$(sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' list)
bad=
for command in $commands; do
  "$gesta" help "$command" >one && "$gesta" "$command" --help >two &&
    cmp -s one two && grep -q "^Usage: gesta $command" one || bad="$bad $command"
done
check "every command has its help, however it is asked for$bad" test -z "$bad"
check "there are commands" test "$(echo "$commands" | wc -w)" -ge 6
"$gesta" --version >out
check "the version is told" grep -q '^gesta [0-9]' out
bad=$(awk 'length($0) > 80' list one)
check "help fits 80 columns" test -z "$bad"

# ---- The thread --------------------------------------------------------------
check "a file is loaded into a new graph" "$gesta" load a.gesta "$people"
check "more is loaded into a named graph" \
  "$gesta" load a.gesta "$people" --graph urn:copy
"$gesta" info a.gesta >out
check "quads are counted" grep -qx 'quads:  *20' out
check "graphs are counted" grep -qx 'graphs:  *1' out

query='SELECT ?name ?age { ?p foaf:name ?name OPTIONAL { ?p foaf:age ?age } }
ORDER BY ?name'
printf 'name,age\r\nAda,\r\nBj\303\266rn,41\r\nChlo\303\251,7\r\n' >expected
"$gesta" query a.gesta "$query" --format csv >answer.csv
check_same "an answer as CSV" expected answer.csv
printf '?name\t?age\n"Ada"\t\n"Bj\303\266rn"@sv\t41\n"Chlo\303\251"@fr\t7\n' \
  >expected
"$gesta" query a.gesta "$query" --format tsv >out
check_same "an answer as TSV" expected out
"$gesta" query a.gesta "$query" --format json >out
check "an answer as JSON" grep -q '"xml:lang":"sv"' out
"$gesta" query a.gesta "$query" --format xml >out
check "an answer as XML" grep -q '<sparql ' out
"$gesta" query a.gesta "$query" >out
check "an answer as a table" grep -q '^ Björn | *41' out
"$gesta" query a.gesta "$query" --format expanded >out
check "an answer a variable a line" grep -q '^name | Björn$' out
"$gesta" query a.gesta "$query" --format markdown >out
check "an answer as Markdown" grep -qx '| Björn | 41 |' out
"$gesta" query a.gesta "$query" --format html >out
check "an answer as HTML" \
  grep -q '<td lang="sv">Björn</td><td class="number">41</td>' out
if command -v xmllint >/dev/null 2>&1; then
  xmllint --html --noout out 2>log
  check "a parser of HTML has no complaint" test ! -s log
else
  skip "a parser of HTML has no complaint" "xmllint is missing"
fi
"$gesta" query a.gesta "ASK { ?x foaf:age 41 }" >out
check "a yes" grep -qx true out
"$gesta" query a.gesta 'SELECT ?s { ?s ?p ?o FILTER (?o > 40) }' --explain >out
check "a plan tells what each step asks" grep -q 'pattern ?s ?p ?o  (about' out
check "a plan tells what a filter tests" grep -q 'filter (> ?o ' out
"$gesta" query a.gesta 'SELECT ?s { ?s ?p "a\"b" FILTER (?p != <urn:a>) }' \
  --explain=json >out
check "a plan as JSON tells it too" python3 -c '
import json
def asked(step):
  return [step.get("asks")] + [a for i in step.get("inputs", []) for a in asked(i)]
asks = asked(json.load(open("out")))
assert "?s ?p \"a\\\"b\"" in asks, asks
assert any(a and a.startswith("(!= ?p") for a in asks), asks'

construct='CONSTRUCT { ?p foaf:nick ?n } WHERE { ?p foaf:name ?n }'
for format in ttl trig nt nq rdfxml; do
  "$gesta" query a.gesta "$construct" --format $format >"triples.$format"
  rm -f t.gesta*
  "$gesta" load t.gesta "triples.$format" --format $format &&
    "$gesta" query t.gesta 'SELECT * { ?s foaf:nick ?o }' --format csv |
    wc -l >out
  echo 4 >expected
  check_same "triples as $format" expected out
done

echo "$query" >query.rq
"$gesta" query a.gesta -f query.rq --format csv >out
check_same "a query from a file" answer.csv out
"$gesta" query a.gesta - --format csv <query.rq >out
check_same "a query from standard input" answer.csv out
"$gesta" query a.gesta -f query.rq --format csv -o out2 >out
check_same "an answer in a file" answer.csv out2
check "an answer in a file leaves standard output empty" test ! -s out
"$gesta" query a.gesta 'SELECT (<b> AS ?x) {}' --base http://example.org/a \
  --format csv >out
check "a relative IRI is resolved" grep -q '^http://example.org/b' out

# ---- Export and back ---------------------------------------------------------
"$gesta" export a.gesta --format nq | LC_ALL=C sort >all
check "every quad is exported" test "$(wc -l <all)" -eq 20
for format in trig nq; do
  "$gesta" export a.gesta --format $format -o "a.$format"
  rm -f b.gesta*
  "$gesta" load b.gesta "a.$format"
  "$gesta" export b.gesta --format nq | LC_ALL=C sort >again
  check_same "there and back as $format: the same quads" all again
done
"$gesta" export a.gesta --format nq --graph urn:copy >out
check "one graph is exported" test "$(wc -l <out)" -eq 10
"$gesta" export a.gesta --format nt --graph urn:copy | LC_ALL=C sort >expected
for format in ttl rdfxml; do
  "$gesta" export a.gesta --format $format --graph urn:copy -o "one.$format"
  rm -f b.gesta*
  "$gesta" load b.gesta "one.$format" --format $format
  "$gesta" export b.gesta --format nt | LC_ALL=C sort >out
  check_same "there and back as $format: the same triples" expected out
done
"$gesta" export a.gesta >one
"$gesta" export a.gesta >two
check_same "the same graph gives the same bytes" one two

"$gesta" load a.gesta "$people"
"$gesta" export a.gesta --format nq | LC_ALL=C sort >again
check_same "loading twice adds nothing" all again

# ---- Files -------------------------------------------------------------------
mkdir files
cd files || exit 99
echo old >kept
chmod 640 kept
ln -s kept link
"$gesta" export ../a.gesta --format nq -o link
check "a file that is replaced keeps its permissions" \
  test "$(stat -c %a kept)" = 640
check "a link stays a link" test -L link
check "what it names is replaced" test "$(wc -l <kept)" -eq 20
check "no temporary file is left" test "$(echo *)" = "kept link"
cd ..
"$gesta" load c.gesta - --format nt <expected
"$gesta" info c.gesta >out
check "standard input is loaded" grep -qx 'quads:  *10' out
# ---- Warnings ----------------------------------------------------------------
"$gesta" query a.gesta 'SELECT ?age ?nme { ?p foaf:name ?name }' -p age=3 --format csv \
  >out 2>said
check "what is probably not meant is answered" test $? -eq 0
echo 'gesta: query:1:13: warning: ?nme is selected but never bound; is ?name meant?' >expected
check_same "and told, save of what is given a value" expected said

finish
