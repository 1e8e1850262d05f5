// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/hash.h"

#include "tests/support/cmocka_support.h"

// Key and messages are 00 01 02 ..., as in appendix A of the paper and in the
// test vectors of its reference program.
static const GestaHashKey paper_key = {
  {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}};

static void
hashes_are_those_of_the_siphash_paper(void **state)
{
  (void)state;
  static const char message[] = {0, 1, 2,  3,  4,  5,  6, 7,
                                 8, 9, 10, 11, 12, 13, 14};

  assert_int_equal(gesta_hash64(&paper_key, (GestaStringView){NULL, 0}),
                   0x726FDB47DD0E0E31);
  assert_int_equal(gesta_hash64(&paper_key, (GestaStringView){message, 8}),
                   0x93F5F5799A932462);
  assert_int_equal(gesta_hash64(&paper_key, (GestaStringView){message, 15}),
                   0xA129CA6149BE45E5);
}

static void
every_key_is_drawn_anew(void **state)
{
  (void)state;
  GestaHashKey first = {{0}};
  GestaHashKey second = {{0}};

  assert_int_equal(gesta_hash_key_init(&first), GESTA_OK);
  assert_int_equal(gesta_hash_key_init(&second), GESTA_OK);
  assert_memory_not_equal(&first, &second, sizeof first);
  assert_int_not_equal(gesta_hash64(&first, gesta_view("<urn:a>")),
                       gesta_hash64(&second, gesta_view("<urn:a>")));
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(hashes_are_those_of_the_siphash_paper),
    cmocka_unit_test(every_key_is_drawn_anew),
  };
  return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
