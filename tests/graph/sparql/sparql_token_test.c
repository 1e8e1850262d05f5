// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/sparql/sparql_token.h"

#include "graph/base/text_buffer.h"
#include "tests/support/cmocka_support.h"

// The tokens of a text: a letter for the kind, the text, and a bar.
static void
list_tokens(const char *written, GestaTextBuffer *list)
{
  static const char letters[] = "ewnibvlIDEsom";
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaSparqlText source;
  assert_int_equal(
    gesta_sparql_decode(gesta_view(written), &arena, &source, NULL), GESTA_OK);
  GestaSparqlLexer lexer;
  gesta_sparql_lexer_init(&lexer, &source);
  gesta_text_buffer_clear(list);
  assert_int_equal(gesta_text_buffer_print(list, "%s", ""), GESTA_OK);
  for (GestaSparqlToken token = gesta_sparql_lexer_next(&lexer);
       token.kind != GESTA_SPARQL_END;
       token = gesta_sparql_lexer_next(&lexer)) {
    assert_int_equal(
      gesta_text_buffer_print(list, "%c:%.*s|", letters[token.kind],
                              (int)token.text.size, token.text.data),
      GESTA_OK);
  }
  assert_int_equal(gesta_sparql_lexer_next(&lexer).kind, GESTA_SPARQL_END);
  gesta_arena_clear(&arena);
}

static void
a_text_is_cut_where_the_grammar_cuts_it(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    const char *tokens;
  } cases[] = {
    {"", ""},
    {"ASK{?s a ex:T}", "w:ASK|m:{|v:?s|w:a|n:ex:T|m:}|"},
    {"?a-1 $b.?c", "v:?a|I:-1|v:$b|m:.|v:?c|"},
    {"1.5.2e3 1. .5 +1e-2 1e", "D:1.5|E:.2e3|I:1|m:.|D:.5|E:+1e-2|I:1|w:e|"},
    {"true.OPTIONAL{", "w:true|m:.|w:OPTIONAL|m:{|"},
    {"ex:a.b. :c ex:", "n:ex:a.b|m:.|n::c|n:ex:|"},
    {"e.x:a\\-b\\.c%20%2", "n:e.x:a\\-b\\.c%20|m:%|I:2|"},
    {"ex:\\x", "n:ex:|m:\\|w:x|"},
    {"<urn:a> ?x<?y <=", "i:<urn:a>|v:?x|m:<|v:?y|m:<=|"},
    {"'it\\'s'\"\"\"a\"b\"\"\"@fr-be",
     "s:'it\\'s'|s:\"\"\"a\"b\"\"\"|l:@fr-be|"},
    {"'open\nMINUS", "o:'|w:open|w:MINUS|"},
    {"'''open\n''", "o:'''|w:open|s:''|"},
    {"# MINUS\nASK # x", "w:ASK|"},
    {"_:a.b. _: []", "b:_:a.b|m:.|m:_|n::|m:[|m:]|"},
    {"? $ @ && || != ^^ ^", "m:?|m:$|m:@|m:&&|m:|||m:!=|m:^^|m:^|"},
    {"?\\u0061 \\u0041SK '\\\\u0041'", "v:?a|w:ASK|s:'\\\\u0041'|"},
    {"\\u005cu0041", "m:\\|w:u0041|"},
    {"\\u00e", "m:\\|w:u00e|"},
  };
  GestaTextBuffer list;
  gesta_text_buffer_init(&list, gesta_default_allocator());
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    list_tokens(cases[i].text, &list);
    assert_string_equal(list.data, cases[i].tokens);
  }
  gesta_text_buffer_clear(&list);
}

static void
places_are_those_of_the_written_text(void **state)
{
  (void)state;
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaSparqlText source;
  assert_int_equal(
    gesta_sparql_decode(gesta_view("\xC3\xA9:x\n  \\u0041\\U00000042 c"),
                        &arena, &source, NULL),
    GESTA_OK);
  GestaSparqlLexer lexer;
  gesta_sparql_lexer_init(&lexer, &source);
  static const GestaPlace places[] = {{1, 1}, {2, 3}, {2, 20}, {2, 21}};
  for (size_t i = 0; i < sizeof places / sizeof *places; ++i) {
    const GestaSparqlToken token = gesta_sparql_lexer_next(&lexer);
    assert_int_equal(token.place.line, places[i].line);
    assert_int_equal(token.place.column, places[i].column);
  }
  gesta_arena_clear(&arena);
}

static void
escapes_of_strings_and_names_are_replaced(void **state)
{
  (void)state;
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaStringView text;
  size_t bad;
  assert_int_equal(gesta_sparql_unescape_string(
                     gesta_view("'''a\\t\\\"\\\\n'''"), &arena, &text, &bad),
                   GESTA_OK);
  assert_true(gesta_view_equal(text, gesta_view("a\t\"\\n")));
  assert_int_equal(
    gesta_sparql_unescape_string(gesta_view("\"\""), &arena, &text, &bad),
    GESTA_OK);
  assert_int_equal(text.size, 0);
  assert_int_equal(
    gesta_sparql_unescape_string(gesta_view("'ab\\q'"), &arena, &text, &bad),
    GESTA_ERR_SYNTAX);
  assert_int_equal(bad, 3);
  assert_int_equal(
    gesta_sparql_unescape_local(gesta_view("a\\~b%20\\."), &arena, &text, &bad),
    GESTA_OK);
  assert_true(gesta_view_equal(text, gesta_view("a~b%20.")));
  gesta_arena_clear(&arena);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_text_is_cut_where_the_grammar_cuts_it),
    cmocka_unit_test(places_are_those_of_the_written_text),
    cmocka_unit_test(escapes_of_strings_and_names_are_replaced),
  };
  return cmocka_run_group_tests_name("sparql_token", tests, NULL, NULL);
}
