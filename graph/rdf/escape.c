// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/rdf/escape.h"

#include "graph/base/utf8.h"

#include <assert.h>
#include <stdint.h>

typedef struct Scan {
  GestaStringView text;
  size_t at;
  GestaEscapeFault *fault;
} Scan;

static GestaStatus
complain(const Scan *scan, size_t offset, const char *expected)
{
  *scan->fault = (GestaEscapeFault){offset, expected};
  return GESTA_ERR_SYNTAX;
}

static int
hex_digit(char byte)
{
  const char lower = (char)(byte | 0x20);
  if (byte >= '0' && byte <= '9') {
    return byte - '0';
  }
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// [26] UCHAR ::= '\u' HEX HEX HEX HEX | '\U' HEX HEX HEX HEX HEX HEX HEX HEX
static GestaStatus
scan_uchar(Scan *scan, uint32_t *code_point)
{
  const size_t start = scan->at;
  const size_t digits = scan->text.data[start + 1] == 'u' ? 4 : 8;
  uint32_t value = 0;
  for (size_t i = start + 2; i < start + 2 + digits; ++i) {
    const int digit = i < scan->text.size ? hex_digit(scan->text.data[i]) : -1;
    if (digit < 0) {
      return complain(scan, i,
                      digits == 4 ? "expected 4 hexadecimal digits after \\u"
                                  : "expected 8 hexadecimal digits after \\U");
    }
    value = value << 4U | (uint32_t)digit;
  }
  if (value > 0x10FFFFU || (value >= 0xD800U && value <= 0xDFFFU)) {
    return complain(scan, start,
                    "this escape names no Unicode character: expected 0 to "
                    "D7FF or E000 to 10FFFF");
  }
  scan->at = start + 2 + digits;
  *code_point = value;
  return GESTA_OK;
}

// [159s] ECHAR ::= '\' [tbnrf"'\], and UCHAR; IRIs know UCHAR only.
static GestaStatus
scan_escape(Scan *scan, bool in_iri, uint32_t *code_point)
{
  static const char names[] = "tbnrf\"'\\";
  static const char values[] = "\t\b\n\r\f\"'\\";
  const char name = (char)(scan->at + 1 < scan->text.size
                             ? scan->text.data[scan->at + 1]
                             : '\0');
  if (name == 'u' || name == 'U') {
    return scan_uchar(scan, code_point);
  }
  const char *found = name && !in_iri ? strchr(names, name) : NULL;
  if (!found) {
    return complain(scan, scan->at,
                    in_iri ? "expected \\u or \\U in an IRI"
                           : "expected one of t b n r f \" ' \\ u U after a "
                             "backslash");
  }
  *code_point = (unsigned char)values[found - names];
  scan->at += 2;
  return GESTA_OK;
}

GestaStatus
gesta_unescape(GestaStringView text, bool in_iri, char *copy, size_t *size,
               GestaEscapeFault *fault)
{
  assert(copy && size && fault);

  // An escape is never shorter than what it stands for.
  Scan scan = {text, 0, fault};
  size_t written = 0;
  while (scan.at < text.size) {
    const char byte = text.data[scan.at];
    if (byte != '\\') {
      copy[written++] = byte;
      ++scan.at;
      continue;
    }
    uint32_t code_point = 0;
    const GestaStatus status = scan_escape(&scan, in_iri, &code_point);
    if (status) {
      return status;
    }
    written += gesta_utf8_encode(code_point, copy + written);
  }
  *size = written;
  return GESTA_OK;
}
