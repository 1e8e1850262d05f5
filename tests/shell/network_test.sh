#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Networks and descriptions of a graph, as the tools of others read them:
# Graphviz, xmllint, networkx, Python's csv, rdflib.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
GESTA_DATA=$srcdir/ontology
export GESTA_DATA
cd "$work" || exit 99

cat >story.trig <<'END'
@prefix : <http://example.org/> .
:e1 a gesta:Event ; gesta:actor :ann ; gesta:target :bob ;
  gesta:action act:Consult ; gesta:date "2024-01-06"^^xsd:date ;
  gesta:confidence 0.5 .
:e2 a gesta:Event ; gesta:actor :ann ; gesta:target :bob ;
  gesta:action act:Consult .
:g { :e3 a gesta:Event ; gesta:actor :bob , :ann ; gesta:target :cid ;
  gesta:action act:Accuse .
  :e1 gesta:actor :ann . :cid rdfs:label "Cid" }
:e4 a gesta:Event ; gesta:actor :dan ; gesta:action act:Leave .
:e5 a gesta:Event ; gesta:actor :bob ; gesta:target "nobody" .
:ann a gesta:Person ; rdfs:label "Ann \"<the> first\" & \\n" , "Zoé"@fr .
:bob a gesta:Country ; rdfs:label "Bob, \"B\"" .
END
sed 's/^@prefix : .*/&\
@prefix gesta: <https:\/\/w3id.org\/gesta#> .\
@prefix act: <https:\/\/w3id.org\/gesta\/action#> .\
@prefix rdfs: <http:\/\/www.w3.org\/2000\/01\/rdf-schema#> .\
@prefix xsd: <http:\/\/www.w3.org\/2001\/XMLSchema#> ./' story.trig >all.trig
check "a story is loaded" "$gesta" load news.gesta all.trig

for format in dot graphml gexf csv; do
  for edges in counts events triples; do
    check "$edges as $format" "$gesta" export news.gesta --format $format \
      --edges $edges -o $edges.$format
  done
  "$gesta" export news.gesta --format $format >default.$format
  check_same "counts are the default of $format" counts.$format default.$format
done

# ---- What is in it -----------------------------------------------------------
cat >expected <<'END'
Source,Target,SourceLabel,TargetLabel,Label,Weight,action
http://example.org/ann,http://example.org/bob,"Ann ""<the> first"" & \n","Bob, ""B""",Consult,2,https://w3id.org/gesta/action#Consult
http://example.org/ann,http://example.org/cid,"Ann ""<the> first"" & \n",Cid,Accuse,1,https://w3id.org/gesta/action#Accuse
http://example.org/bob,http://example.org/cid,"Bob, ""B""",Cid,Accuse,1,https://w3id.org/gesta/action#Accuse
END
tr -d '\r' <counts.csv >out
check_same "events are counted by who, whom and action" expected out
cat >expected <<'END'
Source,Target,SourceLabel,TargetLabel,Label,event,action,date,confidence
http://example.org/ann,http://example.org/bob,"Ann ""<the> first"" & \n","Bob, ""B""",Consult,http://example.org/e1,https://w3id.org/gesta/action#Consult,2024-01-06,0.5
http://example.org/ann,http://example.org/bob,"Ann ""<the> first"" & \n","Bob, ""B""",Consult,http://example.org/e2,https://w3id.org/gesta/action#Consult,,
http://example.org/ann,http://example.org/cid,"Ann ""<the> first"" & \n",Cid,Accuse,http://example.org/e3,https://w3id.org/gesta/action#Accuse,,
http://example.org/bob,http://example.org/cid,"Bob, ""B""",Cid,Accuse,http://example.org/e3,https://w3id.org/gesta/action#Accuse,,
END
tr -d '\r' <events.csv >out
check_same "or each is an edge" expected out
"$gesta" export news.gesta --format csv --graph http://example.org/g |
  tr -d '\r' >out
cat >expected <<'END'
Source,Target,SourceLabel,TargetLabel,Label,Weight,action
http://example.org/ann,http://example.org/cid,,Cid,Accuse,1,https://w3id.org/gesta/action#Accuse
http://example.org/bob,http://example.org/cid,,Cid,Accuse,1,https://w3id.org/gesta/action#Accuse
END
check_same "one named graph is a network" expected out
cat >consult.rq <<'END'
PREFIX gesta: <https://w3id.org/gesta#>
PREFIX act: <https://w3id.org/gesta/action#>
CONSTRUCT { ?e ?p ?o } WHERE { ?e gesta:action act:Consult ; ?p ?o }
END
"$gesta" export news.gesta --format csv --query consult.rq | tr -d '\r' >out
cat >expected <<'END'
Source,Target,SourceLabel,TargetLabel,Label,Weight,action
http://example.org/ann,http://example.org/bob,,,Consult,2,https://w3id.org/gesta/action#Consult
END
check_same "the answer of a CONSTRUCT is a network" expected out

# ---- Read by others ----------------------------------------------------------
if ! dot -V >/dev/null 2>&1; then
  skip "dot reads the network" "Graphviz is missing"
else
  for edges in counts events triples; do
    check "dot reads $edges" dot -Tplain $edges.dot -o $edges.plain
  done
  printf '4 3\n' >expected
  printf '%s %s\n' "$(grep -c ^node counts.plain)" \
    "$(grep -c ^edge counts.plain)" >out
  check_same "dot finds every node and edge" expected out
fi
if ! xmllint --version >/dev/null 2>&1; then
  skip "xmllint reads the network" "xmllint is missing"
else
  for format in graphml gexf; do
    for edges in counts events triples; do
      check "$edges are valid $format" xmllint --noout \
        --relaxng "$srcdir/tests/shell/network/$format.rng" $edges.$format
    done
  done
  sed 's/target="n1"/target="n 1"/' counts.graphml >bad.graphml
  xmllint --noout --relaxng "$srcdir/tests/shell/network/graphml.rng" \
    bad.graphml >log 2>&1
  check "what is not valid is found" grep -q 'fails to validate' log
fi
python=/usr/bin/python3
if ! $python -c 'import networkx' >/dev/null 2>&1; then
  skip "networkx reads the network" "networkx is missing"
else
  cat >read.py <<'END'
import csv
import sys
import networkx
for kind in ('counts', 'events'):
    with open(kind + '.csv', newline='', encoding='utf-8') as file:
        rows = list(csv.DictReader(file))
    expected = sorted((row['SourceLabel'], row['TargetLabel'], row['Label'],
                       float(row.get('Weight') or 1)) for row in rows)
    for form, read in (('graphml', networkx.read_graphml),
                       ('gexf', networkx.read_gexf)):
        network = read(kind + '.' + form)
        label = network.nodes(data='label')
        found = sorted((label[a], label[b], edge['label'],
                        float(edge.get('weight', 1)))
                       for a, b, edge in network.edges(data=True))
        assert found == expected, (found, expected)
        assert network.is_directed() and len(network) == 4
        assert sorted(network.nodes(data='events'), key=str)[0][1] in (1, 2, 3)
END
  check "networkx reads the edges of the list" $python read.py
fi

# ---- In figures --------------------------------------------------------------
check "a graph is described" "$gesta" export news.gesta --format void -o void.ttl
cat >void.rq <<'END'
PREFIX void: <http://rdfs.org/ns/void#>
SELECT ?triples ?subjects ?objects ?properties ?classes ?events ?actors {
  ?set a void:Dataset ; void:triples ?triples ; void:distinctSubjects ?subjects ;
    void:distinctObjects ?objects ; void:properties ?properties ;
    void:classes ?classes ; void:vocabulary <https://w3id.org/gesta#> .
  ?set void:classPartition [ void:class <https://w3id.org/gesta#Event> ;
    void:entities ?events ] ;
    void:propertyPartition [ void:property <https://w3id.org/gesta#actor> ;
      void:distinctObjects ?actors ]
}
END
"$gesta" export news.gesta --format nt -o all.nt
printf 'triples,subjects,objects,properties,classes,events,actors\n%s,%s,%s,%s,%s,%s,%s\n' \
  "$(wc -l <all.nt)" "$(cut -d' ' -f1 all.nt | sort -u | wc -l)" \
  "$(cut -d' ' -f3- all.nt | sort -u | wc -l)" \
  "$(cut -d' ' -f2 all.nt | sort -u | wc -l)" \
  "$(grep '#type>' all.nt | cut -d' ' -f3 | sort -u | wc -l)" \
  "$(grep -c 'gesta#Event>' all.nt)" \
  "$(grep 'gesta#actor>' all.nt | cut -d' ' -f3 | sort -u | wc -l)" >expected
"$gesta" query --data void.ttl -f void.rq --format csv | tr -d '\r' >out
check_same "the figures are those of the triples" expected out
if ! rapper --version >/dev/null 2>&1; then
  skip "rapper reads the description" "rapper is missing"
else
  check "rapper reads the description" rapper -q -c -i turtle void.ttl
fi

# ---- CONSTRUCT in all formats ------------------------------------------------
for format in ttl trig nt nq rdfxml jsonld; do
  "$gesta" export news.gesta --query consult.rq --format $format >out.$format
  "$gesta" query news.gesta -f consult.rq --format $format >expected
  check_same "the answer of a CONSTRUCT as $format" expected out.$format
done
printf '.export --query consult.rq --format gexf -o shell.gexf\n' |
  "$gesta" shell news.gesta
"$gesta" export news.gesta --query consult.rq --format gexf >expected
check_same "the shell exports with the same options" expected shell.gexf

# ---- Mistakes ----------------------------------------------------------------
tell() { # sentence, status, pattern, options
  sentence=$1 status=$2 pattern=$3
  shift 3
  "$gesta" export news.gesta "$@" >out 2>log
  found=$?
  printf 'status %s\n' "$found" >>log
  check "$sentence" grep -q "$pattern" log
  [ "$found" -eq "$status" ] && pass "its status is $status" ||
    fail "its status is $status, not $found"
}
tell "edges need a network" 2 'dot|graphml|gexf|csv' --format ttl --edges events
tell "a graph that is not there is told" 1 'no graph <urn:no>' --format dot \
  --graph urn:no
echo 'SELECT * { ?s ?p ?o }' >select.rq
tell "a SELECT has no triples" 1 'select.rq: expected a CONSTRUCT' \
  --query select.rq
printf 'CONSTRUCT WHERE {\n  ?s ?p }\n' >wrong.rq
tell "a wrong query is told with its place" 1 'wrong.rq:2:9: ' --query wrong.rq
tell "a missing query is told" 1 'none.rq: ' --query none.rq
echo 'CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }' >types.rq
tell "an empty network is told" 0 'no edges: .*--edges triples' \
  --query types.rq --format dot
echo old >kept.gexf
"$gesta" export news.gesta --query select.rq -o kept.gexf --format gexf 2>log
echo old >expected
check_same "a file stays as it was if the export fails" expected kept.gexf
finish
