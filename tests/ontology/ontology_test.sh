#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The vocabulary, the scheme of actions and the gazetteer hold together.
srcdir=${srcdir:-.}
data=$srcdir/ontology
iso=/usr/share/iso-codes/json/iso_3166-1.json

if ! command -v rapper >/dev/null || ! command -v roqet >/dev/null; then
  echo "1..0 # SKIP rapper and roqet (raptor2-utils, rasqal-utils) are needed"
  exit 0
fi
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

count=0
# Print a test point: the sentence $1 holds if the file $2 is empty.
report() {
  count=$((count + 1))
  if test -s "$2"; then
    sed 's/^/# /' "$2" | head -n 20
    echo "not ok $count - $1"
  else
    echo "ok $count - $1"
  fi
}

: >"$work/all.nt"
for file in "$data"/*.ttl "$data"/gazetteer/*.ttl; do
  rapper -q -i turtle -c "$file" >"$work/bad" 2>&1 ||
    echo "rapper refuses it" >>"$work/bad"
  report "${file#"$data"/} is well-formed Turtle" "$work/bad"
  rapper -q -i turtle -o ntriples "$file" 2>/dev/null >>"$work/all.nt"
done

# A statement as "subject TAB property TAB object", IRIs without their brackets
# and our namespaces and SKOS as prefixes; labels folded as the extractor does:
# no case, no accents (of the letters that the files use), hyphens as blanks.
awk -v OFS='\t' '
  BEGIN {
    n = split("C0 a C1 a C2 a C3 a C4 a C5 a C6 ae C7 c C8 e C9 e CA e CB e " \
              "CC i CD i CE i CF i D1 n D2 o D3 o D4 o D5 o D6 o D8 o D9 u " \
              "DA u DB u DC u DD y", base, " ")
    for (i = 1; i < n; i += 2) {
      letter["\\u00" base[i]] = base[i + 1]
      high = substr(base[i], 1, 1) == "C" ? "E" : "F"
      letter["\\u00" high substr(base[i], 2)] = base[i + 1]
    }
    n = split("0100 a 0101 a 0102 a 0103 a 011E g 011F g 0130 i 0131 i " \
              "0143 n 0144 n 0152 oe 0153 oe 015E s 015F s 0160 s 0161 s " \
              "0218 s 0219 s 021A t 021B t", base, " ")
    for (i = 1; i < n; i += 2) letter["\\u" base[i]] = base[i + 1]
  }
  function shorten(iri) {
    gsub(/[<>]/, "", iri)
    sub("^https://w3id.org/gesta/action#", "act:", iri)
    sub("^https://w3id.org/gesta/gazetteer#", "gaz:", iri)
    sub("^https://w3id.org/gesta#", "gesta:", iri)
    sub("^http://www.w3.org/2004/02/skos/core#", "skos:", iri)
    sub("^http://www.w3.org/2000/01/rdf-schema#", "rdfs:", iri)
    sub("^http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:", iri)
    return iri
  }
  {
    subject = $1; property = $2
    object = $0
    sub(/^[^ ]* [^ ]* /, "", object); sub(/ \.$/, "", object)
    if (object ~ /^</) {
      object = shorten(object)
    } else if (object ~ /@[a-z]*$/) {
      for (code in letter) {
        while ((at = index(object, code)) > 0) {
          object = substr(object, 1, at - 1) letter[code] \
                   substr(object, at + length(code))
        }
      }
      object = tolower(object)
      if (property ~ /Label>$|demonym>$/) gsub(/-/, " ", object)
    }
    print shorten(subject), shorten(property), object
  }' "$work/all.nt" >"$work/all"

# What "subject TAB what" lacks: every subject of type $1 needs $2 in $3.
lacking() {
  awk -F '\t' -v type="$1" -v property="$2" -v language="$3" '
    $2 == "rdf:type" && $3 == type { subject[$1] = 1 }
    $2 == property && $3 ~ ("@" language "$") { has[$1]++ }
    END {
      for (s in subject) if (has[s] != 1)
        print s " has " has[s] + 0 " " property "@" language
    }' "$work/all" | sort
}

for type in skos:Concept gesta:Country gesta:Organization gesta:ArmedForce \
    gesta:Place; do
  { lacking $type skos:prefLabel fr; lacking $type skos:prefLabel en; } \
    >"$work/bad"
  report "every $type has one preferred label in each language" "$work/bad"
done

{ lacking skos:Concept skos:definition fr
  lacking skos:Concept skos:definition en; } >"$work/bad"
report "every action has a definition in each language" "$work/bad"

owl=http://www.w3.org/2002/07/owl#
for type in ${owl}Class ${owl}ObjectProperty ${owl}DatatypeProperty \
    rdfs:Datatype gesta:Polarity gesta:Modality; do
  lacking $type rdfs:label fr
  lacking $type rdfs:label en
done >"$work/bad"
report "every class, property and value has a label in each language" \
  "$work/bad"

# Comments: of the vocabulary, not of the edges.
for type in ${owl}Class ${owl}DatatypeProperty gesta:Polarity gesta:Modality; do
  lacking $type rdfs:comment fr
  lacking $type rdfs:comment en
done >"$work/bad"
report "every class, data property and value is explained in each language" \
  "$work/bad"

awk -F '\t' '
  $2 == "rdf:type" { type[$1] = type[$1] " " $3 " " }
  $2 ~ /^(skos:broader|skos:topConceptOf|gesta:edge|gesta:capitalOf|gesta:seatOf|gesta:locatedIn|rdfs:subPropertyOf)$/ {
    link[NR] = $1 "\t" $2 "\t" $3
  }
  END {
    need["skos:broader"] = "skos:Concept"
    need["skos:topConceptOf"] = "skos:ConceptScheme"
    need["gesta:edge"] = "http://www.w3.org/2002/07/owl#ObjectProperty"
    need["gesta:capitalOf"] = need["gesta:locatedIn"] = "gesta:Country"
    for (i in link) {
      split(link[i], part, "\t")
      known = type[part[3]]
      if (part[2] == "gesta:seatOf") {
        good = known ~ / gesta:(Country|Organization) /
      } else if (part[2] == "rdfs:subPropertyOf") {
        good = known != "" || part[3] ~ /^http/
      } else {
        good = index(known, " " need[part[2]] " ")
      }
      if (!good) print part[1] " " part[2] " " part[3]
    }
  }' "$work/all" | sort >"$work/bad"
report "no link leads nowhere" "$work/bad"

# Each action has one edge, which lies below that of the broader action.
awk -F '\t' '
  $2 == "rdf:type" && $3 == "skos:Concept" { action[$1] = 1 }
  $2 == "gesta:edge" {
    edge[$1] = $3
    if (user[$3]) print $3 " is the edge of two actions"
    user[$3] = $1
  }
  $2 == "skos:broader" { broader[$1] = $3 }
  $2 == "skos:topConceptOf" { top[$1] = 1 }
  $2 == "rdfs:subPropertyOf" { above[$1 " " $3] = 1 }
  END {
    for (a in action) {
      if (!edge[a]) print a " has no edge"
      if (!(a in top) == !(a in broader)) print a " is not below one action"
      over = a in top ? "gesta:actsOn" : edge[broader[a]]
      if (!((edge[a] " " over) in above)) print edge[a] " is not below " over
    }
  }' "$work/all" | sort >"$work/bad"
report "every action has an edge below that of the broader action" "$work/bad"

# The classes of the annotation guidelines are the top concepts.
for class in MakeStatement Appeal IntendCooperation Consult \
    DiplomaticCooperation MaterialCooperation ProvideAid Yield Investigate \
    Demand Disapprove Reject Threaten Protest ForcePosture ReduceRelations \
    Coerce Assault Fight MassViolence Personnel Justice Life Movement \
    Transaction Business Competition Creation Change Cognition Other; do
  echo "act:$class"
done | sort >"$work/classes"
awk -F '\t' '$2 == "skos:topConceptOf" { print $1 }' "$work/all" | sort |
  diff - "$work/classes" >"$work/bad"
report "the top concepts are the classes of the guidelines" "$work/bad"

# A narrower code extends the broader one; codes are used once, roots have all.
awk -F '\t' '
  $2 == "skos:notation" && $3 ~ /act:cameo|action#cameo/ {
    code = $3; sub(/^"/, "", code); sub(/".*/, "", code)
    if (owner[code]) print code " is the code of two actions"
    owner[code] = $1; of[$1] = code
  }
  $2 == "skos:broader" { broader[$1] = $3 }
  $2 == "gesta:goldstein" {
    score = $3; sub(/^"/, "", score); sub(/".*/, "", score)
    scored[$1] = 1
    if (score + 0 < -10 || score + 0 > 10 || $3 !~ /decimal/)
      print $1 " has the score " $3
  }
  END {
    for (i = 1; i <= 20; i++) {
      code = sprintf("%02d", i)
      if (!owner[code]) print "no action has the code " code
    }
    for (a in of) {
      if (!scored[a]) print a " has no score"
      if (a in broader && index(of[a], of[broader[a]]) != 1)
        print of[a] " is not below " of[broader[a]]
    }
    for (a in scored) if (!of[a]) print a " has a score without a code"
  }' "$work/all" | sort >"$work/bad"
report "CAMEO codes are unique, nested and scored from -10 to 10" "$work/bad"

# Every action that the lexicons name exists.
awk -F '\t' '
  FNR == NR { if ($2 == "rdf:type" && $3 == "skos:Concept") known[$1] = 1; next }
  /^#/ || NF < 3 { next }
  !(("act:" $3) in known) { print FILENAME ":" FNR ": no action " $3 }
  ' "$work/all" "$data"/lexicon/*/triggers.tsv >"$work/bad"
report "every trigger names an action of the scheme" "$work/bad"

# One label, one entry, in each language.  A capital may bear the name of its
# country in the other language.
awk -F '\t' '
  $1 ~ /^gaz:/ && ($2 ~ /^skos:(pref|alt)Label$/) {
    if (($3 in owner) && owner[$3] != $1) print $3 ": " owner[$3] ", " $1
    owner[$3] = $1
  }' "$work/all" | sort >"$work/bad"
report "no two entries claim a label" "$work/bad"
awk -F '\t' '
  $2 == "gesta:demonym" {
    if (($3 in owner) && owner[$3] != $1) print $3 ": " owner[$3] ", " $1
    owner[$3] = $1
  }' "$work/all" | sort >"$work/bad"
report "no two countries claim a demonym" "$work/bad"

# Countries: the local name is the two-letter code, and both codes are given.
awk -F '\t' '
  $2 == "rdf:type" && $3 == "gesta:Country" { country[$1] = 1 }
  $1 ~ /^gaz:/ && $2 == "skos:notation" {
    code = $3; gsub(/"/, "", code)
    if (used[code]) print code " is given twice"
    used[code] = 1
    if (length(code) == 2) {
      if ("gaz:" code != $1) print $1 " has the code " code
    }
    else if (length(code) == 3) three[$1] = code
    else print $1 " has the code " code
  }
  END { for (c in country) print substr(c, 5) " " three[c] > codes }
  ' codes="$work/codes" "$work/all" >"$work/bad"
report "codes of countries are used once and name their entry" "$work/bad"

# Kosovo has no code in the standard.
if test -r "$iso"; then
  awk '
    /"alpha_2"/ { two = $2; gsub(/[",]/, "", two) }
    /"alpha_3"/ { three = $2; gsub(/[",]/, "", three) }
    /^ *}/ && two != "" { print two " " three; two = "" }' "$iso" |
    sort >"$work/standard"
  grep -v '^XK ' "$work/codes" | sort | diff - "$work/standard" >"$work/bad"
  test -s "$work/standard" || echo "no code in $iso" >"$work/bad"
  report "the countries are those of ISO 3166-1" "$work/bad"
else
  count=$((count + 1))
  echo "ok $count # SKIP iso-codes is not installed"
fi

for query in "$data"/queries/*.rq; do
  roqet -q -W 0 -n -i sparql "$query" >"$work/bad" 2>&1 ||
    echo "roqet refuses it" >>"$work/bad"
  head -n 1 "$query" | grep -q '^# .*[.?]$' ||
    echo "the first line must be a comment that says what it asks" >>"$work/bad"
  report "${query##*/} is SPARQL and says what it asks" "$work/bad"
done
echo "1..$count"
