// SPDX-License-Identifier: GPL-3.0-or-later
/// @file json_escape.h
/// Text as a JSON string.

#ifndef GESTA_BASE_JSON_ESCAPE_H
#define GESTA_BASE_JSON_ESCAPE_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

/// Append text between quotes, so that a parser reads exactly that text back.
///
/// needs   well-formed UTF-8
/// errors  GESTA_ERR_MEMORY; the buffer may then have grown
/// source  RFC 8259, section 7
GESTA_MUST_CHECK GestaStatus
gesta_json_escape(GestaStringView text, GestaTextBuffer *json);

#endif // GESTA_BASE_JSON_ESCAPE_H
