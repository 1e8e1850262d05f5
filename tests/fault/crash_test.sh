#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A loader that commits every 500 triples is killed (kill -9) at a random moment,
# again and again: the graph then holds what was committed, which is a whole
# number of batches from the beginning of the file, and is sound.
#
# GESTA_CRASH_ROUNDS: how often [8]; GESTA_CRASH_SEED: of the moments [1].
srcdir=${srcdir:-.}
. "$srcdir/tests/support/tap.sh"

rounds=${GESTA_CRASH_ROUNDS:-8}

ok() { # status, sentence
  if [ "$1" -eq 0 ]; then pass "$2"; else fail "$2"; fi
}

# What was loaded is the beginning of the file; an export has an order of its own.
awk 'BEGIN { for (i = 0; i < 40000; i++)
  printf "<urn:s:%d> <urn:p> \"%d\"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g> .\n", i, i * 7 }' \
  > "$work/all.nq"

start=$(date +%s%N)
"$gesta" load "$work/whole.gesta" "$work/all.nq" --batch 500 || exit 99
span=$((($(date +%s%N) - start) / 1000000))
LC_ALL=C
export LC_ALL
sort "$work/all.nq" > "$work/sorted.nq"
"$gesta" export "$work/whole.gesta" --format nq | sort | cmp -s - "$work/sorted.nq"
ok $? 'a load that is not killed holds all'

awk -v rounds="$rounds" -v span="$span" -v seed="${GESTA_CRASH_SEED:-1}" 'BEGIN {
  srand(seed); for (i = 0; i < rounds; i++) printf "%.3f\n", rand() * span / 1000 }' \
  > "$work/moments"

killed=0
bad=0
while read -r moment; do
  rm -f "$work"/a.gesta*
  "$gesta" load "$work/a.gesta" "$work/all.nq" --batch 500 2> /dev/null &
  loader=$!
  sleep "$moment"
  kill -9 "$loader" 2> /dev/null && killed=$((killed + 1))
  wait "$loader" 2> /dev/null
  [ -e "$work/a.gesta" ] || continue # killed before it was made
  if ! "$gesta" check "$work/a.gesta" > "$work/found" 2>&1; then
    sed "s/^/# after $moment s: /" "$work/found"
    bad=$((bad + 1))
    continue
  fi
  "$gesta" export "$work/a.gesta" --format nq | sort > "$work/a.nq"
  count=$(wc -l < "$work/a.nq")
  head -n "$count" "$work/all.nq" | sort > "$work/expected.nq"
  if [ $((count % 500)) -ne 0 ] || ! cmp -s "$work/a.nq" "$work/expected.nq"; then
    echo "# after $moment s: $count triples"
    bad=$((bad + 1))
  fi
done < "$work/moments"
echo "# $killed of $rounds loads were killed at work"
[ "$bad" -eq 0 ]
ok $? "a graph is sound and whole whenever its writer is killed"

# Who comes after a dead writer can write.
"$gesta" load "$work/a.gesta" "$work/all.nq" &&
  "$gesta" export "$work/a.gesta" --format nq | sort | cmp -s - "$work/sorted.nq"
ok $? 'the next writer goes on'

finish
