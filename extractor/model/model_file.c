// SPDX-License-Identifier: GPL-3.0-or-later
// The layout and its numbered invariants are in README.md.
#include "extractor/model/model_file.h"

#include "graph/base/text_buffer.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static const char magic[8] = {'G', 'e', 's', 't', 'a', 'M', 'd', 'l'};

enum { BYTE_ORDER_MARK = 0x01020304, ALIGNMENT = 8 };

typedef struct Header {
  char magic[8];
  uint32_t version;
  uint32_t byte_order;
  uint64_t file_size;
  uint64_t checksum; // of all that follows the header
  uint64_t section_count;
} Header;

typedef struct Entry {
  char name[GESTA_MODEL_NAME_SIZE];
  uint64_t offset;
  uint64_t size;
} Entry;

static_assert(sizeof(Header) == 40 && sizeof(Entry) == 32, "no padding");

// Four lanes of multiply and rotate over 8-byte words: it finds accidents, at
// the speed of memory, and protects against nobody.
//
// needs  size is a multiple of 8 (invariant 3)
static uint64_t
sum_bytes(const char *data, size_t size)
{
  uint64_t lanes[4] = {1, 2, 3, 4};
  for (size_t i = 0; i * 8 < size; ++i) {
    uint64_t word = 0;
    memcpy(&word, data + i * 8, 8);
    uint64_t lane = (lanes[i % 4] ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    lanes[i % 4] = (lane << 29U) | (lane >> 35U);
  }
  return lanes[0] ^ (lanes[1] * 3) ^ (lanes[2] * 5) ^ (lanes[3] * 7);
}

static GestaStatus
check_header(const char *path, const Header *header, size_t size,
             GestaError *error)
{
  if (memcmp(header->magic, magic, sizeof magic) != 0) {
    return gesta_error_set(error, GESTA_ERR_FORMAT,
                           "%s: is not a model: write one with `gesta train`",
                           path);
  }
  if (header->byte_order != BYTE_ORDER_MARK) {
    return gesta_error_set(
      error, GESTA_ERR_FORMAT,
      "%s: the model was made on a machine of another byte order: "
      "train it on this one",
      path);
  }
  if (header->version != GESTA_MODEL_VERSION) {
    return gesta_error_set(
      error, GESTA_ERR_FORMAT,
      "%s: the model has version %u, this program reads version %d: %s", path,
      (unsigned)header->version, GESTA_MODEL_VERSION,
      header->version > GESTA_MODEL_VERSION ? "use a newer program"
                                            : "train the model again");
  }
  if (header->file_size != size) {
    return gesta_error_set(error, GESTA_ERR_CORRUPT,
                           "%s: the model has %zu bytes instead of %llu: "
                           "install it again",
                           path, size, (unsigned long long)header->file_size);
  }
  return GESTA_OK;
}

// Every section lies in the file, aligned (invariants 2 and 3).
static bool
sections_fit(const char *data, const Header *header)
{
  if (header->section_count > GESTA_MODEL_SECTION_LIMIT) {
    return false;
  }
  const size_t count = (size_t)header->section_count;
  const size_t begin = sizeof *header + count * sizeof(Entry);
  if (begin > header->file_size) {
    return false;
  }
  for (size_t i = 0; i < count; ++i) {
    Entry entry;
    memcpy(&entry, data + sizeof *header + i * sizeof entry, sizeof entry);
    if (entry.offset < begin || entry.offset > header->file_size
        || entry.size > header->file_size - entry.offset
        || entry.offset % ALIGNMENT != 0) {
      return false;
    }
  }
  return true;
}

GestaStatus
gesta_model_file_open(const char *path, GestaModelFile *model,
                      GestaError *error)
{
  assert(path && model);
  GestaFileMap map;
  GestaStatus status = gesta_file_map(path, &map, error);
  if (status) {
    return status;
  }
  Header header = {.version = 0};
  if (map.size >= sizeof header) {
    memcpy(&header, map.data, sizeof header);
  }
  status = check_header(path, &header, map.size, error);
  if (status) {
    goto fail;
  }
  const char *data = map.data;
  if (map.size % ALIGNMENT != 0 || !sections_fit(data, &header)
      || sum_bytes(data + sizeof header, map.size - sizeof header)
           != header.checksum) {
    status = gesta_error_set(error, GESTA_ERR_CORRUPT,
                             "%s: the model is damaged: install it again",
                             path);
    goto fail;
  }
  model->map = map;
  return GESTA_OK;

fail:
  gesta_file_unmap(&map);
  return status;
}

void
gesta_model_file_close(GestaModelFile *model)
{
  gesta_file_unmap(&model->map);
}

uint64_t
gesta_model_file_checksum(const GestaModelFile *model)
{
  Header header;
  memcpy(&header, model->map.data, sizeof header);
  return header.checksum;
}

GestaStatus
gesta_model_file_find(const GestaModelFile *model, const char *name,
                      GestaStringView *bytes)
{
  Header header;
  const char *data = model->map.data;
  memcpy(&header, data, sizeof header);
  for (size_t i = 0; i < header.section_count; ++i) {
    Entry entry;
    memcpy(&entry, data + sizeof header + i * sizeof entry, sizeof entry);
    const size_t size = strnlen(entry.name, sizeof entry.name);
    if (size == strlen(name) && memcmp(entry.name, name, size) == 0) {
      *bytes = (GestaStringView){data + entry.offset, (size_t)entry.size};
      return GESTA_OK;
    }
  }
  return GESTA_NOT_FOUND;
}

static size_t
round_up(size_t size)
{
  return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static GestaStatus
append_body(GestaTextBuffer *body, const GestaModelSection *sections,
            size_t count)
{
  size_t offset = sizeof(Header) + count * sizeof(Entry);
  for (size_t i = 0; i < count; ++i) {
    Entry entry = {.offset = offset, .size = sections[i].bytes.size};
    assert(strlen(sections[i].name) <= sizeof entry.name);
    memcpy(entry.name, sections[i].name, strlen(sections[i].name));
    const GestaStatus status = gesta_text_buffer_append(
      body, (GestaStringView){(const char *)&entry, sizeof entry});
    if (status) {
      return status;
    }
    offset += round_up(sections[i].bytes.size);
  }
  static const char zeros[ALIGNMENT];
  for (size_t i = 0; i < count; ++i) {
    const GestaStringView bytes = sections[i].bytes;
    GestaStatus status = gesta_text_buffer_append(body, bytes);
    if (status) {
      return status;
    }
    status = gesta_text_buffer_append(
      body, (GestaStringView){zeros, round_up(bytes.size) - bytes.size});
    if (status) {
      return status;
    }
  }
  return GESTA_OK;
}

GestaStatus
gesta_model_file_write(GestaAllocator *allocator,
                       const GestaModelSection *sections, size_t count,
                       GestaOutput *output)
{
  assert(count <= GESTA_MODEL_SECTION_LIMIT);
  GestaTextBuffer body;
  gesta_text_buffer_init(&body, allocator);
  GestaStatus status = append_body(&body, sections, count);
  if (status) {
    goto done;
  }
  Header header = {.version = GESTA_MODEL_VERSION,
                   .byte_order = BYTE_ORDER_MARK,
                   .file_size = sizeof header + body.size,
                   .checksum = sum_bytes(body.data, body.size),
                   .section_count = count};
  memcpy(header.magic, magic, sizeof magic);
  status = gesta_output_write(
    output, (GestaStringView){(const char *)&header, sizeof header});
  if (status) {
    goto done;
  }
  status = gesta_output_write(output, gesta_text_buffer_view(&body));

done:
  gesta_text_buffer_clear(&body);
  return status;
}
