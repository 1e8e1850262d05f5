// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/input_file.h"

#include "graph/base/file.h"
#include "graph/base/utf8.h"
#include "shell/message.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

const char *
gesta_input_name(const char *path)
{
  return strcmp(path, "-") == 0 ? "standard input" : path;
}

// ---- A stream over a file that gzip has compressed
// ---------------------------
static ssize_t
read_packed(void *cookie, char *bytes, size_t room)
{
  const gzFile file = cookie;
  const unsigned most = room < (1U << 30) ? (unsigned)room : 1U << 30;
  const int count = gzread(file, bytes, most);
  int code = Z_OK;
  (void)gzerror(file, &code);
  if (count < 0 || (count == 0 && code != Z_OK && code != Z_STREAM_END)) {
    errno = EIO; // cut, or damaged
    return -1;
  }
  return count;
}

static int
seek_packed(void *cookie, off64_t *offset, int whence)
{
  if (whence == SEEK_END) {
    errno = EINVAL;
    return -1;
  }
  const z_off_t place = gzseek(cookie, *offset, whence);
  *offset = place;
  return place < 0 ? -1 : 0;
}

static int
close_packed(void *cookie)
{
  return gzclose(cookie) == Z_OK ? 0 : EOF;
}

// Whether a file begins like gzip's (RFC 1952, section 2.3.1).
static bool
is_packed(FILE *stream)
{
  unsigned char magic[2];
  return pread(fileno(stream), magic, sizeof magic, 0) == (ssize_t)sizeof magic
         && magic[0] == 0x1F && magic[1] == 0x8B;
}

// Replace a stream by one of what it holds unpacked.
static GestaStatus
unpack(const char *path, FILE **stream, GestaError *error)
{
  const cookie_io_functions_t functions = {
    .read = read_packed, .seek = seek_packed, .close = close_packed};
  const int descriptor = dup(fileno(*stream));
  gzFile file = descriptor < 0 ? NULL : gzdopen(descriptor, "rb");
  FILE *const opened = file ? fopencookie(file, "rb", functions) : NULL;
  (void)fclose(*stream); // only read from
  if (!opened) {
    const int code = errno;
    if (file) {
      (void)gzclose(file);
    } else if (descriptor >= 0) {
      (void)close(descriptor);
    }
    return gesta_error_set(error, GESTA_ERR_FILE, "%s: cannot be opened: %s",
                           path, gesta_errno_text(code));
  }
  *stream = opened;
  return GESTA_OK;
}

GestaStatus
gesta_input_open(const char *path, FILE **stream, GestaError *error)
{
  assert(path && stream);

  if (strcmp(path, "-") == 0) {
    *stream = stdin;
    return GESTA_OK;
  }
  FILE *opened = fopen(path, "rbe");
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
  const GestaStatus status = is_packed(opened) ? unpack(path, &opened, error)
                                               : GESTA_OK;
  if (status == GESTA_OK) {
    *stream = opened;
  }
  return status;
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

GestaStatus
gesta_input_read_kept(GestaArena *arena, const char *path,
                      GestaStringView *text, GestaError *error)
{
  GestaStringView block = {NULL, 0};
  GestaStatus status = gesta_input_read(arena->allocator, path, &block, error);
  if (status == GESTA_OK) {
    status = gesta_arena_copy(arena, block, text);
    gesta_text_release(arena->allocator, &block);
  }
  return status;
}
