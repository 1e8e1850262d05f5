// SPDX-License-Identifier: GPL-3.0-or-later
// Whoever opens an LMDB file holds a lock for reading on the first byte of its
// lock file; whoever gets the lock for writing is alone, and later ones wait
// for it before they open the data file, or see that it has been replaced
// (environment.c) and open it again.
//
// source  LMDB 0.9, mdb.c: mdb_env_open(), mdb_env_excl_lock()

#include "graph/store/compaction.h"

#include "graph/base/allocator.h"
#include "graph/store/environment.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SUFFIX_SIZE = 32 };

typedef struct Compaction {
  const char *path;   // as the user wrote it
  const char *target; // or NULL
  char *real_path;
  char *lock_path;
  char *draft; // exists if draft_file >= 0
  int draft_file;
  int lock_file;
  struct stat facts; // of the old file
  GestaError *error;
} Compaction;

static GestaStatus
fail(const Compaction *work, const char *name, int code)
{
  if (code == EACCES || code == EROFS || code == EPERM || code == ENOENT) {
    return gesta_error_set(work->error, GESTA_ERR_FILE,
                           "%s: cannot be made: %s", name,
                           strerrordesc_np(code));
  }
  return gesta_environment_fail(name, code, work->error);
}

static char *
join(const char *name, const char *suffix)
{
  const size_t size = strlen(name) + SUFFIX_SIZE;
  char *joined = gesta_allocate(gesta_default_allocator(), size, 1);
  if (joined) {
    (void)snprintf(joined, size, "%s%s", name, suffix);
  }
  return joined;
}

// Become the only one who has the file open.
static GestaStatus
lock_out_others(Compaction *work)
{
  if (work->facts.st_nlink > 1) {
    return gesta_error_set(
      work->error, GESTA_ERR_FILE,
      "%s: has %ju names (hard links), of which only one would be replaced: "
      "compact it into a new file",
      work->path, (uintmax_t)work->facts.st_nlink);
  }
  work->lock_file = open(work->lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (work->lock_file < 0) {
    return fail(work, work->lock_path, errno);
  }
  struct flock lock = {
    .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1};
  if (fcntl(work->lock_file, F_SETLK, &lock) == 0) {
    return GESTA_OK;
  }
  if (errno != EACCES && errno != EAGAIN) {
    return fail(work, work->lock_path, errno);
  }
  return gesta_error_set(work->error, GESTA_ERR_FILE,
                         "%s: is in use: try again when nobody has it open, or "
                         "compact it into a new file",
                         work->path);
}

static GestaStatus
make_draft(Compaction *work)
{
  const char *const near = work->target ? work->target : work->real_path;
  work->draft = join(near, ".new-XXXXXX");
  if (!work->draft) {
    return fail(work, near, ENOMEM);
  }
  work->draft_file = mkstemp(work->draft);
  if (work->draft_file < 0) {
    return fail(work, near, errno);
  }
  // The new file belongs to whom the old one belongs, as far as we may do that.
  const mode_t mode = work->facts.st_mode & 07777;
  if (!work->target
      && fchown(work->draft_file, work->facts.st_uid, work->facts.st_gid)
      && errno != EPERM) {
    return fail(work, near, errno);
  }
  return fchmod(work->draft_file, mode) ? fail(work, near, errno) : GESTA_OK;
}

// Copy the pages that are in use.
static GestaStatus
copy_pages(Compaction *work, bool alone)
{
  if (!alone) {
    GestaEnvironment *environment = NULL;
    const GestaStatus status = gesta_environment_acquire(
      work->path, false, &environment, work->error);
    if (status) {
      return status;
    }
    const int code = mdb_env_copyfd2(environment->env, work->draft_file,
                                     MDB_CP_COMPACT);
    gesta_environment_release(environment);
    return code ? gesta_environment_fail(work->target, code, work->error)
                : GESTA_OK;
  }
  MDB_env *env = NULL;
  int code = gesta_environment_map(work->real_path, MDB_RDONLY | MDB_NOLOCK,
                                   &env);
  if (code == 0) {
    code = mdb_env_copyfd2(env, work->draft_file, MDB_CP_COMPACT);
    mdb_env_close(env);
  }
  return code ? gesta_environment_fail(work->path, code, work->error)
              : GESTA_OK;
}

// Make the new name durable.
static void
sync_directory(const char *path)
{
  char *directory = join(path, "");
  if (directory) {
    char *const slash = strrchr(directory, '/');
    if (slash) {
      slash[slash == directory] = '\0';
    }
    const int file = open(slash ? directory : ".",
                          O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file >= 0) {
      (void)fsync(file);
      (void)close(file);
    }
  }
  gesta_release(gesta_default_allocator(), directory);
}

static GestaStatus
publish(Compaction *work, uint64_t *after)
{
  const char *const name = work->target ? work->target : work->path;
  struct stat facts;
  if (fsync(work->draft_file) || fstat(work->draft_file, &facts)) {
    return fail(work, name, errno);
  }
  const int code = work->target ? link(work->draft, work->target)
                                : rename(work->draft, work->real_path);
  if (code && errno == EEXIST) {
    return gesta_error_set(work->error, GESTA_ERR_FILE,
                           "%s: exists already: name a new file", name);
  }
  if (code) {
    return fail(work, name, errno);
  }
  if (work->target) {
    (void)unlink(work->draft);
  }
  (void)close(work->draft_file);
  work->draft_file = -1; // nothing is left to be removed
  sync_directory(work->target ? work->target : work->real_path);
  *after = (uint64_t)facts.st_size;
  return GESTA_OK;
}

// Open the file as anybody does, so that it is known to be a graph, of the
// present format.
static GestaStatus
examine(Compaction *work)
{
  GestaEnvironment *environment = NULL;
  const GestaStatus status = gesta_environment_acquire(
    work->path, !work->target, &environment, work->error);
  if (status) {
    return status;
  }
  gesta_environment_release(environment);
  if (work->target && access(work->target, F_OK) == 0) {
    return gesta_error_set(work->error, GESTA_ERR_FILE,
                           "%s: exists already: name a new file", work->target);
  }
  work->real_path = realpath(work->path, NULL);
  if (!work->real_path || stat(work->real_path, &work->facts)) {
    return fail(work, work->path, errno);
  }
  work->lock_path = join(work->real_path, "-lock");
  return work->lock_path ? GESTA_OK : fail(work, work->path, ENOMEM);
}

GestaStatus
gesta_store_compact(const char *path, const char *target, uint64_t *before,
                    uint64_t *after, GestaError *error)
{
  assert(path && before && after);

  GestaAllocator *const allocator = gesta_default_allocator();
  Compaction work = {.path = path,
                     .target = target,
                     .draft_file = -1,
                     .lock_file = -1,
                     .error = error};
  uint64_t size = 0;
  GestaStatus status = examine(&work);
  if (status == GESTA_OK && !target) {
    status = lock_out_others(&work);
  }
  if (status == GESTA_OK) {
    status = make_draft(&work);
  }
  if (status == GESTA_OK) {
    status = copy_pages(&work, !target);
  }
  if (status == GESTA_OK) {
    status = publish(&work, &size);
  }
  if (work.draft_file >= 0) {
    (void)unlink(work.draft);
    (void)close(work.draft_file);
  }
  if (work.lock_file >= 0) {
    (void)close(work.lock_file);
  }
  free(work.real_path); // of realpath()
  gesta_release(allocator, work.lock_path);
  gesta_release(allocator, work.draft);
  if (status == GESTA_OK) {
    *before = (uint64_t)work.facts.st_size;
    *after = size;
  }
  return status;
}
