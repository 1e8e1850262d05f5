// SPDX-License-Identifier: GPL-3.0-or-later
/// @file read_skips.h
/// What a lenient reader passed over.

#ifndef GESTA_IO_READ_SKIPS_H
#define GESTA_IO_READ_SKIPS_H

#include "graph/base/error.h"

#include <stddef.h>
#include <stdint.h>

enum { GESTA_SKIPS_KEPT = 10 };

/// All zeros in the beginning; several documents may share it.
typedef struct GestaReadSkips {
  uint64_t count;                     ///< mistakes
  size_t kept;                        ///< of `first`
  GestaError first[GESTA_SKIPS_KEPT]; ///< the first of them
} GestaReadSkips;

#endif // GESTA_IO_READ_SKIPS_H
