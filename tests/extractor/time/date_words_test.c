// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/time/date_words.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <string.h>

// Cut a text and join its pieces with bars.
static void
check_pieces(const char *text, const char *joined)
{
  char found[128] = "";
  size_t size = 0;
  size_t offset = 0;
  GestaStringView piece;
  while (gesta_date_piece_next(gesta_view(text), &offset, &piece)) {
    assert_true(size + piece.size + 1 < sizeof found);
    memcpy(found + size, piece.data, piece.size);
    size += piece.size;
    found[size] = '|';
    ++size;
  }
  found[size] = '\0';
  assert_string_equal(found, joined);
}

static void
a_piece_is_letters_or_digits_or_one_other_character(void **state)
{
  (void)state;
  check_pieces("", "");
  check_pieces("  ", "");
  check_pieces("mi-juin", "mi|-|juin|");
  check_pieces("1er", "1|er|");
  check_pieces("20h30", "20|h|30|");
  check_pieces("d’été", "d|’|été|");
  check_pieces("av. J.-C.", "av|.|J|.|-|C|.|");
  check_pieces("1\xc2\xa0"
               "200",
               "1|200|");
}

static bool
finds(const GestaDateWords *words, const char *form, uint32_t id)
{
  uint32_t ids[GESTA_DATE_READINGS];
  const size_t count = gesta_date_words_find(words, gesta_view(form), ids);
  for (size_t i = 0; i < count; ++i) {
    if (ids[i] == id) {
      return true;
    }
  }
  return false;
}

static uint32_t
intern(GestaDateWords *words, GestaArena *arena, const char *spelling)
{
  uint32_t id = 0;
  assert_int_equal(
    gesta_date_words_intern(words, arena, gesta_view(spelling), &id), GESTA_OK);
  return id;
}

static void
capitals_may_lack_their_accents_and_small_letters_may_not(void **state)
{
  (void)state;
  GestaArena arena;
  GestaDateWords words = {0};
  gesta_arena_init(&arena, gesta_default_allocator());
  const uint32_t to = intern(&words, &arena, "à");
  const uint32_t has = intern(&words, &arena, "a");
  const uint32_t summer = intern(&words, &arena, "été");
  const uint32_t mark = intern(&words, &arena, "'");
  assert_int_equal(intern(&words, &arena, "à"), to);
  assert_int_not_equal(to, has);

  assert_true(finds(&words, "à", to));
  assert_true(finds(&words, "À", to));
  assert_true(finds(&words, "A", to));
  assert_true(finds(&words, "A", has));
  assert_false(finds(&words, "a", to));
  assert_false(finds(&words, "à", has));
  assert_true(finds(&words, "Eté", summer));
  assert_true(finds(&words, "ETE", summer));
  assert_true(finds(&words, "ÉTÉ", summer));
  assert_false(finds(&words, "ete", summer));
  assert_false(finds(&words, "étés", summer));
  assert_true(finds(&words, "’", mark));
  gesta_arena_clear(&arena);
}

static void
many_words_keep_their_ids(void **state)
{
  (void)state;
  GestaArena arena;
  GestaDateWords words = {0};
  uint32_t ids[1000];
  char spelling[] = "aaa";
  gesta_arena_init(&arena, gesta_default_allocator());
  for (unsigned i = 0; i < 1000; ++i) {
    // An order that is neither that of the alphabet nor its reverse.
    const unsigned k = i * 617 % 1000;
    spelling[0] = (char)('a' + k / 100);
    spelling[1] = (char)('a' + k / 10 % 10);
    spelling[2] = (char)('a' + k % 10);
    ids[i] = intern(&words, &arena, spelling);
    assert_int_equal(ids[i], i);
  }
  for (unsigned i = 0; i < 1000; ++i) {
    const unsigned k = i * 617 % 1000;
    spelling[0] = (char)('a' + k / 100);
    spelling[1] = (char)('a' + k / 10 % 10);
    spelling[2] = (char)('a' + k % 10);
    assert_true(finds(&words, spelling, ids[i]));
  }
  gesta_arena_clear(&arena);
}

static void
a_word_that_is_too_long_is_refused_and_never_found(void **state)
{
  (void)state;
  char text[200];
  uint32_t id = 7;
  GestaArena arena;
  GestaDateWords words = {0};
  memset(text, 'a', sizeof text);
  gesta_arena_init(&arena, gesta_default_allocator());
  const GestaStringView view = {text, sizeof text};
  assert_int_equal(gesta_date_words_intern(&words, &arena, view, &id),
                   GESTA_ERR_TOO_LARGE);
  assert_int_equal(id, 7);
  uint32_t ids[GESTA_DATE_READINGS];
  assert_int_equal(gesta_date_words_find(&words, view, ids), 0);
  gesta_arena_clear(&arena);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_piece_is_letters_or_digits_or_one_other_character),
    cmocka_unit_test(capitals_may_lack_their_accents_and_small_letters_may_not),
    cmocka_unit_test(many_words_keep_their_ids),
    cmocka_unit_test(a_word_that_is_too_long_is_refused_and_never_found),
  };
  return cmocka_run_group_tests_name("date_words", tests, NULL, NULL);
}
