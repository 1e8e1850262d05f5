// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/data_directory.h"

#include "shell/folder.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// returns  GESTA_OK if the folder holds gesta.ttl, or GESTA_NOT_FOUND
static GestaStatus
check_folder(GestaArena *arena, const char *folder)
{
  const char *file = NULL;
  const GestaStatus status = gesta_folder_join(arena, folder, "gesta.ttl",
                                               &file);
  if (status) {
    return status;
  }
  return access(file, R_OK) == 0 ? GESTA_OK : GESTA_NOT_FOUND;
}

// The folder of the program, or "." where the system does not tell.
static void
find_program(char folder[PATH_MAX])
{
  const ssize_t size = readlink("/proc/self/exe", folder, PATH_MAX - 1);
  folder[size > 0 ? size : 0] = '\0';
  char *const slash = strrchr(folder, '/');
  if (slash) {
    *slash = '\0';
  } else {
    memcpy(folder, ".", 2);
  }
}

GestaStatus
gesta_data_directory_find(GestaArena *arena, const char **path,
                          GestaError *error)
{
  assert(arena && path);

  // Nobody changes the environment while we run.
  const char *const wanted = getenv("GESTA_DATA"); // NOLINT(concurrency-*)
  if (wanted && wanted[0]) {
    const GestaStatus status = check_folder(arena, wanted);
    if (status == GESTA_NOT_FOUND) {
      return gesta_error_set(error, GESTA_ERR_FILE,
                             "%s: holds no gesta.ttl: set GESTA_DATA to the "
                             "folder of the ontology",
                             wanted);
    }
    if (!status) {
      *path = wanted;
    }
    return status;
  }

  char program[PATH_MAX];
  find_program(program);
  static const char *const beside[] = {"../share/gesta", "ontology"};
  for (size_t i = 0; i < sizeof beside / sizeof beside[0]; ++i) {
    const char *folder = NULL;
    GestaStatus status = gesta_folder_join(arena, program, beside[i], &folder);
    if (!status) {
      status = check_folder(arena, folder);
    }
    if (status != GESTA_NOT_FOUND) {
      if (!status) {
        *path = folder;
      }
      return status;
    }
  }

  const GestaStatus status = check_folder(arena, GESTA_PKGDATADIR);
  if (status == GESTA_NOT_FOUND) {
    return gesta_error_set(error, GESTA_ERR_FILE,
                           "%s: holds no gesta.ttl: set GESTA_DATA to the "
                           "folder of the ontology",
                           GESTA_PKGDATADIR);
  }
  if (!status) {
    *path = GESTA_PKGDATADIR;
  }
  return status;
}
