// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/model/model_file.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct File {
  char path[64];
} File;

static GestaTextBuffer
make_model(void)
{
  GestaTextBuffer buffer;
  gesta_text_buffer_init(&buffer, gesta_default_allocator());
  GestaOutput output = gesta_output_to_buffer(&buffer);
  const GestaModelSection sections[] = {
    {"one", gesta_view("first section")},
    {"two", gesta_view("second")},
  };
  assert_int_equal(
    gesta_model_file_write(gesta_default_allocator(), sections, 2, &output),
    GESTA_OK);
  return buffer;
}

static File
save(const char *data, size_t size)
{
  File file = {"/tmp/gesta-model-XXXXXX"};
  const int descriptor = mkstemp(file.path);
  assert_true(descriptor >= 0);
  assert_int_equal(write(descriptor, data, size), (ssize_t)size);
  assert_int_equal(close(descriptor), 0);
  return file;
}

static GestaStatus
try_open(const char *data, size_t size, GestaError *error)
{
  const File file = save(data, size);
  GestaModelFile model;
  const GestaStatus status = gesta_model_file_open(file.path, &model, error);
  if (!status) {
    gesta_model_file_close(&model);
  }
  assert_int_equal(unlink(file.path), 0);
  return status;
}

static void
sections_come_back_under_their_names(void **state)
{
  (void)state;
  GestaTextBuffer buffer = make_model();
  const File file = save(buffer.data, buffer.size);
  GestaModelFile model;
  assert_int_equal(gesta_model_file_open(file.path, &model, NULL), GESTA_OK);
  GestaStringView bytes;
  assert_int_equal(gesta_model_file_find(&model, "two", &bytes), GESTA_OK);
  assert_true(gesta_view_equal(bytes, gesta_view("second")));
  assert_int_equal(gesta_model_file_find(&model, "one", &bytes), GESTA_OK);
  assert_true(gesta_view_equal(bytes, gesta_view("first section")));
  assert_int_equal(gesta_model_file_find(&model, "on", &bytes),
                   GESTA_NOT_FOUND);
  gesta_model_file_close(&model);
  assert_int_equal(unlink(file.path), 0);
  gesta_text_buffer_clear(&buffer);
}

static void
every_cut_is_refused(void **state)
{
  (void)state;
  GestaTextBuffer buffer = make_model();
  for (size_t size = 0; size < buffer.size; ++size) {
    const GestaStatus status = try_open(buffer.data, size, NULL);
    assert_int_equal(status, size < 40 ? GESTA_ERR_FORMAT : GESTA_ERR_CORRUPT);
  }
  gesta_text_buffer_clear(&buffer);
}

static void
every_flipped_byte_is_refused(void **state)
{
  (void)state;
  GestaTextBuffer buffer = make_model();
  for (size_t i = 0; i < buffer.size; ++i) {
    buffer.data[i] = (char)(buffer.data[i] ^ 0x10);
    const GestaStatus status = try_open(buffer.data, buffer.size, NULL);
    assert_true(status == GESTA_ERR_FORMAT || status == GESTA_ERR_CORRUPT);
    buffer.data[i] = (char)(buffer.data[i] ^ 0x10);
  }
  assert_int_equal(try_open(buffer.data, buffer.size, NULL), GESTA_OK);
  gesta_text_buffer_clear(&buffer);
}

static void
another_kind_of_file_is_named_as_such(void **state)
{
  (void)state;
  static const char text[] =
    "# sent_id = 1\n1\tLe\tle\tDET\t_\t_\t0\troot\t_\t_\n";
  GestaError error = {0};
  assert_int_equal(try_open(text, strlen(text), &error), GESTA_ERR_FORMAT);
  assert_non_null(strstr(error.message, "is not a model"));
}

static void
a_newer_version_asks_for_a_newer_program(void **state)
{
  (void)state;
  GestaTextBuffer buffer = make_model();
  buffer.data[8] = GESTA_MODEL_VERSION + 1;
  GestaError error = {0};
  assert_int_equal(try_open(buffer.data, buffer.size, &error),
                   GESTA_ERR_FORMAT);
  assert_non_null(strstr(error.message, "newer program"));
  gesta_text_buffer_clear(&buffer);
}

static void
a_missing_file_is_an_error_of_the_file(void **state)
{
  (void)state;
  GestaModelFile model;
  assert_int_equal(gesta_model_file_open("/nonexistent/x.model", &model, NULL),
                   GESTA_ERR_FILE);
}

static void
refused_memory_is_reported(void **state)
{
  (void)state;
  const GestaModelSection section = {"one", gesta_view("first")};
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    GestaTextBuffer buffer;
    gesta_text_buffer_init(&buffer, gesta_default_allocator());
    GestaOutput output = gesta_output_to_buffer(&buffer);
    status = gesta_model_file_write(&allocator.base, &section, 1, &output);
    assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
    assert_int_equal(allocator.live, 0);
    gesta_text_buffer_clear(&buffer);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(sections_come_back_under_their_names),
    cmocka_unit_test(every_cut_is_refused),
    cmocka_unit_test(every_flipped_byte_is_refused),
    cmocka_unit_test(another_kind_of_file_is_named_as_such),
    cmocka_unit_test(a_newer_version_asks_for_a_newer_program),
    cmocka_unit_test(a_missing_file_is_an_error_of_the_file),
    cmocka_unit_test(refused_memory_is_reported),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
