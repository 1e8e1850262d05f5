// SPDX-License-Identifier: GPL-3.0-or-later
// No test reads the network: what is tried here are addresses that are refused
// before, and a port of this machine where nobody listens.
#include "graph/remote/http_client.h"

#include "tests/support/cmocka_support.h"

#include <string.h>

// Ask; the answer goes to *body.
static GestaStatus
fetch(const char *url, GestaTextBuffer *body, GestaError *error)
{
  char media_type[GESTA_MEDIA_TYPE_SIZE];
  const GestaHttpRequest request = {.url = gesta_view(url),
                                    .accept = "text/turtle",
                                    .timeout = 5000,
                                    .allocator = gesta_default_allocator()};
  return gesta_http_fetch(&request, body, media_type, error);
}

static void
only_web_addresses_are_asked(void **state)
{
  (void)state;
  static const char *const addresses[] = {
    "file:///etc/passwd", "ftp://localhost/x", "urn:gesta:x", "http:", "", "x"};
  for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; ++i) {
    GestaTextBuffer body;
    gesta_text_buffer_init(&body, gesta_default_allocator());
    GestaError error = {.status = GESTA_OK};
    assert_int_equal(fetch(addresses[i], &body, &error), GESTA_ERR_INPUT);
    assert_int_equal(error.status, GESTA_ERR_INPUT);
    assert_int_equal(body.size, 0);
    gesta_text_buffer_clear(&body);
  }
}

static void
a_server_that_is_not_there_is_told_with_its_address(void **state)
{
  (void)state;
  GestaTextBuffer body;
  gesta_text_buffer_init(&body, gesta_default_allocator());
  GestaError error = {.status = GESTA_OK};
  assert_int_equal(fetch("http://127.0.0.1:1/sparql", &body, &error),
                   GESTA_ERR_FILE);
  assert_non_null(strstr(error.message, "http://127.0.0.1:1/sparql: "));
  gesta_text_buffer_clear(&body);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(only_web_addresses_are_asked),
    cmocka_unit_test(a_server_that_is_not_there_is_told_with_its_address),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
