// SPDX-License-Identifier: GPL-3.0-or-later
// The file is one LMDB environment without a directory; its lock file is beside
// it, under its name with "-lock".  In LMDB's main table, under "gesta":
//
//   8 bytes  "GestaRDF"
//   4 bytes  version of the format, the greatest byte first
//
// The named tables are those of term_dictionary.c, quad_index.c and
// value_index.c, and `prefixes`: ":" and a prefix -> its IRI.  How many quads
// and terms there are is what LMDB knows of its tables, so that no counter can
// be wrong.
//
// 1. An open file is in the registry exactly once, under its device and inode.
// 2. A process that has forked does not use the environments of its parent.
// 3. A path is resolved before it is opened: LMDB names the lock file after the
//    path, and two names of one file must not give two locks.
// 4. Between commits the file is as long as its last page says, so that a
//    shorter one has been cut and must not be mapped: reading beyond its end
//    would kill the process.
// 5. The map reserves address space, not disk: far more than the file needs, so
//    that it never has to move under readers, here or in another process.

#include "graph/store/environment.h"

#include "graph/base/allocator.h"
#include "graph/store/lmdb_support.h"
#include "graph/store/migration.h"
#include "graph/store/value_index.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LARGEST_MAP ((size_t)1 << 40)
#define SMALLEST_MAP ((size_t)1 << 24)

enum {
  TABLE_COUNT = 16,
  READER_COUNT = 1022,
  MAGIC_SIZE = 8,
  HEADER_SIZE = 12
};

static const char header_name[] = "gesta";
static const char magic[] = "GestaRDF";

typedef struct Entry Entry;

struct Entry {
  GestaEnvironment public; // first, so that a pointer to it is one to this
  Entry *next;
  dev_t device;
  ino_t inode;
  pid_t process;
  size_t use_count;
  pthread_mutex_t writing; // held by the writer of this process
  pthread_mutex_t guard;   // of the two below
  bool has_writer;
  pthread_t writer;
};

// The registry must be one for the whole process: see environment.h.
static pthread_mutex_t registry_lock = PTHREAD_MUTEX_INITIALIZER;
static Entry *registry;

static const char *
describe_errno(int code)
{
  const char *const text = strerrordesc_np(code);
  return text ? text : "unknown error";
}

GestaStatus
gesta_environment_fail(const char *path, int code, GestaError *error)
{
  switch (code) {
  case MDB_INVALID:
  case MDB_INCOMPATIBLE:
  case MDB_NOTFOUND:
    return gesta_error_set(error, GESTA_ERR_FORMAT, "%s: not a Gesta graph",
                           path);
  case MDB_VERSION_MISMATCH:
    return gesta_error_set(error, GESTA_ERR_FORMAT,
                           "%s: was written by another version of LMDB", path);
  case MDB_CORRUPTED:
  case MDB_PAGE_NOTFOUND:
  case MDB_PANIC:
    return gesta_error_set(error, GESTA_ERR_CORRUPT,
                           "%s: is damaged: restore it from a copy", path);
  case MDB_MAP_FULL:
    return gesta_error_set(error, GESTA_ERR_FULL,
                           "%s: no address space is left to grow: raise the "
                           "limit on it (ulimit -v)",
                           path);
  case MDB_MAP_RESIZED:
    return gesta_error_set(error, GESTA_ERR_STORAGE,
                           "%s: has grown beyond what this process can map: "
                           "raise the limit on address space (ulimit -v)",
                           path);
  case MDB_READERS_FULL:
    return gesta_error_set(error, GESTA_ERR_STORAGE,
                           "%s: too many readers at once", path);
  case ENOMEM:
    return gesta_error_set(error, GESTA_ERR_MEMORY, "%s: out of memory", path);
  case ENOSPC:
    return gesta_error_set(error, GESTA_ERR_STORAGE, "%s: the disk is full",
                           path);
  case EACCES:
  case EROFS:
  case EPERM:
  case ENOENT:
  case EISDIR:
    return gesta_error_set(error, GESTA_ERR_FILE, "%s: cannot be opened: %s",
                           path, describe_errno(code));
  default:
    return gesta_error_set(error, GESTA_ERR_STORAGE, "%s: %s", path,
                           code > 0 ? describe_errno(code)
                                    : mdb_strerror(code));
  }
}

static void
free_entry(Entry *entry)
{
  GestaAllocator *const allocator = gesta_default_allocator();
  gesta_term_dictionary_close(entry->public.dictionary);
  if (entry->public.env) {
    mdb_env_close(entry->public.env);
  }
  (void)pthread_mutex_destroy(&entry->writing);
  (void)pthread_mutex_destroy(&entry->guard);
  gesta_release(allocator, entry->public.path);
  gesta_release(allocator, entry);
}

// The registry outlives any store, so what is in it does not come from the
// allocator of the store that was the first to open the file.
static Entry *
new_entry(const char *path)
{
  GestaAllocator *const allocator = gesta_default_allocator();
  const size_t size = strlen(path) + 1;
  Entry *entry = gesta_allocate(allocator, 1, sizeof *entry);
  char *copy = gesta_allocate(allocator, size, 1);
  if (!entry || !copy) {
    gesta_release(allocator, entry);
    gesta_release(allocator, copy);
    return NULL;
  }
  memcpy(copy, path, size);
  *entry = (Entry){
    .public = {.path = copy}, .process = getpid(), .use_count = 1};
  (void)pthread_mutex_init(&entry->writing, NULL);
  (void)pthread_mutex_init(&entry->guard, NULL);
  return entry;
}

// Whether a file begins like LMDB's.  Asked before LMDB is, because that makes
// a lock file beside any file at all.  A file that cannot be read is left to
// it.
//
// source  LMDB 0.9, mdb.c: MDB_page's header, then MDB_meta's mm_magic
static bool
may_be_lmdb(const char *path)
{
  enum { HEADER = 16 };
  static const uint32_t lmdb_magic = 0xBEEFC0DE;
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return true;
  }
  uint32_t number = 0;
  const ssize_t size = pread(file, &number, sizeof number, HEADER);
  (void)close(file);
  return size < 0 || (size == (ssize_t)sizeof number && number == lmdb_magic);
}

// Whether the file may be written; a GestaError if it cannot be used at all.
static GestaStatus
examine_file(const char *path, bool *writable, GestaError *error)
{
  struct stat facts;
  if (stat(path, &facts)) {
    return gesta_error_set(error, GESTA_ERR_FILE, "%s: cannot be opened: %s",
                           path, describe_errno(errno));
  }
  if (S_ISDIR(facts.st_mode)) {
    return gesta_error_set(error, GESTA_ERR_FILE,
                           "%s: is a directory: name a graph file", path);
  }
  if (!S_ISREG(facts.st_mode)) {
    return gesta_error_set(error, GESTA_ERR_FILE, "%s: is not a regular file",
                           path);
  }
  if (facts.st_size == 0) {
    return gesta_error_set(error, GESTA_ERR_FORMAT,
                           "%s: not a Gesta graph but an empty file", path);
  }
  if (!may_be_lmdb(path)) {
    return gesta_error_set(error, GESTA_ERR_FORMAT, "%s: not a Gesta graph",
                           path);
  }
  const int file = open(path, O_RDWR | O_CLOEXEC);
  *writable = file >= 0;
  if (file >= 0) {
    (void)close(file);
  }
  return GESTA_OK;
}

// Open LMDB on the file with as much address space as it gets (invariant 5).
int
gesta_environment_map(const char *path, unsigned flags, MDB_env **env)
{
  int code = ENOMEM;
  for (size_t size = LARGEST_MAP;
       (code == ENOMEM || code == EINVAL) && size >= SMALLEST_MAP; size /= 2) {
    MDB_env *opened = NULL;
    code = mdb_env_create(&opened);
    if (code) {
      return code;
    }
    code = mdb_env_set_maxdbs(opened, TABLE_COUNT);
    if (code == 0) {
      code = mdb_env_set_maxreaders(opened, READER_COUNT);
    }
    if (code == 0) {
      code = mdb_env_set_mapsize(opened, size);
    }
    if (code == 0) {
      code = mdb_env_open(opened, path, MDB_NOSUBDIR | MDB_NOTLS | flags, 0666);
    }
    if (code == 0) {
      *env = opened;
    } else {
      mdb_env_close(opened);
    }
  }
  return code;
}

// The size that the file must have at least.
static int
find_least_size(MDB_env *env, uint64_t *size)
{
  MDB_envinfo info;
  MDB_stat facts;
  int code = mdb_env_info(env, &info);
  if (code == 0) {
    code = mdb_env_stat(env, &facts);
  }
  if (code == 0) {
    *size = ((uint64_t)info.me_last_pgno + 1) * facts.ms_psize;
  }
  return code;
}

static GestaStatus
check_size(const Entry *entry, GestaError *error)
{
  const char *const path = entry->public.path;
  uint64_t least = 0;
  mdb_filehandle_t file = -1;
  struct stat facts;
  int code = find_least_size(entry->public.env, &least);
  if (code == 0) {
    code = mdb_env_get_fd(entry->public.env, &file);
  }
  if (code) {
    return gesta_environment_fail(path, code, error);
  }
  if (fstat(file, &facts)) {
    return gesta_environment_fail(path, errno, error);
  }
  if ((uint64_t)facts.st_size < least) {
    return gesta_error_set(error, GESTA_ERR_CORRUPT,
                           "%s: has been cut short (%llu of %llu bytes): "
                           "restore it from a copy",
                           path, (unsigned long long)facts.st_size,
                           (unsigned long long)least);
  }
  return GESTA_OK;
}

// Read the version of the format.
static int
read_header(MDB_txn *txn, uint32_t *format)
{
  MDB_dbi table;
  MDB_val key = gesta_lmdb_bytes(header_name, strlen(header_name));
  MDB_val header;
  int code = mdb_dbi_open(txn, NULL, 0, &table);
  if (code == 0) {
    code = mdb_get(txn, table, &key, &header);
  }
  if (code) {
    return code;
  }
  const unsigned char *const bytes = header.mv_data;
  if (header.mv_size < HEADER_SIZE || memcmp(bytes, magic, MAGIC_SIZE) != 0) {
    return MDB_INVALID;
  }
  const unsigned char *const version = bytes + MAGIC_SIZE;
  *format = (uint32_t)version[0] << 24 | (uint32_t)version[1] << 16
            | (uint32_t)version[2] << 8 | version[3];
  return *format == 0 ? MDB_INVALID : 0;
}

static int
write_header(MDB_txn *txn)
{
  MDB_dbi table;
  unsigned char header[HEADER_SIZE] = {0};
  memcpy(header, magic, MAGIC_SIZE);
  header[HEADER_SIZE - 1] = GESTA_FILE_FORMAT;
  MDB_val key = gesta_lmdb_bytes(header_name, strlen(header_name));
  MDB_val value = gesta_lmdb_bytes(header, sizeof header);
  const int code = mdb_dbi_open(txn, NULL, 0, &table);
  return code ? code : mdb_put(txn, table, &key, &value, 0);
}

static GestaStatus
check_header(MDB_txn *txn, GestaEnvironment *environment, GestaError *error)
{
  const int code = read_header(txn, &environment->format);
  if (code) {
    return gesta_environment_fail(environment->path, code, error);
  }
  if (environment->format > GESTA_FILE_FORMAT) {
    return gesta_error_set(error, GESTA_ERR_FORMAT,
                           "%s: was written by a newer Gesta (format %u; this "
                           "one reads up to %d)",
                           environment->path, (unsigned)environment->format,
                           GESTA_FILE_FORMAT);
  }
  return GESTA_OK;
}

// Bring a file of an older format to the present one, all of it or nothing.
static GestaStatus
migrate(GestaEnvironment *environment, GestaError *error)
{
  if (environment->is_read_only) {
    return gesta_error_set(
      error, GESTA_ERR_FORMAT,
      "%s: has format %u, from which it must be brought to format %d first, "
      "and cannot be written: copy it to where it can be and open the copy",
      environment->path, (unsigned)environment->format, GESTA_FILE_FORMAT);
  }
  MDB_txn *txn = NULL;
  int code = mdb_txn_begin(environment->env, NULL, 0, &txn);
  if (code) {
    return gesta_environment_fail(environment->path, code, error);
  }
  // Somebody else may have done it meanwhile.
  GestaStatus status = check_header(txn, environment, error);
  if (status == GESTA_OK && environment->format < GESTA_FILE_FORMAT) {
    status = gesta_migrate(txn, environment->format);
    code = status ? 0 : write_header(txn);
    if (status || code) {
      status = code ? gesta_environment_fail(environment->path, code, error)
                    : gesta_error_set(
                      error, status,
                      "%s: cannot be brought from format %u to "
                      "format %d: %s",
                      environment->path, (unsigned)environment->format,
                      GESTA_FILE_FORMAT, gesta_status_text(status));
    }
  }
  if (status) {
    mdb_txn_abort(txn);
    return status;
  }
  code = mdb_txn_commit(txn);
  if (code) {
    return gesta_environment_fail(environment->path, code, error);
  }
  environment->format = GESTA_FILE_FORMAT;
  gesta_environment_extend(environment);
  return GESTA_OK;
}

static GestaStatus
open_tables(MDB_txn *txn, GestaEnvironment *environment, GestaError *error)
{
  GestaStatus status = gesta_term_dictionary_open(
    gesta_default_allocator(), txn, &environment->dictionary);
  if (status == GESTA_OK) {
    status = gesta_quad_tables_open(txn, &environment->quads);
  }
  if (status == GESTA_OK) {
    status = gesta_lmdb_open(txn, "prefixes", 0, &environment->prefixes);
  }
  if (status == GESTA_OK) {
    status = gesta_value_index_open(txn, &environment->values);
  }
  if (status) {
    return gesta_error_set(error, status, "%s: its tables cannot be opened: %s",
                           environment->path, gesta_status_text(status));
  }
  return GESTA_OK;
}

// Open the tables of a file, which are brought to the present format.
static GestaStatus
open_contents(GestaEnvironment *environment, GestaError *error)
{
  MDB_txn *txn = NULL;
  int code = mdb_txn_begin(environment->env, NULL, MDB_RDONLY, &txn);
  if (code) {
    return gesta_environment_fail(environment->path, code, error);
  }
  GestaStatus status = check_header(txn, environment, error);
  if (status == GESTA_OK && environment->format < GESTA_FILE_FORMAT) {
    mdb_txn_abort(txn);
    txn = NULL;
    status = migrate(environment, error);
    code = status ? 0 : mdb_txn_begin(environment->env, NULL, MDB_RDONLY, &txn);
    if (code) {
      status = gesta_environment_fail(environment->path, code, error);
    }
  }
  if (status == GESTA_OK) {
    status = open_tables(txn, environment, error);
  }
  if (status) {
    mdb_txn_abort(txn); // NULL is allowed
    return status;
  }
  code = mdb_txn_commit(txn); // so that the handles stay valid
  return code ? gesta_environment_fail(environment->path, code, error)
              : GESTA_OK;
}

// Open a file that exists, without looking into the registry.
static GestaStatus
open_entry(Entry *entry, const char *real_path, bool write, GestaError *error)
{
  GestaEnvironment *const environment = &entry->public;
  bool writable = false;
  GestaStatus status = examine_file(environment->path, &writable, error);
  if (status) {
    return status;
  }
  if (write && !writable) {
    return gesta_error_set(error, GESTA_ERR_FILE,
                           "%s: cannot be written: it is read-only",
                           environment->path);
  }
  int code = writable ? gesta_environment_map(real_path, 0, &environment->env)
                      : EACCES;
  const bool refused = code == EACCES || code == EROFS || code == EPERM;
  if (refused && write) {
    return gesta_error_set(error, GESTA_ERR_FILE,
                           "%s: cannot be written: its lock file %s-lock "
                           "cannot: %s",
                           environment->path, environment->path,
                           describe_errno(code));
  }
  if (refused) {
    environment->is_read_only = true;
    code = gesta_environment_map(real_path, MDB_RDONLY, &environment->env);
    if (code == EACCES || code == EROFS || code == EPERM || code == ENOENT) {
      // No lock file can be made: nobody here can write either.
      code = gesta_environment_map(real_path, MDB_RDONLY | MDB_NOLOCK,
                                   &environment->env);
    }
  }
  if (code) {
    return gesta_environment_fail(environment->path, code, error);
  }
  status = check_size(entry, error);
  if (status) {
    return status;
  }

  return open_contents(environment, error);
}

// needs  the lock of the registry
static Entry *
find_entry(const struct stat *facts)
{
  const pid_t process = getpid();
  for (Entry *entry = registry; entry; entry = entry->next) {
    if (entry->device == facts->st_dev && entry->inode == facts->st_ino
        && entry->process == process) {
      return entry;
    }
  }
  return NULL;
}

// The device and inode of an open file, which must still be those of its name:
// a compaction may have put another file in its place while it was opened, of
// which the lock file is then (compaction.c).
static GestaStatus
find_inode(const Entry *entry, struct stat *facts, GestaError *error)
{
  const char *const path = entry->public.path;
  mdb_filehandle_t file = -1;
  struct stat named;
  if (mdb_env_get_fd(entry->public.env, &file) || fstat(file, facts)) {
    return gesta_environment_fail(path, EIO, error);
  }
  if (stat(path, &named) || named.st_dev != facts->st_dev
      || named.st_ino != facts->st_ino) {
    return gesta_error_set(error, GESTA_ERR_FILE,
                           "%s: was replaced while it was opened: try again",
                           path);
  }
  return GESTA_OK;
}

// needs  the lock of the registry
static GestaStatus
add_entry(const char *path, const char *real_path, bool write, Entry **entry,
          GestaError *error)
{
  Entry *added = new_entry(path);
  if (!added) {
    return gesta_environment_fail(path, ENOMEM, error);
  }
  struct stat facts = {0};
  GestaStatus status = open_entry(added, real_path, write, error);
  if (status == GESTA_OK) {
    status = find_inode(added, &facts, error);
  }
  if (status) {
    free_entry(added);
    return status;
  }
  added->device = facts.st_dev;
  added->inode = facts.st_ino;
  added->next = registry;
  registry = added;
  *entry = added;
  return GESTA_OK;
}

GestaStatus
gesta_environment_acquire(const char *path, bool write,
                          GestaEnvironment **environment, GestaError *error)
{
  assert(path && environment);

  struct stat facts;
  if (stat(path, &facts)) {
    return gesta_error_set(error, GESTA_ERR_FILE, "%s: cannot be opened: %s",
                           path, describe_errno(errno));
  }
  char *const real_path = realpath(path, NULL); // invariant 3
  if (!real_path) {
    return gesta_environment_fail(path, errno, error);
  }

  GestaStatus status = GESTA_OK;
  (void)pthread_mutex_lock(&registry_lock);
  Entry *entry = find_entry(&facts); // invariant 1
  if (!entry) {
    status = add_entry(path, real_path, write, &entry, error);
  } else if (write && entry->public.is_read_only) {
    status = gesta_error_set(error, GESTA_ERR_FILE,
                             "%s: cannot be written: it is read-only", path);
  } else {
    ++entry->use_count;
  }
  (void)pthread_mutex_unlock(&registry_lock);
  free(real_path);

  if (status == GESTA_OK) {
    *environment = &entry->public;
  }
  return status;
}

void
gesta_environment_release(GestaEnvironment *environment)
{
  if (!environment) {
    return;
  }
  Entry *const entry = (Entry *)environment;
  (void)pthread_mutex_lock(&registry_lock);
  if (--entry->use_count == 0) {
    Entry **link = &registry;
    while (*link != entry) {
      link = &(*link)->next;
    }
    *link = entry->next;
    if (entry->process == getpid()) { // invariant 2
      free_entry(entry);
    }
  }
  (void)pthread_mutex_unlock(&registry_lock);
}

static int
write_empty_graph(MDB_env *env, const char *path, GestaError *error)
{
  MDB_txn *txn = NULL;
  int code = mdb_txn_begin(env, NULL, 0, &txn);
  if (code) {
    return code;
  }
  code = write_header(txn);
  GestaEnvironment made = {.path = (char *)(uintptr_t)path}; // not changed
  if (code == 0 && open_tables(txn, &made, error)) {
    code = EIO;
  }
  gesta_term_dictionary_close(made.dictionary);
  if (code) {
    mdb_txn_abort(txn);
    return code;
  }
  return mdb_txn_commit(txn);
}

// Give the finished file its name, unless somebody else has taken it.
static int
publish(const char *draft, const char *path)
{
  if (link(draft, path) == 0 || errno == EEXIST) {
    (void)unlink(draft);
    return 0;
  }
  // A file system without hard links.
  if (access(path, F_OK) == 0) {
    (void)unlink(draft);
    return 0;
  }
  return rename(draft, path) ? errno : 0;
}

GestaStatus
gesta_environment_create(const char *path, GestaError *error)
{
  assert(path);

  GestaAllocator *const allocator = gesta_default_allocator();
  const size_t size = strlen(path) + sizeof ".new-XXXXXX";
  char *draft = gesta_allocate(allocator, size, 1);
  if (!draft) {
    return gesta_environment_fail(path, ENOMEM, error);
  }
  (void)snprintf(draft, size, "%s.new-XXXXXX", path);
  const int file = mkstemp(draft);
  if (file < 0) {
    const int code = errno;
    gesta_release(allocator, draft);
    return gesta_error_set(error, GESTA_ERR_FILE, "%s: cannot be made: %s",
                           path, describe_errno(code));
  }
  const mode_t mask = umask(0);
  (void)umask(mask);
  (void)fchmod(file, 0666 & ~mask);
  (void)close(file);

  MDB_env *env = NULL;
  int code = gesta_environment_map(draft, MDB_NOLOCK, &env);
  if (code == 0) {
    code = write_empty_graph(env, path, error);
    const GestaEnvironment made = {.env = env};
    gesta_environment_extend(&made);
    mdb_env_close(env);
  }
  if (code == 0) {
    code = publish(draft, path);
  }
  GestaStatus status = GESTA_OK;
  if (code) {
    (void)unlink(draft);
    status = gesta_environment_fail(path, code, error);
  }
  gesta_release(allocator, draft);
  return status;
}

GestaStatus
gesta_environment_begin_write(GestaEnvironment *environment, GestaError *error)
{
  Entry *const entry = (Entry *)environment;
  const pthread_t self = pthread_self();
  (void)pthread_mutex_lock(&entry->guard);
  const bool twice = entry->has_writer && pthread_equal(entry->writer, self);
  (void)pthread_mutex_unlock(&entry->guard);
  if (twice) {
    return gesta_error_set(error, GESTA_ERR_STORAGE,
                           "%s: this thread is already writing to it",
                           environment->path);
  }
  (void)pthread_mutex_lock(&entry->writing);
  (void)pthread_mutex_lock(&entry->guard);
  entry->has_writer = true;
  entry->writer = self;
  (void)pthread_mutex_unlock(&entry->guard);
  return GESTA_OK;
}

void
gesta_environment_end_write(GestaEnvironment *environment)
{
  Entry *const entry = (Entry *)environment;
  (void)pthread_mutex_lock(&entry->guard);
  entry->has_writer = false;
  (void)pthread_mutex_unlock(&entry->guard);
  (void)pthread_mutex_unlock(&entry->writing);
}

void
gesta_environment_extend(const GestaEnvironment *environment)
{
  uint64_t least = 0;
  mdb_filehandle_t file = -1;
  struct stat facts;
  if (find_least_size(environment->env, &least) == 0
      && mdb_env_get_fd(environment->env, &file) == 0
      && fstat(file, &facts) == 0 && (uint64_t)facts.st_size < least) {
    // Unlike ftruncate() this cannot cut what another process adds meanwhile.
    (void)fallocate(file, 0, (off_t)least - 1, 1);
  }
}
