#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The manual: a page for each command that says what its help says, without a
# mistake of markup.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
pages=$(dirname "$gesta")/man
page=$srcdir/man/gesta.1
cd "$work" || exit 99

# ---- Markup -------------------------------------------------------------------
# A page of no date differs in nothing when it is made anew.
lint() { # file
  if command -v mandoc >/dev/null; then
    mandoc -Tlint -W warning "$1" | grep -v 'missing date'
  fi
  if command -v groff >/dev/null; then
    groff -ww -man -Tutf8 "$1" 2>&1 >/dev/null
  fi
}

# The text of a page in one line, without markup; blanks are as in groff's input.
flatten() { # file
  sed -e '/^\.\\"/d' -e '/^\.SH EXIT STATUS/,/^\.SH/d' -e 's/^\.[A-Z][A-Za-z]* *//' \
    -e 's/\\f[BIR]//g' -e 's/\\-/-/g' -e 's/\\(ti/~/g' -e 's/\\(ha/^/g' \
    -e "s/\\\\(aq/'/g" -e 's/\\(ga/`/g' -e 's/\\&//g' -e 's/\\\[u[0-9A-F]*\]/?/g' \
    -e 's/\\e/\\/g' "$1" | tr -s ' \n' ' '
}

list_words() {
  grep -oE '[A-Za-z]{3,}' | LC_ALL=C sort -u
}

command -v mandoc >/dev/null || command -v groff >/dev/null ||
  echo "# neither mandoc nor groff is installed: markup is not tested"
lint "$page" >complaints
check "the page of the program has no mistake" sh -c 'cat complaints; test ! -s complaints'

# ---- A page for each command --------------------------------------------------
"$gesta" help >list
commands=$(sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' list)
check "there are commands" test "$(echo "$commands" | wc -w)" -ge 15
for command in $commands; do
  "$gesta" help --format man "$command" >"gesta-$command.1"
  check "gesta-$command.1 was made" cmp "$pages/gesta-$command.1" "gesta-$command.1"
  lint "gesta-$command.1" >complaints
  check "it has no mistake" sh -c 'cat complaints; test ! -s complaints'
  check "gesta.1 tells of it" grep -q "gesta.-$command (1)" "$page"
  "$gesta" help "$command" | sed '/^ *-h, --help/d' >help
  sed -n '/^Options:/,$s/^ *\(-., \)\{0,1\}\(--[a-z-]*\).*/\2/p' help >options
  flatten "gesta-$command.1" >flat
  missing=
  while read -r option; do
    grep -q -e "$option" flat || missing="$missing $option"
  done <options
  check "each of its options is there$missing" test -z "$missing"
  # Each word of the help stands in the page.
  sed -e '1,2d' -e '/^Examples*:$/,$d' -e '/^Options:/,$d' help | list_words >words
  list_words <flat >words_of_page
  check "so is each word of what it does" sh -c \
    'LC_ALL=C comm -23 words words_of_page >lost; cat lost; test ! -s lost && test -s words'
  if grep -q '^Examples*:$' help; then
    check "its examples are a section" grep -qx '.SH EXAMPLES' "gesta-$command.1"
    example=$(sed -n '/^Examples*:$/,/^$/s/^  //p' help | LC_ALL=C sed -e 's/[^ -~].*//' -e 1q)
    sed -n '/^.SH EXAMPLES/,$p' "gesta-$command.1" >examples.1
    flatten examples.1 >flat
    check "they are those of the help" grep -qF -e "$(echo "$example" | tr -s ' ')" flat
  fi
done
check "no other page was made" test "$(ls "$pages" | grep -c '^gesta-.*[.]1$')" -eq \
  "$(echo "$commands" | wc -w)"

# ---- Wrong usage --------------------------------------------------------------
"$gesta" help --format man 2>said
check "a page needs a command" test $? -eq 2
check "that is said" grep -q -e '--format man needs a COMMAND' said
"$gesta" help --format mam load 2>said
check "another format is refused" grep -q 'did you mean man' said
finish
