// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/user_file.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// Make all folders of a path.
static bool
make_folders(char *path)
{
  for (char *slash = strchr(path + 1, '/'); slash;
       slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    const bool made = mkdir(path, 0700) == 0 || errno == EEXIST;
    *slash = '/';
    if (!made) {
      return false;
    }
  }
  return true;
}

bool
gesta_user_file(GestaUserFolder folder, const char *name, char *path,
                size_t size)
{
  assert(name && path);

  static const struct {
    const char *variable;
    const char *usual;
  } folders[] = {
    [GESTA_USER_STATE] = {"XDG_STATE_HOME", ".local/state"},
    [GESTA_USER_DATA] = {"XDG_DATA_HOME", ".local/share"},
  };
  // Nobody changes the environment while we run.
  const char *const top = getenv(
    folders[folder].variable);             // NOLINT(concurrency-*)
  const char *const home = getenv("HOME"); // NOLINT(concurrency-*)
  int length = -1;
  if (top && top[0] == '/') {
    length = snprintf(path, size, "%s/gesta/%s", top, name);
  } else if (home && home[0] == '/') {
    length = snprintf(path, size, "%s/%s/gesta/%s", home, folders[folder].usual,
                      name);
  }
  return length >= 0 && (size_t)length < size && make_folders(path);
}
