#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every header compiles on its own, has the guard that its path gives, and every
# source file names its licence.
srcdir=${srcdir:-.}
flags=$(pkg-config --cflags redland rasqal raptor2 lmdb libsodium cmocka \
  readline 2>/dev/null)
here=$(pwd)
log=${builddir:-$here}/headers_test.out
cd "$srcdir" || exit 99

echo "1..3"

bad=0
for header in $(find graph extractor shell tests -name '*.h' | sort); do
  # shellcheck disable=SC2086
  if ! printf '#include "%s"\n' "$header" |
    ${CC:-cc} -std=c17 -D_GNU_SOURCE -Wall -Wextra -Werror -I. $flags \
      -DGESTA_VERSION='"0"' -DGESTA_PKGDATADIR='"/"' -fsyntax-only -xc - \
      >"$log" 2>&1; then
    sed 's/^/# /' "$log"
    bad=$((bad + 1))
  fi
done
rm -f "$log"
[ "$bad" -eq 0 ] || printf 'not '
echo "ok 1 - every header is self-contained"

# GESTA_FOLDER_FILE_H, the folder being the last one of the path.
bad=0
for header in $(find graph extractor shell tests -name '*.h' | sort); do
  name=$(basename "$header" .h)
  folder=$(basename "$(dirname "$header")")
  guard=$(printf 'GESTA_%s_%s_H' "$folder" "$name" | tr '[:lower:]' '[:upper:]')
  short=$(printf 'GESTA_%s_H' "$name" | tr '[:lower:]' '[:upper:]')
  tests=$(printf 'GESTA_TESTS_%s_%s_H' "$folder" "$name" | tr '[:lower:]' '[:upper:]')
  if ! grep -qE "^#ifndef ($guard|$short|$tests)\$" "$header"; then
    echo "# $header: expected the guard $guard"
    bad=$((bad + 1))
  fi
done
[ "$bad" -eq 0 ] || printf 'not '
echo "ok 2 - every header has the guard of its path"

missing=$(find graph extractor shell tests -name '*.[ch]' -exec \
  grep -L 'SPDX-License-Identifier: GPL-3.0-or-later' {} +)
if [ -n "$missing" ]; then
  printf '%s\n' "$missing" | sed 's/^/# no SPDX line: /'
  printf 'not '
fi
echo "ok 3 - every source file names its licence"
