// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/suggestion.h"

#include "tests/support/cmocka_support.h"

static size_t
distance(const char *a, const char *b)
{
  return gesta_name_distance(gesta_view(a), gesta_view(b));
}

// The definition, without a table: the oracle.
// NOLINTBEGIN(misc-no-recursion): to the six letters of a name
static size_t
slow_distance(GestaStringView a, GestaStringView b)
{
  if (a.size == 0 || b.size == 0) {
    return a.size + b.size;
  }
  const GestaStringView a1 = {a.data + 1, a.size - 1};
  const GestaStringView b1 = {b.data + 1, b.size - 1};
  size_t least = slow_distance(a1, b1) + (a.data[0] != b.data[0]);
  size_t other = slow_distance(a1, b) + 1;
  least = other < least ? other : least;
  other = slow_distance(a, b1) + 1;
  least = other < least ? other : least;
  if (a.size > 1 && b.size > 1 && a.data[0] == b.data[1]
      && a.data[1] == b.data[0]) {
    other = slow_distance((GestaStringView){a.data + 2, a.size - 2},
                          (GestaStringView){b.data + 2, b.size - 2})
            + 1;
    least = other < least ? other : least;
  }
  return least;
}
// NOLINTEND(misc-no-recursion)

static void
the_distance_is_that_of_the_definition(void **state)
{
  (void)state;
  uint32_t seed = 7;
  for (int round = 0; round < 400; ++round) {
    char text[2][6];
    GestaStringView view[2];
    for (size_t i = 0; i < 2; ++i) {
      for (size_t j = 0; j < sizeof text[i]; ++j) {
        seed = seed * 1664525U + 1013904223U;
        text[i][j] = (char)('a' + (seed >> 24U) % 3);
      }
      seed = seed * 1664525U + 1013904223U;
      view[i] = (GestaStringView){text[i], (seed >> 24U) % 7};
    }
    assert_int_equal(gesta_name_distance(view[0], view[1]),
                     slow_distance(view[0], view[1]));
  }
}

static void
swapped_neighbours_are_one_mistake(void **state)
{
  (void)state;
  assert_int_equal(distance("qurey", "query"), 1);
  assert_int_equal(distance("query", "query"), 0);
  assert_int_equal(distance("", "abc"), 3);
}

static const char *
suggest(const char *wanted)
{
  static const char *const names[] = {"extract", "export", "query", "format"};
  GestaSuggestion suggestion = gesta_suggestion(gesta_view(wanted));
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) {
    gesta_suggestion_offer(&suggestion, names[i]);
  }
  return suggestion.nearest;
}

static void
the_nearest_name_is_suggested(void **state)
{
  (void)state;
  assert_string_equal(suggest("qery"), "query");
  assert_string_equal(suggest("exprot"), "export");
  assert_string_equal(suggest("fromat"), "format");
}

static void
the_beginning_of_a_name_is_near(void **state)
{
  (void)state;
  assert_string_equal(suggest("ext"), "extract");
  assert_string_equal(suggest("fo"), "format");
}

static void
nothing_is_suggested_for_something_else(void **state)
{
  (void)state;
  assert_null(suggest("banana"));
  assert_null(suggest(""));
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_distance_is_that_of_the_definition),
    cmocka_unit_test(swapped_neighbours_are_one_mistake),
    cmocka_unit_test(the_nearest_name_is_suggested),
    cmocka_unit_test(the_beginning_of_a_name_is_near),
    cmocka_unit_test(nothing_is_suggested_for_something_else),
  };
  return cmocka_run_group_tests_name("suggestion", tests, NULL, NULL);
}
