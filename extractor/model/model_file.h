// SPDX-License-Identifier: GPL-3.0-or-later
/// @file model_file.h
/// A model: named sections in one file, mapped and shared.
///
/// The layout is in extractor/model/README.md.
///
/// threads  a model file is immutable once open and may be shared

#ifndef GESTA_MODEL_MODEL_FILE_H
#define GESTA_MODEL_MODEL_FILE_H

#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/file.h"
#include "graph/base/output.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stddef.h>
#include <stdint.h>

enum { GESTA_MODEL_VERSION = 2 };
enum { GESTA_MODEL_SECTION_LIMIT = 16 };
enum { GESTA_MODEL_NAME_SIZE = 16 }; ///< bytes of a name, padded with NUL

typedef struct GestaModelFile {
  GestaFileMap map;
} GestaModelFile;

typedef struct GestaModelSection {
  const char *name; ///< at most GESTA_MODEL_NAME_SIZE bytes
  GestaStringView bytes;
} GestaModelSection;

/// Map a model and check that it is whole.
///
/// gives   *model; release it with gesta_model_file_close()
/// errors  GESTA_ERR_FILE; GESTA_ERR_FORMAT (another kind of file, a newer or
///         older version, another byte order); GESTA_ERR_CORRUPT (cut short,
///         or its checksum differs)
/// cost    O(size): one pass for the checksum
GESTA_MUST_CHECK GestaStatus
gesta_model_file_open(const char *path, GestaModelFile *model,
                      GestaError *error);

void
gesta_model_file_close(GestaModelFile *model);

/// The checksum in its header.
uint64_t
gesta_model_file_checksum(const GestaModelFile *model);

/// Find a section.
///
/// lends    *bytes, aligned to 8, until the model is closed
/// returns  GESTA_OK or GESTA_NOT_FOUND
GESTA_MUST_CHECK GestaStatus
gesta_model_file_find(const GestaModelFile *model, const char *name,
                      GestaStringView *bytes);

/// Write a model.
///
/// errors  those of the output; GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_model_file_write(GestaAllocator *allocator,
                       const GestaModelSection *sections, size_t count,
                       GestaOutput *output);

#endif // GESTA_MODEL_MODEL_FILE_H
