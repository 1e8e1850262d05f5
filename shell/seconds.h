// SPDX-License-Identifier: GPL-3.0-or-later
/// @file seconds.h
/// Seconds as people write them.

#ifndef GESTA_SHELL_SECONDS_H
#define GESTA_SHELL_SECONDS_H

#include "graph/base/string_view.h"

#include <stdbool.h>
#include <stdint.h>

/// Read "2" or "2.5": digits beyond the third after the point do not count.
///
/// returns  false if it is no such number; *milliseconds is then untouched
bool
gesta_read_seconds(GestaStringView text, uint64_t *milliseconds);

#endif // GESTA_SHELL_SECONDS_H
