// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/input_file.h"

#include "graph/base/file.h"
#include "graph/base/utf8.h"
#include "shell/message.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

const char *
gesta_input_name(const char *path)
{
  return strcmp(path, "-") == 0 ? "standard input" : path;
}

GestaStatus
gesta_input_open(const char *path, FILE **stream, GestaError *error)
{
  assert(path && stream);

  if (strcmp(path, "-") == 0) {
    *stream = stdin;
    return GESTA_OK;
  }
  FILE *const opened = fopen(path, "rbe");
  if (!opened) {
    return gesta_error_set(error, GESTA_ERR_FILE, "%s: cannot be opened: %s",
                           path, gesta_errno_text(errno));
  }
  struct stat facts;
  if (fstat(fileno(opened), &facts) == 0 && S_ISDIR(facts.st_mode)) {
    (void)fclose(opened);
    return gesta_error_set(error, GESTA_ERR_FILE,
                           "%s: is a directory: name the files in it", path);
  }
  *stream = opened;
  return GESTA_OK;
}

void
gesta_input_close(FILE *stream)
{
  if (stream && stream != stdin) {
    (void)fclose(stream); // only read from
  }
}

GestaStatus
gesta_input_check(GestaStringView text, GestaError *error)
{
  const size_t good = gesta_utf8_check(text);
  if (good == text.size) {
    return GESTA_OK;
  }
  size_t line = 0;
  size_t column = 0;
  gesta_utf8_place((GestaStringView){text.data, good}, good, &line, &column);
  return gesta_error_set_at(error, GESTA_ERR_ENCODING, line, column,
                            "byte 0x%02X is not UTF-8: convert the text to "
                            "UTF-8",
                            (unsigned)(unsigned char)text.data[good]);
}

GestaStatus
gesta_input_read(GestaAllocator *allocator, const char *path,
                 GestaStringView *text, GestaError *error)
{
  GestaStringView whole = {NULL, 0};
  FILE *stream = NULL;
  GestaStatus status = gesta_input_open(path, &stream, error);
  if (status) {
    return status;
  }
  status = gesta_stream_read(allocator, stream, gesta_input_name(path), &whole,
                             error);
  gesta_input_close(stream);
  if (status) {
    return status;
  }
  status = gesta_input_check(whole, error);
  if (status) {
    gesta_text_release(allocator, &whole);
    return status;
  }
  *text = whole;
  return GESTA_OK;
}
