// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/parameter_option.h"

#include <assert.h>
#include <string.h>

bool
gesta_parameter_option_split(const char *text, GestaStringView *name,
                             GestaStringView *value)
{
  assert(text && name && value);

  const char *const begin = text + (*text == '?' || *text == '$');
  const char *const equals = strchr(text, '=');
  if (!equals || equals <= begin) {
    return false;
  }
  *name = (GestaStringView){begin, (size_t)(equals - begin)};
  *value = gesta_view(equals + 1);
  return true;
}
