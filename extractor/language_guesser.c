// SPDX-License-Identifier: GPL-3.0-or-later
// Candidates are in the order of their codes, so that a tie goes the same way
// wherever the folder lies.

#include "extractor/language_guesser.h"

#include "extractor/lexicon/letter_profile.h"
#include "extractor/model/model_file.h"
#include "graph/base/arena.h"
#include "graph/base/text_buffer.h"

#include <assert.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LANGUAGES = 64 };

static const char extension[] = ".model";

typedef struct Candidate {
  GestaStringView code; // in the arena
  GestaModelFile model;
  bool is_open;
  GestaLetterProfile profile;
} Candidate;

struct GestaLanguageGuesser {
  GestaAllocator *allocator; // borrowed
  GestaArena arena;
  Candidate candidates[MOST_LANGUAGES];
  size_t count;
  GestaTextBuffer codes;
};

static int
compare_candidates(const void *a, const void *b)
{
  const Candidate *x = a;
  const Candidate *y = b;
  return strcmp(x->code.data, y->code.data); // copies end with a NUL
}

static GestaStatus
list_candidates(GestaLanguageGuesser *guesser, const char *folder)
{
  DIR *directory = opendir(folder);
  if (!directory) {
    return GESTA_ERR_FILE;
  }
  GestaStatus status = GESTA_OK;
  while (!status && guesser->count < MOST_LANGUAGES) {
    const struct dirent *entry = readdir(directory); // NOLINT(concurrency-*)
    if (!entry) {
      break;
    }
    const size_t size = strlen(entry->d_name);
    const size_t ending = strlen(extension);
    if (size > ending && !strcmp(entry->d_name + size - ending, extension)) {
      status = gesta_arena_copy(&guesser->arena,
                                (GestaStringView){entry->d_name, size - ending},
                                &guesser->candidates[guesser->count].code);
      guesser->count += status == GESTA_OK;
    }
  }
  (void)closedir(directory);
  qsort(guesser->candidates, guesser->count, sizeof(Candidate),
        compare_candidates);
  return status ? status : guesser->count == 0 ? GESTA_ERR_FILE : GESTA_OK;
}

static GestaStatus
open_candidate(GestaLanguageGuesser *guesser, Candidate *candidate,
               const char *folder, GestaError *error)
{
  GestaTextBuffer path;
  gesta_text_buffer_init(&path, guesser->allocator);
  GestaStatus status = gesta_text_buffer_print(&path, "%s/%s%s", folder,
                                               candidate->code.data, extension);
  if (!status) {
    status = gesta_text_buffer_print(&guesser->codes, "%s%s",
                                     guesser->codes.size > 0 ? ", " : "",
                                     candidate->code.data);
  }
  if (status) {
    (void)gesta_error_set(error, status, "out of memory");
    goto done;
  }
  status = gesta_model_file_open(path.data, &candidate->model, error);
  if (status) {
    goto done;
  }
  candidate->is_open = true;
  GestaStringView section = {NULL, 0};
  status = gesta_model_file_find(&candidate->model, "letters", &section);
  if (!status) {
    status = gesta_letter_profile_open(section, &candidate->profile);
  }
  if (status) {
    status = gesta_error_set(error, GESTA_ERR_CORRUPT,
                             "%s: the section \"letters\" of the model is "
                             "missing or damaged: install the model again",
                             path.data);
  }

done:
  gesta_text_buffer_clear(&path);
  return status;
}

GestaStatus
gesta_language_guesser_open(GestaAllocator *allocator,
                            const char *data_directory,
                            GestaLanguageGuesser **guesser, GestaError *error)
{
  assert(allocator && data_directory && guesser);
  GestaTextBuffer folder;
  gesta_text_buffer_init(&folder, allocator);
  GestaLanguageGuesser *opened = gesta_allocate(allocator, 1, sizeof *opened);
  if (!opened) {
    return gesta_error_set(error, GESTA_ERR_MEMORY, "out of memory");
  }
  *opened = (GestaLanguageGuesser){.allocator = allocator};
  gesta_arena_init(&opened->arena, allocator);
  gesta_text_buffer_init(&opened->codes, allocator);
  GestaStatus status = gesta_text_buffer_print(&folder, "%s/models",
                                               data_directory);
  if (!status) {
    status = list_candidates(opened, folder.data);
  }
  if (status == GESTA_ERR_FILE) {
    (void)gesta_error_set(error, status, "%s: there is no model", folder.data);
  } else if (status) {
    (void)gesta_error_set(error, status, "out of memory");
  }
  for (size_t i = 0; i < opened->count && !status; ++i) {
    status = open_candidate(opened, &opened->candidates[i], folder.data, error);
  }
  gesta_text_buffer_clear(&folder);
  if (status) {
    gesta_language_guesser_close(opened);
    return status;
  }
  *guesser = opened;
  return GESTA_OK;
}

void
gesta_language_guesser_close(GestaLanguageGuesser *guesser)
{
  if (!guesser) {
    return;
  }
  for (size_t i = 0; i < guesser->count; ++i) {
    if (guesser->candidates[i].is_open) {
      gesta_model_file_close(&guesser->candidates[i].model);
    }
  }
  gesta_text_buffer_clear(&guesser->codes);
  gesta_arena_clear(&guesser->arena);
  gesta_release(guesser->allocator, guesser);
}

GestaStatus
gesta_language_guesser_guess(const GestaLanguageGuesser *guesser,
                             GestaStringView text, GestaStringView *code)
{
  assert(guesser && code);
  const Candidate *best = NULL;
  double least = 0.0;
  for (size_t i = 0; i < guesser->count; ++i) {
    const Candidate *candidate = &guesser->candidates[i];
    const GestaLetterCost cost = gesta_letter_profile_measure(
      &candidate->profile, text);
    if (cost.count > 0
        && gesta_letter_profile_accepts(&candidate->profile, cost)
        && (!best || cost.bits < least)) {
      best = candidate;
      least = cost.bits;
    }
  }
  if (!best) {
    return GESTA_NOT_FOUND;
  }
  *code = best->code;
  return GESTA_OK;
}

const char *
gesta_language_guesser_codes(const GestaLanguageGuesser *guesser)
{
  return guesser->codes.size > 0 ? guesser->codes.data : "";
}
