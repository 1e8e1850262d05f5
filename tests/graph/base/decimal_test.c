// SPDX-License-Identifier: GPL-3.0-or-later
// The oracles are the machine's integers where numbers fit, and laws that exact
// arithmetic keeps where they do not.
#include "graph/base/decimal.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdio.h>
#include <string.h>

enum { ROUNDS = 2000 };

typedef struct Fixture {
  GestaArena arena;
  uint64_t random;
} Fixture;

static int
set_up(void **state)
{
  Fixture *fixture = test_calloc(1, sizeof *fixture);
  gesta_arena_init(&fixture->arena, gesta_default_allocator());
  fixture->random = 2024;
  *state = fixture;
  return 0;
}

static int
tear_down(void **state)
{
  Fixture *fixture = *state;
  gesta_arena_clear(&fixture->arena);
  test_free(fixture);
  return 0;
}

static unsigned
draw(Fixture *fixture, unsigned below)
{
  fixture->random = fixture->random * UINT64_C(6364136223846793005)
                    + UINT64_C(1442695040888963407);
  return (unsigned)(fixture->random >> 33U) % below;
}

static GestaDecimal
parse(Fixture *fixture, const char *text)
{
  GestaDecimal number;
  assert_int_equal(
    gesta_decimal_parse(gesta_view(text), &fixture->arena, &number), GESTA_OK);
  return number;
}

static const char *
print(Fixture *fixture, GestaDecimal number)
{
  GestaStringView text;
  GestaStringView copy;
  assert_int_equal(gesta_decimal_print(&number, false, &fixture->arena, &text),
                   GESTA_OK);
  assert_int_equal(gesta_arena_copy(&fixture->arena, text, &copy), GESTA_OK);
  return copy.data;
}

// A number of up to 60 digits, up to 20 of them after the point.
static GestaDecimal
draw_number(Fixture *fixture)
{
  char text[80];
  size_t size = 0;
  if (draw(fixture, 2)) {
    text[size++] = '-';
  }
  const unsigned whole = 1 + draw(fixture, draw(fixture, 2) ? 40 : 6);
  const unsigned fraction = draw(fixture, 20);
  for (unsigned i = 0; i < whole; ++i) {
    text[size++] = (char)('0' + draw(fixture, 10));
  }
  text[size++] = '.';
  for (unsigned i = 0; i < fraction; ++i) {
    text[size++] = (char)('0' + draw(fixture, draw(fixture, 2) ? 10 : 1));
  }
  text[size] = '\0';
  return parse(fixture, text);
}

static void
assert_same(Fixture *fixture, GestaDecimal a, GestaDecimal b)
{
  assert_string_equal(print(fixture, a), print(fixture, b));
  int order = 7;
  assert_int_equal(gesta_decimal_compare(&a, &b, &fixture->arena, &order),
                   GESTA_OK);
  assert_int_equal(order, 0);
}

static void
numbers_are_read_and_printed_in_canonical_form(void **state)
{
  Fixture *fixture = *state;
  assert_string_equal(print(fixture, parse(fixture, "+01.50")), "1.5");
  assert_string_equal(print(fixture, parse(fixture, "-.5")), "-0.5");
  assert_string_equal(print(fixture, parse(fixture, "-0.0")), "0");
  assert_string_equal(print(fixture, parse(fixture, "3.")), "3");
  assert_string_equal(print(fixture, parse(fixture, "-9223372036854775808.10")),
                      "-9223372036854775808.1");
  assert_string_equal(
    print(fixture, parse(fixture, "0.000000000000000000000000000001")),
    "0.000000000000000000000000000001");
  GestaDecimal number;
  static const char *const bad[] = {"", ".", "+", "1e0", "1.2.3", " 1", "--1"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
    assert_int_equal(
      gesta_decimal_parse(gesta_view(bad[i]), &fixture->arena, &number),
      GESTA_ERR_SYNTAX);
  }
}

static void
sums_and_products_keep_the_laws_of_a_ring(void **state)
{
  Fixture *fixture = *state;
  for (int i = 0; i < ROUNDS; ++i) {
    GestaArena *const arena = &fixture->arena;
    gesta_arena_reset(arena);
    const GestaDecimal a = draw_number(fixture);
    const GestaDecimal b = draw_number(fixture);
    const GestaDecimal c = draw_number(fixture);
    GestaDecimal sum;
    GestaDecimal left;
    GestaDecimal ac;
    GestaDecimal bc;
    GestaDecimal right;
    GestaDecimal back;
    assert_int_equal(gesta_decimal_add(&a, &b, arena, &sum), GESTA_OK);
    assert_int_equal(gesta_decimal_multiply(&sum, &c, arena, &left), GESTA_OK);
    assert_int_equal(gesta_decimal_multiply(&a, &c, arena, &ac), GESTA_OK);
    assert_int_equal(gesta_decimal_multiply(&b, &c, arena, &bc), GESTA_OK);
    assert_int_equal(gesta_decimal_add(&ac, &bc, arena, &right), GESTA_OK);
    assert_same(fixture, left, right);
    assert_int_equal(gesta_decimal_subtract(&sum, &b, arena, &back), GESTA_OK);
    assert_same(fixture, back, a);
  }
}

static void
a_product_divided_by_one_factor_is_the_other(void **state)
{
  Fixture *fixture = *state;
  for (int i = 0; i < ROUNDS; ++i) {
    GestaArena *const arena = &fixture->arena;
    gesta_arena_reset(arena);
    const GestaDecimal a = draw_number(fixture);
    const GestaDecimal b = draw_number(fixture);
    GestaDecimal product;
    GestaDecimal quotient;
    if (gesta_decimal_sign(&b) == 0) {
      continue;
    }
    assert_int_equal(gesta_decimal_multiply(&a, &b, arena, &product), GESTA_OK);
    assert_int_equal(gesta_decimal_divide(&product, &b, arena, &quotient),
                     GESTA_OK);
    assert_same(fixture, quotient, a);
  }
}

static void
small_numbers_are_computed_as_by_the_machine(void **state)
{
  Fixture *fixture = *state;
  for (int i = 0; i < ROUNDS; ++i) {
    gesta_arena_reset(&fixture->arena);
    const int64_t a = (int64_t)draw(fixture, 1000000) - 500000;
    const int64_t b = (int64_t)draw(fixture, 1000000) - 500000;
    const GestaDecimal first = gesta_decimal(a);
    const GestaDecimal second = gesta_decimal(b);
    GestaDecimal product;
    char expected[32];
    assert_int_equal(
      gesta_decimal_multiply(&first, &second, &fixture->arena, &product),
      GESTA_OK);
    (void)snprintf(expected, sizeof expected, "%lld", (long long)(a * b));
    assert_string_equal(print(fixture, product), expected);
    int order = 0;
    assert_int_equal(
      gesta_decimal_compare(&first, &second, &fixture->arena, &order),
      GESTA_OK);
    assert_int_equal(order, (a > b) - (a < b));
  }
}

static void
a_double_has_its_exact_decimal(void **state)
{
  Fixture *fixture = *state;
  GestaDecimal number;
  assert_int_equal(gesta_decimal_from_double(0.1, &fixture->arena, &number),
                   GESTA_OK);
  assert_string_equal(
    print(fixture, number),
    "0.1000000000000000055511151231257827021181583404541015625");
  for (int i = 0; i < 200; ++i) {
    gesta_arena_reset(&fixture->arena);
    const double value = ((double)draw(fixture, 2000000) - 1000000)
                         / (double)(1 + draw(fixture, 1000));
    double back = 0;
    assert_int_equal(gesta_decimal_from_double(value, &fixture->arena, &number),
                     GESTA_OK);
    assert_int_equal(gesta_decimal_to_double(&number, &fixture->arena, &back),
                     GESTA_OK);
    assert_true(back == value);
  }
}

static void
what_is_too_large_is_refused(void **state)
{
  Fixture *fixture = *state;
  GestaDecimal number = parse(fixture, "12345678901234567890");
  GestaStatus status = GESTA_OK;
  for (int i = 0; status == GESTA_OK && i < 30; ++i) {
    status = gesta_decimal_multiply(&number, &number, &fixture->arena, &number);
  }
  assert_int_equal(status, GESTA_ERR_TOO_LARGE);
}

static void
refused_memory_is_reported(void **state)
{
  (void)state;
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status == GESTA_ERR_MEMORY; ++granted) {
    assert_true(granted < 100);
    FailingAllocator failing = failing_allocator(granted);
    GestaArena arena;
    GestaDecimal number;
    gesta_arena_init(&arena, &failing.base);
    status = gesta_decimal_parse(gesta_view("123456789012345678901234567890"),
                                 &arena, &number);
    for (int i = 0; status == GESTA_OK && i < 8; ++i) {
      status = gesta_decimal_multiply(&number, &number, &arena, &number);
    }
    gesta_arena_clear(&arena);
    assert_int_equal(failing.live, 0);
  }
  assert_int_equal(status, GESTA_OK);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(numbers_are_read_and_printed_in_canonical_form),
    cmocka_unit_test(sums_and_products_keep_the_laws_of_a_ring),
    cmocka_unit_test(a_product_divided_by_one_factor_is_the_other),
    cmocka_unit_test(small_numbers_are_computed_as_by_the_machine),
    cmocka_unit_test(a_double_has_its_exact_decimal),
    cmocka_unit_test(what_is_too_large_is_refused),
    cmocka_unit_test(refused_memory_is_reported),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
