// SPDX-License-Identifier: GPL-3.0-or-later
// Hash functions: section 17.4.6, of the UTF-8 bytes of a string.
#include "graph/eval/expression_state.h"

#include <nettle/nettle-meta.h>

enum { LARGEST_DIGEST = 64 };

static GestaStatus
hash_text(GestaExpressions *expressions, const GestaValue *value,
          const struct nettle_hash *hash, GestaValue *result)
{
  static const char digits[] = "0123456789abcdef";
  if (value->kind != GESTA_VALUE_STRING) {
    return GESTA_NOT_FOUND;
  }
  GestaArena *const arena = &expressions->scratch;
  uint8_t digest[LARGEST_DIGEST];
  const size_t size = hash->digest_size;
  char *const text = gesta_arena_allocate(arena, size, 2);
  void *const state = gesta_arena_allocate(arena, 1, hash->context_size);
  if (!text || !state) {
    return GESTA_ERR_MEMORY;
  }
  hash->init(state);
  hash->update(state, value->text.size, (const uint8_t *)value->text.data);
  hash->digest(state, size, digest);
  for (size_t i = 0; i < size; ++i) {
    text[2 * i] = digits[digest[i] >> 4U];
    text[2 * i + 1] = digits[digest[i] & 0xFU];
  }
  *result = gesta_value_string((GestaStringView){text, 2 * size});
  return GESTA_OK;
}

static GestaStatus
hash_md5(GestaExpressions *expressions, const GestaValue *arguments,
         size_t count, GestaValue *result)
{
  (void)count;
  return hash_text(expressions, &arguments[0], &nettle_md5, result);
}

static GestaStatus
hash_sha1(GestaExpressions *expressions, const GestaValue *arguments,
          size_t count, GestaValue *result)
{
  (void)count;
  return hash_text(expressions, &arguments[0], &nettle_sha1, result);
}

static GestaStatus
hash_sha256(GestaExpressions *expressions, const GestaValue *arguments,
            size_t count, GestaValue *result)
{
  (void)count;
  return hash_text(expressions, &arguments[0], &nettle_sha256, result);
}

static GestaStatus
hash_sha384(GestaExpressions *expressions, const GestaValue *arguments,
            size_t count, GestaValue *result)
{
  (void)count;
  return hash_text(expressions, &arguments[0], &nettle_sha384, result);
}

static GestaStatus
hash_sha512(GestaExpressions *expressions, const GestaValue *arguments,
            size_t count, GestaValue *result)
{
  (void)count;
  return hash_text(expressions, &arguments[0], &nettle_sha512, result);
}

const GestaBuiltinRow *
gesta_hash_functions(void)
{
  static const GestaBuiltinRow rows[] = {
    {GESTA_BUILTIN_MD5, hash_md5},       {GESTA_BUILTIN_SHA1, hash_sha1},
    {GESTA_BUILTIN_SHA256, hash_sha256}, {GESTA_BUILTIN_SHA384, hash_sha384},
    {GESTA_BUILTIN_SHA512, hash_sha512}, {GESTA_BUILTIN_ABS, NULL},
  };
  return rows;
}
