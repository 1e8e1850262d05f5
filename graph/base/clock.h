// SPDX-License-Identifier: GPL-3.0-or-later
/// @file clock.h
/// How long something takes, and when to stop.

#ifndef GESTA_BASE_CLOCK_H
#define GESTA_BASE_CLOCK_H

#include <stdint.h>

/// The monotonic clock.
///
/// units    nanoseconds since some moment of the past
/// returns  0 where the system has no such clock
uint64_t
gesta_clock(void);

/// The seconds from one reading of the clock to a later one.
static inline double
gesta_clock_seconds(uint64_t from, uint64_t to)
{
  return (double)(to - from) / 1e9; // years of nanoseconds are exact enough
}

#endif // GESTA_BASE_CLOCK_H
