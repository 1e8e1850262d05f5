// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/rdf/query_token.h"

#include "graph/base/text_buffer.h"
#include "graph/base/utf8.h"
#include "tests/support/cmocka_support.h"

#include <string.h>

// The tokens of a query but the blanks: a letter for the kind, the text, and a
// bar.
static void
list_tokens(const char *query, GestaTextBuffer *list)
{
  static const char letters[] = {'w', 'n', 'v', ' ', 'o'};
  const GestaStringView text = gesta_view(query);
  size_t at = 0;
  gesta_text_buffer_clear(list);
  assert_int_equal(gesta_text_buffer_append(list, gesta_view("")), 0);
  while (at < text.size) {
    const GestaQueryToken token = gesta_query_token(text, at);
    assert_ptr_equal(token.text.data, text.data + at);
    assert_true(token.text.size > 0 && token.text.size <= text.size - at);
    at += token.text.size;
    if (token.kind != GESTA_TOKEN_BLANK) {
      assert_int_equal(
        gesta_text_buffer_print(list, "%c:%.*s|", letters[token.kind],
                                (int)token.text.size, token.text.data),
        0);
    }
  }
}

static void
a_query_is_cut_where_the_grammar_cuts_it(void **state)
{
  (void)state;
  static const struct {
    const char *query;
    const char *tokens;
  } cases[] = {
    {"ASK{?s a ex:T}", "w:ASK|o:{|v:?s|w:a|n:ex:T|o:}|"},
    {"?a-1 $été.?c", "v:?a|o:-|o:1|v:$été|o:.|v:?c|"},
    {"?s.foaf:name", "v:?s|o:.|n:foaf:name|"},
    {"true.OPTIONAL{", "w:true|o:.|w:OPTIONAL|o:{|"},
    {"ex:a.b. :c ex:", "n:ex:a.b|o:.|n::c|n:ex:|"},
    {"e.x:a\\-b\\.c", "n:e.x:a\\-b\\.c|"},
    {"ex:\\é", "n:ex:|o:\\|w:é|"},
    {"<urn:MINUS> ?x<?y", "o:<urn:MINUS>|v:?x|o:<|v:?y|"},
    {"'it\\'s' \"\"\"a\"b\"\"\"@fr-be",
     "o:'it\\'s'|o:\"\"\"a\"b\"\"\"|o:@fr-be|"},
    {"'open\nMINUS", "o:'open|w:MINUS|"},
    {"'''open\nMINUS", "o:'''open\nMINUS|"},
    {"# MINUS\nASK # x", "w:ASK|"},
    {"_:MINUS [] ''", "o:_:MINUS|o:[|o:]|o:''|"},
    {"? $ @ \\", "o:?|o:$|o:@|o:\\|"},
  };
  GestaTextBuffer list;
  gesta_text_buffer_init(&list, gesta_default_allocator());
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    list_tokens(cases[i].query, &list);
    assert_string_equal(list.data, cases[i].tokens);
  }
  gesta_text_buffer_clear(&list);
}

static void
any_text_is_tokens_without_a_gap(void **state)
{
  (void)state;
  static const char *const pieces[] = {
    "?", "a",  "é", ":", ".",  "-", "\\", "'", "\"",     "<",
    ">", "\n", " ", "#", "_:", "@", "{",  "€", "\"\"\"", "1"};
  uint64_t random = 12;
  char query[200];
  GestaTextBuffer list;
  gesta_text_buffer_init(&list, gesta_default_allocator());
  for (size_t round = 0; round < 20000; ++round) {
    size_t size = 0;
    for (size_t i = 0; i < 12; ++i) {
      random = random * UINT64_C(6364136223846793005)
               + UINT64_C(1442695040888963407);
      const GestaStringView piece = gesta_view(
        pieces[(random >> 33U) % (sizeof pieces / sizeof *pieces)]);
      memcpy(query + size, piece.data, piece.size);
      size += piece.size;
    }
    query[size] = '\0';
    list_tokens(query, &list);
    assert_int_equal(gesta_utf8_check(gesta_text_buffer_view(&list)),
                     list.size);
  }
  gesta_text_buffer_clear(&list);
}

static void
keywords_are_known_in_any_case(void **state)
{
  (void)state;
  const GestaQueryToken word = gesta_query_token(gesta_view("oPtional"), 0);
  const GestaQueryToken longer = gesta_query_token(gesta_view("optionally"), 0);
  const GestaQueryToken name = gesta_query_token(gesta_view("optional:x"), 0);
  assert_true(gesta_query_token_is(&word, "OPTIONAL"));
  assert_false(gesta_query_token_is(&word, "MINUS"));
  assert_false(gesta_query_token_is(&longer, "OPTIONAL"));
  assert_false(gesta_query_token_is(&name, "OPTIONAL"));
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_query_is_cut_where_the_grammar_cuts_it),
    cmocka_unit_test(any_text_is_tokens_without_a_gap),
    cmocka_unit_test(keywords_are_known_in_any_case),
  };
  return cmocka_run_group_tests_name("query_token", tests, NULL, NULL);
}
