// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/report_library.h"

#include "shell/data_directory.h"
#include "shell/folder.h"
#include "shell/suggestion.h"

#include <assert.h>
#include <string.h>
#include <unistd.h>

static const char ending[] = ".md";

static GestaStatus
run_out(GestaError *error)
{
  return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
}

GestaStringView
gesta_report_library_name(const char *path)
{
  const char *const slash = strrchr(path, '/');
  const char *const begin = slash ? slash + 1 : path;
  GestaStringView name = gesta_view(begin);
  const size_t size = strlen(ending);
  if (name.size > size
      && memcmp(name.data + name.size - size, ending, size) == 0) {
    name.size -= size;
  }
  return name;
}

GestaStatus
gesta_report_library_list(GestaArena *arena, const char ***paths, size_t *count,
                          GestaError *error)
{
  assert(arena && paths && count);

  const char *data = NULL;
  const char *folder = NULL;
  const char **names = NULL;
  size_t found = 0;
  GestaStatus status = gesta_data_directory_find(arena, &data, error);
  if (status) {
    return status;
  }
  status = gesta_folder_join(arena, data, "reports", &folder);
  if (!status) {
    status = gesta_folder_list(arena, folder, ending, &names, &found);
  }
  if (status == GESTA_NOT_FOUND) {
    return gesta_error_set(error, GESTA_ERR_FILE,
                           "%s: the folder of templates cannot be read",
                           folder);
  }
  for (size_t i = 0; !status && i < found; ++i) {
    status = gesta_folder_join(arena, folder, names[i], &names[i]);
  }
  if (status) {
    return run_out(error);
  }
  *paths = names;
  *count = found;
  return GESTA_OK;
}

static GestaStatus
find_in_library(GestaArena *arena, const char *name, const char **path,
                GestaError *error)
{
  const char **paths = NULL;
  size_t count = 0;
  const GestaStatus status = gesta_report_library_list(arena, &paths, &count,
                                                       error);
  if (status) {
    return status;
  }
  GestaSuggestion suggestion = gesta_suggestion(gesta_view(name));
  for (size_t i = 0; i < count; ++i) {
    const GestaStringView known = gesta_report_library_name(paths[i]);
    GestaStringView copy; // ended by a NUL
    if (gesta_view_equal(known, gesta_view(name))) {
      *path = paths[i];
      return GESTA_OK;
    }
    if (gesta_arena_copy(arena, known, &copy)) {
      return run_out(error);
    }
    gesta_suggestion_offer(&suggestion, copy.data);
  }
  if (suggestion.nearest) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "no template \"%s\"; did you mean %s?", name,
                           suggestion.nearest);
  }
  return gesta_error_set(error, GESTA_ERR_INPUT,
                         "no file and no template \"%s\": \"gesta report "
                         "--list\" tells which there are",
                         name);
}

GestaStatus
gesta_report_library_find(GestaArena *arena, const char *name,
                          const char **path, GestaError *error)
{
  assert(arena && name && path);

  if (strcmp(name, "-") == 0 || strpbrk(name, "/.")
      || access(name, F_OK) == 0) {
    *path = name;
    return GESTA_OK;
  }
  return find_in_library(arena, name, path, error);
}
