// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 65536 };

// What the operating system says of an errno, without strerror()'s buffer that
// threads share.
static const char *
describe_errno(int code)
{
  const char *const text = strerrordesc_np(code);
  return text ? text : "unknown error";
}

GestaStatus
gesta_stream_read(GestaAllocator *allocator, FILE *stream, const char *name,
                  GestaStringView *text, GestaError *error)
{
  assert(allocator && stream && name && text);

  char *data = NULL;
  size_t size = 0;
  size_t room = 0;
  for (;;) {
    if (room - size < CHUNK + 1) {
      room = room ? room * 2 : (size_t)2 * CHUNK;
      char *grown = allocator->resize(allocator, data, room);
      if (!grown) {
        gesta_release(allocator, data);
        return gesta_error_set(error, GESTA_ERR_MEMORY,
                               "%s: too large for the memory", name);
      }
      data = grown;
    }
    const size_t count = fread(data + size, 1, CHUNK, stream);
    size += count;
    if (count == 0) {
      break;
    }
  }
  if (ferror(stream)) {
    gesta_release(allocator, data);
    return gesta_error_set(error, GESTA_ERR_FILE, "%s: cannot be read: %s",
                           name, describe_errno(errno));
  }
  data[size] = '\0';
  *text = (GestaStringView){data, size};
  return GESTA_OK;
}

// Open a regular file or a pipe, not a directory.
static GestaStatus
open_for_reading(const char *path, int *file, GestaError *error)
{
  const int opened = open(path, O_RDONLY | O_CLOEXEC);
  if (opened < 0) {
    return gesta_error_set(error, GESTA_ERR_FILE, "%s: cannot be opened: %s",
                           path, describe_errno(errno));
  }
  struct stat facts;
  if (fstat(opened, &facts)) {
    const int code = errno;
    (void)close(opened);
    return gesta_error_set(error, GESTA_ERR_FILE, "%s: cannot be read: %s",
                           path, describe_errno(code));
  }
  if (S_ISDIR(facts.st_mode)) {
    (void)close(opened);
    return gesta_error_set(error, GESTA_ERR_FILE,
                           "%s: is a directory: name the files in it", path);
  }
  *file = opened;
  return GESTA_OK;
}

GestaStatus
gesta_file_read(GestaAllocator *allocator, const char *path,
                GestaStringView *text, GestaError *error)
{
  int file = -1;
  GestaStatus status = open_for_reading(path, &file, error);
  if (status) {
    return status;
  }
  FILE *stream = fdopen(file, "rb");
  if (!stream) {
    (void)close(file);
    return gesta_error_set(error, GESTA_ERR_MEMORY, "%s: out of memory", path);
  }
  status = gesta_stream_read(allocator, stream, path, text, error);
  (void)fclose(stream);
  return status;
}

void
gesta_text_release(GestaAllocator *allocator, GestaStringView *text)
{
  // A view is const for its readers; the block was ours to write.
  gesta_release(allocator, (void *)(uintptr_t)text->data);
  *text = (GestaStringView){NULL, 0};
}

GestaStatus
gesta_file_map(const char *path, GestaFileMap *map, GestaError *error)
{
  assert(path && map);

  int file = -1;
  const GestaStatus status = open_for_reading(path, &file, error);
  if (status) {
    return status;
  }
  struct stat facts;
  if (fstat(file, &facts) || facts.st_size < 0) {
    (void)close(file);
    return gesta_error_set(error, GESTA_ERR_FILE, "%s: cannot be read", path);
  }
  const size_t size = (size_t)facts.st_size;
  void *data = NULL;
  if (size > 0) {
    data = mmap(NULL, size, PROT_READ, MAP_SHARED, file, 0);
  }
  (void)close(file);
  if (data == MAP_FAILED) {
    return gesta_error_set(error, GESTA_ERR_FILE, "%s: cannot be mapped: %s",
                           path, describe_errno(errno));
  }
  *map = (GestaFileMap){data, size};
  return GESTA_OK;
}

void
gesta_file_unmap(GestaFileMap *map)
{
  if (map->data) {
    // munmap() takes the address through a non-const pointer.
    (void)munmap((void *)(uintptr_t)map->data, map->size);
  }
  *map = (GestaFileMap){NULL, 0};
}
