#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The templates that come with the program answer what they promise.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
GESTA_DATA=${GESTA_DATA:-$srcdir/ontology}
export GESTA_DATA
cd "$work" || exit 99

for file in "$srcdir"/ontology/reports/*.md; do
  name=$(basename "$file" .md)
  check "$name is well-formed" "$gesta" report --check "$name"
  check "$name is described" grep -q '^description: ' "$file"
done

# ---- The articles of the examples --------------------------------------------
"$gesta" build news.gesta "$srcdir"/examples/articles/*.txt >said 2>&1 || exit 99

"$gesta" report news.gesta actor-profile --param actor=turquie >profile.md
check "a profile is made" test $? -eq 0
check "all names of the actor are told" grep -qx -- '- Turkey' profile.md
check "what it did is counted" grep -q '^| DiplomaticCooperation | [1-9]' profile.md
check "its sentences are there" grep -q \
  "^| 2024-03-11 | SignAgreement | accord | fact | Lundi, la Turquie" profile.md
check "a sentence about others is not" sh -c '! grep -q Orvalis profile.md'
"$gesta" report news.gesta actor-profile --param actor=gaz:TR >iri.md
sed 's/gaz:TR/turquie/g' iri.md >same.md
check_same "an IRI asks about the same actor" profile.md same.md
"$gesta" report news.gesta actor-profile --param actor=Atlantide >nobody.md
check "an actor that is not there is no failure" test $? -eq 0
check "it is told" grep -q '^Nobody in the graph is called Atlantide\.' nobody.md
"$gesta" report news.gesta actor-profile -p actor=Turkey -o profile.html
check "the page has its charts" test "$(grep -c '^<svg ' profile.html)" -eq 3

"$gesta" report news.gesta country-pair -p one=Bulgaria -p other=Turquie >pair.md
check "a pair is reported" test $? -eq 0
check "what both did is found" grep -q \
  '^| 2024-03-11 | together | SignAgreement | fact | Lundi' pair.md
check "without the scheme of actions that is told" \
  grep -q '^The scheme of actions is not in the graph' pair.md
"$gesta" report news.gesta country-pair -p one=Russia -p other=Roumanie >pair.md
check "who acts on whom is told" grep -q '| Russia → Roumanie |' pair.md
"$gesta" load news.gesta "$srcdir/ontology/actions.ttl"
"$gesta" report news.gesta country-pair -p one=Bulgaria -p other=Turquie >pair.md
check "with the scheme of actions the tone is told" \
  grep -q '^| together | [0-9]' pair.md

"$gesta" report news.gesta chronology -p month=2024-03 >month.md
check "a month is reported" test $? -eq 0
check "its days are told" grep -q '^- \*\*2024-03-11\*\* – Lundi, la Turquie' month.md
check "other months are not" sh -c '! grep -q "2024-0[124-9]" month.md'
"$gesta" report news.gesta chronology -p month=1900-01 >month.md
check "a month of which nothing is told says so" \
  grep -q '^Nothing is told to have happened in 1900-01\.' month.md

# ---- Every template, as text and as a page ------------------------------------
values() { # template: a value for each parameter that is needed
  sed -n '/^parameters:/,/^---/s/^  *\([a-z_]*\): *{type: *\([a-zA-Z]*\).*/\1 \2/p' "$1" |
    while read -r name type; do
      case $type in
      month) echo "-p $name=2024-03" ;;
      entity) [ "$name" = other ] && echo "-p $name=Turquie" || echo "-p $name=Bulgaria" ;;
      *) grep -q "^  *$name: .*default:" "$1" || echo "-p $name=?" ;;
      esac
    done
}
for file in "$srcdir"/ontology/reports/*.md; do
  name=$(basename "$file" .md)
  parameters=$(values "$file")
  # shellcheck disable=SC2086
  for format in md html; do
    "$gesta" report news.gesta "$name" $parameters --format $format >one 2>said
    check "$name is made as $format" test $? -eq 0
    check "nothing is complained of" sh -c 'cat said; test ! -s said'
    "$gesta" report news.gesta "$name" $parameters --format $format >two
    check_same "made again it has the same bytes" one two
    check "it says something" test "$(wc -l <one)" -gt 5
    check "no parameter is left as it was" sh -c '! grep -F "{{" one'
  done
  check "its page loads nothing from elsewhere" sh -c \
    '! grep -iE "<(script|link|img|iframe|object|embed|base)|@import|url\([^#]|src=" one'
  pictures=$(grep -c '^ *```sparql.*chart=' "$file")
  drawn=$(grep -c '^<svg ' one)
  check "it has no more pictures than its template asks for" test "$drawn" -le "$pictures"
  if [ "$pictures" -gt 0 ] && [ "$name" != disagreements ]; then
    check "it has pictures" test "$drawn" -gt 0
  fi
done

# ---- Disagreements -----------------------------------------------------------
cat >quarrel.ttl <<'END'
@prefix e: <urn:e:> .
e:x rdfs:label "Nordania" . e:y rdfs:label "Sudania" . e:z rdfs:label "Vestria" .
e:1 a gesta:Event ; gesta:actor e:x ; gesta:action act:Attack ; gesta:target e:y ;
  gesta:edtf "2024-05-02" ; gesta:earliest "2024-05-02"^^xsd:date ;
  gesta:latest "2024-05-02"^^xsd:date ; gaf:denotedBy e:m1 , e:m2 .
e:2 a gesta:Event ; gesta:actor e:x ; gesta:action act:Attack ; gesta:target e:y ;
  gesta:edtf "2024-05-04" ; gesta:earliest "2024-05-04"^^xsd:date ;
  gesta:latest "2024-05-04"^^xsd:date ; gaf:denotedBy e:m3 .
e:3 a gesta:Event ; gesta:actor e:z ; gesta:action act:Visit ; gesta:target e:y ;
  gaf:denotedBy e:m4 , e:m5 .
e:4 a gesta:Event ; gesta:actor e:z ; gesta:action act:Accuse ; gesta:target e:x ;
  gaf:denotedBy e:m6 .
e:m1 nif:anchorOf "Nordania attacked Sudania on May 2." ;
  gesta:polarity gesta:affirmed ; gesta:modality gesta:fact .
e:m2 nif:anchorOf "Nordania did not attack Sudania on May 2." ; gesta:source e:x ;
  gesta:polarity gesta:negated ; gesta:modality gesta:fact .
e:m3 nif:anchorOf "Nordania attacked Sudania on May 4." ;
  gesta:polarity gesta:affirmed ; gesta:modality gesta:fact .
e:m4 nif:anchorOf "Vestria visited Sudania." ;
  gesta:polarity gesta:affirmed ; gesta:modality gesta:fact .
e:m5 nif:anchorOf "Vestria may visit Sudania." ;
  gesta:polarity gesta:affirmed ; gesta:modality gesta:possible .
e:m6 nif:anchorOf "Vestria accused Nordania." ;
  gesta:polarity gesta:affirmed ; gesta:modality gesta:fact .
END
{
  sed -n 's/^PREFIX \(.*\)$/@prefix \1 ./p' "$srcdir/ontology/queries/who_says_so.rq"
  echo '@prefix act: <https://w3id.org/gesta/action#> .'
  echo '@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .'
  cat quarrel.ttl
} >whole.ttl
"$gesta" load quarrel.gesta whole.ttl || exit 99
"$gesta" report quarrel.gesta disagreements >quarrel.md
check "disagreements are reported" test $? -eq 0
check "what is said and denied" grep -qx '| Nordania | Attack | Sudania | Nordania attacked Sudania on May 2\. | Nordania did not attack Sudania on May 2\. |' quarrel.md
check "what is a fact for one and a possibility for another" grep -qx \
  '| Vestria | Visit | Sudania | Vestria visited Sudania\. | possible | Vestria may visit Sudania\. |' quarrel.md
check "what has two dates" grep -q \
  '^| Nordania | Attack | Sudania | 2024-05-02 | .* | 2024-05-04 | ' quarrel.md
check "who accuses whom" grep -qx '| Vestria | Nordania | Accuse | 1 |' quarrel.md
check "who denies" grep -qx \
  '| Nordania | Attack | Nordania did not attack Sudania on May 2\. | Nordania |' quarrel.md
"$gesta" load calm.gesta "$srcdir/ontology/gesta.ttl"
"$gesta" report calm.gesta disagreements >calm.md
check "a graph without events is no failure" test $? -eq 0
check "where there is none, that is told" \
  grep -q '^Nothing is affirmed by one sentence and denied by another\.' calm.md
finish
