// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/characters.h"

#include "tests/support/cmocka_support.h"

static void
a_character_has_the_flags_of_its_category(void **state)
{
  (void)state;
  static const struct {
    uint32_t code_point;
    unsigned flags;
  } cases[] = {
    {'a', GESTA_IS_LETTER},
    {'Z', GESTA_IS_LETTER | GESTA_IS_UPPER},
    {0x0153, GESTA_IS_LETTER},                   // œ
    {0x01C5, GESTA_IS_LETTER | GESTA_IS_UPPER},  // ǅ, title case
    {0x00B2, GESTA_IS_LETTER},                   // ²
    {0x0416, GESTA_IS_LETTER | GESTA_IS_UPPER},  // Ж
    {0x65E5, GESTA_IS_LETTER},                   // 日
    {0x10400, GESTA_IS_LETTER | GESTA_IS_UPPER}, // 𐐀
    {'7', GESTA_IS_DIGIT},
    {0x0667, GESTA_IS_DIGIT}, // ٧
    {0x0301, GESTA_IS_MARK},
    {0x200D, GESTA_IS_MARK},
    {0xFE0F, GESTA_IS_MARK},
    {' ', GESTA_IS_SPACE},
    {0x00A0, GESTA_IS_SPACE},
    {0x202F, GESTA_IS_SPACE},
    {0x2009, GESTA_IS_SPACE},
    {0x3000, GESTA_IS_SPACE},
    {0xFEFF, GESTA_IS_SPACE},
    {0x0001, GESTA_IS_SPACE},
    {'\n', GESTA_IS_SPACE | GESTA_IS_LINE},
    {'\r', GESTA_IS_SPACE | GESTA_IS_LINE},
    {0x2028, GESTA_IS_SPACE | GESTA_IS_LINE},
    {'\'', GESTA_IS_APOSTROPHE},
    {0x2019, GESTA_IS_APOSTROPHE},
    {'.', 0},
    {0x00AB, 0},
    {0x20AC, 0},
  };
  static GestaCharacters characters;
  gesta_characters_init(&characters);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    const unsigned flags = gesta_character_flags(&characters,
                                                 cases[i].code_point);
    if (flags != cases[i].flags) {
      fail_msg("U+%04X: %u", (unsigned)cases[i].code_point, flags);
    }
  }
}

static void
a_key_is_in_lower_case_with_one_apostrophe(void **state)
{
  (void)state;
  static GestaCharacters characters;
  gesta_characters_init(&characters);
  char key[16];
  const size_t size = gesta_fold_key(&characters, gesta_view("L’ŒUVRE"), key,
                                     sizeof key);
  assert_true(
    gesta_view_equal((GestaStringView){key, size}, gesta_view("l'œuvre")));
  // One byte too long; ẞ becomes ß, which is shorter.
  assert_int_equal(
    gesta_fold_key(&characters, gesta_view("abcdefghijklmnopq"), key, 16), 0);
  assert_int_equal(gesta_fold_key(&characters, gesta_view("ẞ"), key, 2), 2);
  assert_int_equal(gesta_fold_key(&characters, gesta_view(""), key, 16), 0);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_character_has_the_flags_of_its_category),
    cmocka_unit_test(a_key_is_in_lower_case_with_one_apostrophe),
  };
  return cmocka_run_group_tests_name("characters", tests, NULL, NULL);
}
