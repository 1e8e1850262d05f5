// SPDX-License-Identifier: GPL-3.0-or-later
/// @file parameter_option.h
/// `--param NAME=VALUE`, which several commands have.

#ifndef GESTA_SHELL_PARAMETER_OPTION_H
#define GESTA_SHELL_PARAMETER_OPTION_H

#include "graph/base/string_view.h"

#include <stdbool.h>

/// The two sides of `NAME=VALUE`; the name may have a `?` or `$` before it.
///
/// lends    *name and *value, views of `text`
/// returns  false if it is something else; both are then untouched
bool
gesta_parameter_option_split(const char *text, GestaStringView *name,
                             GestaStringView *value);

#endif // GESTA_SHELL_PARAMETER_OPTION_H
