#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Whatever is wrong is told in one line that names what and where, with the
# right status, and nothing half-written stays behind.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
people=$srcdir/tests/shell/session/people.ttl
cd "$work" || exit 99

# A command fails with this status and one message on standard error that
# matches the pattern (lines that show the place in a query begin with blanks),
# prints nothing, and leaves the folder as it was.
refuses() { # sentence, status, pattern, command...
  sentence=$1
  wanted=$2
  pattern=$3
  shift 3
  snapshot >before
  "$@" >"$work/../$$.out" 2>"$work/../$$.err" </dev/null
  got=$?
  snapshot >after
  problem=
  [ "$got" -eq "$wanted" ] || problem="status $got instead of $wanted"
  [ "$(grep -vc '^  ' "$work/../$$.err")" -eq 1 ] ||
    problem="$problem; not one message"
  grep -qE "^gesta: $pattern" "$work/../$$.err" ||
    problem="$problem; does not match $pattern"
  [ -s "$work/../$$.out" ] && problem="$problem; printed something"
  cmp -s before after || problem="$problem; files have changed"
  if [ -n "$problem" ]; then
    echo "# $problem"
    sed 's/^/# /' "$work/../$$.err"
    diff before after | sed 's/^/# /'
    fail "$sentence"
  else
    pass "$sentence"
  fi
  rm -f "$work/../$$.out" "$work/../$$.err"
}

# What files there are and what is in them, without the lock files that LMDB
# keeps beside a graph.
snapshot() {
  find . -type f ! -name before ! -name after | sort | while read -r file; do
    case $file in
    *.gesta-lock) [ -e "${file%-lock}" ] || echo "$file" ;;
    *) cksum "$file" ;;
    esac
  done
}

"$gesta" load good.gesta "$people" || exit 99

# ---- Wrong usage -------------------------------------------------------------
refuses "an unknown command" 2 'unknown command "qurey"; did you mean "query"' \
  "$gesta" qurey
refuses "a command nothing is like" 2 'unknown command "banana"' "$gesta" banana
refuses "an unknown option" 2 \
  'query: unknown option --fromat; did you mean --format' \
  "$gesta" query good.gesta --fromat csv 'ASK {}'
refuses "an option without its value" 2 'export: option -o needs OUT' \
  "$gesta" export good.gesta -o
refuses "an unknown format" 2 'query: --format cannot be "jsno"; did you mean json' \
  "$gesta" query good.gesta --format=jsno 'ASK {}'
refuses "no graph" 2 'info: expected GRAPH' "$gesta" info
refuses "no query" 2 'query: expected GRAPH and' "$gesta" query good.gesta
refuses "one operand too many" 2 'info: "b" is one operand too many' \
  "$gesta" info a b

refuses "a graph and documents" 2 'query: expected --data and either' \
  "$gesta" query good.gesta --data x.ttl 'ASK {}'
refuses "an update without a graph" 2 'update: expected GRAPH and' \
  "$gesta" update 'CLEAR ALL'
refuses "a timeout that is no time" 2 'query: --timeout cannot be "soon"' \
  "$gesta" query good.gesta 'ASK {}' --timeout soon
refuses "a memory that is no size" 2 'query: --memory cannot be "2X"' \
  "$gesta" query good.gesta 'ASK {}' --memory 2X
refuses "no rows at all" 2 'query: --max-rows cannot be "0"' \
  "$gesta" query good.gesta 'ASK {}' --max-rows 0
refuses "an explanation of another kind" 2 'query: --explain cannot be "jsn"' \
  "$gesta" query good.gesta 'ASK {}' --explain=jsn
refuses "a parameter without a name" 1 '--param cannot be "4": expected NAME' \
  "$gesta" query good.gesta 'ASK { ?x ?y ?z }' --param 4
refuses "a parameter that is no term" 1 '--param x: 4 } is no value' \
  "$gesta" query good.gesta 'ASK { ?x ?y ?z }' --param 'x=4 }'
refuses "a data file that is missing" 1 'nowhere.ttl: cannot be opened' \
  "$gesta" query --data nowhere.ttl 'ASK {}'

# ---- Graphs ------------------------------------------------------------------
mkdir folder
echo text >text
: >empty
head -c 5000 /dev/urandom >noise
LC_ALL=C sed 's/GestaRDF\x00\x00\x00./GestaRDF\x00\x00\x00\x63/g' \
  good.gesta >newer.gesta
head -c 9000 good.gesta >short.gesta
for command in "info" "export" "query" "load"; do
  set -- "$command"
  more=
  [ "$command" = query ] && more='ASK {}'
  [ "$command" = load ] && more=$people
  if [ "$command" != load ]; then
    refuses "$command: a missing graph" 1 \
      'nowhere.gesta: cannot be opened: No such file' \
      "$gesta" "$command" nowhere.gesta ${more:+"$more"}
  fi
  refuses "$command: a folder is no graph" 1 'folder: is a directory' \
    "$gesta" "$command" folder ${more:+"$more"}
  refuses "$command: a text is no graph" 1 'text: not a Gesta graph' \
    "$gesta" "$command" text ${more:+"$more"}
  refuses "$command: an empty file is no graph" 1 'empty: not a Gesta graph' \
    "$gesta" "$command" empty ${more:+"$more"}
  refuses "$command: noise is no graph" 1 'noise: not a Gesta graph' \
    "$gesta" "$command" noise ${more:+"$more"}
  refuses "$command: a graph that was cut" 1 'short.gesta: ' \
    "$gesta" "$command" short.gesta ${more:+"$more"}
  refuses "$command: a graph of a newer format" 1 \
    'newer.gesta: was written by a newer Gesta' \
    "$gesta" "$command" newer.gesta ${more:+"$more"}
  rm -f newer.gesta-lock short.gesta-lock
done
refuses "shell: a missing graph" 1 'nowhere.gesta: cannot be opened' \
  "$gesta" shell nowhere.gesta

# ---- RDF ---------------------------------------------------------------------
printf '<urn:a> <urn:b> "c" .\n<urn:a> <urn:b> .\n' >bad.nt
printf '@prefix : <urn:> .\n:a :b :c ;\n   :d nope:e .\n' >bad.ttl
printf '<urn:a> <urn:b> "\377" .\n' >latin.nt
refuses "a file that is missing" 1 'nowhere.ttl: cannot be opened: No such' \
  "$gesta" load good.gesta nowhere.ttl
refuses "a folder is no RDF" 1 'folder: is a directory' \
  "$gesta" load good.gesta folder
refuses "N-Triples that break off" 1 'bad.nt:2:' "$gesta" load good.gesta bad.nt
refuses "an undeclared prefix" 1 'bad.ttl:3' "$gesta" load good.gesta bad.ttl
refuses "RDF that is not UTF-8" 1 'latin.nt:1:' "$gesta" load good.gesta latin.nt
refuses "a good file before a bad one changes nothing" 1 'bad.nt:2:' \
  "$gesta" load good.gesta "$people" --graph urn:other bad.nt
refuses "a bad file makes no graph" 1 'bad.nt:2:' "$gesta" load new.gesta bad.nt
refuses "an unknown syntax" 1 'bad.nt: .*banana' \
  "$gesta" load good.gesta bad.nt --format banana

# ---- Queries -----------------------------------------------------------------
refuses "SPARQL that breaks off" 1 'query:1' \
  "$gesta" query good.gesta 'SELECT ?x {'
printf 'SELECT ?x {\n  ?x foaf:name\n}\n' >bad.rq
refuses "SPARQL in a file that is wrong" 1 'bad.rq:3' \
  "$gesta" query good.gesta -f bad.rq
printf 'ASK {\n  ?s ?p "\377" }\n' >latin.rq
refuses "SPARQL that is not UTF-8" 1 'latin.rq:2:10: ' \
  "$gesta" query good.gesta -f latin.rq
refuses "a missing query" 1 'nowhere.rq: cannot be opened: No such' \
  "$gesta" query good.gesta -f nowhere.rq
refuses "an empty query" 1 'query' "$gesta" query good.gesta ''
refuses "an update is no query" 1 'query' \
  "$gesta" query good.gesta 'DELETE WHERE { ?s ?p ?o }'
refuses "rows are no triples" 1 'query: .*ttl' \
  "$gesta" query good.gesta 'SELECT ?x { ?x ?y ?z }' --format ttl
refuses "triples are no rows" 1 'query: .*tsv' \
  "$gesta" query good.gesta 'CONSTRUCT WHERE { ?x ?y ?z }' --format tsv
refuses "a wrong query leaves no file" 1 'query:1' \
  "$gesta" query good.gesta 'SELECT' -o answer
refuses "a graph that is not there" 1 'good.gesta: .*urn:nope' \
  "$gesta" export good.gesta --graph urn:nope

# ---- Output ------------------------------------------------------------------
full() { # command...
  "$@" >/dev/full
}
refuses "a full disk: export" 1 'standard output: cannot be written: No space' \
  full "$gesta" export good.gesta
refuses "a full disk: query" 1 'standard output: cannot be written: No space' \
  full "$gesta" query good.gesta 'SELECT * { ?s ?p ?o }'
refuses "a full disk: help" 1 'standard output: cannot be written: No space' \
  full "$gesta" help
refuses "a full disk: shell" 1 'standard output: cannot be written: No space' \
  full "$gesta" shell good.gesta -c 'ASK {}'
refuses "a full disk by name" 1 '/dev/full: cannot be written: No space' \
  "$gesta" export good.gesta -o /dev/full
refuses "no such folder for the output" 1 'no/where: cannot be written: No such' \
  "$gesta" export good.gesta -o no/where
refuses "a folder for the output" 1 'folder: cannot be written: Is a directory' \
  "$gesta" export good.gesta -o folder
closed() { # command...
  "$@" >&-
}
refuses "a closed standard output" 1 'standard output: cannot be written: Bad' \
  closed "$gesta" export good.gesta

awk 'BEGIN { for (i = 0; i < 5000; i++)
  print "<urn:a> <urn:b> \"a value of no meaning, number " i "\" ." }' >many.nt
"$gesta" load many.gesta many.nt
{ "$gesta" export many.gesta --format nt 2>err; echo $? >status; } | head -n 1 >out
check "a reader that leaves ends the work quietly" test ! -s err
check "... and with a status" test "$(cat status)" -eq 1

# ---- A place that cannot be written to ---------------------------------------
refuses "a graph where no file can be made" 1 '/proc/new.gesta: ' \
  "$gesta" load /proc/new.gesta "$people"

# Root may write anywhere: be nobody for a while.
as_nobody() { # command...
  if [ "$(id -u)" -eq 0 ]; then
    setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
  else
    "$@"
  fi
}
chmod 755 "$work"
cp "$people" people.ttl
# A program built for coverage complains that it cannot write its counts.
if said=$(as_nobody "$gesta" --version 2>&1 >/dev/null) && [ -z "$said" ]; then
  mkdir closed
  cp good.gesta closed/
  chmod 444 closed/good.gesta people.ttl
  chmod 555 closed
  refuses "loading into a graph that is read-only" 1 \
    'closed/good.gesta: cannot be written' \
    as_nobody "$gesta" load closed/good.gesta people.ttl
  refuses "a new graph in a folder that is read-only" 1 'closed/new.gesta: ' \
    as_nobody "$gesta" load closed/new.gesta people.ttl
  refuses "an export into a folder that is read-only" 1 \
    'closed/out.nt: cannot be written: Permission' \
    as_nobody "$gesta" export closed/good.gesta -o closed/out.nt
  as_nobody "$gesta" query closed/good.gesta 'ASK { ?s foaf:age 41 }' >out
  echo true >expected
  check_same "a read-only graph in a read-only folder is read" expected out
  chmod 755 closed
else
  skip "read-only files and folders" "nobody else can run the program here"
fi
finish
