// SPDX-License-Identifier: GPL-3.0-or-later
/// @file turtle_scan.h
/// What the files of the Turtle scanner share.  Offsets are those of the
/// window; a scan that reached behind its end has scanner->cut set, and what it
/// returned does not count.

#ifndef GESTA_IO_TURTLE_SCAN_H
#define GESTA_IO_TURTLE_SCAN_H

#include "graph/io/turtle_token.h"

/// What a byte may be part of.
enum {
  GESTA_CLASS_BLANK = 1,     ///< white space
  GESTA_CLASS_NAME = 2,      ///< a name; bytes above 0x7F must be looked at
  GESTA_CLASS_IRI = 4,       ///< an IRI in angle brackets
  GESTA_CLASS_STRING = 8,    ///< a string in quotes of one line
  GESTA_CLASS_LINES = 16,    ///< a string in three quotes
  GESTA_CLASS_LETTER = 32,   ///< an ASCII letter
  GESTA_CLASS_DIGIT = 64,    ///< an ASCII digit
  GESTA_CLASS_ESCAPED = 128, ///< behind a backslash in a local name
};

enum { GESTA_TURTLE_EXCERPT = 32 }; ///< bytes of a token shown in a message

static inline bool
gesta_turtle_is(const GestaTurtleScanner *scanner, size_t at, unsigned class)
{
  return (scanner->classes[(unsigned char)scanner->window.text[at]] & class)
         != 0;
}

/// The byte at an offset; NUL behind the end of the document.
static inline char
gesta_turtle_peek(GestaTurtleScanner *scanner, size_t at)
{
  if (at < scanner->window.size) {
    return scanner->window.text[at];
  }
  scanner->cut = scanner->cut || !scanner->window.last;
  return '\0';
}

static inline GestaStringView
gesta_turtle_view(const GestaTurtleScanner *scanner, size_t start, size_t end)
{
  return (GestaStringView){scanner->window.text + start, end - start};
}

/// Describe a mistake at an offset.
///
/// returns  GESTA_ERR_SYNTAX
GestaStatus
gesta_turtle_complain(const GestaTurtleScanner *scanner, size_t offset,
                      const char *what);

/// Describe a failure that came without a message.
///
/// returns  status
GestaStatus
gesta_turtle_fail(const GestaTurtleScanner *scanner, GestaStatus status);

/// Whether a letter of any script, or an ASCII byte of a class, stands at an
/// offset.
bool
gesta_turtle_begins_name(GestaTurtleScanner *scanner, size_t at,
                         unsigned class);

/// Where a name ends that goes on from an offset: letters, digits, '_', '-',
/// combining marks and, between those, dots.
size_t
gesta_turtle_name_end(GestaTurtleScanner *scanner, size_t at);

/// Read the PrefixedName whose prefix and colon are known.
///
/// lends  *iri, in scratch
GESTA_MUST_CHECK GestaStatus
gesta_turtle_prefixed(GestaTurtleScanner *scanner, size_t start, size_t colon,
                      GestaTextBuffer *scratch, GestaStringView *iri);

/// Read [18] IRIREF ::= '<' ([^#x00-#x20<>"{}|^`\] | UCHAR)* '>'
///
/// lends  *iri, in the window or in scratch
GESTA_MUST_CHECK GestaStatus
gesta_turtle_iri(GestaTurtleScanner *scanner, size_t start,
                 GestaTextBuffer *scratch, GestaStringView *iri);

#endif // GESTA_IO_TURTLE_SCAN_H
