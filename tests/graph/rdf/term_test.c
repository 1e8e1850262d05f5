// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/rdf/term.h"

#include "graph/base/utf8.h"
#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

static GestaStringView
spell(const GestaTerm *term, GestaTextBuffer *text)
{
  text->size = 0;
  assert_int_equal(gesta_term_spell(term, text), GESTA_OK);
  return gesta_text_buffer_view(text);
}

static void
a_term_has_one_canonical_spelling(void **state)
{
  (void)state;
  static const struct {
    GestaTerm term;
    const char *spelling;
  } cases[] = {
    {{GESTA_TERM_IRI, {"urn:é", 6}, {0}, {0}}, "<urn:é>"},
    {{GESTA_TERM_IRI, {"a b<c>", 6}, {0}, {0}}, "<a\\u0020b\\u003Cc\\u003E>"},
    {{GESTA_TERM_IRI, {"", 0}, {0}, {0}}, "<>"},
    {{GESTA_TERM_BLANK, {"b1.x", 4}, {0}, {0}}, "_:b1.x"},
    {{GESTA_TERM_LITERAL, {NULL, 0}, {0}, {0}}, "\"\""},
    {{GESTA_TERM_LITERAL, {"\t\b\f\x7f", 4}, {0}, {0}}, "\"\t\b\f\x7f\""},
    {{GESTA_TERM_LITERAL, {"\"\\\n\r", 4}, {0}, {0}}, "\"\\\"\\\\\\n\\r\""},
    {{GESTA_TERM_LITERAL, {"été", 5}, {0}, {"fr-CA", 5}}, "\"été\"@fr-ca"},
    {{GESTA_TERM_LITERAL,
      {"x", 1},
      {GESTA_NS_XSD "string", sizeof GESTA_NS_XSD "string" - 1},
      {0}},
     "\"x\""},
    {{GESTA_TERM_LITERAL,
      {"x", 1},
      {GESTA_NS_RDF "langString", sizeof GESTA_NS_RDF "langString" - 1},
      {"EN", 2}},
     "\"x\"@en"},
    {{GESTA_TERM_LITERAL, {"1", 1}, {"urn:i", 5}, {0}}, "\"1\"^^<urn:i>"},
  };
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    (void)spell(&cases[i].term, &text);
    assert_string_equal(text.data, cases[i].spelling);
  }
  gesta_text_buffer_clear(&text);
}

static void
equality_ignores_the_case_of_languages_and_implied_datatypes(void **state)
{
  (void)state;
  const GestaTerm plain = gesta_text_literal(GESTA_VIEW("x"), GESTA_VIEW(""));
  const GestaTerm string = gesta_typed_literal(GESTA_VIEW("x"),
                                               GESTA_XSD("string"));
  const GestaTerm upper = gesta_text_literal(GESTA_VIEW("x"), GESTA_VIEW("FR"));
  GestaTerm lower = gesta_text_literal(GESTA_VIEW("x"), GESTA_VIEW("fr"));
  const GestaTerm iri = gesta_iri(GESTA_VIEW("x"));
  const GestaTerm none = {0};
  assert_true(gesta_term_equal(&plain, &string));
  assert_true(gesta_term_equal(&upper, &lower));
  lower.datatype = GESTA_RDF("langString");
  assert_true(gesta_term_equal(&upper, &lower));
  assert_true(gesta_term_equal(&none, &none));
  assert_true(gesta_term_equal(&iri, &iri));
  assert_false(gesta_term_equal(&plain, &upper));
  assert_false(gesta_term_equal(&plain, &iri));
  assert_false(gesta_term_equal(&plain, &none));
  const GestaTerm number = gesta_typed_literal(GESTA_VIEW("x"),
                                               GESTA_XSD("integer"));
  assert_false(gesta_term_equal(&plain, &number));
  const GestaTerm other = gesta_text_literal(GESTA_VIEW("x"), GESTA_VIEW("en"));
  assert_false(gesta_term_equal(&upper, &other));
}

static GestaTerm
parse(const char *spelling, GestaArena *arena)
{
  GestaTerm term = {0};
  GestaError error = {0};
  assert_int_equal(gesta_term_parse(gesta_view(spelling), arena, &term, &error),
                   GESTA_OK);
  return term;
}

static void
assert_view(GestaStringView view, const char *text)
{
  assert_true(gesta_view_equal(view, gesta_view(text)));
}

static void
every_escape_of_n_triples_is_read(void **state)
{
  (void)state;
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaTerm term = parse(
    "\"\\t\\b\\n\\r\\f\\\"\\'\\\\\\u00e9\\U0001F600z\"@en-GB", &arena);
  assert_int_equal(term.kind, GESTA_TERM_LITERAL);
  assert_view(term.value, "\t\b\n\r\f\"'\\é😀z");
  assert_view(term.language, "en-GB");
  term = parse("<urn:\\u00E9\\u003Ex>", &arena);
  assert_int_equal(term.kind, GESTA_TERM_IRI);
  assert_view(term.value, "urn:é>x");
  term = parse("\"x\"^^<http://www.w3.org/2001/XMLSchema#str\\u0069ng>",
               &arena);
  assert_int_equal(term.datatype.size, 0);
  term = parse("_:0a_é.-b", &arena);
  assert_int_equal(term.kind, GESTA_TERM_BLANK);
  assert_view(term.value, "0a_é.-b");
  gesta_arena_clear(&arena);
}

static void
a_term_without_an_escape_is_not_copied(void **state)
{
  (void)state;
  FailingAllocator nothing = failing_allocator(0);
  GestaArena arena;
  gesta_arena_init(&arena, &nothing.base);
  const GestaStringView text = GESTA_VIEW("\"été\"^^<urn:t>");
  GestaTerm term;
  assert_int_equal(gesta_term_parse(text, &arena, &term, NULL), GESTA_OK);
  assert_ptr_equal(term.value.data, text.data + 1);
  gesta_arena_clear(&arena);
}

static void
a_mistake_is_told_with_its_column(void **state)
{
  (void)state;
  static const struct {
    const char *spelling;
    size_t column;
  } cases[] = {
    {"", 1},
    {"x", 1},
    {" <a>", 1},
    {"<é", 3},
    {"<a b>", 3},
    {"<a\\tb>", 3},
    {"<a>.", 4},
    {"\"é", 3},
    {"\"é\n\"", 3},
    {"\"\\x\"", 2},
    {"\"\\u12\"", 6},
    {"\"\\ud800\"", 2},
    {"\"\"^", 3},
    {"\"\"^^a", 3},
    {"\"\"@", 4},
    {"\"\"@1", 4},
    {"\"\"@fr-", 7},
    {"\"\"@fr ", 6},
    {"\"\"^^<a", 7},
    {"_:", 3},
    {"_:a.", 4},
    {"_:-a", 3},
    {"_:a b", 4},

    {"\"\\", 3},
    {"\"a\\\"", 5},
    {"<a\\>", 5},
    {"<a\"b>", 3},
    {"\"\" ", 3},
    {"\"\"@fr--a", 7},
    {"\"\\U00110000\"", 2},
    {"\"\\U0001F60\"", 11},
  };
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    GestaTerm term = {.kind = GESTA_TERM_NONE};
    GestaError error = {0};
    assert_int_equal(
      gesta_term_parse(gesta_view(cases[i].spelling), &arena, &term, &error),
      GESTA_ERR_SYNTAX);
    assert_int_equal(error.line, 1);
    if (error.column != cases[i].column) {
      fail_msg("%s: column %zu, expected %zu (%s)", cases[i].spelling,
               error.column, cases[i].column, error.message);
    }
    assert_int_equal(term.kind, GESTA_TERM_NONE);
  }
  gesta_arena_clear(&arena);
}

static void
terms_follow_each_other_on_a_line(void **state)
{
  (void)state;
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  const GestaStringView line = GESTA_VIEW("_:a.<b>\"c\"@fr-x.\"d\".");
  static const struct {
    GestaTermKind kind;
    const char *value;
    size_t end;
  } expected[] = {{GESTA_TERM_BLANK, "a", 3},
                  {GESTA_TERM_IRI, "b", 7},
                  {GESTA_TERM_LITERAL, "c", 15},
                  {GESTA_TERM_LITERAL, "d", 19}};
  size_t offset = 0;
  for (size_t i = 0; i < sizeof expected / sizeof *expected; ++i) {
    GestaTerm term;
    assert_int_equal(gesta_term_parse_next(line, &offset, &arena, &term, NULL),
                     GESTA_OK);
    assert_int_equal(term.kind, expected[i].kind);
    assert_view(term.value, expected[i].value);
    assert_int_equal(offset, expected[i].end);
    offset += offset < line.size && line.data[offset] == '.';
  }
  gesta_arena_clear(&arena);
}

// xorshift64*, so that every run tests the same terms.
static uint64_t
draw(uint64_t *seed)
{
  *seed ^= *seed >> 12U;
  *seed ^= *seed << 25U;
  *seed ^= *seed >> 27U;
  return *seed * UINT64_C(2685821657736338717);
}

static uint32_t
draw_below(uint64_t *seed, uint32_t limit)
{
  return (uint32_t)((draw(seed) >> 32U) % limit);
}

// A code point of any plane, delimiters and controls more often than by chance.
static uint32_t
draw_code_point(uint64_t *seed)
{
  static const char special[] = "\"\\<>{}|^`\n\r\t '_:-.@";
  switch (draw_below(seed, 4)) {
  case 0:
    return (unsigned char)special[draw_below(seed, sizeof special)];
  case 1:
    return draw_below(seed, 0x80);
  case 2:
    return draw_below(seed, 0xD800);
  default:
    return draw_below(seed, 17) << 16U
           | (draw_below(seed, 0x10000 - 0xE000) + 0xE000U);
  }
}

static GestaStringView
draw_text(uint64_t *seed, GestaArena *arena)
{
  const uint32_t most = draw_below(seed, 100) == 0 ? 20000 : 12;
  const uint32_t count = draw_below(seed, most);
  char *text = gesta_arena_allocate(arena, count * 4 + 1, 1);
  assert_non_null(text);
  size_t size = 0;
  for (uint32_t i = 0; i < count; ++i) {
    size += gesta_utf8_encode(draw_code_point(seed), text + size);
  }
  return (GestaStringView){text, size};
}

static GestaTerm
draw_term(uint64_t *seed, GestaArena *arena)
{
  static const char *const languages[] = {"fr", "en-GB", "zh-Hant-TW", "x-1"};
  static const char *const labels[] = {"b1", "0", "é.a", "_-"};
  switch (draw_below(seed, 5)) {
  case 0:
    return gesta_iri(draw_text(seed, arena));
  case 1:
    return (GestaTerm){.kind = GESTA_TERM_BLANK,
                       .value = gesta_view(labels[draw_below(seed, 4)])};
  case 2:
    return gesta_text_literal(draw_text(seed, arena), GESTA_VIEW(""));
  case 3:
    return gesta_text_literal(draw_text(seed, arena),
                              gesta_view(languages[draw_below(seed, 4)]));
  default:
    return gesta_typed_literal(draw_text(seed, arena), draw_text(seed, arena));
  }
}

static void
reading_a_spelling_gives_the_term_and_the_same_spelling(void **state)
{
  (void)state;
  uint64_t seed = 20240106;
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaTextBuffer first;
  gesta_text_buffer_init(&first, gesta_default_allocator());
  GestaTextBuffer second;
  gesta_text_buffer_init(&second, gesta_default_allocator());
  for (unsigned i = 0; i < 20000; ++i) {
    gesta_arena_reset(&arena);
    const GestaTerm term = draw_term(&seed, &arena);
    const GestaStringView spelling = spell(&term, &first);
    assert_null(memchr(spelling.data, '\n', spelling.size));
    GestaTerm back;
    assert_int_equal(gesta_term_parse(spelling, &arena, &back, NULL), GESTA_OK);
    assert_true(gesta_term_equal(&term, &back));
    assert_true(gesta_view_equal(spelling, spell(&back, &second)));
  }
  gesta_text_buffer_clear(&first);
  gesta_text_buffer_clear(&second);
  gesta_arena_clear(&arena);
}

static void
refused_memory_leaves_text_and_term_as_they_were(void **state)
{
  (void)state;
  const GestaTerm term = gesta_text_literal(
    GESTA_VIEW("a \"long\" enough literal to need more "
               "than the first sixty-four bytes"),
    GESTA_VIEW("EN"));
  bool done = false;
  for (size_t granted = 0; !done; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    GestaTextBuffer text;
    gesta_text_buffer_init(&text, &allocator.base);
    GestaArena arena;
    gesta_arena_init(&arena, &allocator.base);
    GestaTerm back = {.kind = GESTA_TERM_NONE};
    GestaStatus status = gesta_term_spell(&term, &text);
    if (status) {
      assert_int_equal(text.size, 0);
    } else {
      status = gesta_term_parse(gesta_text_buffer_view(&text), &arena, &back,
                                NULL);
    }
    done = status == GESTA_OK;
    if (!done) {
      assert_int_equal(status, GESTA_ERR_MEMORY);
      assert_int_equal(back.kind, GESTA_TERM_NONE);
    }
    gesta_text_buffer_clear(&text);
    gesta_arena_clear(&arena);
    assert_int_equal(allocator.live, 0);
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_term_has_one_canonical_spelling),
    cmocka_unit_test(
      equality_ignores_the_case_of_languages_and_implied_datatypes),
    cmocka_unit_test(every_escape_of_n_triples_is_read),
    cmocka_unit_test(a_term_without_an_escape_is_not_copied),
    cmocka_unit_test(a_mistake_is_told_with_its_column),
    cmocka_unit_test(terms_follow_each_other_on_a_line),
    cmocka_unit_test(reading_a_spelling_gives_the_term_and_the_same_spelling),
    cmocka_unit_test(refused_memory_leaves_text_and_term_as_they_were),
  };
  return cmocka_run_group_tests_name("term", tests, NULL, NULL);
}
