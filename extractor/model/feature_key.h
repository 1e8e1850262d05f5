// SPDX-License-Identifier: GPL-3.0-or-later
/// @file feature_key.h
/// Features are known by 64 bits mixed from their template and its values.
///
/// Keys are written to model files: changing a function here changes the
/// format of those.
///
/// source  FNV-1a (Fowler, Noll, Vo); the multiplier is 2^64 / golden ratio

#ifndef GESTA_MODEL_FEATURE_KEY_H
#define GESTA_MODEL_FEATURE_KEY_H

#include "graph/base/string_view.h"

#include <stdint.h>

typedef uint64_t GestaFeatureKey;

/// Mix one more value into a key.
static inline GestaFeatureKey
gesta_feature_mix(GestaFeatureKey key, uint64_t value)
{
  key = (key ^ value) * UINT64_C(0x9E3779B97F4A7C15);
  return key ^ (key >> 32U);
}

/// The key of a text; an empty one has a key, too.
static inline GestaFeatureKey
gesta_feature_text(GestaStringView text)
{
  uint64_t hash = UINT64_C(0xCBF29CE484222325);
  for (size_t i = 0; i < text.size; ++i) {
    hash = (hash ^ (unsigned char)text.data[i]) * UINT64_C(0x100000001B3);
  }
  return hash ^ (hash >> 29U);
}

#endif // GESTA_MODEL_FEATURE_KEY_H
