// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/model/adam.h"

#include "tests/support/cmocka_support.h"

#include <math.h>

static void
the_first_step_is_as_long_as_the_rate(void **state)
{
  (void)state;
  float weights[] = {1.0F, 1.0F, 1.0F};
  float sums[] = {1000.0F, -0.01F, 0.0F};
  float first[3] = {0};
  float second[3] = {0};
  gesta_adam_step(weights, sums, first, second, 3, 1, 0.1F);
  assert_true(fabsf(weights[0] - 0.9F) < 1e-4F);
  assert_true(fabsf(weights[1] - 1.1F) < 1e-4F);
  assert_true(weights[2] == 1.0F);
  assert_true(sums[0] == 0.0F && sums[1] == 0.0F);
}

static void
it_finds_the_bottom_of_a_valley(void **state)
{
  (void)state;
  float weights[] = {5.0F, -3.0F};
  float sums[2];
  float first[2] = {0};
  float second[2] = {0};
  for (uint32_t step = 1; step <= 2000; ++step) {
    sums[0] = 2.0F * (weights[0] - 1.0F);
    sums[1] = 200.0F * (weights[1] - 2.0F); // much steeper
    gesta_adam_step(weights, sums, first, second, 2, step,
                    0.05F * (1.0F - (float)step / 2001.0F));
  }
  assert_true(fabsf(weights[0] - 1.0F) < 0.01F);
  assert_true(fabsf(weights[1] - 2.0F) < 0.01F);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_first_step_is_as_long_as_the_rate),
    cmocka_unit_test(it_finds_the_bottom_of_a_valley),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
