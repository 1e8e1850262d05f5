// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/results/results_writer.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

enum { WIDTH = 3 };

static const GestaStringView variables[WIDTH] = {{"who", 3},
                                                 {"what", 4},
                                                 {"n", 1}};

static GestaStatus
write_rows(GestaAllocator *allocator, const GestaResultsOptions *options,
           const GestaTerm (*rows)[WIDTH], size_t count, GestaTextBuffer *text)
{
  GestaOutput output = gesta_output_to_buffer(text);
  GestaResultsWriter *writer = NULL;
  GestaStatus status = gesta_results_writer_open(allocator, options, variables,
                                                 WIDTH, &output, &writer);
  for (size_t i = 0; status == GESTA_OK && i < count; ++i) {
    status = gesta_results_writer_row(writer, rows[i]);
  }
  if (status == GESTA_OK) {
    status = gesta_results_writer_finish(writer);
  }
  gesta_results_writer_close(writer);
  return status;
}

static void
make_rows(GestaTerm rows[3][WIDTH])
{
  memset(rows, 0, 3 * sizeof *rows);
  rows[0][0] = gesta_iri(GESTA_GESTA("Event"));
  rows[0][1] = gesta_text_literal(GESTA_VIEW("dit \"é\", puis\n\tla & b"),
                                  GESTA_VIEW("fr"));
  rows[0][2] = gesta_typed_literal(GESTA_VIEW("12"), GESTA_XSD("integer"));
  rows[1][0] = (GestaTerm){.kind = GESTA_TERM_BLANK, .value = {"b1", 2}};
  rows[1][2] = gesta_typed_literal(GESTA_VIEW("-0.5"), GESTA_XSD("decimal"));
  rows[2][0] = gesta_iri(GESTA_VIEW("urn:x,y"));
  rows[2][1] = gesta_text_literal(GESTA_VIEW("e\xCC\x81te\xCC\x81 中文"),
                                  GESTA_VIEW(""));
  rows[2][2] = gesta_typed_literal(GESTA_VIEW("1e3"), GESTA_XSD("double"));
}

// NOLINTBEGIN(readability-function-size): a table
static void
every_format_writes_what_its_recommendation_says(void **state)
{
  (void)state;
  static const struct {
    GestaResultsFormat format;
    const char *text;
  } cases[] = {
    {GESTA_RESULTS_CSV, "who,what,n\r\n"
                        "https://w3id.org/gesta#Event,\"dit \"\"é\"\", "
                        "puis\n\tla & b\",12\r\n"
                        "_:b1,,-0.5\r\n"
                        "\"urn:x,y\",e\xCC\x81te\xCC\x81 中文,1e3\r\n"},
    {GESTA_RESULTS_TSV,
     "?who\t?what\t?n\n"
     "<https://w3id.org/gesta#Event>\t\"dit \\\"é\\\", puis\\n\\tla & "
     "b\"@fr\t12\n"
     "_:b1\t\t-0.5\n"
     "<urn:x,y>\t\"e\xCC\x81te\xCC\x81 中文\"\t1e3\n"},
    {GESTA_RESULTS_JSON,
     "{\"head\":{\"vars\":[\"who\",\"what\",\"n\"]},\"results\":{"
     "\"bindings\":[\n"
     "{\"who\":{\"type\":\"uri\",\"value\":\"https://w3id.org/gesta#Event\"},"
     "\"what\":{\"type\":\"literal\",\"value\":\"dit \\\"é\\\", puis\\n\\tla & "
     "b\",\"xml:lang\":\"fr\"},"
     "\"n\":{\"type\":\"literal\",\"value\":\"12\",\"datatype\":\"" GESTA_NS_XSD
     "integer\"}},\n"
     "{\"who\":{\"type\":\"bnode\",\"value\":\"b1\"},"
     "\"n\":{\"type\":\"literal\",\"value\":\"-0.5\",\"datatype\":"
     "\"" GESTA_NS_XSD "decimal\"}},\n"
     "{\"who\":{\"type\":\"uri\",\"value\":\"urn:x,y\"},"
     "\"what\":{\"type\":\"literal\",\"value\":\"e\xCC\x81te\xCC\x81 中文\"},"
     "\"n\":{\"type\":\"literal\",\"value\":\"1e3\",\"datatype\":"
     "\"" GESTA_NS_XSD "double\"}}\n"
     "]}}\n"},
    {GESTA_RESULTS_XML,
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
     "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n"
     "  <head>\n"
     "    <variable name=\"who\"/>\n"
     "    <variable name=\"what\"/>\n"
     "    <variable name=\"n\"/>\n"
     "  </head>\n"
     "  <results>\n"
     "    <result>\n"
     "      <binding name=\"who\"><uri>https://w3id.org/gesta#Event</uri>"
     "</binding>\n"
     "      <binding name=\"what\"><literal xml:lang=\"fr\">dit "
     "&quot;é&quot;, puis&#10;&#9;la &amp; b</literal></binding>\n"
     "      <binding name=\"n\"><literal datatype=\"" GESTA_NS_XSD
     "integer\">12</literal></binding>\n"
     "    </result>\n"
     "    <result>\n"
     "      <binding name=\"who\"><bnode>b1</bnode></binding>\n"
     "      <binding name=\"n\"><literal datatype=\"" GESTA_NS_XSD
     "decimal\">-0.5</literal></binding>\n"
     "    </result>\n"
     "    <result>\n"
     "      <binding name=\"who\"><uri>urn:x,y</uri></binding>\n"
     "      <binding name=\"what\"><literal>e\xCC\x81te\xCC\x81 中文</literal>"
     "</binding>\n"
     "      <binding name=\"n\"><literal datatype=\"" GESTA_NS_XSD
     "double\">1e3</literal></binding>\n"
     "    </result>\n"
     "  </results>\n"
     "</sparql>\n"},
    {GESTA_RESULTS_TABLE,
     " who         | what                  |    n\n"
     "-------------+-----------------------+------\n"
     " gesta:Event | dit \"é\", puis↵ la & b |   12\n"
     " _:b1        |                       | -0.5\n"
     " <urn:x,y>   | e\xCC\x81te\xCC\x81 中文              |  1e3\n"
     "(3 rows)\n"},
    {GESTA_RESULTS_EXPANDED, "-[ row 1 ]------------------------------\n"
                             "who  | gesta:Event\n"
                             "what | dit \"é\", puis↵ la & b\n"
                             "n    | 12\n"
                             "-[ row 2 ]------------------------------\n"
                             "who  | _:b1\n"
                             "what |\n"
                             "n    | -0.5\n"
                             "-[ row 3 ]------------------------------\n"
                             "who  | <urn:x,y>\n"
                             "what | e\xCC\x81te\xCC\x81 中文\n"
                             "n    | 1e3\n"
                             "(3 rows)\n"},
    {GESTA_RESULTS_MARKDOWN,
     "| who | what | n |\n"
     "| --- | --- | ---: |\n"
     "| [gesta:Event](<https://w3id.org/gesta#Event>) | dit \"é\", puis<br> la "
     "&amp; b | 12 |\n"
     "| \\_:b1 | | -0.5 |\n"
     "| urn:x,y | e\xCC\x81te\xCC\x81 中文 | 1e3 |\n"},
  };
  GestaPrefixes *prefixes;
  assert_int_equal(gesta_prefixes_new(gesta_default_allocator(), &prefixes),
                   GESTA_OK);
  GestaTerm rows[3][WIDTH];
  make_rows(rows);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    GestaTextBuffer text;
    gesta_text_buffer_init(&text, gesta_default_allocator());
    const GestaResultsOptions options = {.format = cases[i].format,
                                         .prefixes = prefixes};
    assert_int_equal(write_rows(gesta_default_allocator(), &options,
                                (const GestaTerm(*)[WIDTH])rows, 3, &text),
                     GESTA_OK);
    assert_string_equal(text.data, cases[i].text);
    gesta_text_buffer_clear(&text);
  }
  gesta_prefixes_free(prefixes);
}
// NOLINTEND(readability-function-size)

static void
write_one(GestaResultsFormat format, const GestaPrefixes *prefixes,
          const GestaTerm row[WIDTH], GestaTextBuffer *text)
{
  gesta_text_buffer_init(text, gesta_default_allocator());
  GestaTerm rows[1][WIDTH];
  memcpy(rows[0], row, sizeof rows[0]);
  const GestaResultsOptions options = {.format = format, .prefixes = prefixes};
  assert_int_equal(write_rows(gesta_default_allocator(), &options,
                              (const GestaTerm(*)[WIDTH])rows, 1, text),
                   GESTA_OK);
}

static void
html_links_compact_iris_and_keeps_languages(void **state)
{
  (void)state;
  GestaPrefixes *prefixes;
  assert_int_equal(gesta_prefixes_new(gesta_default_allocator(), &prefixes),
                   GESTA_OK);
  GestaTerm rows[3][WIDTH];
  make_rows(rows);
  GestaTextBuffer text;
  write_one(GESTA_RESULTS_HTML, prefixes, rows[0], &text);
  assert_int_equal(strncmp(text.data, "<!DOCTYPE html>\n", 16), 0);
  assert_non_null(strstr(text.data, "<meta charset=\"utf-8\">"));
  assert_non_null(strstr(
    text.data,
    "<table>\n"
    "<thead>\n"
    "<tr><th scope=\"col\">who</th><th scope=\"col\">what</th>"
    "<th scope=\"col\">n</th></tr>\n"
    "</thead>\n"
    "<tbody>\n"
    "<tr><td><a href=\"https://w3id.org/gesta#Event\">gesta:Event</a></td>"
    "<td lang=\"fr\">dit &quot;é&quot;, puis\n\tla &amp; b</td>"
    "<td class=\"number\">12</td></tr>\n"
    "</tbody>\n"
    "</table>\n"
    "</body>\n"
    "</html>\n"));
  gesta_text_buffer_clear(&text);
  write_one(GESTA_RESULTS_HTML, prefixes, rows[1], &text);
  assert_non_null(strstr(text.data, "<tr><td>_:b1</td><td></td>"
                                    "<td class=\"number\">-0.5</td></tr>\n"));
  gesta_text_buffer_clear(&text);
  gesta_prefixes_free(prefixes);
}

static void
data_cannot_run_a_script_nor_end_a_cell(void **state)
{
  (void)state;
  GestaTerm row[WIDTH] = {{0}};
  row[0] = gesta_iri(GESTA_VIEW("javascript:alert(1)"));
  row[1] = gesta_text_literal(GESTA_VIEW("</td><script>a|b</script>`*\x01"),
                              GESTA_VIEW("x\"><b>"));
  row[2] = gesta_iri(GESTA_VIEW("http://x.org/?a=1&b=\"|<"));
  GestaTextBuffer text;
  write_one(GESTA_RESULTS_HTML, NULL, row, &text);
  assert_null(strstr(text.data, "href=\"javascript"));
  assert_null(strstr(text.data, "<script"));
  assert_null(strstr(text.data, "<b>"));
  assert_null(strchr(text.data, '\x01'));
  assert_non_null(
    strstr(text.data, "href=\"http://x.org/?a=1&amp;b=&quot;|&lt;\""));
  gesta_text_buffer_clear(&text);

  write_one(GESTA_RESULTS_MARKDOWN, NULL, row, &text);
  assert_string_equal(text.data,
                      "| who | what | n |\n"
                      "| --- | --- | --- |\n"
                      "| javascript:alert(1) | &lt;/td&gt;&lt;script&gt;a\\|b"
                      "&lt;/script&gt;\\`\\*\xEF\xBF\xBD | "
                      "http://x.org/?a=1&amp;b=\"\\|&lt; |\n");
  gesta_text_buffer_clear(&text);
}

// Accents made of two code points, a dakuten, a Hangul syllable of three jamo,
// wide Latin letters, an emoji and a joiner.
static void
columns_stand_under_each_other_in_every_script(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t width;
  } cases[] = {
    {"e\xCC\x81te\xCC\x81", 3},
    {"\xE3\x81\x8B\xE3\x82\x99", 2},
    {"한", 2},
    {"Ａｂ", 3},
    {"😀", 2},
    {"a\xE2\x80\x8D"
     "b",
     2},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    GestaTerm row[WIDTH] = {{0}};
    row[0] = gesta_text_literal(gesta_view(cases[i].text), GESTA_VIEW(""));
    row[1] = gesta_text_literal(GESTA_VIEW("x"), GESTA_VIEW(""));
    GestaTextBuffer text;
    write_one(GESTA_RESULTS_TABLE, NULL, row, &text);
    char line[64];
    (void)snprintf(line, sizeof line, " %s%.*s | x", cases[i].text,
                   (int)(3 - cases[i].width), "   ");
    if (!strstr(text.data, line)) {
      fail_msg("expected \"%s\" in\n%s", line, text.data);
    }
    gesta_text_buffer_clear(&text);
  }
}

static void
a_table_without_rows_still_names_its_columns(void **state)
{
  (void)state;
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  const GestaResultsOptions options = {.format = GESTA_RESULTS_TABLE};
  assert_int_equal(
    write_rows(gesta_default_allocator(), &options, NULL, 0, &text), GESTA_OK);
  assert_string_equal(text.data, " who | what | n\n"
                                 "-----+------+---\n"
                                 "(0 rows)\n");
  gesta_text_buffer_clear(&text);
}

static void
a_table_that_is_too_wide_cuts_its_widest_columns(void **state)
{
  (void)state;
  GestaTerm rows[1][WIDTH] = {{{0}}};
  rows[0][0] = gesta_iri(GESTA_VIEW("urn:1234567890"));
  rows[0][1] = gesta_text_literal(GESTA_VIEW("中文中文中文中文中文"),
                                  GESTA_VIEW(""));
  rows[0][2] = gesta_typed_literal(GESTA_VIEW("7"), GESTA_XSD("int"));
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  const GestaResultsOptions options = {.format = GESTA_RESULTS_TABLE,
                                       .width = 30};
  assert_int_equal(write_rows(gesta_default_allocator(), &options,
                              (const GestaTerm(*)[WIDTH])rows, 1, &text),
                   GESTA_OK);
  assert_string_equal(text.data, " who        | what        | n\n"
                                 "------------+-------------+---\n"
                                 " <urn:1234… | 中文中文中… | 7\n"
                                 "(1 row)\n");
  gesta_text_buffer_clear(&text);
}

static void
a_table_that_wraps_loses_nothing(void **state)
{
  (void)state;
  GestaTerm rows[2][WIDTH] = {{{0}}};
  rows[0][0] = gesta_iri(GESTA_VIEW("urn:1234567890"));
  rows[0][1] = gesta_text_literal(
    GESTA_VIEW("中文中文 中文中文中文 e\xCC\x81te\xCC\x81"), GESTA_VIEW(""));
  rows[0][2] = gesta_typed_literal(GESTA_VIEW("7"), GESTA_XSD("int"));
  rows[1][0] = gesta_iri(GESTA_VIEW("urn:b"));
  rows[1][1] = gesta_text_literal(GESTA_VIEW("to be, or not to be"),
                                  GESTA_VIEW(""));
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  const GestaResultsOptions options = {
    .format = GESTA_RESULTS_TABLE, .width = 27, .wraps = true};
  assert_int_equal(write_rows(gesta_default_allocator(), &options,
                              (const GestaTerm(*)[WIDTH])rows, 2, &text),
                   GESTA_OK);
  assert_string_equal(text.data, " who       | what      | n\n"
                                 "-----------+-----------+---\n"
                                 " <urn:1234 | 中文中文  | 7\n"
                                 ".567890>   |.中文中文  |\n"
                                 "           |.中文 e\xCC\x81te\xCC\x81  |\n"
                                 " <urn:b>   | to be, or |\n"
                                 "           |.not to be |\n"
                                 "(2 rows)\n");
  gesta_text_buffer_clear(&text);
}

// NOLINTBEGIN(misc-misleading-bidirectional): what data could do
static void
data_cannot_drive_the_terminal(void **state)
{
  (void)state;
  GestaTerm rows[1][WIDTH] = {{{0}}};
  rows[0][0] = gesta_text_literal(GESTA_VIEW("\x1b[31m"), GESTA_VIEW(""));
  rows[0][1] = gesta_text_literal(GESTA_VIEW("a\xE2\x80\xAE"
                                             "b"),
                                  GESTA_VIEW(""));
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  const GestaResultsOptions options = {.format = GESTA_RESULTS_TABLE};
  assert_int_equal(write_rows(gesta_default_allocator(), &options,
                              (const GestaTerm(*)[WIDTH])rows, 1, &text),
                   GESTA_OK);
  assert_null(strchr(text.data, '\x1b'));
  assert_null(strstr(text.data, "\xE2\x80\xAE"));
  gesta_text_buffer_clear(&text);
}
// NOLINTEND(misc-misleading-bidirectional)

static void
the_answer_of_an_ask_is_a_word_in_every_format(void **state)
{
  (void)state;
  static const struct {
    GestaResultsFormat format;
    const char *text;
  } cases[] = {
    {GESTA_RESULTS_TABLE, "true\n"},
    {GESTA_RESULTS_EXPANDED, "true\n"},
    {GESTA_RESULTS_MARKDOWN, "true\n"},
    {GESTA_RESULTS_CSV, "true\n"},
    {GESTA_RESULTS_TSV, "true\n"},
    {GESTA_RESULTS_JSON, "{\"head\":{},\"boolean\":true}\n"},
    {GESTA_RESULTS_XML,
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
     "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n"
     "  <head/>\n  <boolean>true</boolean>\n</sparql>\n"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    GestaTextBuffer text;
    gesta_text_buffer_init(&text, gesta_default_allocator());
    GestaOutput output = gesta_output_to_buffer(&text);
    const GestaResultsOptions options = {.format = cases[i].format};
    assert_int_equal(gesta_results_write_boolean(&options, true, &output),
                     GESTA_OK);
    assert_string_equal(text.data, cases[i].text);
    assert_int_equal(gesta_results_write_boolean(&options, false, &output),
                     GESTA_OK);
    assert_non_null(strstr(text.data, "false"));
    gesta_text_buffer_clear(&text);
  }
}

static void
formats_are_known_by_name(void **state)
{
  (void)state;
  GestaResultsFormat format;
  assert_int_equal(gesta_results_format(GESTA_VIEW("json"), &format), GESTA_OK);
  assert_int_equal(format, GESTA_RESULTS_JSON);
  assert_int_equal(gesta_results_format(GESTA_VIEW("ttl"), &format),
                   GESTA_NOT_FOUND);
}

static void
the_choices_of_an_option_are_all_the_formats(void **state)
{
  (void)state;
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  const char *const *const names = gesta_results_formats();
  for (size_t i = 0; names[i]; ++i) {
    GestaResultsFormat format;
    assert_int_equal(gesta_results_format(gesta_view(names[i]), &format),
                     GESTA_OK);
    assert_int_equal(format, i);
    assert_int_equal(
      gesta_text_buffer_print(&text, "%s%s", i > 0 ? "|" : "", names[i]),
      GESTA_OK);
  }
  assert_string_equal(text.data, GESTA_RESULTS_CHOICES);
  gesta_text_buffer_clear(&text);
}

static void
refused_memory_leaks_nothing(void **state)
{
  (void)state;
  GestaTerm rows[3][WIDTH];
  make_rows(rows);
  for (int format = GESTA_RESULTS_TABLE; format <= GESTA_RESULTS_HTML;
       ++format) {
    GestaStatus status = GESTA_ERR_MEMORY;
    for (size_t granted = 0; status != GESTA_OK; ++granted) {
      FailingAllocator allocator = failing_allocator(granted);
      GestaTextBuffer text;
      gesta_text_buffer_init(&text, gesta_default_allocator());
      const GestaResultsOptions options = {.format = (GestaResultsFormat)format,
                                           .width = 30};
      status = write_rows(&allocator.base, &options,
                          (const GestaTerm(*)[WIDTH])rows, 3, &text);
      assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
      assert_int_equal(allocator.live, 0);
      gesta_text_buffer_clear(&text);
    }
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_format_writes_what_its_recommendation_says),
    cmocka_unit_test(html_links_compact_iris_and_keeps_languages),
    cmocka_unit_test(data_cannot_run_a_script_nor_end_a_cell),
    cmocka_unit_test(columns_stand_under_each_other_in_every_script),
    cmocka_unit_test(the_choices_of_an_option_are_all_the_formats),
    cmocka_unit_test(a_table_without_rows_still_names_its_columns),
    cmocka_unit_test(a_table_that_is_too_wide_cuts_its_widest_columns),
    cmocka_unit_test(a_table_that_wraps_loses_nothing),
    cmocka_unit_test(data_cannot_drive_the_terminal),
    cmocka_unit_test(the_answer_of_an_ask_is_a_word_in_every_format),
    cmocka_unit_test(formats_are_known_by_name),
    cmocka_unit_test(refused_memory_leaks_nothing),
  };
  return cmocka_run_group_tests_name("results_writer", tests, NULL, NULL);
}
