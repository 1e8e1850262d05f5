#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Many articles at once: the output does not depend on the number of threads.
# Languages that are guessed, and stages.
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

# ---- Threads -----------------------------------------------------------------
for format in ttl tsv jsonl conllu; do
  "$gesta" extract --format $format "$articles"/*.txt >one
  for jobs in 2 3 8; do
    "$gesta" extract -j $jobs --format $format "$articles"/*.txt >many
    check_same "extract --format $format gives the same with $jobs threads" \
      one many
  done
done
"$gesta" parse --language fr "$articles"/fr_*.txt >one
"$gesta" parse --language fr --jobs 4 "$articles"/fr_*.txt >many
check_same "so does parse" one many
"$gesta" build one.gesta "$articles"/*.txt
"$gesta" build -j 4 four.gesta "$articles"/*.txt
"$gesta" export one.gesta --format nq | LC_ALL=C sort >one
"$gesta" export four.gesta --format nq | LC_ALL=C sort >many
check_same "and build" one many

printf 'Le ministre est parti.\n' >good.txt
printf 'bad \377 bytes\n' >bad.txt
"$gesta" parse --language fr -j 4 good.txt bad.txt missing.txt good.txt \
  >out 2>err
check "a bad file ends parsing" test $? -eq 1
check "and is the first that is told" grep -q '^gesta: bad.txt:1:5: ' err
check "alone" test "$(wc -l <err)" -eq 1
"$gesta" build -j 4 some.gesta --language fr good.txt bad.txt missing.txt \
  >out 2>err
check "building goes on after a bad file" test -f some.gesta
check "and tells of all of them, in their order" \
  test "$(cut -d : -f 2 err | tr -d '\n')" = " bad.txt missing.txt"
for jobs in 0 65 many -1; do
  "$gesta" parse --jobs=$jobs good.txt >out 2>err
  check "--jobs=$jobs is wrong usage" test $? -eq 2
done

# ---- Stages ------------------------------------------------------------------
"$gesta" parse --stop-after segment good.txt >out
check "after segmenting nothing is tagged" \
  test -z "$(awk -F '\t' 'NF == 10 && $4 != "_"' out)"
"$gesta" parse --stop-after tag good.txt >out
check "after tagging all is tagged" \
  test -z "$(awk -F '\t' 'NF == 10 && $4 == "_"' out)"
check "but has no head" test -z "$(awk -F '\t' 'NF == 10 && $7 != "_"' out)"
"$gesta" parse good.txt >one
"$gesta" parse --stop-after parse good.txt >out
check_same "parsing is the last stage" one out
"$gesta" parse --from conllu --stop-after tag one >out
check "trees that are annotated afresh keep their words" \
  test "$(cut -f 2 out)" = "$(cut -f 2 one)"

# ---- Languages ---------------------------------------------------------------
cat >fr.txt <<'TEXT'
La ministre a rencontré son homologue turc mardi à Ankara.
TEXT
cat >en.txt <<'TEXT'
The minister met her Turkish counterpart in Ankara on Tuesday.
TEXT
cat >de.txt <<'TEXT'
Der Bundeskanzler hat am Montag in Berlin erklärt, dass die Regierung neue
Maßnahmen gegen die Inflation beschließen werde.
TEXT
for language in fr en; do
  "$gesta" parse --language $language $language.txt >one
  "$gesta" parse --language auto $language.txt >out
  check_same "the language of $language.txt is guessed" one out
done
"$gesta" parse --language auto -j 2 fr.txt en.txt >out
check "file by file" test "$(cut -f 2 out | grep -c '^Ankara$')" -eq 2
"$gesta" parse --language fr fr.txt >one
"$gesta" parse --language auto --from conllu one >out
check_same "and that of trees by their text" one out
"$gesta" parse --language auto fr.txt de.txt >out 2>err
check "another language is refused" test $? -eq 1
check "with the file's name" grep -q '^gesta: de.txt: ' err
check "and the languages there are" grep -q '(en, fr)' err
"$gesta" extract --language auto --format tsv "$articles"/en_*.txt >out
"$gesta" extract --language en --format tsv "$articles"/en_*.txt >one
check_same "extract guesses, too" one out
"$gesta" build auto.gesta --language auto fr.txt de.txt 2>err
check "and build" grep -q '^gesta: de.txt: the text seems to be in none' err
"$gesta" extract --language auto --from conllu one 2>err
check "but not the language of trees" test $? -eq 1

finish
