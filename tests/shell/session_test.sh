#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Transcripts: what a script on standard input gives, errors among the answers.
# To renew them: RENEW=1 tests/shell/session_test.sh, then look at the changes.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
session=$srcdir/tests/shell/session
cd "$work" || exit 99

check "the graph of the transcripts loads" \
  "$gesta" load people.gesta "$session/people.ttl"
check "so does that of events" \
  "$gesta" load events.gesta "$session/news.ttl" --graph urn:gesta:article/un

XDG_DATA_HOME=$work/data
XDG_STATE_HOME=$work/state
unset HOME
export XDG_DATA_HOME XDG_STATE_HOME
cat >inner.rq <<'END'
.print inner
ASK {
  ?s rdfs:label "Maroc"@fr };
ASK { ?s };
END
echo ".read recursive.rq" >recursive.rq

# A script of the name news_… asks a fresh copy of the events.
for script in "$session"/*.in; do
  name=$(basename "$script" .in)
  graph=people.gesta
  case $name in
  news_*)
    graph=news.gesta
    cp events.gesta news.gesta
    ;;
  esac
  "$gesta" shell "$graph" <"$script" >out 2>&1
  [ -z "$RENEW" ] || cp out "$session/$name.out"
  check_same "the transcript $name is as it was" "$session/$name.out" out
done

"$gesta" shell people.gesta <"$session/queries.in" >/dev/null 2>&1
check "a script without mistakes ends with 0" test $? -eq 0
"$gesta" shell people.gesta <"$session/errors.in" >/dev/null 2>&1
check "a script with a mistake ends with 1" test $? -eq 1

"$gesta" shell people.gesta -f "$session/queries.in" >out 2>&1
check_same "a script gives the same as -f" "$session/queries.out" out

echo true >expected
"$gesta" shell people.gesta -c 'ASK { ?s foaf:age 41 }' >out 2>&1
check_same "-c needs no ending" expected out

printf 'true\nfalse\n' >expected
"$gesta" shell people.gesta -c 'ASK {};' -c 'ASK { ?s foaf:age 1 }' >out 2>&1
check_same "-c may be repeated" expected out

echo "gesta: statement:1:1: no graph is open: \".open GRAPH\" opens one" >expected
"$gesta" shell -c 'ASK {}' >out 2>&1
check_same "without a graph nothing can be asked" expected out

echo true >expected
"$gesta" shell -c '.open people.gesta' -c 'ASK { ?s foaf:age 41 }' >out 2>&1
check_same ".open opens a graph" expected out

printf 'ASK {};\nASK { "\377" };\n' | "$gesta" shell people.gesta >out 2>&1
printf '%s\n' true "gesta: standard input:2:8: byte 0xFF is not UTF-8: convert \
the text to UTF-8" >expected
check_same "a byte that is not UTF-8 has a place" expected out

"$gesta" shell -c '.extract --date 2024-03-12 --language fr Ankara a rejeté \
ces critiques.' -c '.format csv' -c '.extract --language=fr' >out 2>&1
check "a sentence that is typed in shows what is found" \
  grep -q 'rejeter *| *Reject' out
check "without a sentence one is asked for" grep -q 'expected a sentence' out

cat >article.txt <<'END'
La France a critiqué le Maroc.
END
"$gesta" shell -c '.create made.gesta' \
  -c '.build --language fr --date 2024-03-12 art*.txt' -c '.timeline' >out 2>&1
check "articles are read into the graph" grep -q 'France.*Maroc' out
"$gesta" shell made.gesta -c '.backup copy.gesta' -c '.open copy.gesta' \
  -c '.check' >out 2>&1
check "a copy is whole" grep -q '^copy.gesta: no fault' out

"$gesta" shell people.gesta -c .stats >out 2>&1
check "the counts are told" grep -qx 'quads:  *10' out
"$gesta" shell people.gesta -c .prefixes >out 2>&1
check "prefixes of the file are known" \
  grep -qx 'PREFIX : <urn:people:>' out
check "well-known prefixes are known" \
  grep -qx 'PREFIX gesta: <https://w3id.org/gesta#>' out

check "what was sent to a file is there" grep -qx more out.csv
printf 'name\r\nMaroc\r\nMorocco\r\n' >expected
check_same "and of the next answer only with .once" expected once.csv
check "a saved query is a file" grep -q rdfs:label data/gesta/queries/names_of.rq

"$gesta" shell events.gesta -c '.explain' -c 'ASK { ?s rdfs:label "ONU"@fr }' \
  -c '.explain' -c '.explain SELECT * { ?s gesta:date ?d }' >out 2>&1
check "without a request there is no plan" grep -q 'there was no request yet' out
check "the plan of the last request is shown" \
  test "$(grep -c '^ *rows *(about' out)" -ge 2

printf 'Maroc\n' >expected
"$gesta" shell events.gesta --param 'n="Maroc"' -c '.format csv' \
  -c 'SELECT ?n { }' 2>&1 | tr -d '\r' | tail -n 1 >out
check_same "--param gives a variable a value" expected out
"$gesta" shell events.gesta --param n -c 'ASK {}' >out 2>&1
check "one without a value is wrong usage" test $? -eq 2
"$gesta" shell events.gesta --on-error stop -c nonsense -c 'ASK {}' >out 2>&1
check "--on-error stop ends with 1" test $? -eq 1
check "and runs nothing more" sh -c '! grep true out'
"$gesta" shell events.gesta -c nonsense -c 'ASK {}' >out 2>&1
check "a mistake ends with 1 without it, too" test $? -eq 1
check "but what follows is run" grep -q true out

check "a script leaves no history" test ! -e state
finish
