// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/digest.h"

#include "tests/support/cmocka_support.h"

// The oracle: python3 -c 'import hashlib;
// print(hashlib.blake2b(b"abc", digest_size=16).hexdigest())'
static void
the_digest_is_blake2b_of_sixteen_bytes(void **state)
{
  (void)state;
  char text[GESTA_DIGEST_SIZE];
  gesta_digest(gesta_view("abc"), text);
  assert_string_equal(text, "cf4ab791c62b8d2b2109c90275287816");
  gesta_digest((GestaStringView){NULL, 0}, text);
  assert_string_equal(text, "cae66941d9efbd404e4d88758ea67670");
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_digest_is_blake2b_of_sixteen_bytes),
  };
  return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
