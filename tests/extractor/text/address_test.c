// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/address.h"

#include "tests/support/cmocka_support.h"

static void
an_address_ends_before_the_signs_of_its_sentence(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    const char *address;
  } cases[] = {
    {"http://example.org/a.b?c=d.", "http://example.org/a.b?c=d"},
    {"https://example.org/(a)).", "https://example.org/(a)"},
    {"www.example.org»,", "www.example.org"},
    {"ftp://example.org/”…", "ftp://example.org/"},
    {"a.b+c@example.org!", "a.b+c@example.org"},
    {"mailto:a@b.fr", "mailto:a@b.fr"},
    {"a@", ""},
    {"@a", ""},
    {"example.org", ""},
    {"http:/example.org", ""},
    {"étoile@example.org", ""},
    {"", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    const GestaStringView text = gesta_view(cases[i].text);
    const GestaStringView address = {text.data, gesta_address_end(text, 0)};
    if (!gesta_view_equal(address, gesta_view(cases[i].address))) {
      fail_msg("%s: \"%.*s\"", cases[i].text, (int)address.size, address.data);
    }
  }
}

static void
an_address_may_begin_inside_the_text(void **state)
{
  (void)state;
  const GestaStringView text = gesta_view("(http://example.org)");
  assert_int_equal(gesta_address_end(text, 1), text.size - 1);
  assert_int_equal(gesta_address_end(text, 0), 0);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_address_ends_before_the_signs_of_its_sentence),
    cmocka_unit_test(an_address_may_begin_inside_the_text),
  };
  return cmocka_run_group_tests_name("address", tests, NULL, NULL);
}
