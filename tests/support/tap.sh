# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# TAP for tests in shell; to be sourced.  It makes a folder $work that goes away
# at the end and finds the program, $gesta.
srcdir=$(cd "${srcdir:-.}" && pwd) || exit 99
gesta=${builddir:-$(pwd)}/gesta
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM
test_count=0

pass() { # sentence
  test_count=$((test_count + 1))
  echo "ok $test_count - $1"
}

fail() { # sentence
  test_count=$((test_count + 1))
  echo "not ok $test_count - $1"
}

skip() { # sentence, reason
  test_count=$((test_count + 1))
  echo "ok $test_count - $1 # SKIP $2"
}

check() { # sentence, command...
  sentence=$1
  shift
  if "$@" >"$work/check.out" 2>&1; then
    pass "$sentence"
  else
    sed 's/^/# /' "$work/check.out"
    fail "$sentence"
  fi
}

# The sentence holds if two files are the same.
check_same() { # sentence, expected file, file
  if cmp -s "$2" "$3"; then
    pass "$1"
  else
    diff -u "$2" "$3" | sed 's/^/# /'
    fail "$1"
  fi
}

skip_all() { # reason
  echo "1..0 # SKIP $1"
  exit 0
}

finish() {
  echo "1..$test_count"
}
