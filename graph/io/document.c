// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/io/document.h"

#include "graph/base/utf8.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/types.h>

enum { CHUNK = 65536, LONGEST_SEQUENCE = 4 };

typedef struct Look {
  GestaDocument *document;
  char *bytes; ///< what is left of the last chunk, then the new one
  size_t left; ///< bytes of an unfinished sequence
  size_t line; ///< of the first byte
  size_t column;
} Look;

static GestaStatus
complain(GestaError *error, const char *name, const char *what)
{
  const char *reason = strerrordesc_np(errno);
  return gesta_error_set(error, GESTA_ERR_FILE, "%s: %s: %s", name, what,
                         reason ? reason : "unknown error");
}

// Move the place over good bytes.
static void
advance(Look *look, size_t size)
{
  const GestaStringView good = {look->bytes, size};
  size_t line;
  size_t column;
  gesta_utf8_place(good, size, &line, &column);
  look->column = line > 1 ? column : look->column + column - 1;
  look->line += line - 1;
}

// Check a chunk that was read behind what was left of the last one.
static void
check_chunk(Look *look, size_t count, bool last)
{
  const GestaStringView text = {look->bytes, look->left + count};
  const size_t good = gesta_utf8_check(text);
  const size_t rest = text.size - good;
  advance(look, good);
  if (rest > 0 && (last || rest >= LONGEST_SEQUENCE)) {
    look->document->bad_line = look->line;
    look->document->bad_column = look->column;
    look->document->bad_byte = (unsigned char)text.data[good];
    return;
  }
  memmove(look->bytes, look->bytes + good, rest);
  look->left = rest;
}

// Chain the hash: the key of a chunk is made from all chunks before it.
static void
hash_chunk(GestaHashKey *key, GestaStringView chunk)
{
  GestaHashKey other = *key;
  other.bytes[0] ^= 1U;
  const uint64_t halves[2] = {gesta_hash64(key, chunk),
                              gesta_hash64(&other, chunk)};
  for (size_t i = 0; i < sizeof key->bytes; ++i) {
    key->bytes[i] = (unsigned char)(halves[i / 8] >> (i % 8 * 8) & 0xFFU);
  }
}

static GestaStatus
look_through(Look *look, FILE *stream, const char *name, GestaCancel *cancel,
             GestaError *error)
{
  GestaDocument *document = look->document;
  size_t count = CHUNK;
  for (bool first = true; count == CHUNK; first = false) {
    if (gesta_cancelled(cancel)) {
      return gesta_error_set(error, GESTA_ERR_CANCELLED, "%s: cancelled", name);
    }
    char *chunk = look->bytes + look->left;
    count = fread(chunk, 1, CHUNK, stream);
    if (count < CHUNK && ferror(stream)) {
      return complain(error, name, "cannot be read");
    }
    if (document->copy && fwrite(chunk, 1, count, document->copy) != count) {
      return complain(error, name, "cannot be copied to a temporary file");
    }
    if (first) {
      document->head_size = count < GESTA_DOCUMENT_HEAD
                              ? count
                              : (size_t)GESTA_DOCUMENT_HEAD;
      memcpy(document->head, chunk, document->head_size);
    }
    hash_chunk(&document->key, (GestaStringView){chunk, count});
    if (document->bad_line == 0) {
      check_chunk(look, count, count < CHUNK);
    }
  }
  return GESTA_OK;
}

// Go back to the first byte, or behind a byte order mark.
static GestaStatus
rewind_document(GestaDocument *document, off_t start, const char *name,
                GestaError *error)
{
  static const char mark[] = "\xEF\xBB\xBF";
  const size_t size = sizeof mark - 1;
  if (document->head_size >= size && memcmp(document->head, mark, size) == 0) {
    start += (off_t)size;
    document->head_size -= size;
    memmove(document->head, document->head + size, document->head_size);
  }
  if (document->copy) {
    document->stream = document->copy;
  }
  clearerr(document->stream);
  return fseeko(document->stream, start, SEEK_SET) == 0
           ? GESTA_OK
           : complain(error, name, "cannot be read again");
}

GestaStatus
gesta_document_init(GestaDocument *document, GestaAllocator *allocator,
                    FILE *stream, const char *name, GestaCancel *cancel,
                    GestaError *error)
{
  assert(document && allocator && stream && name);

  *document = (GestaDocument){.stream = stream};
  off_t start = ftello(stream);
  if (start < 0 || fseeko(stream, start, SEEK_SET) != 0) {
    start = 0;
    document->copy = tmpfile();
    if (!document->copy) {
      return complain(error, name, "no temporary file for a copy of it");
    }
  }
  Look look = {document, NULL, 0, 1, 1};
  look.bytes = gesta_allocate(allocator, CHUNK + LONGEST_SEQUENCE, 1);
  GestaStatus status = look.bytes
                         ? look_through(&look, stream, name, cancel, error)
                         : gesta_error_set(error, GESTA_ERR_MEMORY,
                                           "%s: out of memory", name);
  gesta_release(allocator, look.bytes);
  if (status == GESTA_OK) {
    status = rewind_document(document, start, name, error);
  }
  if (status) {
    gesta_document_clear(document);
  }
  return status;
}

void
gesta_document_clear(GestaDocument *document)
{
  if (document->copy) {
    (void)fclose(document->copy);
    document->copy = NULL;
  }
}
