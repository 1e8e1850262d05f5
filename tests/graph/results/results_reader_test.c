// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/results/results_reader.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

// An answer as text: "?a ?b|term term|…|", "true|" for an ASK.
typedef struct RowList {
  GestaRowSink sink; ///< first, so that a pointer to it is a pointer to this
  GestaTextBuffer text;
  size_t count;       ///< variables
  GestaStatus answer; ///< what the sink answers to a row
} RowList;

static GestaStatus
take_variables(GestaRowSink *self, const GestaStringView *names, size_t count)
{
  RowList *list = (RowList *)self;
  list->count = count;
  for (size_t i = 0; i < count; ++i) {
    assert_int_equal(gesta_text_buffer_print(&list->text, "?%.*s ",
                                             (int)names[i].size, names[i].data),
                     GESTA_OK);
  }
  return gesta_text_buffer_append(&list->text, GESTA_VIEW("|"));
}

static GestaStatus
take_row(GestaRowSink *self, const GestaTerm *row)
{
  RowList *list = (RowList *)self;
  for (size_t i = 0; i < list->count; ++i) {
    if (row[i].kind != GESTA_TERM_NONE) {
      assert_int_equal(gesta_term_spell(&row[i], &list->text), GESTA_OK);
    }
    assert_int_equal(gesta_text_buffer_append(&list->text, GESTA_VIEW(" ")),
                     GESTA_OK);
  }
  assert_int_equal(gesta_text_buffer_append(&list->text, GESTA_VIEW("|")),
                   GESTA_OK);
  return list->answer;
}

static GestaStatus
take_boolean(GestaRowSink *self, bool answer)
{
  RowList *list = (RowList *)self;
  return gesta_text_buffer_print(&list->text, "%s|", answer ? "true" : "false");
}

static void
row_list_init(RowList *list)
{
  *list = (RowList){.sink = {take_variables, take_row, take_boolean}};
  gesta_text_buffer_init(&list->text, gesta_default_allocator());
  assert_int_equal(gesta_text_buffer_print(&list->text, "%s", ""), GESTA_OK);
}

typedef struct Case {
  GestaResultsFormat format;
  const char *text;
  const char *answer;
} Case;

static void
check_cases(const Case *cases, size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    RowList list;
    row_list_init(&list);
    GestaError error = {.message = ""};
    if (gesta_results_read(gesta_default_allocator(), gesta_view(cases[i].text),
                           "doc", cases[i].format, &list.sink, &error)) {
      fail_msg("case %zu: %zu:%zu: %s", i, error.line, error.column,
               error.message);
    }
    assert_string_equal(list.text.data, cases[i].answer);
    gesta_text_buffer_clear(&list.text);
  }
}

#define INTEGER "^^<" GESTA_NS_XSD "integer>"
#define XML_START                                                              \
  "<?xml version=\"1.0\"?>\n<sparql xmlns=\"http://www.w3.org/2005/"           \
  "sparql-results#\">"
#define XML_HEAD                                                               \
  XML_START "<head><variable name='a'/><variable name='b'/><link href='x'/>"   \
            "</head>\n"

static void
answers_are_read_from_every_format(void **state)
{
  (void)state;
  static const Case cases[] = {
    {GESTA_RESULTS_TSV,
     "?a\t$b\n<x:é>\t\"t\\tq\\\"\"@fr\r\n_:b1\t-1.5e0\n\t4\n"
     "'it\\'s \"'^^<x:d>\ttrue",
     "?a ?b |<x:é> \"t\tq\\\"\"@fr |_:b1 \"-1.5e0\"^^<" GESTA_NS_XSD
     "double> | \"4\"" INTEGER " |\"it's \\\"\"^^<x:d> \"true\"^^<" GESTA_NS_XSD
     "boolean> |"},
    {GESTA_RESULTS_TSV, "\n\n\n", "|||"},
    {GESTA_RESULTS_TSV, "", "|"},
    {GESTA_RESULTS_TSV, "?a\n\n", "?a | |"},
    {GESTA_RESULTS_TSV, "true\n", "true|"},
    {GESTA_RESULTS_CSV,
     "a,?b\r\nx:é,\"say \"\"é\"\", \r\nwell\"\r\n_:b1,\r\n,4\n\"\",\"\"\"\"",
     "?a ?b |\"x:é\" \"say \\\"é\\\", \\r\\nwell\" |_:b1  | \"4\" | \"\\\"\" "
     "|"},
    {GESTA_RESULTS_CSV, "a\r\n\r\n", "?a | |"},
    {GESTA_RESULTS_CSV, "\r\n\r\n\r\n", "|||"},
    {GESTA_RESULTS_CSV, "", "|"},
    {GESTA_RESULTS_CSV, "false\n", "false|"},
    {GESTA_RESULTS_JSON,
     "\xEF\xBB\xBF{\"head\":{\"link\":[\"x\",{\"y\":[1]}],\"vars\":[\"a\","
     "\"b\"]},\"more\":null,\"results\":{\"distinct\":false,\"bindings\":[{"
     "\"b\":{\"value\":\"\\u00e9\\n\",\"xml:lang\":\"fr\",\"type\":\"literal\"}"
     "},{},{\"a\":{\"type\":\"uri\",\"value\":\"x:y\"},\"b\":{\"type\":"
     "\"typed-literal\",\"datatype\":\"" GESTA_NS_XSD
     "integer\",\"value\":\"4\"}},{\"a\":{\"type\":\"bnode\",\"value\":\"b0\"},"
     "\"b\":{\"type\":\"literal\",\"datatype\":\"" GESTA_NS_XSD
     "string\",\"value\":\"\"}}]}}",
     "?a ?b | \"é\\n\"@fr |  |<x:y> \"4\"" INTEGER " |_:b0 \"\" |"},
    // The head may come last.
    {GESTA_RESULTS_JSON,
     "{\"results\":{\"bindings\":[{\"a\":{\"type\":\"uri\",\"value\":\"x:y\"}}]"
     "},\"head\":{\"vars\":[\"b\",\"a\"]}}",
     "?b ?a | <x:y> |"},
    {GESTA_RESULTS_JSON, "{\"head\":{},\"boolean\":true}", "true|"},
    {GESTA_RESULTS_JSON,
     "{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[]}}", "|"},
    {GESTA_RESULTS_XML,
     XML_HEAD
     "<results distinct='false'>\n<result><binding name='b'><literal "
     "xml:lang='fr'>é &lt;<![CDATA[&]]>\n</literal></binding></result>"
     "<!-- c --><result/><result>\n <binding name='a'> <uri> x:y "
     "</uri> </binding><binding name=\"b\"><literal datatype='" GESTA_NS_XSD
     "integer'>4</literal></binding></result><result>"
     "<binding name='a'><bnode>b0</bnode></binding><binding "
     "name='b'><literal/></binding></result></results></sparql>",
     "?a ?b | \"é <&\\n\"@fr |  |<x:y> \"4\"" INTEGER " |_:b0 \"\" |"},
    {GESTA_RESULTS_XML, XML_START "<head/><boolean> true </boolean></sparql>",
     "true|"},
    {GESTA_RESULTS_XML, XML_START "<head/><results/></sparql>", "|"},
    {GESTA_RESULTS_XML,
     "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><sparql "
     "xmlns=\"http://www.w3.org/2005/sparql-results#\"><head><variable "
     "name='a'/></head><results><result><binding name='a'><literal>\xE9"
     "</literal></binding></result></results></sparql>",
     "?a |\"é\" |"},
  };
  check_cases(cases, sizeof cases / sizeof *cases);
}

static void
a_mistake_is_told_with_its_place(void **state)
{
  (void)state;
  static const struct {
    GestaResultsFormat format;
    const char *text;
    GestaStatus status;
    size_t line;
    size_t column; ///< 0: wherever the library says
    const char *says;
  } cases[] = {
    {GESTA_RESULTS_TSV, "?a\n<x:y>\t<x:y>\n", GESTA_ERR_SYNTAX, 2, 7, "more"},
    {GESTA_RESULTS_TSV, "?a\t?b\n<x:y>\n", GESTA_ERR_SYNTAX, 2, 6, "fewer"},
    {GESTA_RESULTS_TSV, "?a\t\n", GESTA_ERR_SYNTAX, 1, 4, "a variable"},
    {GESTA_RESULTS_TSV, "?a\t?b\né\tx\n", GESTA_ERR_SYNTAX, 2, 1,
     "expected an"},
    {GESTA_RESULTS_TSV, "?a\t?b\n1\t\"x\\q\"\n", GESTA_ERR_SYNTAX, 2, 5,
     "backslash"},
    {GESTA_RESULTS_TSV, "?a\n'x\\q'\n", GESTA_ERR_SYNTAX, 2, 3, "backslash"},
    {GESTA_RESULTS_TSV, "?a\n'x\n", GESTA_ERR_SYNTAX, 2, 1, "never ended"},
    {GESTA_RESULTS_TSV, "?a\n\xE9\n", GESTA_ERR_ENCODING, 2, 1, "UTF-8"},
    {GESTA_RESULTS_CSV, "a,b\r\nx\r\n", GESTA_ERR_SYNTAX, 2, 1, "fewer"},
    {GESTA_RESULTS_CSV, "a\r\nx,y\r\n", GESTA_ERR_SYNTAX, 2, 3, "more"},
    {GESTA_RESULTS_CSV, "a\r\nx\"y\r\n", GESTA_ERR_SYNTAX, 2, 2, "quotation"},
    {GESTA_RESULTS_CSV, "a\r\n\"x\r\n", GESTA_ERR_SYNTAX, 2, 1, "closed"},
    {GESTA_RESULTS_CSV, "a\r\n\"x\"\"", GESTA_ERR_SYNTAX, 2, 1, "closed"},
    {GESTA_RESULTS_CSV, "a\r\n\"", GESTA_ERR_SYNTAX, 2, 1, "closed"},
    {GESTA_RESULTS_CSV, "a\r\n\"x\"y\r\n", GESTA_ERR_SYNTAX, 2, 4, "','"},
    {GESTA_RESULTS_JSON, "{\"head\":\n{\"vars\" [] }}", GESTA_ERR_SYNTAX, 2, 0,
     "not JSON"},
    {GESTA_RESULTS_JSON, "{\"head\":{}", GESTA_ERR_SYNTAX, 1, 0, "not JSON"},
    {GESTA_RESULTS_JSON, "", GESTA_ERR_SYNTAX, 1, 0, "JSON"},
    {GESTA_RESULTS_JSON, "{\"head\":{}}", GESTA_ERR_SYNTAX, 1, 1, "no SPARQL"},
    {GESTA_RESULTS_JSON, "[]", GESTA_ERR_SYNTAX, 1, 0, "may not stand here"},
    {GESTA_RESULTS_JSON,
     "{\"head\":{\"vars\":[{}]},\"results\":{\"bindings\":[]}}",
     GESTA_ERR_SYNTAX, 1, 0, "may not stand here"},
    {GESTA_RESULTS_JSON,
     "{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[{\"x\":{}}]}}",
     GESTA_ERR_INPUT, 1, 0, "not in the head"},
    {GESTA_RESULTS_JSON,
     "{\"head\":{\"vars\":[\"x\"]},\"results\":{\"bindings\":[{\"x\":{\"type\":"
     "\"triple\",\"value\":{}}}]}}",
     GESTA_ERR_INPUT, 1, 0, "RDF-star"},
    {GESTA_RESULTS_JSON,
     "{\"head\":{\"vars\":[\"x\"]},\"results\":{\"bindings\":[{\"x\":{\"type\":"
     "\"uri\"}}]}}",
     GESTA_ERR_SYNTAX, 1, 0, "no value"},
    {GESTA_RESULTS_JSON,
     "{\"head\":{\"vars\":[\"x\"]},\"results\":{\"bindings\":[{\"x\":{\"type\":"
     "\"iri\",\"value\":\"x:y\"}}]}}",
     GESTA_ERR_INPUT, 1, 0, "uri, bnode or literal"},
    {GESTA_RESULTS_XML, XML_HEAD "<results>\n<result></results></sparql>",
     GESTA_ERR_SYNTAX, 4, 0, "not XML"},
    {GESTA_RESULTS_XML, "", GESTA_ERR_SYNTAX, 0, 0, "XML"},
    {GESTA_RESULTS_XML, "<html/>", GESTA_ERR_SYNTAX, 1, 0, "no SPARQL result"},
    {GESTA_RESULTS_XML, XML_START "</sparql>", GESTA_ERR_SYNTAX, 2, 0,
     "neither results nor"},
    {GESTA_RESULTS_XML, XML_START "<boolean>yes</boolean></sparql>",
     GESTA_ERR_SYNTAX, 2, 0, "true or false"},
    {GESTA_RESULTS_XML,
     XML_HEAD
     "<results><result><binding name='z'/></result></results></sparql>",
     GESTA_ERR_INPUT, 3, 0, "not in the head"},
    {GESTA_RESULTS_XML, XML_HEAD "<result/></sparql>", GESTA_ERR_SYNTAX, 3, 0,
     "outside results"},
    {GESTA_RESULTS_XML,
     XML_HEAD "<results><result><uri>x:y</uri></result></results></sparql>",
     GESTA_ERR_SYNTAX, 3, 0, "outside a binding"},
    {GESTA_RESULTS_XML,
     "<!DOCTYPE sparql [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><sparql "
     "xmlns='http://www.w3.org/2005/sparql-results#'><head/><boolean>&e;"
     "</boolean></sparql>",
     GESTA_ERR_INPUT, 1, 0, "document type"},
    {GESTA_RESULTS_TABLE, "", GESTA_ERR_INPUT, 0, 0, "xml, json, csv or tsv"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    RowList list;
    row_list_init(&list);
    GestaError error = {.message = ""};
    const GestaStatus status = gesta_results_read(
      gesta_default_allocator(), gesta_view(cases[i].text), "doc",
      cases[i].format, &list.sink, &error);
    const bool placed = cases[i].line == 0 || error.line == cases[i].line;
    if (status != cases[i].status || !placed
        || (cases[i].column > 0 && error.column != cases[i].column)
        || !strstr(error.message, cases[i].says)) {
      fail_msg("case %zu: %d at %zu:%zu: %s", i, (int)status, error.line,
               error.column, error.message);
    }
    gesta_text_buffer_clear(&list.text);
  }
}

// What the writers write, the readers read.
static void
an_answer_that_was_written_is_read_back(void **state)
{
  (void)state;
  static const GestaResultsFormat formats[] = {
    GESTA_RESULTS_TSV, GESTA_RESULTS_JSON, GESTA_RESULTS_XML};
  const GestaStringView names[] = {GESTA_VIEW("a"), GESTA_VIEW("b")};
  const GestaTerm rows[][2] = {
    {gesta_iri(GESTA_VIEW("http://e.x/é?a=1&b=<")),
     gesta_text_literal(GESTA_VIEW("a\t\"b\"\r\n\\'<&>é"),
                        GESTA_VIEW("fr-ca"))},
    {{.kind = GESTA_TERM_BLANK, .value = GESTA_VIEW("b.1")},
     {.kind = GESTA_TERM_NONE}},
    {gesta_typed_literal(GESTA_VIEW("01"), GESTA_XSD("integer")),
     gesta_typed_literal(GESTA_VIEW(" 4 "), GESTA_XSD("date"))},
    {gesta_text_literal(GESTA_VIEW("  "), GESTA_VIEW("")),
     gesta_text_literal(GESTA_VIEW(""), GESTA_VIEW(""))},
  };
  RowList expected;
  row_list_init(&expected);
  assert_int_equal(take_variables(&expected.sink, names, 2), GESTA_OK);
  for (size_t i = 0; i < 4; ++i) {
    assert_int_equal(take_row(&expected.sink, rows[i]), GESTA_OK);
  }
  for (size_t i = 0; i < 3; ++i) {
    GestaTextBuffer text;
    gesta_text_buffer_init(&text, gesta_default_allocator());
    GestaOutput output = gesta_output_to_buffer(&text);
    const GestaResultsOptions options = {.format = formats[i]};
    GestaResultsWriter *writer = NULL;
    assert_int_equal(gesta_results_writer_open(gesta_default_allocator(),
                                               &options, names, 2, &output,
                                               &writer),
                     GESTA_OK);
    for (size_t k = 0; k < 4; ++k) {
      assert_int_equal(gesta_results_writer_row(writer, rows[k]), GESTA_OK);
    }
    assert_int_equal(gesta_results_writer_finish(writer), GESTA_OK);
    gesta_results_writer_close(writer);
    RowList list;
    row_list_init(&list);
    assert_int_equal(gesta_results_read(gesta_default_allocator(),
                                        gesta_text_buffer_view(&text), "doc",
                                        formats[i], &list.sink, NULL),
                     GESTA_OK);
    assert_string_equal(list.text.data, expected.text.data);
    gesta_text_buffer_clear(&list.text);
    text.size = 0;
    assert_int_equal(gesta_results_write_boolean(&options, false, &output),
                     GESTA_OK);
    row_list_init(&list);
    assert_int_equal(gesta_results_read(gesta_default_allocator(),
                                        gesta_text_buffer_view(&text), "doc",
                                        formats[i], &list.sink, NULL),
                     GESTA_OK);
    assert_string_equal(list.text.data, "false|");
    gesta_text_buffer_clear(&list.text);
    gesta_text_buffer_clear(&text);
  }
  gesta_text_buffer_clear(&expected.text);
}

static void
media_types_name_their_formats(void **state)
{
  (void)state;
  GestaResultsFormat format = GESTA_RESULTS_TABLE;
  assert_int_equal(gesta_results_media_type(
                     GESTA_VIEW("Application/SPARQL-results+JSON"), &format),
                   GESTA_OK);
  assert_int_equal(format, GESTA_RESULTS_JSON);
  assert_int_equal(
    gesta_results_media_type(GESTA_VIEW("text/tab-separated-values"), &format),
    GESTA_OK);
  assert_int_equal(format, GESTA_RESULTS_TSV);
  assert_int_equal(gesta_results_media_type(GESTA_VIEW("text/html"), &format),
                   GESTA_NOT_FOUND);
}

static void
refused_memory_and_refused_rows_leak_nothing(void **state)
{
  (void)state;
  static const Case cases[] = {
    {GESTA_RESULTS_TSV, "?a\t?b\n'x\\n'\t\"\\u00e9\"@fr\n", ""},
    {GESTA_RESULTS_CSV, "a,b\n\"x\",\"y\"\n", ""},
    {GESTA_RESULTS_JSON,
     "{\"head\":{\"vars\":[\"a\"]},\"results\":{\"bindings\":[{\"a\":{\"type\":"
     "\"uri\",\"value\":\"x:y\"}}]}}",
     ""},
    {GESTA_RESULTS_XML,
     XML_HEAD "<results><result><binding name='a'><literal xml:lang='fr'>x"
              "</literal></binding></result></results></sparql>",
     ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    GestaStatus status = GESTA_ERR_MEMORY;
    for (size_t granted = 0; status == GESTA_ERR_MEMORY; ++granted) {
      FailingAllocator allocator = failing_allocator(granted);
      RowList list;
      row_list_init(&list);
      list.answer = GESTA_ERR_FULL;
      status = gesta_results_read(&allocator.base, gesta_view(cases[i].text),
                                  "doc", cases[i].format, &list.sink, NULL);
      assert_int_equal(allocator.live, 0);
      gesta_text_buffer_clear(&list.text);
    }
    assert_int_equal(status, GESTA_ERR_FULL);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(answers_are_read_from_every_format),
    cmocka_unit_test(a_mistake_is_told_with_its_place),
    cmocka_unit_test(an_answer_that_was_written_is_read_back),
    cmocka_unit_test(media_types_name_their_formats),
    cmocka_unit_test(refused_memory_and_refused_rows_leak_nothing),
  };
  return cmocka_run_group_tests_name("results_reader", tests, NULL, NULL);
}
