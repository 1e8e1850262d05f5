// SPDX-License-Identifier: GPL-3.0-or-later
/// @file report_text.h
/// The running text of a report: Markdown with `{{name}}` where the value of a
/// parameter is shown.

#ifndef GESTA_SHELL_REPORT_TEXT_H
#define GESTA_SHELL_REPORT_TEXT_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

#include <stdbool.h>
#include <stddef.h>

/// Append text so that Markdown shows exactly it, on one line.
///
/// needs   well-formed UTF-8
/// errors  GESTA_ERR_MEMORY
/// source  CommonMark 0.30, section 2.4 (backslash escapes)
GESTA_MUST_CHECK GestaStatus
gesta_markdown_escape(GestaStringView text, GestaTextBuffer *markdown);

typedef struct GestaPlaceholder {
  size_t begin; ///< offset of `{{`
  size_t end;   ///< offset after `}}`
  GestaStringView name;
} GestaPlaceholder;

/// Find the next `{{name}}` at or after `offset`, outside of code spans and
/// not after a backslash.
///
/// lends    placeholder->name, a view of `text`
/// returns  false if there is none; *placeholder is then untouched
bool
gesta_placeholder_next(GestaStringView text, size_t offset,
                       GestaPlaceholder *placeholder);

/// What stands for a name.
///
/// returns  false if the name is not known
typedef bool
GestaPlaceholderValue(const void *context, GestaStringView name,
                      GestaStringView *value);

/// Append text with its placeholders replaced.  With `escape` the values are
/// escaped for Markdown; a name that is not known is left as it is.
///
/// errors  GESTA_ERR_MEMORY
GESTA_MUST_CHECK GestaStatus
gesta_placeholder_expand(GestaStringView text, GestaPlaceholderValue *value,
                         const void *context, bool escape,
                         GestaTextBuffer *expanded);

#endif // GESTA_SHELL_REPORT_TEXT_H
