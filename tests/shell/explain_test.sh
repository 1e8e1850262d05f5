#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# gesta extract --explain: from the trees in explain/ exactly the text there.
# The numbers of lines are compared with the lexicons instead; confidences
# change whenever the weights are fitted anew.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
data=${GESTA_DATA:-$srcdir/ontology}
for language in fr en; do
  [ -f "$data/models/$language.model" ] ||
    skip_all "no model of $language is installed"
done
GESTA_DATA=$data
export GESTA_DATA
cases=$srcdir/tests/shell/explain
cd "$work" || exit 99

# "discuter", lexicon/fr/triggers.tsv:444
lines_hold() { # language
  sed -n "s,^ *“\([^ ”]*\).*”.* lexicon/$1/triggers.tsv:\([0-9]*\).*,\1 \2,p" \
    "$1.text" >told
  [ -s told ] || return 1
  while read -r lemma line; do
    case $(sed -n "${line}p" "$data/lexicon/$1/triggers.tsv") in
    "$lemma"[!a-z]*) ;;
    *) echo "$lemma is not in line $line" && return 1 ;;
    esac
  done <told
}

# "is last(weekday(weekday)), lexicon/fr/dates.tsv:174"
formulas_hold() { # language
  sed -n "s,^ *“.*” is \(.*\)\, lexicon/$1/dates.tsv:\([0-9]*\)\,.*,\2 \1,p" \
    "$1.text" >told
  [ -s told ] || return 1
  while read -r line formula; do
    [ "$(sed -n "${line}p" "$data/lexicon/$1/dates.tsv" | cut -f 3)" \
      = "$formula" ] || { echo "$formula is not in line $line" && return 1; }
  done <told
}

for language in fr en; do
  "$gesta" extract --from conllu "$cases/$language.conllu" --id "$language" \
    --language "$language" --date 2024-03-06 --explain >$language.text
  sed 's/\.tsv:[0-9]*/.tsv:N/; s/^\(  confidence  \)[0-9.]*/\1N/' $language.text >$language.out
  check_same "every event is explained ($language)" \
    "$cases/$language.out" $language.out
  check "frames stand in the lines told ($language)" lines_hold $language
  check "dates stand in the lines told ($language)" formulas_hold $language
done

echo "Il pleut." >rain.txt
"$gesta" extract rain.txt --language fr --explain >out
echo "rain: no events" >expected
echo >>expected
check_same "an article without events says so" expected out

"$gesta" extract rain.txt --language fr --explain --format tsv >out 2>errors
check "explanations are no format" test $? -eq 2
check "and the message says so" grep -q -- '--explain prints text for people' \
  errors
printf '%s\n' '.extract --explain --language fr --date 2024-03-06 Paris a rappelé lundi son ambassadeur.' |
  "$gesta" shell >out 2>&1
check "the shell explains a sentence" grep -q '^  rule  *fr/' out
check "with the same marks" grep -q \
  '^  “\[actor Paris\] a \[trigger rappelé\] \[date lundi\]' out
finish
