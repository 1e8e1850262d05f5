// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/error.h"

#include "graph/base/string_view.h"
#include "graph/base/utf8.h"
#include "tests/support/cmocka_support.h"

#include <string.h>

static void
an_error_tells_status_place_and_message(void **state)
{
  (void)state;
  GestaError error;
  assert_int_equal(
    gesta_error_set_at(&error, GESTA_ERR_SYNTAX, 3, 14, "expected %s", "a dot"),
    GESTA_ERR_SYNTAX);
  assert_int_equal(error.status, GESTA_ERR_SYNTAX);
  assert_int_equal(error.line, 3);
  assert_int_equal(error.column, 14);
  assert_string_equal(error.message, "expected a dot");

  assert_int_equal(gesta_error_set(&error, GESTA_ERR_FILE, "no file"),
                   GESTA_ERR_FILE);
  assert_int_equal(error.line, 0);
}

static void
nobody_needs_to_listen(void **state)
{
  (void)state;
  assert_int_equal(gesta_error_set(NULL, GESTA_ERR_MEMORY, "x"),
                   GESTA_ERR_MEMORY);
}

static void
a_message_is_one_line(void **state)
{
  (void)state;
  GestaError error;
  (void)gesta_error_set(&error, GESTA_ERR_INPUT, "a\nb\r\nc");
  assert_string_equal(error.message, "a b  c");
}

static void
a_long_message_is_cut_between_characters(void **state)
{
  (void)state;
  GestaError error;
  char text[2000];
  for (size_t shift = 0; shift < 4; ++shift) {
    memset(text, 'x', shift);
    for (size_t i = shift; i + 3 < sizeof text; i += 3) {
      memcpy(text + i, "€", 3);
      text[i + 3] = '\0';
    }
    (void)gesta_error_set(&error, GESTA_ERR_INPUT, "%s", text);
    const GestaStringView message = gesta_view(error.message);
    assert_true(message.size > GESTA_ERROR_SIZE - 5);
    assert_int_equal(gesta_utf8_check(message), message.size);
  }
}

static void
every_status_has_a_name(void **state)
{
  (void)state;
  for (int status = GESTA_OK; status <= GESTA_ERR_SYSTEM; ++status) {
    assert_string_not_equal(gesta_status_text((GestaStatus)status),
                            "unknown status");
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_error_tells_status_place_and_message),
    cmocka_unit_test(nobody_needs_to_listen),
    cmocka_unit_test(a_message_is_one_line),
    cmocka_unit_test(a_long_message_is_cut_between_characters),
    cmocka_unit_test(every_status_has_a_name),
  };
  return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
