// SPDX-License-Identifier: GPL-3.0-or-later
/// @file bytes.h
/// Numbers in files: little-endian, at any alignment.

#ifndef GESTA_BASE_BYTES_H
#define GESTA_BASE_BYTES_H

#include <stdint.h>

static inline uint16_t
gesta_load16(const void *bytes)
{
  const unsigned char *b = (const unsigned char *)bytes;
  return (uint16_t)(b[0] | (unsigned)b[1] << 8U);
}

static inline uint32_t
gesta_load32(const void *bytes)
{
  const unsigned char *b = (const unsigned char *)bytes;
  return (uint32_t)b[0] | (uint32_t)b[1] << 8U | (uint32_t)b[2] << 16U
         | (uint32_t)b[3] << 24U;
}

static inline void
gesta_store32(void *bytes, uint32_t value)
{
  unsigned char *b = (unsigned char *)bytes;
  for (unsigned i = 0; i < sizeof value; ++i) {
    b[i] = (unsigned char)(value >> (8U * i));
  }
}

#endif // GESTA_BASE_BYTES_H
