// SPDX-License-Identifier: GPL-3.0-or-later
/// @file xml_escape.h
/// Text inside XML elements and attributes.

#ifndef GESTA_BASE_XML_ESCAPE_H
#define GESTA_BASE_XML_ESCAPE_H

#include "graph/base/status.h"
#include "graph/base/string_view.h"
#include "graph/base/text_buffer.h"

/// Append text so that a parser reads exactly that text back, from an element
/// or from an attribute in double quotes.
///
/// needs   well-formed UTF-8
/// errors  GESTA_ERR_INPUT if XML cannot hold a character (most controls);
///         GESTA_ERR_MEMORY; the buffer may then have grown
/// source  XML 1.0, production [2] Char; section 3.3.3 (attribute values)
GESTA_MUST_CHECK GestaStatus
gesta_xml_escape(GestaStringView text, GestaTextBuffer *xml);

#endif // GESTA_BASE_XML_ESCAPE_H
