#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# gesta lexicon check: what is shipped has no fault, and every fault is told with
# its file and line.
srcdir=${srcdir:-.}
builddir=${builddir:-.}
gesta=$builddir/gesta
data=${GESTA_DATA:-$srcdir/ontology}
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
echo "1..10"
count=0

report() { # status, sentence
  count=$((count + 1))
  test "$1" -eq 0 || { sed 's/^/# /' "$work/out"; printf 'not '; }
  echo "ok $count - $2"
}

"$gesta" lexicon check >"$work/out" 2>&1
report $? "the lexicons that come along have no fault"

# A data folder whose French triggers are wrong in five ways.
mkdir -p "$work/data/lexicon/fr" "$work/data/models"
cp "$data/actions.ttl" "$data/gesta.ttl" "$work/data/"
cp "$data/lexicon/fr/morphology.lexicon" "$work/data/lexicon/fr/"
: >"$work/data/models/fr.model"
{
  printf '# lines count from here\n'
  printf 'arrêter\tVERB\tArrest\n'
  printf 'saluer\tVERB\tGreetWarmly\n'
  printf 'arrêter\tVERB\tArrest\n'
  printf 'arrêtions\tVERB\tArrest\n'
  printf 'chanter\tVERB\tCreation\t-\tobj\tloudly\n'
  printf 'battre +obj=ghost\tVERB\tWin\n'
  printf 'seul\n'
  printf 'mariage\tNOUN\tMarry\tde\tavec\n'
} >"$work/data/lexicon/fr/triggers.tsv"
GESTA_DATA=$work/data "$gesta" lexicon check --language fr >"$work/out" 2>&1
test $? -eq 1
report $? "faults make the exit status 1"

told() { # line, text, sentence
  grep -q "triggers.tsv:$1: $2" "$work/out"
  report $? "$3"
}
told 3 'unknown action: "GreetWarmly"' "an unknown action is told with its line"
told 4 'a frame that stands there twice: "arrêter"' "a frame given twice is told"
told 5 'no lemma of a verb: "arrêtions"' "a form that is no lemma is told"
told 6 'unknown flag: "loudly"' "an unknown flag is told"
told 7 'unknown condition: "+obj=ghost"' "an unknown condition is told"
told 8 'expected 3 to 6 columns' "a line with too few columns is told"
grep -q '^fr: 6 verbs, 1 nouns, 4 actions, 6 faults$' "$work/out"
report $? "verbs, nouns, actions and faults are counted"

"$gesta" lexicon mend >"$work/out" 2>&1
test $? -eq 2
report $? "other work than checking is wrong usage"
