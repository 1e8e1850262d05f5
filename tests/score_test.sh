#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The events of annotated articles against what careful readers noted: a floor
# under the extractor, measured with the scorer of the evaluation.
srcdir=${srcdir:-.}
builddir=${builddir:-.}
evaluation=$srcdir/../shared/eval

if [ ! -x "$evaluation/score_events.py" ]; then
  echo "1..0 # SKIP the evaluation data are not in ../shared"
  exit 0
fi

out=$(mktemp -d) || exit 99
trap 'rm -rf "$out"' EXIT
count=0

ok() { # status, sentence
  count=$((count + 1))
  [ "$1" -eq 0 ] || printf 'not '
  echo "ok $count - $2"
}

meta() { # file, field
  sed -n "s/^$2: *//p" "$1" | head -n 1
}

# Append the events of an article to those of its set.
extract() { # set, id, text
  "$builddir/gesta" extract --format=tsv --id "$2" \
    --language "$(meta "${3%.txt}.meta" language)" \
    --date "$(meta "${3%.txt}.meta" date)" "$3" \
    >"$out/one.tsv" 2>>"$out/errors" || return 1
  [ -s "$out/$1.tsv" ] || head -n 1 "$out/one.tsv" >"$out/$1.tsv"
  tail -n +2 "$out/one.tsv" >>"$out/$1.tsv"
}

score() { # set, pattern of the gold's documents
  cat "$evaluation/gold/seed/gold.tsv" "$evaluation/gold/dev/gold.tsv" |
    awk -F '\t' -v wanted="^($2)" 'NR == 1 || $1 ~ wanted' >"$out/gold_$1.tsv"
  python3 "$evaluation/score_events.py" "$out/gold_$1.tsv" "$out/$1.tsv" \
    >"$out/score_$1"
  echo "# $1"
  sed 's/^/# /' "$out/score_$1"
}

at_least() { # set, measure, floor
  awk -v name="$2" -v floor="$3" '
    $1 == name {
      found = $2
      for (i = 2; i < NF; i++) if ($i == "F1") found = $(i + 1)
    }
    END { exit !(found + 0 >= floor) }' "$out/score_$1"
  ok $? "$1: $2 is at least $3"
}

good=0
for name in seed french; do
  extract $name seed "$evaluation/gold/seed/article.txt" || good=1
done
for text in "$evaluation"/gold/dev/*.txt; do
  id=$(basename "$text" .txt)
  case $id in
  fr_*) extract french "$id" "$text" || good=1 ;;
  en_*) extract english "$id" "$text" || good=1 ;;
  esac
done
[ ! -s "$out/errors" ] || { sed 's/^/# /' "$out/errors" && good=1; }
ok $good "the articles are read without complaint"

header='document sentence actor action class target date polarity modality source'
[ "$(head -n 1 "$out/seed.tsv" | tr '\t' ' ')" = "$header" ]
ok $? "the table has the columns of the guidelines"

score seed 'seed$'
score french 'seed$|fr_'
score english 'en_'
for name in seed french; do
  at_least $name trigger 85
  at_least $name triple 72
  at_least $name quad 65
done
at_least english trigger 82
at_least english triple 68
at_least english quad 62
for name in french english; do
  at_least $name polarity 97
  at_least $name modality 88
  at_least $name source 85
  at_least $name class 85
  at_least $name date 90
done
echo "1..$count"
