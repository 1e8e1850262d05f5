#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A disk that is full or broken at every write of a load, one after the other:
# the load fails with a message, the graph is sound and as it was before.
builddir=${builddir:-$(pwd)}
srcdir=${srcdir:-.}
. "$srcdir/tests/support/tap.sh"

shim=$builddir/tests/fault/failing_io.so

if [ ! -f "$shim" ] || nm -D "$gesta" 2>/dev/null | grep -q __asan; then
  echo "1..0 # SKIP the failing disk cannot be preloaded in this build"
  exit 0
fi

ok() { # status, sentence
  if [ "$1" -eq 0 ]; then pass "$2"; else fail "$2"; fi
}

awk 'BEGIN { for (i = 0; i < 3000; i++)
  printf "<urn:s:%d> <urn:p:%d> \"%d\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n", i, i % 7, i }' \
  > "$work/base.nt"
sed 's/urn:s:/urn:t:/' "$work/base.nt" > "$work/more.nt"
"$gesta" load "$work/base.gesta" "$work/base.nt" || exit 99
"$gesta" export "$work/base.gesta" --format nq > "$work/base.nq"

# Load with a disk that fails at write number $1 with errno $2.  Prints "done"
# if no write failed, "good" if all is as it should be, else what is not.
try() {
  rm -f "$work"/a.gesta*
  cp "$work/base.gesta" "$work/a.gesta"
  if LD_PRELOAD=$shim GESTA_FAULT_AFTER=$1 GESTA_FAULT_ERRNO=$2 \
       "$gesta" load "$work/a.gesta" "$work/more.nt" 2> "$work/said"; then
    echo done
    return
  fi
  grep -q "^gesta: .*: $3" "$work/said" || { echo "said: $(cat "$work/said")"; return; }
  "$gesta" check "$work/a.gesta" > "$work/found" || { cat "$work/found"; return; }
  "$gesta" export "$work/a.gesta" --format nq | cmp -s - "$work/base.nq" ||
    { echo "it is not as it was"; return; }
  echo good
}

try_all() { # errno, message
  after=0
  result=good
  while [ "$result" = good ] && [ "$after" -lt 1000 ]; do
    result=$(try "$after" "$1" "$2")
    after=$((after + 1))
  done
  echo "# errno $1: $((after - 1)) writes failed"
  [ "$result" = done ] && [ "$after" -gt 2 ] || { echo "# after $after: $result"; false; }
}

try_all 28 'the disk is full'
ok $? 'a disk that becomes full at any write leaves the graph as it was'
try_all 5 'Input/output error'
ok $? 'a disk that breaks at any write leaves the graph as it was'

cp "$work/base.gesta" "$work/a.gesta"
"$gesta" load "$work/a.gesta" --format nt - < "$work" 2> "$work/said"
[ $? -eq 1 ] && grep -q 'cannot be read' "$work/said" &&
  "$gesta" export "$work/a.gesta" --format nq | cmp -s - "$work/base.nq"
ok $? 'an input that cannot be read leaves the graph as it was'

(ulimit -f 200; trap '' XFSZ; "$gesta" load "$work/new.gesta" "$work/base.nt" "$work/more.nt") 2> "$work/said"
[ $? -eq 1 ] && [ ! -e "$work/new.gesta" ]
ok $? 'a new graph that does not fit leaves no file'

finish
