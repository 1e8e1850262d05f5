// SPDX-License-Identifier: GPL-3.0-or-later
/// @file morphology.h
/// A morphological lexicon: which words a spelling may be.
///
/// threads  a lexicon is immutable once open and may be shared

#ifndef GESTA_LEXICON_MORPHOLOGY_H
#define GESTA_LEXICON_MORPHOLOGY_H

#include "extractor/text/sentence.h"
#include "graph/base/allocator.h"
#include "graph/base/error.h"
#include "graph/base/status.h"
#include "graph/base/string_view.h"

#include <stddef.h>
#include <stdint.h>

typedef struct GestaMorphology GestaMorphology;

/// One reading of a form.
typedef struct GestaAnalysis {
  GestaUpos upos;
  uint32_t strip;         ///< bytes to take off the form's end …
  GestaStringView append; ///< … and what to put there, for the lemma
  GestaStringView tag;    ///< features in short, such as "3sgipre"
} GestaAnalysis;

typedef struct GestaAnalyses {
  const GestaAnalysis *items;
  size_t count;
} GestaAnalyses;

/// Map a compiled lexicon.
///
/// gives    *lexicon; release it with gesta_morphology_close()
/// borrows  allocator, until then
/// errors   GESTA_ERR_FILE; GESTA_ERR_FORMAT (another kind of file or
///          version); GESTA_ERR_CORRUPT; GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_morphology_open(GestaAllocator *allocator, const char *path,
                      GestaMorphology **lexicon, GestaError *error);

void
gesta_morphology_close(GestaMorphology *lexicon);

/// Look a spelling up, as it is written.
///
/// lends    the analyses, in the lexicon; those of one part of speech stand
///          together; none if the spelling is unknown
/// cost     two cache misses
GestaAnalyses
gesta_morphology_find(const GestaMorphology *lexicon, GestaStringView form);

enum { GESTA_VECTOR_SIZE = 64 }; ///< numbers of a word's vector

/// What the company that a word keeps tells of it.
typedef struct GestaCompany {
  const int8_t *vector; ///< [GESTA_VECTOR_SIZE], 32 is one standard deviation
  uint32_t coarse;      ///< class of similar words, from 1
  uint32_t fine;        ///< smaller class, from 1
} GestaCompany;

/// Look up a word in lower case among the frequent ones.
///
/// lends    company->vector, in the lexicon; NULL and classes of 0 for a word
///          that is not frequent, or where `lexicon` is NULL or has no vectors
/// cost     three cache misses
GestaCompany
gesta_morphology_company(const GestaMorphology *lexicon, GestaStringView lower);

enum { GESTA_DIGEST_SIZE = 16 }; ///< bytes of a digest

/// What tells lexicons apart, in hexadecimal digits: a model must be used with
/// the lexicon it was trained with.  A NULL lexicon has a digest, too.
void
gesta_morphology_digest(const GestaMorphology *lexicon,
                        char digest[GESTA_DIGEST_SIZE]);

#endif // GESTA_LEXICON_MORPHOLOGY_H
