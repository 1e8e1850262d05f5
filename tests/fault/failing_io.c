// SPDX-License-Identifier: GPL-3.0-or-later
// A library to be preloaded: the calls by which LMDB writes fail from one on,
// as on a disk that is full or broken.
//
//   GESTA_FAULT_AFTER  how many such calls succeed; not set: all
//   GESTA_FAULT_ERRNO  what the others fail with
//
// A write of several bytes that fails leaves half of them behind, as a disk
// does that becomes full.

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls;

// Whether this call is to fail; errno is then set.
static bool
fails(void)
{
  const char *const after = getenv("GESTA_FAULT_AFTER");
  const char *const code = getenv("GESTA_FAULT_ERRNO");
  if (!after || !code
      || atomic_fetch_add(&calls, 1) < strtol(after, NULL, 10)) {
    return false;
  }
  errno = (int)strtol(code, NULL, 10);
  return true;
}

// The function that this library hides.
static void *
find(const char *name)
{
  void *const found = dlsym(RTLD_NEXT, name);
  if (!found) {
    abort();
  }
  return found;
}

ssize_t
pwrite(int file, const void *bytes, size_t size, off_t offset)
{
  ssize_t (*real)(int, const void *, size_t, off_t) = NULL;
  *(void **)&real = find("pwrite");
  if (fails()) {
    const int code = errno;
    (void)real(file, bytes, size / 2, offset);
    errno = code;
    return -1;
  }
  return real(file, bytes, size, offset);
}

ssize_t
pwritev(int file, const struct iovec *parts, int count, off_t offset)
{
  ssize_t (*real)(int, const struct iovec *, int, off_t) = NULL;
  *(void **)&real = find("pwritev");
  if (fails()) {
    const int code = errno;
    (void)real(file, parts, count / 2, offset);
    errno = code;
    return -1;
  }
  return real(file, parts, count, offset);
}

ssize_t
writev(int file, const struct iovec *parts, int count)
{
  ssize_t (*real)(int, const struct iovec *, int) = NULL;
  *(void **)&real = find("writev");
  if (fails()) {
    const int code = errno;
    (void)real(file, parts, count / 2);
    errno = code;
    return -1;
  }
  return real(file, parts, count);
}

int
fdatasync(int file)
{
  int (*real)(int) = NULL;
  *(void **)&real = find("fdatasync");
  return fails() ? -1 : real(file);
}

int
fsync(int file)
{
  int (*real)(int) = NULL;
  *(void **)&real = find("fsync");
  return fails() ? -1 : real(file);
}
