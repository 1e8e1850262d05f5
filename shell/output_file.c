// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/output_file.h"

#include "graph/base/string_view.h"
#include "shell/command.h"
#include "shell/message.h"

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static GestaStatus
write_and_remember(GestaOutput *self, GestaStringView bytes)
{
  GestaOutputFile *const file = self->target;
  if (fwrite(bytes.data, 1, bytes.size, file->stream) == bytes.size) {
    return GESTA_OK;
  }
  if (!file->failure) {
    file->failure = errno;
  }
  return GESTA_ERR_FILE;
}

static GestaStatus
describe(const GestaOutputFile *file, int code, GestaError *error)
{
  if (code == EPIPE) {
    return gesta_error_set(error, GESTA_ERR_CANCELLED, "%s: nobody reads it",
                           file->name);
  }
  return gesta_error_set(error, GESTA_ERR_FILE, "%s: cannot be written: %s",
                         file->name, gesta_errno_text(code));
}

// The permissions of a new file: those of the one it replaces, or the usual.
static mode_t
choose_mode(const struct stat *old)
{
  if (old) {
    return old->st_mode & 0777U;
  }
  const mode_t mask = umask(0);
  (void)umask(mask);
  return 0666U & ~mask;
}

// A regular file: open another one beside it.
static GestaStatus
open_temporary(GestaOutputFile *file, const char *path, const struct stat *old,
               GestaError *error)
{
  // A link stays a link: the file that it names is replaced.
  file->path = old ? realpath(path, NULL) : strdup(path);
  if (!file->path) {
    return describe(file, errno, error);
  }
  static const char ending[] = ".XXXXXX";
  const size_t size = strlen(file->path);
  char *const temporary = gesta_allocate(file->allocator, size + sizeof ending,
                                         1);
  if (!temporary) {
    return describe(file, ENOMEM, error);
  }
  memcpy(temporary, file->path, size);
  memcpy(temporary + size, ending, sizeof ending);

  const int opened = mkstemp(temporary);
  if (opened < 0) {
    const int code = errno;
    gesta_release(file->allocator, temporary);
    return describe(file, code, error);
  }
  file->temporary = temporary;
  if (fchmod(opened, choose_mode(old))) {
    const int code = errno;
    (void)close(opened);
    return describe(file, code, error);
  }
  file->stream = fdopen(opened, "wb");
  if (!file->stream) {
    (void)close(opened);
    return describe(file, ENOMEM, error);
  }
  return GESTA_OK;
}

GestaStatus
gesta_output_file_open(GestaAllocator *allocator, const char *path,
                       GestaOutputFile *file, GestaError *error)
{
  assert(allocator && file);

  *file = (GestaOutputFile){
    .output = {write_and_remember, file}, .name = path, .allocator = allocator};
  if (!path || strcmp(path, "-") == 0) {
    file->name = "standard output";
    file->stream = stdout;
    return GESTA_OK;
  }

  struct stat facts;
  const bool exists = stat(path, &facts) == 0;
  GestaStatus status = GESTA_OK;
  if (exists && S_ISDIR(facts.st_mode)) {
    status = describe(file, EISDIR, error);
  } else if (exists && !S_ISREG(facts.st_mode)) {
    file->stream = fopen(path, "wbe");
    status = file->stream ? GESTA_OK : describe(file, errno, error);
  } else {
    status = open_temporary(file, path, exists ? &facts : NULL, error);
  }
  if (status) {
    gesta_output_file_close(file);
  }
  return status;
}

GestaStatus
gesta_output_file_pipe(GestaAllocator *allocator, const char *command,
                       GestaOutputFile *file, GestaError *error)
{
  assert(allocator && command && file);

  *file = (GestaOutputFile){.output = {write_and_remember, file},
                            .name = command,
                            .allocator = allocator};
  if (gesta_child_pipe(command, &file->child)) {
    return gesta_error_set(error, GESTA_ERR_SYSTEM, "%s: cannot be started: %s",
                           command, gesta_errno_text(errno));
  }
  file->stream = file->child.input;
  file->is_pipe = true;
  return GESTA_OK;
}

// Wait for the program that reads the output.
static GestaStatus
finish_pipe(GestaOutputFile *file, int code, GestaError *error)
{
  const int result = gesta_child_end(&file->child);
  file->stream = NULL;
  file->is_pipe = false;
  if (code) {
    return describe(file, code, error);
  }
  return result
           ? gesta_error_set(error, GESTA_ERR_SYSTEM,
                             "%s: ended with status %d", file->name, result)
           : GESTA_OK;
}

GestaStatus
gesta_output_file_finish(GestaOutputFile *file, GestaError *error)
{
  assert(file->stream);

  int code = file->failure;
  if (!code && fflush(file->stream)) {
    code = errno;
  }
  if (file->is_pipe) {
    return finish_pipe(file, code, error);
  }
  if (!code && file->temporary && fsync(fileno(file->stream))) {
    code = errno;
  }
  if (file->stream != stdout && fclose(file->stream) && !code) {
    code = errno;
  }
  file->stream = NULL;
  if (!code && file->temporary) {
    if (rename(file->temporary, file->path)) {
      code = errno;
    } else {
      gesta_release(file->allocator, file->temporary);
      file->temporary = NULL;
    }
  }
  return code ? describe(file, code, error) : GESTA_OK;
}

void
gesta_output_file_close(GestaOutputFile *file)
{
  if (file->is_pipe) {
    (void)gesta_child_end(&file->child);
  } else if (file->stream && file->stream != stdout) {
    (void)fclose(file->stream); // unfinished: nobody wants it
  }
  if (file->temporary) {
    (void)unlink(file->temporary);
  }
  gesta_release(file->allocator, file->temporary);
  free(file->path); // from the C library
  *file = (GestaOutputFile){.allocator = file->allocator};
}

int
gesta_output_file_end(GestaOutputFile *file, GestaStatus status,
                      const char *name, GestaError *error)
{
  if (status && !file->stream) {
    name = NULL; // the output was not even opened, as the message says
  } else if (status && file->failure) {
    status = describe(file, file->failure, error);
    name = file->name;
  } else if (!status) {
    status = gesta_output_file_finish(file, error);
    name = file->name;
  }
  if (status) {
    gesta_tell_error(name, error);
  }
  gesta_output_file_close(file);
  return status ? GESTA_EXIT_FAILED : GESTA_EXIT_DONE;
}
