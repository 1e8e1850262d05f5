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

# The calls of these functions in the code of the files that standard input
# names: in what is neither comment nor string nor character constant.
find_calls() {
  names=$(printf '%s' "$1" | tr -s ' \n' '|')
  xargs awk -v call="(^|[^A-Za-z0-9_>.])($names)[ \t]*[(]" '{
    sub("//.*", "")
    gsub(/"([^"\\]|\\.)*"/, "\"\"")
    gsub(/\047\\?.\047/, "\047 \047")
    if ($0 ~ call) {
      printf "# %s:%d:%s\n", FILENAME, FNR, $0
    }
  }'
}

found=$(find graph extractor shell tests -name '*.[ch]' | find_calls "$banned")
if [ -n "$found" ]; then
  printf '%s\nnot ' "$found"
fi
echo "ok 1 - nobody calls a banned function"

found=$(find graph extractor -name '*.[ch]' | find_calls "$printing")
if [ -n "$found" ]; then
  printf '%s\nnot ' "$found"
fi
echo "ok 2 - libraries neither print nor exit"
