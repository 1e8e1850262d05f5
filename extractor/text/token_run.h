// SPDX-License-Identifier: GPL-3.0-or-later
/// @file token_run.h
/// Runs: letters and figures with the signs between them that may join them.

#ifndef GESTA_TEXT_TOKEN_RUN_H
#define GESTA_TEXT_TOKEN_RUN_H

#include "extractor/text/token_scanner.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct GestaTokenRun {
  size_t begin;
  size_t end;
  size_t part;      ///< the begin of what follows its last apostrophe
  unsigned last;    ///< the flags of its last letter or figure
  size_t group;     ///< figures since its begin or its last sign
  bool all_figures; ///< figures and blanks between groups of three
  bool has_apostrophe;
  bool has_hyphen;
  bool has_stop;
  bool is_abbreviated; ///< it ends with a full stop of its own
} GestaTokenRun;

/// Scan from a letter or figure as far as tokens may be joined.
GestaTokenRun
gesta_token_run_scan(const GestaTokenScanner *scanner, size_t begin);

/// Take over what follows the run and belongs to it: the apostrophe of `l'`
/// before a quote and of `parents'`, the sign of `n°`, the full stop of `etc.`
void
gesta_token_run_complete(const GestaTokenScanner *scanner, GestaTokenRun *run);

#endif // GESTA_TEXT_TOKEN_RUN_H
