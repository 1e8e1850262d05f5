#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# gesta report: a template and a graph make Markdown or a page.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
cd "$work" || exit 99

cat >people.ttl <<'END'
@prefix : <urn:e:> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:1 :who "Ada" ; :n 3 ; :day "2024-01-05"^^xsd:date ; :meets :2 .
:2 :who "Bela *bold* <b>" ; :n 5 ; :day "2024-02"^^xsd:gYearMonth ; :meets :3 .
:3 :who "Chloé d’une très longue histoire qui ne finit jamais" ; :n -2 ;
   :day "2024"^^xsd:gYear ; :meets :1 ; :page <https://example.org/c?a=1&b=2> .
END
"$gesta" load g.gesta people.ttl 2>said || exit 99

# ---- Markdown ----------------------------------------------------------------
cat >a.md <<'END'
---
title: About {{who}}
parameters:
  who: {type: text, default: Ada}
  least: {type: integer, default: 3}
---
Of {{who}}, not of `{{who}}`.

```sparql title="From {{least}}"
SELECT ?name ?n { ?e <urn:e:who> ?name ; <urn:e:n> ?n FILTER (?n >= ?least) } ORDER BY ?n
```
Is it {{who}}?
```sparql
ASK { ?e <urn:e:who> ?who }
```
```sparql list
SELECT ?name ?n ?page { ?e <urn:e:who> ?name ; <urn:e:n> ?n OPTIONAL { ?e <urn:e:page> ?page } } ORDER BY ?n
```
```sparql empty="Nobody but {{who}}."
SELECT ?x { ?x <urn:no> ?who }
```
```sparql
SELECT ?x { ?x <urn:no> ?y }
```
END
cat >expected <<'END'
# About Ada

Of Ada, not of `{{who}}`.

**From 3**

| name | n |
| --- | ---: |
| Ada | 3 |
| Bela \*bold\* &lt;b&gt; | 5 |

Is it Ada?

Yes.

- **Chloé d’une très longue histoire qui ne finit jamais** – -2, [https://example.org/c?a=1\&b=2](<https://example.org/c?a=1&b=2>)
- **Ada** – 3
- **Bela \*bold\* \<b\>** – 5

Nobody but Ada.

Nothing was found.
END
"$gesta" report g.gesta a.md >out 2>said
check "a report is made" test $? -eq 0
check_same "answers stand in the places of queries" expected out
check "nothing is said" test ! -s said
"$gesta" report g.gesta - <a.md >again
check_same "a template comes from standard input as well" out again
"$gesta" report g.gesta a.md -o a.out && check_same "-o writes the same" out a.out

"$gesta" report g.gesta a.md -p 'who=*x* } UNION { ?s ?p ?o' >out
check "a value is bound, not pasted" grep -qx 'No\.' out
check "a value is shown as it is" \
  grep -qF 'Of \*x\* \} UNION \{ ?s ?p ?o, not' out
"$gesta" report g.gesta a.md --param least=5 >out
check "a value counts more than the default" grep -qx '\*\*From 5\*\*' out
check "it counts in the query" sh -c '! grep -q "^| Ada" out'

# ---- Mistakes ----------------------------------------------------------------
wrong() { # status, message, arguments...
  status=$1
  message=$2
  shift 2
  "$gesta" report "$@" >out 2>said
  check "$* ends with status $status" test $? -eq "$status"
  if ! grep -qF -e "$message" said; then
    sed 's/^/# /' said
    printf 'not '
  fi
  test_count=$((test_count + 1))
  echo "ok $test_count - it says $message"
}
wrong 2 'report: expected GRAPH and TEMPLATE' g.gesta
wrong 2 'has no parameter "wo"; did you mean who?' g.gesta a.md -p wo=x
wrong 2 '--param least: "many" is no integer' g.gesta a.md -p least=many
wrong 2 '--timeout cannot be "soon"' g.gesta a.md --timeout soon
wrong 2 'did you mean html?' g.gesta a.md --format htm
wrong 1 'missing.md: ' g.gesta missing.md
wrong 1 'no template "actor-profil"; did you mean actor-profile?' g.gesta actor-profil
wrong 1 'no file and no template "qqq"' g.gesta qqq
wrong 1 'nowhere.gesta: ' nowhere.gesta a.md

cat >b.md <<'END'
Text.

  ```sparql
  SELECT ?x {
    ?x ?y
  }
  ```

```sparql
ASK { }
```

```sparql chart=bar x=month
SELECT ?name ?n { ?e <urn:e:who> ?name ; <urn:e:n> ?n }
```
END
wrong 1 'gesta: b.md:6:3: ' g.gesta b.md
check "the line is shown" grep -qx '    }' said
check "nothing is written" test ! -s out
"$gesta" report g.gesta b.md -o b.out 2>said
check "no file is left by a report that failed" test ! -e b.out
"$gesta" report g.gesta b.md --keep-going >out 2>said
check "keeping going is a failure still" test $? -eq 1
check "each failure is told" test "$(grep -c '^gesta: b.md:' said)" -eq 2
check "the second as well" grep -q \
  '^gesta: b.md:13:1: x=month: the answer has no such variable, but ?name ?n' said
check "a failure is marked in its place" grep -q '^> \*\*Error (6:3):\*\* ' out
check "the rest is there" grep -qx 'Yes\.' out
"$gesta" report g.gesta b.md -k --format html >out 2>said
check "a page marks failures, too" grep -q '<strong>Error (13:1):</strong>' out

"$gesta" report --check b.md >out 2>said
check "checking finds a mistake" test $? -eq 1
check "checking tells its place" grep -q '^gesta: b.md:6:3: ' said
"$gesta" report --check a.md >out 2>said
check "a good template passes" test $? -eq 0
check "of a good template nothing is said" test ! -s said
check "and nothing is written" test ! -s out
"$gesta" report --check g.gesta a.md
check "a graph may be given to check" test $? -eq 0

cat >w.md <<'END'
---
parameters:
  n: {type: integer, default: 3}
---
Text.

  ```sparql
  SELECT ?n
    ?nme { ?e <urn:e:who> ?name }
  ```
END
"$gesta" report g.gesta w.md >out 2>said
check "what a query probably does not mean is no failure" test $? -eq 0
echo 'gesta: w.md:9:5: warning: ?nme is selected but never bound; is ?name meant?' >expected
check_same "it is told with its place, save of parameters" expected said

# A query that would take years.
cat >slow.md <<'END'
```sparql
SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p . ?q ?r ?s . ?t ?u ?v . ?w ?x ?y }
```
END
"$gesta" report g.gesta slow.md --timeout 0.2 >out 2>said
check "a query has its time" test $? -eq 1
check "its place is told" grep -q '^gesta: slow.md:1:1: ' said
"$gesta" report g.gesta slow.md >out 2>said &
process=$!
sleep 1
kill -INT $process
wait $process
check "Ctrl-C ends a report" test $? -ne 0

# ---- Pages -------------------------------------------------------------------
cat >c.md <<'END'
---
title: "Charts & <tags> of {{who}}"
description: a "test"
language: fr
parameters:
  who: {type: text, default: "<Ada>"}
---
<script>alert(1)</script>

See [the list][1].

```sparql title="Barres" chart=bar
SELECT ?name ?n { ?e <urn:e:who> ?name ; <urn:e:n> ?n } ORDER BY ?n
```

```sparql chart=line title="Courbe <1>"
SELECT ?day ?n { ?e <urn:e:day> ?day ; <urn:e:n> ?n } ORDER BY ?day
```

```sparql chart=timeline table
SELECT ?day ?name { ?e <urn:e:day> ?day ; <urn:e:who> ?name } ORDER BY ?day
```

```sparql chart=network
SELECT ?a ?b { ?e <urn:e:meets> ?f . ?e <urn:e:who> ?a . ?f <urn:e:who> ?b } ORDER BY ?a
```

```sparql
SELECT ?a { ?a <urn:no> ?b }
```

[1]: https://example.org/list
END
"$gesta" report g.gesta c.md -o c.html
check "a page is made" test $? -eq 0
check "its title is escaped" \
  grep -qx '<title>Charts &amp; &lt;tags&gt; of &lt;Ada&gt;</title>' c.html
check "its language is told" grep -qx '<html lang="fr">' c.html
check "it has no script" sh -c '! grep -qi "<script" c.html'
check "it needs no other file" \
  sh -c '! grep -E "src=|<link|@import|url\(http" c.html'
check "links may be defined at the end" \
  grep -qF '<a href="https://example.org/list">the list</a>' c.html
check "it has four pictures" test "$(grep -c '^<svg ' c.html)" -eq 4
check "a picture has a title and a description" \
  grep -q 'aria-labelledby="chart-4-title chart-4-text"' c.html
check "the title of a picture is escaped" \
  grep -qx '<figcaption>Courbe &lt;1&gt;</figcaption>' c.html
check "a table stands under its picture" test "$(grep -c '^<table>' c.html)" -eq 1
check "an empty answer says so in French" grep -q 'Rien n’a été trouvé' c.html
check "a long name is cut" grep -q 'Chloé d’une très longue histo…</text>' c.html
check "what was cut can be read" grep -q '<title>Chloé d’une très longue histoire qui' c.html
"$gesta" report g.gesta c.md --format html >again
check_same "the same graph makes the same page" c.html again
if command -v xmllint >/dev/null 2>&1; then
  for number in 1 2 3 4; do
    awk -v n="$number" '/^<svg /{i++} i==n{print} /^<\/svg>/{if(i==n)exit}' \
      c.html >picture.svg
    check "picture $number is XML" xmllint --noout picture.svg
  done
fi

"$gesta" report g.gesta c.md --charts svg >out
check "pictures may stand in Markdown" test "$(grep -c '^<svg ' out)" -eq 4
check "no empty line ends them there" \
  awk '/^<figure>/{f=1} /^<\/figure>/{f=0} f && /^$/{bad=1} END{exit bad}' out
"$gesta" report g.gesta c.md >out
check "Markdown has tables instead, else" grep -qx '| Ada | 3 |' out

# ---- Many points -------------------------------------------------------------
awk 'BEGIN { for (i = 0; i < 50000; i++)
  printf "<urn:s:%d> <urn:n> \"%d\"^^<http://www.w3.org/2001/XMLSchema#integer> ; <urn:d> \"20%02d-%02d-%02d\"^^<http://www.w3.org/2001/XMLSchema#date> ; <urn:to> <urn:s:%d> .\n",
    i, i * 7919 % 1000, i % 20 + 10, i % 12 + 1, i % 28 + 1, i * 31 % 97 }' >many.ttl
"$gesta" load many.gesta many.ttl
cat >many.md <<'END'
```sparql chart=bar
SELECT ?s ?n { ?s <urn:n> ?n } ORDER BY ?s
```
```sparql chart=line
SELECT ?d ?n { ?s <urn:n> ?n ; <urn:d> ?d } ORDER BY ?s
```
```sparql chart=line
SELECT ?s ?n { ?s <urn:n> ?n } ORDER BY ?s
```
```sparql chart=timeline
SELECT ?d ?s { ?s <urn:d> ?d } ORDER BY ?s
```
```sparql chart=network
SELECT ?s ?t { ?s <urn:to> ?t } ORDER BY ?s
```
```sparql chart=bar
SELECT ?s ?d { ?s <urn:d> ?d } ORDER BY ?s LIMIT 3
```
END
"$gesta" report many.gesta many.md -o many.html
check "fifty thousand rows are drawn" test $? -eq 0
check "the page stays small" test "$(wc -c <many.html)" -lt 400000
check "what is not shown is counted" grep -q '>49940 more, not shown</text>' many.html
check "what is no number is counted" \
  grep -q '>3 left out: no number or no date there</text>' many.html

# ---- The library -------------------------------------------------------------
"$gesta" report --list >out
check "templates that come with the program are listed" test $? -eq 0
check "with what they need" grep -q '^    actor (entity, needed): a name' out
(cd / && "$gesta" report --check actor-profile)
check "they are found by name from anywhere" test $? -eq 0
finish
