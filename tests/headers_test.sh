#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every header compiles on its own, has the guard that its path gives, and every
# source file names its licence.
srcdir=${srcdir:-.}
flags=$(pkg-config --cflags redland rasqal raptor2 lmdb libsodium cmocka \
  readline 2>/dev/null)
cd "$srcdir" || exit 99

echo "1..3"

# Each one by itself, several at a time, for the compiler starts anew for each.
found=$(find graph extractor shell tests -name '*.h' | sort |
  xargs -P "$(getconf _NPROCESSORS_ONLN)" -I HEADER sh -c "
    printf '#include \"%s\"\n' HEADER |
      ${CC:-cc} -std=c17 -D_GNU_SOURCE -Wall -Wextra -Werror -I. $flags \
        -DGESTA_VERSION='\"0\"' -DGESTA_PKGDATADIR='\"/\"' -fsyntax-only -xc - \
        2>&1")
if [ -n "$found" ]; then
  printf '%s\n' "$found" | sed 's/^/# /'
  printf 'not '
fi
echo "ok 1 - every header is self-contained"

# GESTA_FOLDER_FILE_H, the folder being the last one of the path.
found=$(find graph extractor shell tests -name '*.h' | xargs awk '
  FNR == 1 {
    part = split(toupper(FILENAME), folder, "/")
    name = folder[part]
    sub(/[.]H$/, "", name)
    guard = folder[part - 1] "_" name "_H"
    allowed["GESTA_" guard] = allowed["GESTA_" name "_H"] = FILENAME
    allowed["GESTA_TESTS_" guard] = FILENAME
    wanted[FILENAME] = "GESTA_" guard
  }
  $1 == "#ifndef" && allowed[$2] == FILENAME { delete wanted[FILENAME] }
  END {
    for (header in wanted) {
      printf "# %s: expected the guard %s\n", header, wanted[header]
    }
  }')
if [ -n "$found" ]; then
  printf '%s\nnot ' "$found"
fi
echo "ok 2 - every header has the guard of its path"

missing=$(find graph extractor shell tests -name '*.[ch]' -exec \
  grep -L 'SPDX-License-Identifier: GPL-3.0-or-later' {} +)
if [ -n "$missing" ]; then
  printf '%s\n' "$missing" | sed 's/^/# no SPDX line: /'
  printf 'not '
fi
echo "ok 3 - every source file names its licence"
