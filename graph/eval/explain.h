// SPDX-License-Identifier: GPL-3.0-or-later
/// @file explain.h
/// A plan for people and for programs.  Included by graph/eval/*.c only.

#ifndef GESTA_EVAL_EXPLAIN_H
#define GESTA_EVAL_EXPLAIN_H

#include "graph/eval/operator.h"

/// An operator a line, indented below the one that it feeds.
GESTA_MUST_CHECK GestaStatus
gesta_explain_text(const GestaOperator *root, GestaTextBuffer *text);

/// The same as one JSON object: operator, asks (a pattern or conditions),
/// estimate, rows, seconds,
/// inputs.
GESTA_MUST_CHECK GestaStatus
gesta_explain_json(const GestaOperator *root, GestaTextBuffer *text);

#endif // GESTA_EVAL_EXPLAIN_H
