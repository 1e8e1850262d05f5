// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/treebank_files.h"

#include "extractor/text/conllu.h"
#include "graph/base/file.h"
#include "shell/input_file.h"
#include "shell/message.h"

#include <assert.h>

GestaStatus
gesta_treebank_files_read(GestaAllocator *allocator, const char *const *paths,
                          size_t count, GestaTreebankFiles *files)
{
  assert(allocator && paths && count > 0 && files);
  GestaTreebankFiles read = {.allocator = allocator};
  gesta_arena_init(&read.arena, allocator);
  GestaError error = {0};
  GestaStatus status = GESTA_OK;
  read.texts = gesta_arena_allocate(&read.arena, count, sizeof *read.texts);
  read.documents = gesta_arena_allocate(&read.arena, count,
                                        sizeof *read.documents);
  if (!read.texts || !read.documents) {
    status = gesta_error_set(&error, GESTA_ERR_MEMORY, "out of memory");
    gesta_tell_error(NULL, &error);
  }
  for (size_t i = 0; read.texts && i < count && !status; ++i) {
    status = gesta_input_read(allocator, paths[i], &read.texts[i], &error);
    if (!status) {
      ++read.count;
      status = gesta_conllu_read(read.texts[i], &read.arena, &read.documents[i],
                                 &error);
    }
    if (status) {
      gesta_tell_error(gesta_input_name(paths[i]), &error);
    }
  }
  if (status) {
    gesta_treebank_files_clear(&read);
    return status;
  }
  *files = read;
  return GESTA_OK;
}

void
gesta_treebank_files_clear(GestaTreebankFiles *files)
{
  for (size_t i = 0; files->texts && i < files->count; ++i) {
    gesta_text_release(files->allocator, &files->texts[i]);
  }
  gesta_arena_clear(&files->arena);
  files->count = 0;
}
