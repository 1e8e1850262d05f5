#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Functions that nobody may call: they overflow, depend on the locale, or hide
# state.  Comments and strings may name them.
srcdir=${srcdir:-.}
cd "$srcdir" || exit 99

banned='strcpy strcat strncpy strncat strtok sprintf vsprintf gets atoi atol
atof strtod strtof strtold scanf sscanf fscanf setlocale localtime gmtime
isalpha isdigit isalnum isspace isupper islower ispunct tolower toupper
alloca tmpnam mktemp system'
printing='printf puts putchar vprintf perror exit abort _exit'

echo "1..2"

# The code alone: without comments, strings and character constants.
code() {
  sed -e 's://.*::' -e 's/"\([^"\\]\|\\.\)*"/""/g' -e "s/'\\\\\\?.'/' '/g" "$1"
}

find_calls() { # names, files
  names=$(printf '%s' "$1" | tr -s ' \n' '|')
  for file in $2; do
    code "$file" |
      grep -nE "(^|[^A-Za-z0-9_>.])($names)[[:space:]]*\(" |
      sed "s:^:# $file\::"
  done
}

found=$(find_calls "$banned" "$(find graph extractor shell tests -name '*.[ch]')")
if [ -n "$found" ]; then
  printf '%s\nnot ' "$found"
fi
echo "ok 1 - nobody calls a banned function"

found=$(find_calls "$printing" "$(find graph extractor -name '*.[ch]')")
if [ -n "$found" ]; then
  printf '%s\nnot ' "$found"
fi
echo "ok 2 - libraries neither print nor exit"
