#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A language binding of Redland on a graph file: Perl's, through the module that
# librdf loads.
# shellcheck source=tests/support/tap.sh
. "${srcdir:-.}/tests/support/tap.sh"
cd "$work" || exit 99

modules=$(dirname "$gesta")/graph/redland
command -v perl >/dev/null && perl -MRDF::Redland -e 1 2>/dev/null ||
  skip_all "Perl's binding is missing: install librdf-perl"
[ -e "$modules/librdf_storage_gesta.so" ] || skip_all "no module has been built"
if grep -q __asan_init "$modules/librdf_storage_gesta.so"; then
  skip_all "Perl cannot load a module that needs AddressSanitizer"
fi
REDLAND_MODULE_PATH=$modules
export REDLAND_MODULE_PATH

cat >a.nq <<'END'
<urn:a> <urn:knows> <urn:b> <urn:g> .
<urn:b> <urn:age> "7"^^<http://www.w3.org/2001/XMLSchema#integer> .
<urn:b> <urn:name> "Zoé"@fr <urn:g> .
END
"$gesta" load a.gesta a.nq || exit 99

cat >ask.pl <<'END'
use strict;
use warnings;
use RDF::Redland;
binmode STDOUT, ':utf8';
my $storage = RDF::Redland::Storage->new('gesta', 'a.gesta', '') or die "no storage";
my $model = RDF::Redland::Model->new($storage, '') or die "no model";
print 'size ', $model->size, "\n";
my $stream = $model->as_stream;
my $count = 0;
while (!$stream->end) { $count++; $stream->next }
undef $stream;
print "statements $count\n";
my $query = RDF::Redland::Query->new(
  'SELECT ?n ?age { <urn:a> <urn:knows> ?p . ?p <urn:name> ?n ; <urn:age> ?age }',
  undef, undef, 'sparql');
my $results = $query->execute($model);
while (!$results->finished) {
  print 'row ', $results->binding_value(0)->as_string, ' ',
    $results->binding_value(1)->literal_value, "\n";
  $results->next_result;
}
$model->add(RDF::Redland::URINode->new('urn:a'), RDF::Redland::URINode->new('urn:age'),
  RDF::Redland::LiteralNode->new('8'));
END
perl ask.pl >out 2>said
check "Perl asks a graph" test $? -eq 0
check "it counts quads" grep -qx 'size 3' out
check "it reads all of them" grep -qx 'statements 3' out
check "it joins" grep -q 'row .*Zo.* 7' out
"$gesta" export a.gesta --format nq >exported
check "what Perl adds is there" grep -qx '<urn:a> <urn:age> "8" .' exported
check "the graph is sound" "$gesta" check a.gesta

finish
