#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Articles that tell the same event meet in one node, whatever their words and
# their language; and what the user's gazetteer knows is named by it.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
data=${GESTA_DATA:-$srcdir/ontology}
for language in fr en; do
  [ -f "$data/models/$language.model" ] ||
    skip_all "no model of $language is installed"
done
GESTA_DATA=$data
export GESTA_DATA
cd "$work" || exit 99

echo "Le 5 mars 2024, la Russie a attaqué l'Ukraine." >one.txt
echo "Moscou a bombardé Kiev mardi. L'Ukraine a répondu." >two.txt
echo "On Tuesday, Russia bombed Ukraine." >three.txt
echo "La Russie a bombardé l'Ukraine le 4 mars 2024." >other.txt
printf 'language: fr\ndate: 2024-03-06\n' | tee one.meta other.meta >two.meta
printf 'language: en\ndate: 2024-03-06\n' >three.meta
"$gesta" build news.gesta one.txt two.txt three.txt other.txt 2>errors ||
  sed 's/^/# /' errors

ask() { # query
  "$gesta" query news.gesta "$1" --format csv | tail -n +2 | tr -d '\r'
}

event='?event gesta:actionClass act:Fight ; gesta:edtf ?day ; gaf:denotedBy ?m .
  ?m prov:hadPrimarySource ?article'
ask "SELECT (COUNT(DISTINCT ?event) AS ?n) { $event FILTER (STR(?day) = '2024-03-05') }" >out
echo 1 >expected
check_same "three articles tell one event" expected out
ask "SELECT (COUNT(DISTINCT ?m) AS ?mentions) (COUNT(DISTINCT ?article) AS ?articles)
  { $event . ?event gesta:actor/rdfs:label 'Russie'@fr
    FILTER (STR(?day) = '2024-03-05') }" >out
echo 3,3 >expected
check_same "by a mention each" expected out
ask "SELECT DISTINCT ?trigger { $event . ?m gesta:trigger ?trigger
  FILTER (STR(?day) = '2024-03-05') } ORDER BY ?trigger" >out
printf '%s\n' attaquer bomb bombarder | sort >expected
sort out >sorted
check_same "in their own words" expected sorted
ask "SELECT (COUNT(DISTINCT ?event) AS ?n) { $event }" >out
echo 2 >expected
check_same "another day is another event" expected out

"$gesta" build news.gesta one.txt 2>errors
ask "SELECT (COUNT(DISTINCT ?m) AS ?n) { $event FILTER (STR(?day) = '2024-03-05') }" >out
echo 3 >expected
check_same "reading again changes nothing" expected out

# ---- The user's own names ----------------------------------------------------
cat >names.ttl <<'EOF'
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix gesta: <https://w3id.org/gesta#> .
@prefix ex: <http://example.org/> .
ex:zorb a gesta:Organization ;
    skos:prefLabel "Compagnie Zorbel"@fr, "Zorbel Company"@en ;
    skos:altLabel "Zorbel"@fr, "CZ"@fr .
ex:nord a gesta:Country ;
    skos:prefLabel "Nordalie"@fr ; gesta:demonym "nordalien"@fr, "nordalienne"@fr .
ex:nordstad a gesta:Place ;
    skos:prefLabel "Nordstad"@fr ; gesta:capitalOf ex:nord .
EOF
echo "La CZ a racheté une banque nordalienne. Nordstad a condamné ce rachat." \
  >own.txt
"$gesta" extract own.txt -l fr --format tsv | cut -f 2-4,6 >without
"$gesta" extract own.txt -l fr --gazetteer names.ttl --format tsv |
  cut -f 2-4,6 >with
check "a capital of the user's gazetteer is its government" \
  grep -q '^2	Nordalie	condamner	' with
check "which nobody knew before" test -z "$(grep Nordalie without)"
"$gesta" extract own.txt -l fr --gazetteer names.ttl --format nt >out
check "an entry is the same as the user's" grep -q \
  '<http://www.w3.org/2002/07/owl#sameAs> <http://example.org/zorb>' out
check "and keeps its names" grep -q \
  '<http://www.w3.org/2000/01/rdf-schema#label> "Compagnie Zorbel"@fr' out
"$gesta" build own.gesta own.txt -l fr --gazetteer names.ttl 2>errors
"$gesta" query own.gesta --format csv \
  'SELECT ?l { ?e gesta:actor/owl:sameAs <http://example.org/zorb> ; gesta:target/rdfs:label ?l }' \
  >out
check "a graph is built with it" grep -q banque out
"$gesta" extract own.txt -l fr --gazetteer names.ttl --explain >out
check "an explanation tells the entry" grep -q '<http://example.org/nord>' out
finish
