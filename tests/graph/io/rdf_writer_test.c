// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/io/rdf_writer.h"

#include "graph/base/utf8.h"
#include "graph/io/rdf_reader.h"
#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"
#include "tests/support/quad_list.h"

// Some quads to write; the views live as long as the arena.
typedef struct Quads {
  GestaArena arena;
  GestaQuad *quads;
  size_t count;
} Quads;

static GestaStatus
write_quads(const Quads *quads, const char *format, GestaTextBuffer *text,
            GestaError *error)
{
  GestaOutput output = gesta_output_to_buffer(text);
  GestaRdfWriter *writer = NULL;
  GestaStatus status = gesta_rdf_writer_open(
    text->allocator, gesta_view(format), &output, &writer, error);
  if (status) {
    return status;
  }
  GestaQuadSink *sink = gesta_rdf_writer_sink(writer);
  status = gesta_sink_prefix(sink, GESTA_VIEW("u"), GESTA_VIEW("urn:"));
  if (status == GESTA_OK) {
    status = gesta_sink_prefix(sink, GESTA_VIEW("xsd"), GESTA_XSD(""));
  }
  if (status == GESTA_OK) {
    status = gesta_sink_prefix(sink, GESTA_VIEW("unused"), GESTA_VIEW("x:"));
  }
  for (size_t i = 0; status == GESTA_OK && i < quads->count; ++i) {
    status = gesta_sink_quad(sink, &quads->quads[i]);
  }
  const GestaStatus finished = gesta_rdf_writer_finish(writer, error);
  assert_true(status == GESTA_OK || finished == status);
  gesta_rdf_writer_close(writer);
  return finished;
}

static const GestaQuad story[] = {
  {{GESTA_TERM_IRI, {"urn:s", 5}, {0}, {0}},
   {GESTA_TERM_IRI, {GESTA_NS_RDF "type", 47}, {0}, {0}},
   {GESTA_TERM_IRI, {"urn:T", 5}, {0}, {0}},
   {0}},
  {{GESTA_TERM_IRI, {"urn:s", 5}, {0}, {0}},
   {GESTA_TERM_IRI, {"urn:p", 5}, {0}, {0}},
   {GESTA_TERM_LITERAL, {"a \"b\"\n&<", 8}, {0}, {"FR", 2}},
   {0}},
  {{GESTA_TERM_IRI, {"urn:s", 5}, {0}, {0}},
   {GESTA_TERM_IRI, {"urn:p", 5}, {0}, {0}},
   {GESTA_TERM_LITERAL, {"-12", 3}, {GESTA_NS_XSD "integer", 40}, {0}},
   {0}},
  {{GESTA_TERM_IRI, {"urn:s", 5}, {0}, {0}},
   {GESTA_TERM_IRI, {"http://x.org/q#r", 16}, {0}, {0}},
   {GESTA_TERM_LITERAL, {"0.87", 4}, {GESTA_NS_XSD "decimal", 40}, {0}},
   {GESTA_TERM_IRI, {"urn:g", 5}, {0}, {0}}},
  {{GESTA_TERM_BLANK, {"0", 1}, {0}, {0}},
   {GESTA_TERM_IRI, {"urn:p", 5}, {0}, {0}},
   {GESTA_TERM_LITERAL, {"2024", 4}, {GESTA_NS_XSD "gYear", 38}, {0}},
   {GESTA_TERM_IRI, {"urn:g", 5}, {0}, {0}}},
};

static void
documents_are_written_as_a_person_would(void **state)
{
  (void)state;
  static const struct {
    const char *format;
    const char *text;
  } cases[] = {
    {"ttl", "@prefix u: <urn:> .\n"
            "@prefix xsd: <" GESTA_NS_XSD "> .\n"
            "\n"
            "u:s a u:T ;\n"
            "    u:p \"a \\\"b\\\"\\n&<\"@fr ,\n"
            "        -12 ;\n"
            "    <http://x.org/q#r> 0.87 .\n"
            "\n"
            "_:0 u:p \"2024\"^^xsd:gYear .\n"},
    {"trig", "@prefix u: <urn:> .\n"
             "@prefix xsd: <" GESTA_NS_XSD "> .\n"
             "\n"
             "u:s a u:T ;\n"
             "    u:p \"a \\\"b\\\"\\n&<\"@fr ,\n"
             "        -12 .\n"
             "\n"
             "u:g {\n"
             "    u:s <http://x.org/q#r> 0.87 .\n"
             "\n"
             "    _:0 u:p \"2024\"^^xsd:gYear .\n"
             "}\n"},
    {"nq", "<urn:s> <" GESTA_NS_RDF "type> <urn:T> .\n"
           "<urn:s> <urn:p> \"a \\\"b\\\"\\n&<\"@fr .\n"
           "<urn:s> <urn:p> \"-12\"^^<" GESTA_NS_XSD "integer> .\n"
           "<urn:s> <http://x.org/q#r> \"0.87\"^^<" GESTA_NS_XSD
           "decimal> <urn:g> .\n"
           "_:0 <urn:p> \"2024\"^^<" GESTA_NS_XSD "gYear> <urn:g> .\n"},
    {"rdfxml",
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
     "<rdf:RDF xmlns:rdf=\"" GESTA_NS_RDF "\"\n"
     "    xmlns:u=\"urn:\">\n"
     "  <rdf:Description rdf:about=\"urn:s\">\n"
     "    <rdf:type rdf:resource=\"urn:T\"/>\n"
     "    <u:p xml:lang=\"FR\">a &quot;b&quot;&#10;&amp;&lt;</u:p>\n"
     "    <u:p rdf:datatype=\"" GESTA_NS_XSD "integer\">-12</u:p>\n"
     "    <ns:r xmlns:ns=\"http://x.org/q#\" rdf:datatype=\"" GESTA_NS_XSD
     "decimal\">0.87</ns:r>\n"
     "  </rdf:Description>\n"
     "  <rdf:Description rdf:nodeID=\"n0\">\n"
     "    <u:p rdf:datatype=\"" GESTA_NS_XSD "gYear\">2024</u:p>\n"
     "  </rdf:Description>\n"
     "</rdf:RDF>\n"},
  };
  // The array is only read.
  Quads quads = {.quads = (GestaQuad *)(uintptr_t)story, .count = 5};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    GestaTextBuffer text;
    gesta_text_buffer_init(&text, gesta_default_allocator());
    assert_int_equal(write_quads(&quads, cases[i].format, &text, NULL),
                     GESTA_OK);
    assert_string_equal(text.data, cases[i].text);
    gesta_text_buffer_clear(&text);
  }
}

static void
json_ld_is_compact_and_loses_nothing(void **state)
{
  (void)state;
  Quads quads = {.quads = (GestaQuad *)(uintptr_t)story, .count = 5};
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  assert_int_equal(write_quads(&quads, "jsonld", &text, NULL), GESTA_OK);
  assert_string_equal(
    text.data,
    "{\n"
    "  \"@context\": {\n"
    "    \"u\": \"urn:\",\n"
    "    \"xsd\": \"" GESTA_NS_XSD "\"\n"
    "  },\n"
    "  \"@graph\": [\n"
    "    {\n"
    "      \"@id\": \"u:s\",\n"
    "      \"@type\": \"u:T\",\n"
    "      \"u:p\": [-12, {\"@value\": \"a \\\"b\\\"\\n&<\", "
    "\"@language\": \"FR\"}]\n"
    "    },\n"
    "    {\n"
    "      \"@id\": \"u:g\",\n"
    "      \"@graph\": [\n"
    "        {\n"
    "          \"@id\": \"u:s\",\n"
    "          \"http://x.org/q#r\": {\"@value\": \"0.87\", \"@type\": "
    "\"xsd:decimal\"}\n"
    "        },\n"
    "        {\n"
    "          \"@id\": \"_:0\",\n"
    "          \"u:p\": {\"@value\": \"2024\", \"@type\": \"xsd:gYear\"}\n"
    "        }\n"
    "      ]\n"
    "    }\n"
    "  ]\n"
    "}\n");
  text.size = 0;
  quads.count = 0;
  assert_int_equal(write_quads(&quads, "jsonld", &text, NULL), GESTA_OK);
  assert_string_equal(text.data,
                      "{\n  \"@context\": {},\n  \"@graph\": []\n}\n");
  gesta_text_buffer_clear(&text);
}

// "u:x" is an IRI of its own, not the prefix u and x.
static void
json_ld_writes_whole_what_looks_compact(void **state)
{
  (void)state;
  GestaQuad quad = story[0];
  quad.object.value = GESTA_VIEW("u:x/");
  const Quads quads = {.quads = &quad, .count = 1};
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  assert_int_equal(write_quads(&quads, "jsonld", &text, NULL), GESTA_OK);
  assert_string_equal(text.data, "{\n"
                                 "  \"@context\": {},\n"
                                 "  \"@graph\": [\n"
                                 "    {\n"
                                 "      \"@context\": null,\n"
                                 "      \"@id\": \"urn:s\",\n"
                                 "      \"@type\": \"u:x/\"\n"
                                 "    }\n"
                                 "  ]\n"
                                 "}\n");
  gesta_text_buffer_clear(&text);
}

static void
the_choices_of_an_option_are_all_the_formats(void **state)
{
  (void)state;
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  const char *const *const names = gesta_rdf_writer_formats();
  for (size_t i = 0; names[i]; ++i) {
    assert_true(gesta_rdf_writer_knows(gesta_view(names[i]), NULL));
    assert_int_equal(
      gesta_text_buffer_print(&text, "%s%s", i > 0 ? "|" : "", names[i]),
      GESTA_OK);
  }
  assert_string_equal(text.data, GESTA_RDF_WRITER_CHOICES);
  gesta_text_buffer_clear(&text);
}

static void
an_empty_document_is_a_document(void **state)
{
  (void)state;
  static const char *const formats[] = {"ttl", "trig", "nt", "nq", "rdfxml"};
  for (size_t i = 0; i < 5; ++i) {
    const Quads none = {.count = 0};
    GestaTextBuffer text;
    gesta_text_buffer_init(&text, gesta_default_allocator());
    assert_int_equal(write_quads(&none, formats[i], &text, NULL), GESTA_OK);
    assert_int_equal(text.size > 0, i == 4);
    gesta_text_buffer_clear(&text);
  }
}

static void
formats_are_known_by_name(void **state)
{
  (void)state;
  bool graphs = true;
  assert_true(gesta_rdf_writer_knows(GESTA_VIEW("turtle"), &graphs));
  assert_false(graphs);
  assert_true(gesta_rdf_writer_knows(GESTA_VIEW("trig"), &graphs));
  assert_true(graphs);
  assert_false(gesta_rdf_writer_knows(GESTA_VIEW("csv"), &graphs));
}

static void
what_xml_cannot_hold_is_refused(void **state)
{
  (void)state;
  GestaQuad quad = story[1];
  Quads quads = {.quads = &quad, .count = 1};
  GestaError error = {.message = ""};
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  quad.object.value = GESTA_VIEW("\x01");
  assert_int_equal(write_quads(&quads, "rdfxml", &text, &error),
                   GESTA_ERR_INPUT);
  assert_non_null(strstr(error.message, "control character"));
  quad = story[1];
  quad.predicate.value = GESTA_VIEW("urn:12/");
  assert_int_equal(write_quads(&quads, "rdfxml", &text, &error),
                   GESTA_ERR_INPUT);
  assert_non_null(strstr(error.message, "<urn:12/>"));
  quad.predicate.value = GESTA_RDF("li");
  assert_int_equal(write_quads(&quads, "rdfxml", &text, &error),
                   GESTA_ERR_INPUT);
  gesta_text_buffer_clear(&text);
}

// xorshift64*, so that every run tests the same quads.
static uint64_t
draw(uint64_t *seed)
{
  *seed ^= *seed >> 12U;
  *seed ^= *seed << 25U;
  *seed ^= *seed >> 27U;
  return (*seed * UINT64_C(2685821657736338717)) >> 32U;
}

static GestaStringView
draw_text(uint64_t *seed, GestaArena *arena, const char *start, bool iri)
{
  static const uint32_t points[] = {
    '"', '\'', '\\', '<', '>', '&', '\n', '\r', '\t', ' ',   'a',    '.',
    '{', '}',  '#',  ':', '%', '-', '1',  '_',  0xE9, 0x301, 0x4E2D, 0x1F600};
  static const uint32_t safe[] = {
    'a', '.', '#',  ':', '-', '1', '_', '*', '?',  '=',    '&',     ',',
    '(', ')', '\'', '~', ';', '@', '!', '$', 0xE9, 0x4E2D, 0x1F600, 'z'};
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  assert_int_equal(gesta_text_buffer_append(&text, gesta_view(start)),
                   GESTA_OK);
  for (uint64_t left = draw(seed) % 8; left > 0; --left) {
    char bytes[4];
    const size_t size = gesta_utf8_encode(
      (iri ? safe : points)[draw(seed) % 24], bytes);
    assert_int_equal(
      gesta_text_buffer_append(&text, (GestaStringView){bytes, size}),
      GESTA_OK);
  }
  GestaStringView copy;
  assert_int_equal(
    gesta_arena_copy(arena, gesta_text_buffer_view(&text), &copy), GESTA_OK);
  gesta_text_buffer_clear(&text);
  return copy;
}

static GestaTerm
draw_object(uint64_t *seed, GestaArena *arena)
{
  static const char *const languages[] = {"fr", "en-gb"};
  static const char *const types[] = {"integer", "decimal", "double", "boolean",
                                      "date"};
  static const char *const numbers[] = {"1",   "-1",   "+0", "1.5", ".5", "1.",
                                        "1e3", "true", "0x", "-",   ""};
  switch (draw(seed) % 4) {
  case 0:
    return gesta_iri(draw_text(seed, arena, "urn:n", true));
  case 1:
    return gesta_text_literal(draw_text(seed, arena, "", false),
                              gesta_view(languages[draw(seed) % 2]));
  case 2: {
    GestaTextBuffer type;
    gesta_text_buffer_init(&type, gesta_default_allocator());
    assert_int_equal(
      gesta_text_buffer_print(&type, GESTA_NS_XSD "%s", types[draw(seed) % 5]),
      GESTA_OK);
    GestaStringView iri;
    assert_int_equal(
      gesta_arena_copy(arena, gesta_text_buffer_view(&type), &iri), GESTA_OK);
    gesta_text_buffer_clear(&type);
    return gesta_typed_literal(gesta_view(numbers[draw(seed) % 11]), iri);
  }
  default:
    return gesta_text_literal(draw_text(seed, arena, "", false),
                              GESTA_VIEW(""));
  }
}

static void
draw_quads(uint64_t *seed, Quads *quads)
{
  gesta_arena_init(&quads->arena, gesta_default_allocator());
  quads->count = draw(seed) % 30;
  quads->quads = gesta_arena_allocate(&quads->arena, quads->count,
                                      sizeof(GestaQuad));
  for (size_t i = 0; i < quads->count; ++i) {
    GestaQuad *quad = &quads->quads[i];
    const bool same = i > 0 && draw(seed) % 2 == 0;
    quad->subject = same ? quad[-1].subject
                         : gesta_iri(
                           draw_text(seed, &quads->arena, "urn:n", true));
    quad->predicate = same && draw(seed) % 2 == 0
                        ? quad[-1].predicate
                        : gesta_iri(
                          draw_text(seed, &quads->arena, "urn:p", true));
    quad->object = draw_object(seed, &quads->arena);
    if (same) {
      quad->graph = quad[-1].graph;
    } else if (draw(seed) % 2 == 0) {
      quad->graph = gesta_iri(draw_text(seed, &quads->arena, "urn:g", true));
    }
    // An element's name must end the predicate.
    GestaStringView end;
    GestaTextBuffer text;
    gesta_text_buffer_init(&text, gesta_default_allocator());
    assert_int_equal(gesta_text_buffer_print(&text, "%.*sx",
                                             (int)quad->predicate.value.size,
                                             quad->predicate.value.data),
                     GESTA_OK);
    assert_int_equal(
      gesta_arena_copy(&quads->arena, gesta_text_buffer_view(&text), &end),
      GESTA_OK);
    quad->predicate.value = end;
    gesta_text_buffer_clear(&text);
  }
}

static void
list_quads(const Quads *quads, bool graphs, QuadList *list)
{
  quad_list_init(list);
  for (size_t i = 0; i < quads->count; ++i) {
    GestaQuad quad = quads->quads[i];
    if (!graphs) {
      quad.graph = (GestaTerm){.kind = GESTA_TERM_NONE};
    }
    assert_int_equal(gesta_sink_quad(&list->sink, &quad), GESTA_OK);
  }
}

static void
reading_what_was_written_gives_the_quads(void **state)
{
  (void)state;
  static const char *const formats[] = {"ttl", "trig", "nt", "nq", "rdfxml"};
  uint64_t seed = 20240107;
  for (unsigned round = 0; round < 300; ++round) {
    Quads quads;
    draw_quads(&seed, &quads);
    for (size_t i = 0; i < 5; ++i) {
      GestaTextBuffer text;
      gesta_text_buffer_init(&text, gesta_default_allocator());
      assert_int_equal(write_quads(&quads, formats[i], &text, NULL), GESTA_OK);
      QuadList expected;
      list_quads(&quads, i == 1 || i == 3, &expected);
      FILE *stream = tmpfile();
      assert_non_null(stream);
      if (text.size > 0) {
        assert_int_equal(fwrite(text.data, 1, text.size, stream), text.size);
      }
      rewind(stream);
      QuadList found;
      quad_list_init(&found);
      const GestaReadOptions options = {.format = gesta_view(formats[i]),
                                        .base = GESTA_VIEW("urn:base:")};
      uint64_t count;
      GestaError error = {.message = ""};
      if (gesta_rdf_read(gesta_default_allocator(), stream, "-", &options,
                         &found.sink, &count, &error)) {
        fail_msg("%s: %zu: %s\n%s", formats[i], error.line, error.message,
                 text.data);
      }
      if (strcmp(expected.text.data, found.text.data) != 0) {
        fail_msg("%s:\n%s\nexpected\n%s\nfound\n%s", formats[i], text.data,
                 expected.text.data, found.text.data);
      }
      quad_list_clear(&expected);
      quad_list_clear(&found);
      (void)fclose(stream);
      gesta_text_buffer_clear(&text);
    }
    gesta_arena_clear(&quads.arena);
  }
}

// Beyond its first window a document streams, and declares all prefixes.
static void
a_long_document_declares_every_prefix(void **state)
{
  (void)state;
  Quads quads = {.count = 60000};
  gesta_arena_init(&quads.arena, gesta_default_allocator());
  quads.quads = gesta_arena_allocate(&quads.arena, quads.count,
                                     sizeof(GestaQuad));
  for (size_t i = 0; i < quads.count; ++i) {
    quads.quads[i] = story[i % 2 * 4];
  }
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  assert_int_equal(write_quads(&quads, "ttl", &text, NULL), GESTA_OK);
  assert_true(text.size > 1048576);
  assert_non_null(strstr(text.data, "@prefix unused: <x:> .\n"));
  assert_string_equal(text.data + text.size - 12, "xsd:gYear .\n");
  gesta_text_buffer_clear(&text);
  gesta_arena_clear(&quads.arena);
}

static void
refused_memory_leaks_nothing(void **state)
{
  (void)state;
  static const char *const formats[] = {"trig", "nq", "rdfxml", "jsonld"};
  const Quads quads = {.quads = (GestaQuad *)(uintptr_t)story, .count = 5};
  for (size_t i = 0; i < 4; ++i) {
    GestaStatus status = GESTA_ERR_MEMORY;
    for (size_t granted = 0; status != GESTA_OK; ++granted) {
      FailingAllocator allocator = failing_allocator(granted);
      GestaTextBuffer text;
      gesta_text_buffer_init(&text, &allocator.base);
      status = write_quads(&quads, formats[i], &text, NULL);
      assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
      gesta_text_buffer_clear(&text);
      assert_int_equal(allocator.live, 0);
    }
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(documents_are_written_as_a_person_would),
    cmocka_unit_test(json_ld_is_compact_and_loses_nothing),
    cmocka_unit_test(json_ld_writes_whole_what_looks_compact),
    cmocka_unit_test(the_choices_of_an_option_are_all_the_formats),
    cmocka_unit_test(an_empty_document_is_a_document),
    cmocka_unit_test(formats_are_known_by_name),
    cmocka_unit_test(what_xml_cannot_hold_is_refused),
    cmocka_unit_test(reading_what_was_written_gives_the_quads),
    cmocka_unit_test(a_long_document_declares_every_prefix),
    cmocka_unit_test(refused_memory_leaks_nothing),
  };
  return cmocka_run_group_tests_name("rdf_writer", tests, NULL, NULL);
}
