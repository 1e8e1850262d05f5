// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/io/rdf_reader.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"
#include "tests/support/quad_list.h"

#include <unistd.h>

static GestaStatus
read_bytes(GestaStringView text, const char *name,
           const GestaReadOptions *options, QuadList *list, GestaError *error)
{
  FILE *stream = tmpfile();
  assert_non_null(stream);
  assert_int_equal(fwrite(text.data, 1, text.size, stream), text.size);
  rewind(stream);
  uint64_t count = 0;
  const GestaStatus status = gesta_rdf_read(gesta_default_allocator(), stream,
                                            name, options, &list->sink, &count,
                                            error);
  if (status == GESTA_OK) {
    assert_int_equal(count, list->count);
  }
  (void)fclose(stream);
  return status;
}

// The quads of a text in N-Quads; the text must be good.
static void
read_text(const char *text, const char *name, QuadList *list)
{
  quad_list_init(list);
  const GestaReadOptions options = {.base = GESTA_VIEW("urn:base:")};
  GestaError error = {.message = ""};
  const GestaStatus status = read_bytes(gesta_view(text), name, &options, list,
                                        &error);
  if (status) {
    fail_msg("%zu:%zu: %s", error.line, error.column, error.message);
  }
}

static void
every_syntax_says_the_same(void **state)
{
  (void)state;
  static const struct {
    const char *name;
    const char *text;
  } cases[] = {
    {"a.ttl", "@prefix u: <urn:> . u:s u:p \"\\u00e9\"@fr , 1 ."},
    {"a.TTL", "PREFIX u: <urn:>\nu:s u:p 'é'@fr ; u:p 1 ."},
    {"a.trig", "@prefix u: <urn:> . { u:s u:p \"é\"@fr , 1 . }"},
    {"a.nt", "<urn:s> <urn:p> \"\\u00e9\"@fr .\n# c\n\n<urn:s> <urn:p> "
             "\"1\"^^<" GESTA_NS_XSD "integer>. # c"},
    {"dir.x/a.rdf", "<?xml version=\"1.0\"?><r:RDF xmlns:r=\"" GESTA_NS_RDF
                    "\" xmlns:u=\"urn:\"><r:Description r:about=\"urn:s\"><u:p "
                    "xml:lang=\"fr\">é</u:p><u:p r:datatype=\"" GESTA_NS_XSD
                    "integer\">1</u:p></r:Description></r:RDF>"},
    // Told by their content:
    {"-",
     "@prefix u: <urn:> .\n\n# a brace { in a comment\nu:s u:p 'é'@fr, 1 ."},
    {"x", "@prefix u: <urn:> . { u:s u:p \"é\"@fr , 1 . }"},
    {"x",
     "  <urn:s> <urn:p> \"é\"@fr .\r\n<urn:s> <urn:p> \"1\"^^<" GESTA_NS_XSD
     "integer> .\r\n"},
    {"x", "\xEF\xBB\xBF<urn:s> <urn:p> \"é\"@fr, 1 ."},
    {"x.dat", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r:RDF "
              "xmlns:r=\"" GESTA_NS_RDF
              "\" xmlns:u=\"urn:\"><r:Description r:about=\"urn:s\" ><u:p "
              "xml:lang=\"fr\">\xE9</u:p><u:p r:datatype=\"" GESTA_NS_XSD
              "integer\">1</u:p></r:Description></r:RDF>"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    QuadList list;
    read_text(cases[i].text, cases[i].name, &list);
    assert_string_equal(quad_list_sorted(&list),
                        "<urn:s> <urn:p> \"1\"^^<" GESTA_NS_XSD
                        "integer> .\n<urn:s> <urn:p> \"é\"@fr .\n");
    quad_list_clear(&list);
  }
}

static void
graph_names_are_kept_and_others_go_where_they_are_told(void **state)
{
  (void)state;
  static const char text[] =
    "<urn:s> <urn:p> <urn:o> <urn:g> .\n<urn:s> <urn:p> <urn:o> .\n";
  const GestaReadOptions options = {.graph = gesta_iri(GESTA_VIEW("urn:mine"))};
  static const char *const names[] = {"a.nq", "unnamed"};
  for (size_t i = 0; i < 2; ++i) {
    QuadList list;
    quad_list_init(&list);
    assert_int_equal(
      read_bytes(gesta_view(text), names[i], &options, &list, NULL), GESTA_OK);
    assert_string_equal(list.text.data,
                        "<urn:s> <urn:p> <urn:o> <urn:g> .\n"
                        "<urn:s> <urn:p> <urn:o> <urn:mine> .\n");
    quad_list_clear(&list);
  }
  QuadList list;
  quad_list_init(&list);
  const GestaStringView trig = GESTA_VIEW(
    "@prefix u: <urn:> . u:g { u:s u:p u:o } { u:s u:p u:o }");
  assert_int_equal(read_bytes(trig, "a.trig", &options, &list, NULL), GESTA_OK);
  assert_string_equal(list.text.data, "<urn:s> <urn:p> <urn:o> <urn:g> .\n"
                                      "<urn:s> <urn:p> <urn:o> <urn:mine> .\n");
  assert_string_equal(list.prefixes.data, "u=urn:;");
  quad_list_clear(&list);
}

static void
blank_nodes_belong_to_their_document(void **state)
{
  (void)state;
  static const char *const texts[] = {
    "_:a <urn:p> _:a . _:a <urn:p> [] . _:b <urn:p> _:genid1 .",
    "_:a <urn:p> _:a . _:a <urn:p> [] . _:b <urn:p> _:genid1  ."};
  QuadList first;
  QuadList again;
  QuadList other;
  read_text(texts[0], "a.ttl", &first);
  read_text(texts[0], "b.ttl", &again);
  read_text(texts[1], "a.ttl", &other);
  assert_string_equal(first.text.data, again.text.data);
  assert_string_not_equal(first.text.data, other.text.data);
  // Four nodes, of which the first occurs three times.
  char node[28] = {0};
  memcpy(node, first.text.data, 27);
  size_t found = 0;
  for (const char *at = first.text.data; (at = strstr(at, node)); ++at) {
    ++found;
  }
  assert_int_equal(found, 3);
  quad_list_clear(&first);
  quad_list_clear(&again);
  quad_list_clear(&other);

  // The same node in N-Triples, whatever the name.
  read_text("_:x.1 <urn:p> _:x.1.\n_:y <urn:p> _:x.1 .", "a.nt", &first);
  memcpy(node, first.text.data, 27);
  assert_memory_equal(strstr(first.text.data, "<urn:p>") + 8, node, 27);
  quad_list_clear(&first);
}

// What was exported is loaded again as it was.
static void
labels_of_an_export_are_kept(void **state)
{
  (void)state;
  static const char *const names[] = {"a.ttl", "a.nt", "a.nq", "a.trig"};
  const char *const kept = "_:b0123456789abcdef01234567 <urn:p> "
                           "_:bffffffffffffffffffffffff .\n";
  QuadList list;
  for (size_t i = 0; i < sizeof names / sizeof *names; ++i) {
    read_text(kept, names[i], &list);
    assert_string_equal(list.text.data, kept);
    quad_list_clear(&list);
  }
  static const char *const others[] = {
    "_:b0123456789abcdef0123456 <urn:p> <urn:o> .",
    "_:b0123456789abcdef012345678 <urn:p> <urn:o> .",
    "_:b0123456789ABCDEF01234567 <urn:p> <urn:o> .",
    "_:c0123456789abcdef01234567 <urn:p> <urn:o> .",
  };
  for (size_t i = 0; i < sizeof others / sizeof *others; ++i) {
    read_text(others[i], "a.nt", &list);
    assert_memory_not_equal(list.text.data, others[i], 27);
    quad_list_clear(&list);
  }
}

static void
a_mistake_is_told_with_its_place(void **state)
{
  (void)state;
  static const struct {
    const char *name;
    const char *text;
    GestaStatus status;
    size_t line;
    size_t column;
    const char *says;
  } cases[] = {
    {"a.ttl", "@prefix u: <urn:> .\nu:s u:p u:o\nu:t u:p u:o .",
     GESTA_ERR_SYNTAX, 3, 1, "expected '.', ';' or ',' after the object"},
    {"a.ttl", "<urn:s> <urn:p> 'open .\n", GESTA_ERR_SYNTAX, 1, 24, "a.ttl: "},
    {"a.ttl", "u:s u:p u:o .", GESTA_ERR_SYNTAX, 1, 1, "'u:' is not declared"},
    {"a.rdf", "<r:RDF xmlns:r='" GESTA_NS_RDF "'>\n<r:Description>\n</r:RDF>",
     GESTA_ERR_SYNTAX, 3, 0, "mismatch"},
    {"a.nt", "\n<urn:é> <urn:p> \"x\"", GESTA_ERR_SYNTAX, 2, 20,
     "expected '.' at the end"},
    {"a.nt", "\"x\" <urn:p> <urn:o> .", GESTA_ERR_SYNTAX, 1, 1,
     "expected a subject"},
    {"a.nt", "<urn:s> _:p <urn:o> .", GESTA_ERR_SYNTAX, 1, 9,
     "expected a predicate"},
    {"a.nt", "<urn:s> <urn:p> .", GESTA_ERR_SYNTAX, 1, 17,
     "expected an object"},
    {"a.nt", "<urn:s> <urn:p> <o> .", GESTA_ERR_SYNTAX, 1, 17, "absolute IRI"},
    {"a.nt", "<urn:s> <urn:p> <urn:o> <urn:g> .", GESTA_ERR_SYNTAX, 1, 25,
     "N-Quads"},
    {"a.nq", "<urn:s> <urn:p> <urn:o> \"g\" .", GESTA_ERR_SYNTAX, 1, 25,
     "expected '.' or the IRI of a graph"},
    {"a.nt", "<urn:s> <urn:p> <urn:o> . x", GESTA_ERR_SYNTAX, 1, 27,
     "end of the line"},
    {"a.nt", "<urn:s> <urn:p> \"\\x\" .", GESTA_ERR_SYNTAX, 1, 18,
     "after a backslash"},
    {"a.nt", "<urn:s> <urn:p>\n\"x\" .", GESTA_ERR_SYNTAX, 1, 16, "object"},
    {"a.ttl", "# un\n# été \xE9\n", GESTA_ERR_ENCODING, 2, 7, "0xE9"},
    {"a.nt", "# \xF0\x9F\x98", GESTA_ERR_ENCODING, 1, 3, "UTF-8"},
    {"a.jsonld", "{}", GESTA_ERR_INPUT, 0, 0, "JSON-LD"},
    {"-", "{ \"@context\": {} }", GESTA_ERR_INPUT, 0, 0, "JSON-LD"},
    {"-", "<!DOCTYPE html>", GESTA_ERR_INPUT, 0, 0, "HTML"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    QuadList list;
    quad_list_init(&list);
    GestaError error = {.message = ""};
    const GestaReadOptions options = {.base = GESTA_VIEW("urn:base:")};
    const GestaStatus status = read_bytes(
      gesta_view(cases[i].text), cases[i].name, &options, &list, &error);
    if (status != cases[i].status || error.line != cases[i].line
        || error.column != cases[i].column
        || !strstr(error.message, cases[i].says)) {
      fail_msg("case %zu: %d at %zu:%zu: %s", i, (int)status, error.line,
               error.column, error.message);
    }
    quad_list_clear(&list);
  }
}

static void
an_unknown_format_is_answered_with_the_known_ones(void **state)
{
  (void)state;
  QuadList list;
  quad_list_init(&list);
  GestaError error = {.message = ""};
  const GestaReadOptions options = {.format = GESTA_VIEW("yaml")};
  assert_int_equal(read_bytes(GESTA_VIEW(""), "a.ttl", &options, &list, &error),
                   GESTA_ERR_INPUT);
  assert_string_equal(error.message, "unknown RDF format 'yaml': expected ttl, "
                                     "trig, nt, nq or rdfxml");
  quad_list_clear(&list);
}

static void
no_file_is_opened_for_an_entity(void **state)
{
  (void)state;
  QuadList list;
  quad_list_init(&list);
  const GestaReadOptions options = {.base = GESTA_VIEW("urn:base:")};
  (void)!read_bytes(
    GESTA_VIEW("<?xml version=\"1.0\"?><!DOCTYPE r:RDF [<!ENTITY e SYSTEM "
               "\"file:///etc/passwd\">]><r:RDF xmlns:r=\"" GESTA_NS_RDF
               "\" xmlns:u=\"urn:\"><r:Description r:about=\"urn:s\"><u:p>"
               "&e;</u:p></r:Description></r:RDF>"),
    "a.rdf", &options, &list, NULL);
  assert_null(strstr(list.text.data, "root:"));
  quad_list_clear(&list);
}

static void
a_failure_of_the_sink_or_a_request_to_stop_ends_the_reading(void **state)
{
  (void)state;
  static const char *const names[] = {"a.nt", "a.ttl"};
  const GestaStringView text = GESTA_VIEW(
    "<urn:s> <urn:p> 'a' .\n<urn:s> <urn:p> 'b' .\n");
  const GestaStringView lines = GESTA_VIEW(
    "<urn:s> <urn:p> \"a\" .\n<urn:s> <urn:p> \"b\" .\n");
  for (size_t i = 0; i < 2; ++i) {
    QuadList list;
    quad_list_init(&list);
    list.limit = 1;
    list.answer = GESTA_ERR_FULL;
    GestaReadOptions options = {.base = GESTA_VIEW("urn:base:")};
    assert_int_equal(
      read_bytes(i == 0 ? lines : text, names[i], &options, &list, NULL),
      GESTA_ERR_FULL);
    assert_int_equal(list.count, 1);
    GestaCancel cancel = {false};
    gesta_cancel(&cancel);
    options.cancel = &cancel;
    assert_int_equal(read_bytes(text, names[i], &options, &list, NULL),
                     GESTA_ERR_CANCELLED);
    quad_list_clear(&list);
  }
}

static void
a_pipe_is_read_like_a_file(void **state)
{
  (void)state;
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  static const char text[] = "<urn:s> <urn:p> \"x\" .\n";
  assert_int_equal(write(ends[1], text, sizeof text - 1), sizeof text - 1);
  (void)close(ends[1]);
  FILE *stream = fdopen(ends[0], "r");
  assert_non_null(stream);
  QuadList list;
  quad_list_init(&list);
  const GestaReadOptions options = {.base = {0}};
  uint64_t count = 0;
  assert_int_equal(gesta_rdf_read(gesta_default_allocator(), stream, "-",
                                  &options, &list.sink, &count, NULL),
                   GESTA_OK);
  assert_string_equal(list.text.data, text);
  quad_list_clear(&list);
  (void)fclose(stream);
}

// Lines and characters that lie across the borders of chunks.
static void
a_long_document_is_read_whole(void **state)
{
  (void)state;
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  for (unsigned i = 0; i < 20000; ++i) {
    assert_int_equal(
      gesta_text_buffer_print(&text, "<urn:s%u> <urn:é> \"😀é%u\"@fr .\n", i, i),
      GESTA_OK);
  }
  static const char *const names[] = {"a.nt", "a.ttl"};
  for (size_t i = 0; i < 2; ++i) {
    QuadList list;
    read_text(text.data, names[i], &list);
    assert_string_equal(list.text.data, text.data);
    quad_list_clear(&list);
  }
  gesta_text_buffer_clear(&text);
}

static void
refused_memory_leaks_nothing(void **state)
{
  (void)state;
  static const char *const names[] = {"a.nt", "a.ttl"};
  for (size_t i = 0; i < 2; ++i) {
    GestaStatus status = GESTA_ERR_MEMORY;
    for (size_t granted = 0; status != GESTA_OK; ++granted) {
      FailingAllocator allocator = failing_allocator(granted);
      FILE *stream = tmpfile();
      assert_non_null(stream);
      assert_true(fputs("_:a <urn:p> \"\\u00e9\" .\n", stream) >= 0);
      rewind(stream);
      QuadList list;
      quad_list_init(&list);
      const GestaReadOptions options = {.base = {0}};
      uint64_t count;
      status = gesta_rdf_read(&allocator.base, stream, names[i], &options,
                              &list.sink, &count, NULL);
      assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
      assert_int_equal(allocator.live, 0);
      quad_list_clear(&list);
      (void)fclose(stream);
    }
  }
}

// Read a text with mistakes by a lenient reader: what is left, how many
// mistakes, where the first one is.
static void
check_lenient(const char *name, const char *text, const char *expected,
              uint64_t mistakes, size_t line, size_t column)
{
  GestaReadSkips skips = {.count = 0};
  const GestaReadOptions options = {.base = GESTA_VIEW("urn:base:"),
                                    .skips = &skips};
  QuadList list;
  quad_list_init(&list);
  GestaError error = {.message = ""};
  const GestaStatus status = read_bytes(gesta_view(text), name, &options, &list,
                                        &error);
  if (status) {
    fail_msg("%s: %s", text, error.message);
  }
  assert_string_equal(list.text.data ? list.text.data : "", expected);
  assert_int_equal(skips.count, mistakes);
  assert_int_equal(skips.first[0].line, line);
  assert_int_equal(skips.first[0].column, column);
  quad_list_clear(&list);
}

static void
a_lenient_reader_passes_over_bad_lines_and_counts_them(void **state)
{
  (void)state;
  check_lenient("a.nt",
                "<urn:a> <urn:p> <urn:b> .\n<urn:a> <urn:p> .\n\n"
                "<urn:c> <urn:p> <x y> .\n<urn:d> <urn:p> \"\xFF\" .\n"
                "<urn:e> <urn:p> <urn:f> .",
                "<urn:a> <urn:p> <urn:b> .\n<urn:e> <urn:p> <urn:f> .\n", 3, 2,
                17);
  check_lenient("a.nq", "x\n<urn:a> <urn:p> <urn:b> <urn:g> .\n<urn:a>",
                "<urn:a> <urn:p> <urn:b> <urn:g> .\n", 2, 1, 1);
  check_lenient("a.nt", "", "", 0, 0, 0);
}

static void
a_lenient_reader_of_turtle_goes_on_behind_a_line_that_ends_with_a_dot(
  void **state)
{
  (void)state;
  check_lenient("a.ttl",
                "@prefix : <urn:> .\n:a :p :b .\n:a :p \"x\n. y\" .\n:c :p "
                ":d .\n:e unknown:x :f ;\n :p [ :p .1.2 ] .\n:g :p :h . \t\n"
                ":i :p :j, .",
                "<urn:a> <urn:p> <urn:b> .\n<urn:c> <urn:p> <urn:d> .\n<urn:g> "
                "<urn:p> <urn:h> .\n<urn:i> <urn:p> <urn:j> .\n",
                3, 3, 9);
  check_lenient("a.ttl", "<\n<urn:a> <urn:p> <urn:b> .", "", 1, 1, 2);
  check_lenient("a.ttl", "! .\n<urn:a> <urn:p> <urn:b> .",
                "<urn:a> <urn:p> <urn:b> .\n", 1, 1, 1);
  check_lenient("a.trig",
                "<urn:g> { <urn:a> <urn:p> .\n <urn:a> <urn:p> <urn:b> .\n",
                "<urn:a> <urn:p> <urn:b> <urn:g> .\n", 2, 1, 27);
}

static void
a_lenient_reader_goes_on_in_long_documents(void **state)
{
  (void)state;
  // Longer than what is looked at at once.
  enum { LINES = 40000 };
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  for (int i = 0; i < LINES; ++i) {
    assert_int_equal(gesta_text_buffer_append(
                       &text, GESTA_VIEW("<urn:a> <urn:p> ; <urn:b> .\n")),
                     GESTA_OK);
  }
  GestaReadSkips skips = {.count = 0};
  GestaReadOptions options = {.base = GESTA_VIEW("urn:base:"), .skips = &skips};
  QuadList list;
  quad_list_init(&list);
  GestaError error = {.message = ""};
  const char *const names[] = {"a.nt", "a.ttl"};
  for (size_t i = 0; i < 2; ++i) {
    assert_int_equal(read_bytes(gesta_text_buffer_view(&text), names[i],
                                &options, &list, &error),
                     GESTA_OK);
    assert_int_equal(list.count, 0);
    assert_int_equal(skips.count, (i + 1) * LINES);
    assert_int_equal(skips.kept, GESTA_SKIPS_KEPT);
  }
  options.format = GESTA_VIEW("rdfxml");
  assert_int_equal(
    read_bytes(GESTA_VIEW("<x/>"), "a.rdf", &options, &list, &error),
    GESTA_ERR_INPUT);
  quad_list_clear(&list);
  gesta_text_buffer_clear(&text);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_lenient_reader_passes_over_bad_lines_and_counts_them),
    cmocka_unit_test(
      a_lenient_reader_of_turtle_goes_on_behind_a_line_that_ends_with_a_dot),
    cmocka_unit_test(a_lenient_reader_goes_on_in_long_documents),
    cmocka_unit_test(every_syntax_says_the_same),
    cmocka_unit_test(graph_names_are_kept_and_others_go_where_they_are_told),
    cmocka_unit_test(blank_nodes_belong_to_their_document),
    cmocka_unit_test(labels_of_an_export_are_kept),
    cmocka_unit_test(a_mistake_is_told_with_its_place),
    cmocka_unit_test(an_unknown_format_is_answered_with_the_known_ones),
    cmocka_unit_test(no_file_is_opened_for_an_entity),
    cmocka_unit_test(
      a_failure_of_the_sink_or_a_request_to_stop_ends_the_reading),
    cmocka_unit_test(a_pipe_is_read_like_a_file),
    cmocka_unit_test(a_long_document_is_read_whole),
    cmocka_unit_test(refused_memory_leaks_nothing),
  };
  return cmocka_run_group_tests_name("rdf_reader", tests, NULL, NULL);
}
