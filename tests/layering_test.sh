#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Who may include whom, for every C file under extractor, graph, shell, tests.
# ontology holds data only: it is loaded at run time and included by nobody.
srcdir=${srcdir:-.}

# The stages of the extractor, in processing order: each may include those
# before it, graph/base and graph/rdf.
stages='text model lexicon tagger parser time entity event emit'

# Any other folder may include itself and what its rows allow; graph/* is graph
# and all below it.  A folder without a row may include nothing, save that the
# row of tests holds for all below tests/.
folders='
graph/base:
graph/rdf: graph/base
graph/io: graph/base graph/rdf
graph/store: graph/base graph/rdf
graph/sparql: graph/base graph/rdf
graph/algebra: graph/base graph/rdf graph/sparql
graph/eval: graph/base graph/rdf graph/store graph/sparql graph/algebra
graph/results: graph/base graph/rdf
graph/remote: graph/base graph/rdf
graph/redland: graph/base graph/rdf graph/store graph/eval
graph: graph/base graph/rdf graph/io graph/store graph/sparql graph/algebra
graph: graph/eval graph/results graph/redland graph/remote
extractor: graph/base graph/rdf extractor/*
shell: graph/* extractor/*
tests: graph/* extractor/* shell tests/*
'

# A library may be seen by the folders after its colon, and by their mirrors in
# tests/.  A header that is neither here nor below may be seen by nobody, so
# that a new library is a new row.
libraries='
cmark.h: shell
cmocka.h: tests/support
curl: graph/remote
hunspell: extractor/lexicon
librdf.h: graph/redland
rdf_storage_module.h: graph/redland
libxml: extractor/text graph/results
lmdb.h: graph/store tests/support
malloc.h: shell
nettle: graph/eval
pcre2.h: graph/eval
raptor2.h: graph/io graph/redland
raptor2: graph/io graph/redland
rasqal.h: graph/redland
readline: shell
redland.h: graph/redland
sodium.h: graph/base
yajl: graph/results
yaml.h: shell
unicase.h: graph/eval graph/rdf graph/results extractor/text extractor/lexicon extractor/time
unictype.h: graph/eval graph/rdf graph/results extractor/text extractor/lexicon extractor/time
uninorm.h: graph/eval graph/rdf graph/results extractor/text extractor/lexicon extractor/time
unistr.h: graph/rdf graph/results extractor/text extractor/lexicon
uniwidth.h: graph/results shell
zlib.h: shell
'

# C17 and POSIX, without those that rule 23 of STYLE.md bans.
standard='
assert errno fenv float inttypes limits math setjmp signal stdarg stdatomic
stdalign stdbool stddef stdint stdio stdlib string threads time
dirent dlfcn fcntl getopt glob poll pthread strings termios unistd
sys/ioctl sys/mman sys/random sys/resource sys/stat sys/time sys/types sys/uio sys/wait
'

cd "$srcdir" || exit 99
echo "1..2"

find extractor graph shell tests -name '*.[ch]' 2>/dev/null |
  sort | xargs grep -n '^[[:space:]]*#[[:space:]]*include' /dev/null |
  awk -v folders="$folders" -v libraries="$libraries" -v standard="$standard" \
    -v stages="$stages" '
    function fold(path) { return sub("/[^/]*$", "", path) ? path : "" }
    function listed(name, list,    top) {
      top = name; sub("/.*", "", top); top = top "/*"
      return index(" " list " ", " " name " ") ||
             index(" " list " ", " " top " ")
    }
    function read_rows(text, rows,    line, row, n, i) {
      n = split(text, line, "\n")
      for (i = 1; i <= n; i++) {
        if (split(line[i], row, ":")) rows[row[1]] = rows[row[1]] row[2]
      }
    }
    BEGIN {
      read_rows(folders, may); read_rows(libraries, seen_by)
      gsub("\n", " ", standard)
      before = "graph/base graph/rdf"
      n = split(stages, stage, " ")
      for (i = 1; i <= n; i++) {
        may["extractor/" stage[i]] = before
        before = before " extractor/" stage[i]
      }
    }
    {
      split($0, at, ":"); from = fold(at[1])
      row = from ~ /^tests\// ? "tests" : from
      mirrored = from; sub("^tests/", "", mirrored)
      what = ""
      if (match($0, /["<][^">]*[">]/)) what = substr($0, RSTART + 1, RLENGTH - 2)
      if (!(row in may) || what == "") {
        good = 0
      } else if (substr($0, RSTART, 1) == "\"") {
        to = fold(what)
        good = to != "" && (to == from || listed(to, may[row]))
      } else {
        library = what; sub("/.*", "", library)
        header = what; sub("[.]h$", "", header)
        good = listed(header, standard) || (library in seen_by &&
               (listed(from, seen_by[library]) ||
                listed(mirrored, seen_by[library])))
      }
      if (!good) { print "# " $0; bad++ }
    }
    END { print (bad ? "not ok" : "ok") " 1 - every include follows the layering" }'

if find ontology -name '*.[ch]' 2>/dev/null | sed 's/^/# /' | grep .; then
  printf 'not '
fi
echo "ok 2 - ontology holds data only"
