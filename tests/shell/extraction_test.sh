#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Articles to events and graphs, and what is said of articles that are wrong.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
data=${GESTA_DATA:-$srcdir/ontology}
articles=$srcdir/examples/articles
for language in fr en; do
  [ -f "$data/models/$language.model" ] ||
    skip_all "no model of $language is installed"
done
GESTA_DATA=$data
export GESTA_DATA
cd "$work" || exit 99
article=$articles/fr_greve_ports.txt

# ---- Extract -----------------------------------------------------------------
"$gesta" extract "$article" --format tsv >events.tsv
check "a table of events has its header" sh -c "head -n 1 events.tsv | grep -q \
  '^document	sentence	actor	action	class	target	date	polarity	modality	source'"
check "and events" test "$(wc -l <events.tsv)" -gt 3
check "all of ten columns" \
  test -z "$(awk -F '\t' 'NF != 10' events.tsv)"
"$gesta" extract "$article" --format jsonl >events.jsonl
check "a line of JSON an event" \
  test "$(wc -l <events.jsonl)" -eq "$(($(wc -l <events.tsv) - 1))"
"$gesta" extract "$article" --format nt | LC_ALL=C sort >expected
for format in ttl trig nq rdfxml; do
  rm -f one.gesta*
  "$gesta" extract "$article" --format $format -o one &&
    "$gesta" load one.gesta one --format $format &&
    "$gesta" export one.gesta --format nt | LC_ALL=C sort >out
  check_same "the same triples as $format" expected out
done
"$gesta" extract "$article" --format conllu >trees.conllu
check "trees are CoNLL-U" grep -q '^# newdoc id = fr_greve_ports$' trees.conllu
check "with a root each" test \
  "$(grep -c '^# sent_id' trees.conllu)" -eq "$(cut -f 8 trees.conllu | grep -cx root)"
"$gesta" extract "$article" --stop-after parse >out
check_same "parsing is the last stage of trees" trees.conllu out
"$gesta" extract "$article" --stop-after segment >out
check "after segmenting nothing is tagged" \
  test -z "$(awk -F '\t' 'NF == 10 && $4 != "_"' out)"
"$gesta" extract "$article" --stop-after tag >out
check "after tagging nothing has a head" \
  test -z "$(awk -F '\t' 'NF == 10 && $7 != "_"' out)"
"$gesta" extract trees.conllu --from conllu --language fr --date 2024-10-17 \
  --id fr_greve_ports --format tsv >out
check "trees are read as well" test "$(wc -l <out)" -gt 3

"$gesta" extract - --language fr --id pipe --format tsv <"$article" >out
check "an article is read from a pipe" grep -q '^pipe	' out
"$gesta" extract "$article" --id other --base http://example.org/ --format nt \
  >out
check "--id and --base make the name of an article" \
  grep -q '^<http://example.org/article/other> ' out
"$gesta" extract "$article" --date 1999-12-31 --format nt >out
check "options count more than the .meta file" grep -q '"1999-12-31"' out
"$gesta" extract "$article" --format nt >one
"$gesta" extract "$article" --format nt >two
check_same "the same article gives the same bytes" one two

# ---- Build -------------------------------------------------------------------
"$gesta" build news.gesta "$articles"/*.txt >out 2>err
check "articles in two languages are read" test $? -eq 0
check "without a terminal nothing is said" test ! -s out -a ! -s err
"$gesta" info news.gesta >out
check "every article is a graph" \
  grep -qx "graphs:  *$(find "$articles" -name '*.txt' | wc -l)" out
"$gesta" export news.gesta --format nq | LC_ALL=C sort >expected
"$gesta" build news.gesta "$articles"/*.txt
"$gesta" export news.gesta --format nq | LC_ALL=C sort >out
check_same "reading them again changes nothing" expected out

cp "$article" changing.txt
"$gesta" build change.gesta changing.txt --language fr --date 2024-10-17
head -n 3 "$article" >changing.txt
"$gesta" build change.gesta changing.txt --language fr --date 2024-10-17
"$gesta" build short.gesta changing.txt --language fr --date 2024-10-17
"$gesta" export change.gesta --format nq | LC_ALL=C sort >out
"$gesta" export short.gesta --format nq | LC_ALL=C sort >expected
check_same "a new version of an article replaces the old one" expected out

mkdir rest
"$gesta" export news.gesta --format nq | LC_ALL=C sort >before
head -c 100 /dev/urandom >rest/noise.txt
printf '\0' >>rest/noise.txt
"$gesta" build news.gesta rest/noise.txt "$article" --language fr >out 2>err
check "a wrong article among others is told" \
  test $? -eq 1 -a "$(wc -l <err)" -eq 1
"$gesta" export news.gesta --format nq | LC_ALL=C sort >out
check_same "and the others are read" before out

# ---- Queries -----------------------------------------------------------------
"$gesta" query news.gesta 'SELECT DISTINCT ?article {
  GRAPH ?article { ?event a gesta:Event } }' --format csv >out
check "every article has an event" test "$(wc -l <out)" -eq \
  "$(($(find "$articles" -name '*.txt' | wc -l) + 1))"

# ---- Articles that are wrong -------------------------------------------------
# One line that names the place, status 1, nothing printed, no file made.
refuses() { # sentence, pattern, words of the command line...
  sentence=$1
  pattern=$2
  shift 2
  for command in "extract" "build new.gesta"; do
    # shellcheck disable=SC2086 # two words
    "$gesta" $command "$@" >out 2>err </dev/null
    status=$?
    if [ $status -eq 1 ] && [ "$(wc -l <err)" -eq 1 ] && [ ! -s out ] &&
      grep -qE "^gesta: $pattern" err && [ ! -e new.gesta ] &&
      [ ! -e new.gesta-lock ]; then
      pass "${command%% *}: $sentence"
    else
      sed "s/^/# $status: /" err
      fail "${command%% *}: $sentence"
      rm -f new.gesta*
    fi
  done
}
mkdir -p wrong/folder
cd wrong || exit 99
printf 'Une phrase.\n' >good.txt
printf 'La ministre\na \351t\351 l\340.\n' >latin.txt
printf 'abc\0def\n' >binary.txt
: >empty.txt
printf ' \n\n' >blank.txt
printf 'Une phrase.\n' >badmeta.txt
printf 'language: fr\nlangue fr\n' >badmeta.meta
printf '@prefix : <urn:> .\n:a :b\n' >names.ttl
refuses "a missing file" 'none.txt: cannot be opened: No such' none.txt -l fr
refuses "a folder without articles" 'folder: no file in this folder ends in .txt' \
  folder -l fr
refuses "metadata alone" 'badmeta.meta: tells of an article and is none' \
  badmeta.meta
refuses "a byte that is not UTF-8" 'latin.txt:2:3: .*0xE9' latin.txt -l fr
refuses "binary data" 'binary.txt:1:4: binary data' binary.txt -l fr
refuses "an empty file" 'empty.txt: ' empty.txt -l fr
refuses "a blank file" 'blank.txt: ' blank.txt -l fr
refuses "no language" 'good.txt: the language is not known.*en, fr' good.txt
refuses "an unknown language" 'good.txt: there is no language "de".*(fr|en)' \
  good.txt -l de
refuses "a date that is none" 'good.txt: .*2024-02-30' \
  good.txt -l fr --date 2024-02-30
refuses "a wrong line of metadata" 'badmeta.meta:2' badmeta.txt
refuses "a missing gazetteer" 'none.ttl: cannot be opened' \
  good.txt -l fr --gazetteer none.ttl
refuses "a wrong gazetteer" 'names.ttl:' good.txt -l fr --gazetteer names.ttl
refuses "trees that are none" 'good.txt:1' good.txt -l fr --from conllu
cd ..

# ---- Folders -----------------------------------------------------------------
mkdir articles
cp "$srcdir"/examples/articles/* articles
echo 'no article' >articles/notes.md
"$gesta" extract articles/*.txt --format tsv >expected
"$gesta" extract articles --format tsv >out
check_same "a folder stands for the articles in it" expected out
rm articles/notes.md
"$gesta" extract articles/* --format tsv >out
check_same "metadata is passed over" expected out
"$gesta" build folder.gesta articles && "$gesta" info folder.gesta >out
check "a folder is built" grep -qx 'graphs: 10' out
"$gesta" extract articles --id x 2>err
check "one id for a folder of articles is wrong usage" test $? -eq 2

"$gesta" extract "$article" nowhere.txt -o answer 2>err
check "a wrong article leaves no half of an answer" test ! -e answer
"$gesta" extract "$article" --format tsv >/dev/full 2>err
check "a full disk is told" test $? -eq 1 -a "$(wc -l <err)" -eq 1
GESTA_DATA=/nowhere "$gesta" extract "$article" 2>err
check "a data folder that is missing is told" \
  grep -q '^gesta: /nowhere: .*GESTA_DATA' err
finish
