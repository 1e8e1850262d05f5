// SPDX-License-Identifier: GPL-3.0-or-later
/// @file language_guesser.h
/// In which of the installed languages a text is, if in any.
///
/// threads  a guesser is immutable once open and may be shared

#ifndef GESTA_EXTRACTOR_LANGUAGE_GUESSER_H
#define GESTA_EXTRACTOR_LANGUAGE_GUESSER_H

#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

typedef struct GestaLanguageGuesser GestaLanguageGuesser;

/// Open the profiles of all models in `DATA/models`.
///
/// gives    *guesser; release it with gesta_language_guesser_close()
/// borrows  allocator, until then
/// errors   GESTA_ERR_FILE (no folder, or no model in it); those of
///          gesta_model_file_open(); GESTA_ERR_CORRUPT; GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_language_guesser_open(GestaAllocator *allocator,
                            const char *data_directory,
                            GestaLanguageGuesser **guesser, GestaError *error);

void
gesta_language_guesser_close(GestaLanguageGuesser *guesser);

/// Guess the language of a text, long or short.
///
/// lends    *code, such as "fr", until the guesser is closed
/// returns  GESTA_OK, or GESTA_NOT_FOUND if the text looks like none of them or
///          holds no letter
/// needs    well-formed UTF-8
GESTA_MUST_CHECK GestaStatus
gesta_language_guesser_guess(const GestaLanguageGuesser *guesser,
                             GestaStringView text, GestaStringView *code);

/// The codes of the languages there are: "en, fr".  Lent until close.
const char *
gesta_language_guesser_codes(const GestaLanguageGuesser *guesser);

#endif // GESTA_EXTRACTOR_LANGUAGE_GUESSER_H
