// SPDX-License-Identifier: GPL-3.0-or-later
/// @file event_table.h
/// Events as lines of text: tab-separated, or JSON objects.

#ifndef GESTA_EMIT_EVENT_TABLE_H
#define GESTA_EMIT_EVENT_TABLE_H

#include "extractor/event/article_events.h"
#include "graph/base/output.h"
#include "graph/base/status.h"

/// Write the header line of the table.
GESTA_MUST_CHECK GestaStatus
gesta_event_table_write_header(GestaOutput *output);

/// Write a line an event: document, sentence (from 1), actor, action, class,
/// target, date, polarity, modality, source.
GESTA_MUST_CHECK GestaStatus
gesta_event_table_write(const GestaArticleEvents *events, GestaOutput *output);

/// Write a JSON object an event, a line each: the columns of the table, lists
/// as arrays, and confidence, rule and
/// evidence.
GESTA_MUST_CHECK GestaStatus
gesta_event_table_write_json(const GestaArticleEvents *events,
                             GestaOutput *output);

/// "fact", "planned", "asked" or "possible".
const char *
gesta_modality_name(GestaModality modality);

#endif // GESTA_EMIT_EVENT_TABLE_H
