// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/folder.h"

#include "graph/base/string_view.h"

#include <assert.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

GestaStatus
gesta_folder_join(GestaArena *arena, const char *folder, const char *name,
                  const char **path)
{
  const size_t folder_size = strlen(folder);
  const size_t name_size = strlen(name);
  char *const joined = gesta_arena_allocate(arena, folder_size + name_size + 2,
                                            1);
  if (!joined) {
    return GESTA_ERR_MEMORY;
  }
  memcpy(joined, folder, folder_size);
  joined[folder_size] = '/';
  memcpy(joined + folder_size + 1, name, name_size);
  joined[folder_size + 1 + name_size] = '\0';
  *path = joined;
  return GESTA_OK;
}

static bool
ends_in(const char *name, const char *ending)
{
  const size_t size = strlen(name);
  const size_t ending_size = strlen(ending);
  return size > ending_size && name[0] != '.'
         && strcmp(name + size - ending_size, ending) == 0;
}

static int
compare_names(const struct dirent **a, const struct dirent **b)
{
  return strcmp((*a)->d_name, (*b)->d_name); // not strcoll(): the same anywhere
}

GestaStatus
gesta_folder_list(GestaArena *arena, const char *path, const char *ending,
                  const char ***names, size_t *count)
{
  assert(arena && path && ending && names && count);

  struct dirent **entries = NULL;
  const int entry_count = scandir(path, &entries, NULL, compare_names);
  if (entry_count < 0) {
    return GESTA_NOT_FOUND;
  }
  GestaStatus status = GESTA_OK;
  size_t kept = 0;
  const char **list = gesta_arena_allocate(arena, (size_t)entry_count,
                                           sizeof *list);
  if (!list) {
    status = GESTA_ERR_MEMORY;
  }
  for (int i = 0; i < entry_count; ++i) {
    GestaStringView copy;
    if (!status && ends_in(entries[i]->d_name, ending)) {
      status = gesta_arena_copy(arena, gesta_view(entries[i]->d_name), &copy);
      if (!status) {
        list[kept++] = copy.data;
      }
    }
    free(entries[i]); // from scandir()
  }
  free(entries);
  if (!status) {
    *names = list;
    *count = kept;
  }
  return status;
}
