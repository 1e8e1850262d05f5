// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/floating.h"

#include "tests/support/cmocka_support.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static double
parse(const char *text)
{
  double value = 0;
  assert_int_equal(gesta_parse_double(gesta_view(text), &value), GESTA_OK);
  return value;
}

static void
hard_numbers_are_rounded_correctly(void **state)
{
  (void)state;
  assert_true(parse("9007199254740993") == 0x1p53); // a tie goes to even
  assert_true(parse("9007199254740993.0000000000000000000001")
              == 0x1.0000000000001p53);
  assert_true(parse("2.2250738585072011e-308") == 0x0.fffffffffffffp-1022);
  assert_true(parse("4.9406564584124654e-324") == 0x1p-1074);
  assert_true(parse("2.4703282292062327e-324") == 0); // below half of it
  assert_true(parse("2.4703282292062328e-324") == 0x1p-1074);
  assert_true(parse("1.7976931348623157e308") == 0x1.fffffffffffffp1023);
  assert_true(parse("1.7976931348623158e308") == 0x1.fffffffffffffp1023);
  assert_true(isinf(parse("1.7976931348623159e308")));
  assert_true(isinf(parse("1e99999999999999999999")));
  assert_true(parse("1e-99999999999999999999") == 0);
  assert_true(parse("0.1") == 0x1.999999999999ap-4);
  assert_true(parse("-.5E+1") == -5);
  assert_true(parse("+5.") == 5);
  assert_true(isnan(parse("NaN")));
  assert_true(parse("-INF") < 0 && isinf(parse("+INF")));
  float single = 0;
  assert_int_equal(gesta_parse_float(gesta_view("16777217"), &single),
                   GESTA_OK);
  assert_true(single == 0x1p24F);
  assert_int_equal(
    gesta_parse_float(gesta_view("1.00000005960464477540"), &single), GESTA_OK);
  assert_true(single == 0x1.000002p0F); // rounding twice would give 1
}

static void
what_is_no_number_is_refused(void **state)
{
  (void)state;
  static const char *const bad[] = {"",    ".",    "e1", "1e", "1e+", "inf",
                                    "nan", "-NaN", " 1", "1 ", "1,5", "0x1"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
    double value = 7;
    assert_int_equal(gesta_parse_double(gesta_view(bad[i]), &value),
                     GESTA_ERR_SYNTAX);
    assert_true(value == 7);
  }
}

static void
the_shortest_text_is_printed(void **state)
{
  (void)state;
  static const struct {
    double value;
    const char *text;
  } cases[] = {{1, "1.0E0"},
               {-2.5e-3, "-2.5E-3"},
               {0.1, "1.0E-1"},
               {1e23, "1.0E23"},
               {0x1p-1074, "5.0E-324"},
               {123456789, "1.23456789E8"},
               {0.3, "3.0E-1"},
               {0.1 + 0.2, "3.0000000000000004E-1"},
               {-0.0, "-0.0E0"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    char text[GESTA_FLOATING_SIZE];
    (void)gesta_print_double(cases[i].value, text);
    assert_string_equal(text, cases[i].text);
    assert_true(parse(text) == cases[i].value);
  }
  char text[GESTA_FLOATING_SIZE];
  (void)gesta_print_float(0.1F, text);
  assert_string_equal(text, "1.0E-1");
}

static void
any_bits_come_back_as_they_were(void **state)
{
  (void)state;
  uint64_t random = 42;
  for (int i = 0; i < 3000; ++i) {
    random = random * UINT64_C(6364136223846793005)
             + UINT64_C(1442695040888963407);
    double value = 0;
    const uint64_t bits = random ^ random >> 29U;
    memcpy(&value, &bits, sizeof value);
    if (!isfinite(value)) {
      continue;
    }
    char text[GESTA_FLOATING_SIZE];
    (void)gesta_print_double(value, text);
    assert_true(parse(text) == value);
    char longer[64]; // more digits than needed, printed by the C library
    (void)snprintf(longer, sizeof longer, "%.25e", value);
    assert_true(parse(longer) == value);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(hard_numbers_are_rounded_correctly),
    cmocka_unit_test(what_is_no_number_is_refused),
    cmocka_unit_test(the_shortest_text_is_printed),
    cmocka_unit_test(any_bits_come_back_as_they_were),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
