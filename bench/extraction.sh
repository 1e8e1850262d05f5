#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What extracting events costs beside parsing alone: user seconds over the
# articles given, or the example articles forty times, the best of three runs.
#
#   bench/extraction.sh [GESTA [ARTICLE…]]
gesta=${1:-./gesta}
test $# -gt 0 && shift
if test $# -eq 0; then
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    set -- "$@" examples/articles/*.txt
  done
  set -- "$@" "$@" "$@" "$@"
fi

seconds() { # format, articles
  format=$1
  shift
  best=
  for _ in 1 2 3; do
    spent=$( (time -p "$gesta" extract --format "$format" "$@" >/dev/null) 2>&1 |
      sed -n 's/^user //p')
    best=$(printf '%s\n%s\n' "${best:-$spent}" "$spent" | sort -n | head -n 1)
  done
  echo "$best"
}

parsing=$(seconds conllu "$@")
extraction=$(seconds tsv "$@")
awk -v p="$parsing" -v e="$extraction" -v w="$(cat "$@" | wc -w)" 'BEGIN {
  printf "words       %d\nparsing     %.2f s\nextraction  %.2f s\n", w, p, e
  if (p > 0) printf "ratio       %.2f\n", e / p
}'
