// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/base/late_library.h"

#include <assert.h>
#include <dlfcn.h>
#include <string.h>

GestaStatus
gesta_late_library_load(const char *file, const GestaLateFunction *functions,
                        size_t count, GestaError *error)
{
  assert(file && functions);

  // Never closed: libraries keep what they made for the process.
  void *const library = dlopen(file, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
  if (!library) {
    const char *const reason = dlerror();
    return gesta_error_set(error, GESTA_ERR_SYSTEM,
                           "the library %s cannot be loaded: install it (%s)",
                           file, reason ? reason : "no reason is known");
  }
  static_assert(sizeof(void *) == sizeof(void (*)(void)), "POSIX, dlsym()");
  for (size_t i = 0; i < count; ++i) {
    void *const address = dlsym(library, functions[i].name);
    if (!address) {
      return gesta_error_set(error, GESTA_ERR_SYSTEM,
                             "the library %s has no %s: install a newer one",
                             file, functions[i].name);
    }
    memcpy(functions[i].place, &address, sizeof address);
  }
  return GESTA_OK;
}
