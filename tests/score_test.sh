#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The events of one published article against what careful readers noted: a
# floor under the extractor, measured with the scorer of the evaluation.
srcdir=${srcdir:-.}
builddir=${builddir:-.}
evaluation=$srcdir/../shared/eval

if [ ! -x "$evaluation/score_events.py" ]; then
  echo "1..0 # SKIP the evaluation data are not in ../shared"
  exit 0
fi

out=$(mktemp -d) || exit 99
trap 'rm -rf "$out"' EXIT
echo "1..4"

seed=$evaluation/gold/seed
"$builddir/gesta" extract --format=tsv --date 2024-01-06 --language fr \
  --id seed "$seed/article.txt" >"$out/events.tsv" 2>"$out/errors" ||
  { sed 's/^/# /' "$out/errors"; printf 'not '; }
echo "ok 1 - the article is read without complaint"

header='document sentence actor action class target date polarity modality source'
[ "$(head -n 1 "$out/events.tsv" | tr '\t' ' ')" = "$header" ] || printf 'not '
echo "ok 2 - the table has the columns of the guidelines"

python3 "$evaluation/score_events.py" "$seed/gold.tsv" "$out/events.tsv" \
  >"$out/score"
sed 's/^/# /' "$out/score"

at_least() { # measure, floor
  awk -v name="$1" -v floor="$2" '
    $1 == name { for (i = 2; i < NF; i++) if ($i == "F1") found = $(i + 1) }
    END { exit !(found + 0 >= floor) }' "$out/score"
}
at_least trigger 45 || printf 'not '
echo "ok 3 - trigger F1 is at least 45"
at_least triple 25 || printf 'not '
echo "ok 4 - triple F1 is at least 25"
