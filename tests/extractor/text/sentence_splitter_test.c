// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/sentence_splitter.h"

#include "tests/support/cmocka_support.h"

#include <stdlib.h>
#include <string.h>

static GestaSegmentationRules rules;

static int
set_up(void **state)
{
  (void)state;
  const char *const data = getenv(
    "GESTA_DATA"); // NOLINT(concurrency-mt-unsafe)
  return gesta_segmentation_rules_read(gesta_default_allocator(),
                                       data ? data : "ontology",
                                       gesta_view("fr"), &rules, NULL);
}

static int
tear_down(void **state)
{
  (void)state;
  gesta_segmentation_rules_clear(&rules);
  return 0;
}

// Cut a text at the places where the example has "|" ("¶": a paragraph begins)
// and compare.
static void
check(const char *example)
{
  char text[512];
  size_t begins[16];
  bool paragraphs[16];
  size_t count = 0;
  size_t size = 0;
  for (const char *at = example; *at; ++at) {
    const bool paragraph = !strncmp(at, "¶", 2);
    if (*at == '|' || paragraph) {
      begins[count] = size;
      paragraphs[count++] = paragraph;
      at += paragraph;
    } else {
      text[size++] = *at;
    }
  }
  size_t offset = 0;
  GestaSentenceSpan span = {0};
  for (size_t i = 0; i < count; ++i) {
    const GestaStringView whole = {text, size};
    if (gesta_sentence_next(&rules, whole, offset, &span)
        || span.begin != begins[i] || span.begins_paragraph != paragraphs[i]) {
      fail_msg("%s: sentence %zu is at %zu, expected %zu", example, i + 1,
               span.begin, begins[i]);
    }
    offset = span.end;
  }
  assert_int_equal(
    gesta_sentence_next(&rules, (GestaStringView){text, size}, offset, &span),
    GESTA_END);
}

static void
a_mark_ends_a_sentence_before_a_capital_a_figure_or_a_quote(void **state)
{
  (void)state;
  check("¶Il part. |Elle reste ! |Qui ? |12 hommes… |« Oui. » |\"Non.\" |Fin");
  check("¶Il part. elle reste ! qui ? et … (Non.) « oui »");
  check("¶Il dit : « Oui. |Non. |« Si » ! » |Puis il part.");
  check("¶Il part.Elle reste. |« Oui » . |\"Ah ! |\"Non\" dit-il");
  check("¶Été. |À midi. |Œuvre ! |Élan");
}

static void
a_full_stop_of_an_abbreviation_does_not(void **state)
{
  (void)state;
  check("¶M. Dupont et J. Martin, É. Blanc, de l'O.N.U. Paris. |Fin.");
  check(
    "¶Voir art. 3, p. 12 et vol. II. |Fin. |J.-C. Roux ; av. J.-C. Puis rien");
  check("¶Des pommes, etc. |Puis p.ex. Des poires me. |Fin");
  check("¶M ! |M ? |M… |Fin");
}

static void
a_line_break_always_does(void **state)
{
  (void)state;
  check(
    "¶Un titre\n¶Un texte, M.\r\n¶et \v¶la\n\n  ¶fin. |Oui\xE2\x80\xA8¶Non");
  check("\n \xEF\xBB\xBF¶Un. \xC2\xA0\n");
  check(" \n\t");
  check("");
}

static void
an_endless_sentence_ends_at_a_blank(void **state)
{
  (void)state;
  enum { WORDS = 30000 };
  char *text = malloc((size_t)WORDS * 6);
  assert_non_null(text);
  for (size_t i = 0; i < WORDS; ++i) {
    memcpy(text + i * 6, "arbre ", 6);
  }
  const GestaStringView view = {text, (size_t)WORDS * 6};
  GestaSentenceSpan span = {0};
  assert_int_equal(gesta_sentence_next(&rules, view, 0, &span), GESTA_OK);
  assert_true(span.end >= GESTA_SENTENCE_SIZE_LIMIT);
  assert_true(span.end < GESTA_SENTENCE_SIZE_LIMIT + 6);
  assert_int_equal(text[span.end], ' ');
  const size_t end = span.end;
  assert_int_equal(gesta_sentence_next(&rules, view, end, &span), GESTA_OK);
  assert_int_equal(span.begin, end + 1);
  assert_false(span.begins_paragraph);
  free(text);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(
      a_mark_ends_a_sentence_before_a_capital_a_figure_or_a_quote),
    cmocka_unit_test(a_full_stop_of_an_abbreviation_does_not),
    cmocka_unit_test(a_line_break_always_does),
    cmocka_unit_test(an_endless_sentence_ends_at_a_blank),
  };
  return cmocka_run_group_tests_name("sentence splitter", tests, set_up,
                                     tear_down);
}
