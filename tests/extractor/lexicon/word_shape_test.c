// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/lexicon/word_shape.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

static void
every_bit_has_its_words(void **state)
{
  (void)state;
  static const struct {
    const char *form;
    uint32_t shape;
  } words[] = {
    {"maison", 0},
    {"Paris", GESTA_SHAPE_CAPITAL},
    {"Élysée", GESTA_SHAPE_CAPITAL},
    {"ONU", GESTA_SHAPE_CAPITAL | GESTA_SHAPE_CAPITALS},
    {"iPhone", GESTA_SHAPE_INNER},
    {"McDonald", GESTA_SHAPE_CAPITAL | GESTA_SHAPE_INNER},
    {"1er", GESTA_SHAPE_DIGIT},
    {"2024", GESTA_SHAPE_DIGIT | GESTA_SHAPE_NUMBER},
    {"3,5", GESTA_SHAPE_DIGIT | GESTA_SHAPE_NUMBER},
    {"vice-président", GESTA_SHAPE_HYPHEN},
    {"l'", GESTA_SHAPE_APOSTROPHE},
    {"l’", GESTA_SHAPE_APOSTROPHE},
    {"etc.", GESTA_SHAPE_POINT},
    {"«", GESTA_SHAPE_SYMBOLS},
    {".", GESTA_SHAPE_POINT | GESTA_SHAPE_SYMBOLS},
    {"мир", GESTA_SHAPE_FOREIGN},
    {"", GESTA_SHAPE_SYMBOLS},
  };
  for (size_t i = 0; i < sizeof words / sizeof words[0]; ++i) {
    const uint32_t shape = gesta_word_shape(gesta_view(words[i].form));
    if (shape != words[i].shape) {
      fail_msg("%s has the shape %u", words[i].form, (unsigned)shape);
    }
  }
}

static void
lower_case_has_the_typewriters_apostrophe(void **state)
{
  (void)state;
  static const char *const words[][2] = {
    {"maison", "maison"},
    {"PARIS", "paris"},
    {"Œuvre", "œuvre"},
    {"L’", "l'"},
    {"aujourd’hui", "aujourd'hui"},
    {"ÉTAT", "état"},
    {"Ⱥ", "ⱥ"}, // two bytes become three
    {"", ""},
  };
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  for (size_t i = 0; i < sizeof words / sizeof words[0]; ++i) {
    GestaStringView lower;
    assert_int_equal(gesta_word_lower(gesta_view(words[i][0]), &arena, &lower),
                     GESTA_OK);
    assert_true(gesta_view_equal(lower, gesta_view(words[i][1])));
  }
  gesta_arena_clear(&arena);
}

static void
refused_memory_is_reported(void **state)
{
  (void)state;
  FailingAllocator allocator = failing_allocator(0);
  GestaArena arena;
  gesta_arena_init(&arena, &allocator.base);
  GestaStringView lower = gesta_view("untouched");
  assert_int_equal(gesta_word_lower(gesta_view("Paris"), &arena, &lower),
                   GESTA_ERR_MEMORY);
  assert_true(gesta_view_equal(lower, gesta_view("untouched")));
  gesta_arena_clear(&arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_bit_has_its_words),
    cmocka_unit_test(lower_case_has_the_typewriters_apostrophe),
    cmocka_unit_test(refused_memory_is_reported),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
