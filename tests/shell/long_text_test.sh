#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Texts that nobody writes but somebody sends: they are cut and read in bounded
# memory and in time that grows as they do.
. "${srcdir:-.}/tests/support/tap.sh"

# Parse within so many kilobytes and processor seconds, or die of it.  A sanitizer
# reserves more addresses than there is memory, and takes its time.
parse() { # kilobytes, seconds, file
  (
    if ldd "$gesta" | grep -q libasan; then
      ulimit -t $(($2 * 10))
    else
      ulimit -v "$1" && ulimit -t "$2"
    fi
    "$gesta" parse --language fr --out "$work/trees" "$3"
  )
}

letters() { # of all words
  awk -F '\t' '$1 ~ /^[0-9]+$/ { n += length($2) } END { print n + 0 }' "$work/trees"
}

longest() { # words of the longest sentence
  awk -F '\t' '$1 ~ /^[0-9]+$/ && $1 > n { n = $1 } END { print n + 0 }' "$work/trees"
}

# One line of 10 MB without a blank; quotes; a sentence without an end.
awk 'BEGIN { for (i = 0; i < 1000000; i++) printf "abcdefghij" }' >"$work/line"
check "a line of 10 MB without a blank is read" parse 200000 60 "$work/line"
check "and no letter of it is lost" test "$(letters)" -eq 10000000

awk 'BEGIN { for (i = 0; i < 100000; i++) printf "%s", "\"" }' >"$work/quotes"
check "100,000 quotes are read" parse 200000 60 "$work/quotes"
check "and none is lost" test "$(letters)" -eq 100000

awk 'BEGIN { for (i = 0; i < 5000; i++) printf "le chat " }' >"$work/sentence"
check "a sentence of 10,000 words is read" parse 200000 60 "$work/sentence"
check "no word of it is lost" test "$(letters)" -eq 30000
check "and it is cut" test "$(longest)" -le 1100

# Ten times as many words: whole trees of cycles, and still no more memory.
if ldd "$gesta" | grep -q libasan; then
  for sentence in "one of 100,000 words is read" "no word of that is lost" \
    "and its sentences are numbered through"; do
    skip "$sentence" "a sanitizer takes minutes over it"
  done
  finish
  exit
fi
awk 'BEGIN { for (i = 0; i < 50000; i++) printf "le chat " }' >"$work/sentence"
check "one of 100,000 words is read" parse 200000 40 "$work/sentence"
check "no word of that is lost" test "$(letters)" -eq 300000
check "and its sentences are numbered through" \
  test "$(sed -n 's/^# sent_id = //p' "$work/trees" | sort -n | tail -n 1)" -ge 100
finish
