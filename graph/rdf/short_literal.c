// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/rdf/short_literal.h"

#include "graph/rdf/vocabulary.h"

static size_t
count_digits(GestaStringView text, size_t at)
{
  size_t count = 0;
  while (at + count < text.size && text.data[at + count] >= '0'
         && text.data[at + count] <= '9') {
    ++count;
  }
  return count;
}

static bool
is_sign(GestaStringView text, size_t at)
{
  return at < text.size && (text.data[at] == '-' || text.data[at] == '+');
}

bool
gesta_literal_is_short(const GestaTerm *term)
{
  if (term->kind != GESTA_TERM_LITERAL || term->language.size > 0) {
    return false;
  }
  const GestaStringView value = term->value;
  size_t at = is_sign(value, 0);
  const size_t whole = count_digits(value, at);
  at += whole;
  if (gesta_view_equal(term->datatype, GESTA_XSD("integer"))) {
    return whole > 0 && at == value.size;
  }
  const bool point = at < value.size && value.data[at] == '.';
  const size_t fraction = point ? count_digits(value, at + 1) : 0;
  at += point ? fraction + 1 : 0;
  if (gesta_view_equal(term->datatype, GESTA_XSD("decimal"))) {
    return fraction > 0 && at == value.size;
  }
  if (!gesta_view_equal(term->datatype, GESTA_XSD("double"))
      || whole + fraction == 0 || at == value.size
      || (value.data[at] | 0x20) != 'e') {
    return false;
  }
  at += 1 + (size_t)is_sign(value, at + 1);
  const size_t exponent = count_digits(value, at);
  return exponent > 0 && at + exponent == value.size;
}

bool
gesta_literal_is_numeric(const GestaTerm *term)
{
  static const char *const names[] = {"integer",
                                      "decimal",
                                      "double",
                                      "float",
                                      "int",
                                      "long",
                                      "short",
                                      "byte",
                                      "unsignedInt",
                                      "unsignedLong",
                                      "unsignedShort",
                                      "unsignedByte",
                                      "nonNegativeInteger",
                                      "nonPositiveInteger",
                                      "positiveInteger",
                                      "negativeInteger"};
  static const size_t size = sizeof GESTA_NS_XSD - 1;
  if (term->kind != GESTA_TERM_LITERAL || term->datatype.size <= size
      || memcmp(term->datatype.data, GESTA_NS_XSD, size) != 0) {
    return false;
  }
  const GestaStringView local = {term->datatype.data + size,
                                 term->datatype.size - size};
  for (size_t i = 0; i < sizeof names / sizeof *names; ++i) {
    if (gesta_view_equal(local, gesta_view(names[i]))) {
      return true;
    }
  }
  return false;
}
