// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report_words.h
/// What a report says by itself, in the language of its template.

#ifndef GESTA_SHELL_REPORT_WORDS_H
#define GESTA_SHELL_REPORT_WORDS_H

#include "graph/base/string_view.h"

typedef struct GestaReportWords {
  const char *language;
  const char *yes;       ///< of an ASK
  const char *no;        ///< of an ASK
  const char *nothing;   ///< of an answer without rows
  const char *error;     ///< before a message in the place of an answer
  const char *left_out;  ///< after a number of rows
  const char *not_shown; ///< after a number of rows beyond what a chart holds
  const char *chart[5];  ///< by GestaChartKind
  const char *and;       ///< between two ends of a range
} GestaReportWords;

/// The words of a language; those of English for one that is not known.
/// Lent for ever.
const GestaReportWords *
gesta_report_words(GestaStringView language);

#endif // GESTA_SHELL_REPORT_WORDS_H
