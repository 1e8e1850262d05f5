// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/pager.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

// The program of the person's choice, and less if there is none.
static const char *
find_program(void)
{
  static const char *const names[] = {"GESTA_PAGER", "PAGER"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) {
    // Nobody changes the environment while we run.
    const char *const value = getenv(names[i]); // NOLINT(concurrency-*)
    if (value && value[0]) {
      return value;
    }
  }
  // Colours, no wrapping, nothing if it fits, leave the text on the screen.
  return "LESS=${LESS-FRSX} less";
}

static void
count_lines(GestaPager *pager, GestaStringView bytes)
{
  for (size_t i = 0; i < bytes.size; ++i) {
    const unsigned char byte = (unsigned char)bytes.data[i];
    if (byte == '\n') {
      ++pager->line_count;
      pager->column = 0;
    } else if ((byte & 0xC0U) != 0x80U) { // the first of a character
      if (pager->width > 0 && pager->column == pager->width) {
        ++pager->line_count;
        pager->column = 0;
      }
      ++pager->column;
    }
  }
}

// Write to the program.  Whoever leaves it early has seen enough, which is no
// failure.
static GestaStatus
feed(GestaPager *pager, GestaStringView bytes)
{
  if (!pager->has_left && bytes.size > 0
      && fwrite(bytes.data, 1, bytes.size, pager->child.input) != bytes.size) {
    pager->has_left = true;
  }
  return pager->has_left ? GESTA_END : GESTA_OK;
}

static GestaStatus
take(GestaOutput *self, GestaStringView bytes)
{
  GestaPager *const pager = (GestaPager *)self;
  if (pager->has_child) {
    return feed(pager, bytes);
  }
  count_lines(pager, bytes);
  const GestaStatus status = gesta_text_buffer_append(&pager->text, bytes);
  if (status || pager->line_count < pager->most) {
    return status;
  }
  if (gesta_child_pipe(find_program(), &pager->child)) {
    pager->most = SIZE_MAX; // then without
    return GESTA_OK;
  }
  pager->has_child = true;
  return feed(pager, gesta_text_buffer_view(&pager->text));
}

void
gesta_pager_init(GestaPager *pager, GestaAllocator *allocator,
                 GestaOutput *target, size_t most, size_t width)
{
  assert(pager && allocator && target && most > 0);

  *pager = (GestaPager){
    .output = {take, NULL}, .target = target, .most = most, .width = width};
  gesta_text_buffer_init(&pager->text, allocator);
}

GestaStatus
gesta_pager_end(GestaPager *pager)
{
  GestaStatus status = GESTA_OK;
  if (pager->has_child) {
    (void)gesta_child_end(&pager->child);
  } else if (pager->text.size > 0) {
    status = gesta_output_write(pager->target,
                                gesta_text_buffer_view(&pager->text));
  }
  gesta_text_buffer_clear(&pager->text);
  return status;
}
