// SPDX-License-Identifier: GPL-3.0-or-later
/// @file run_cutter.h
/// A run to tokens: at elisions, hyphens, clitics and units.

#ifndef GESTA_TEXT_RUN_CUTTER_H
#define GESTA_TEXT_RUN_CUTTER_H

#include "extractor/text/token_run.h"

/// Emit the tokens of a run.
void
gesta_run_cut(GestaTokenScanner *scanner, const GestaTokenRun *run);

#endif // GESTA_TEXT_RUN_CUTTER_H
