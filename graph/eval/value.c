// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/eval/value.h"

#include "graph/base/floating.h"
#include "graph/rdf/vocabulary.h"

#include <assert.h>
#include <string.h>

// In the order of GestaDatatype.
typedef struct Facts {
  GestaStringView iri;
  GestaValueKind kind;
  unsigned has; // of a moment or a duration
} Facts;

#define ROW(name, kind, has)                                                   \
  {                                                                            \
    {GESTA_NS_XSD name, sizeof(GESTA_NS_XSD name) - 1}, kind, has              \
  }

static const Facts facts_of[] = {
  {{"", 0}, GESTA_VALUE_OTHER, 0},
  ROW("string", GESTA_VALUE_STRING, 0),
  ROW("boolean", GESTA_VALUE_BOOLEAN, 0),
  ROW("integer", GESTA_VALUE_INTEGER, 0),
  ROW("int", GESTA_VALUE_INTEGER, 0),
  ROW("long", GESTA_VALUE_INTEGER, 0),
  ROW("short", GESTA_VALUE_INTEGER, 0),
  ROW("byte", GESTA_VALUE_INTEGER, 0),
  ROW("unsignedInt", GESTA_VALUE_INTEGER, 0),
  ROW("unsignedLong", GESTA_VALUE_INTEGER, 0),
  ROW("unsignedShort", GESTA_VALUE_INTEGER, 0),
  ROW("unsignedByte", GESTA_VALUE_INTEGER, 0),
  ROW("nonNegativeInteger", GESTA_VALUE_INTEGER, 0),
  ROW("nonPositiveInteger", GESTA_VALUE_INTEGER, 0),
  ROW("negativeInteger", GESTA_VALUE_INTEGER, 0),
  ROW("positiveInteger", GESTA_VALUE_INTEGER, 0),
  ROW("decimal", GESTA_VALUE_DECIMAL, 0),
  ROW("float", GESTA_VALUE_FLOAT, 0),
  ROW("double", GESTA_VALUE_DOUBLE, 0),
  ROW("dateTime", GESTA_VALUE_DATE_TIME, GESTA_HAS_DATE | GESTA_HAS_TIME),
  ROW("dateTimeStamp", GESTA_VALUE_DATE_TIME, GESTA_HAS_DATE | GESTA_HAS_TIME),
  ROW("date", GESTA_VALUE_DATE, GESTA_HAS_DATE),
  ROW("time", GESTA_VALUE_TIME, GESTA_HAS_TIME),
  ROW("gYear", GESTA_VALUE_YEAR, GESTA_HAS_YEAR),
  ROW("gYearMonth", GESTA_VALUE_YEAR_MONTH, GESTA_HAS_YEAR | GESTA_HAS_MONTH),
  ROW("gMonth", GESTA_VALUE_MONTH, GESTA_HAS_MONTH),
  ROW("gMonthDay", GESTA_VALUE_MONTH_DAY, GESTA_HAS_MONTH | GESTA_HAS_DAY),
  ROW("gDay", GESTA_VALUE_DAY, GESTA_HAS_DAY),
  ROW("duration", GESTA_VALUE_DURATION, GESTA_HAS_MONTHS | GESTA_HAS_SECONDS),
  ROW("dayTimeDuration", GESTA_VALUE_DURATION, GESTA_HAS_SECONDS),
  ROW("yearMonthDuration", GESTA_VALUE_DURATION, GESTA_HAS_MONTHS),
};

#undef ROW

static_assert(sizeof facts_of / sizeof *facts_of
                == GESTA_XSD_YEAR_MONTH_DURATION + 1,
              "one row a datatype");

GestaDatatype
gesta_datatype_find(GestaStringView iri)
{
  static const size_t start = sizeof GESTA_NS_XSD - 1;
  if (iri.size <= start || memcmp(iri.data, GESTA_NS_XSD, start) != 0) {
    return GESTA_XSD_NONE;
  }
  for (size_t i = 1; i < sizeof facts_of / sizeof *facts_of; ++i) {
    const GestaStringView known = facts_of[i].iri;
    if (known.size == iri.size && known.data[start] == iri.data[start]
        && memcmp(known.data + start, iri.data + start, iri.size - start)
             == 0) {
      return (GestaDatatype)i;
    }
  }
  return GESTA_XSD_NONE;
}

GestaStringView
gesta_datatype_iri(GestaDatatype datatype)
{
  assert(datatype != GESTA_XSD_NONE);
  return facts_of[datatype].iri;
}

// Whether a number is in the range of a type derived from xsd:integer, save for
// the two types that have a bound just beyond 64 bits.
static bool
is_in_range(GestaDatatype datatype, const GestaDecimal *number)
{
  static const struct {
    int64_t least;
    int64_t most;
  } ranges[] = {
    [GESTA_XSD_INT] = {INT32_MIN, INT32_MAX},
    [GESTA_XSD_LONG] = {INT64_MIN, INT64_MAX},
    [GESTA_XSD_SHORT] = {INT16_MIN, INT16_MAX},
    [GESTA_XSD_BYTE] = {INT8_MIN, INT8_MAX},
    [GESTA_XSD_UNSIGNED_INT] = {0, UINT32_MAX},
    [GESTA_XSD_UNSIGNED_LONG] = {0, INT64_MAX},
    [GESTA_XSD_UNSIGNED_SHORT] = {0, UINT16_MAX},
    [GESTA_XSD_UNSIGNED_BYTE] = {0, UINT8_MAX},
    [GESTA_XSD_NON_NEGATIVE_INTEGER] = {0, INT64_MAX},
    [GESTA_XSD_NON_POSITIVE_INTEGER] = {INT64_MIN, 0},
    [GESTA_XSD_NEGATIVE_INTEGER] = {INT64_MIN, -1},
    [GESTA_XSD_POSITIVE_INTEGER] = {1, INT64_MAX},
  };
  if (datatype == GESTA_XSD_INTEGER) {
    return true;
  }
  if (!number->big) {
    return number->units >= ranges[datatype].least
           && number->units <= ranges[datatype].most;
  }
  // Beyond 64 bits, save for the two types whose bounds are there too.
  return (number->units < 0 && datatype != GESTA_XSD_LONG
          && ranges[datatype].least == INT64_MIN)
         || (number->units > 0
             && (datatype == GESTA_XSD_NON_NEGATIVE_INTEGER
                 || datatype == GESTA_XSD_POSITIVE_INTEGER));
}

// What is left: the values whose digits do not fit in 64 bits but that are in
// the range of xsd:unsignedLong or are the least xsd:long.
static GestaStatus
check_range(GestaDatatype datatype, const GestaDecimal *number,
            GestaArena *arena)
{
  if (is_in_range(datatype, number)) {
    return GESTA_OK;
  }
  const bool is_unsigned = datatype == GESTA_XSD_UNSIGNED_LONG;
  if (!number->big || (!is_unsigned && datatype != GESTA_XSD_LONG)) {
    return GESTA_NOT_FOUND;
  }
  GestaDecimal bound;
  int order = 0;
  GestaStatus status = gesta_decimal_parse(
    is_unsigned ? GESTA_VIEW("18446744073709551615")
                : GESTA_VIEW("-9223372036854775808"),
    arena, &bound);
  if (status == GESTA_OK) {
    status = gesta_decimal_compare(number, &bound, arena, &order);
  }
  if (status) {
    return status;
  }
  return number->units > 0 && is_unsigned && order <= 0    ? GESTA_OK
         : number->units < 0 && !is_unsigned && order >= 0 ? GESTA_OK
                                                           : GESTA_NOT_FOUND;
}

static GestaStatus
parse_number(GestaDatatype datatype, GestaStringView text, GestaArena *arena,
             GestaValue *value)
{
  const bool is_integer = datatype != GESTA_XSD_DECIMAL;
  if (is_integer && text.size > 0 && memchr(text.data, '.', text.size)) {
    return GESTA_NOT_FOUND;
  }
  const GestaStatus status = gesta_decimal_parse(text, arena, &value->decimal);
  if (status) {
    return status == GESTA_ERR_MEMORY ? status : GESTA_NOT_FOUND;
  }
  return is_integer ? check_range(datatype, &value->decimal, arena) : GESTA_OK;
}

static GestaStatus
parse_boolean(GestaStringView text, bool *boolean)
{
  *boolean = gesta_view_equal(text, GESTA_VIEW("true"))
             || gesta_view_equal(text, GESTA_VIEW("1"));
  return *boolean || gesta_view_equal(text, GESTA_VIEW("false"))
             || gesta_view_equal(text, GESTA_VIEW("0"))
           ? GESTA_OK
           : GESTA_NOT_FOUND;
}

static GestaStatus
parse_float(GestaStringView text, double *number)
{
  float single = 0;
  const GestaStatus status = gesta_parse_float(text, &single);
  *number = (double)single;
  return status ? GESTA_NOT_FOUND : GESTA_OK;
}

static GestaStatus
parse_moment(GestaDatatype datatype, GestaStringView text, GestaMoment *moment)
{
  const GestaStatus status = gesta_moment_parse(text, facts_of[datatype].has,
                                                moment);
  return status
             || (datatype == GESTA_XSD_DATE_TIME_STAMP
                 && moment->zone == GESTA_NO_ZONE)
           ? GESTA_NOT_FOUND
           : GESTA_OK;
}

GestaStatus
gesta_value_parse(GestaDatatype datatype, GestaStringView text,
                  GestaArena *arena, GestaValue *value)
{
  GestaValue read = {.kind = facts_of[datatype].kind,
                     .datatype = datatype,
                     .text = {text.data ? text.data : "", text.size}};
  GestaStatus status = GESTA_OK;
  switch (read.kind) {
  case GESTA_VALUE_STRING:
    break;
  case GESTA_VALUE_BOOLEAN:
    status = parse_boolean(text, &read.boolean);
    break;
  case GESTA_VALUE_INTEGER:
  case GESTA_VALUE_DECIMAL:
    status = parse_number(datatype, text, arena, &read);
    break;
  case GESTA_VALUE_FLOAT:
    status = parse_float(text, &read.number);
    break;
  case GESTA_VALUE_DOUBLE:
    status = gesta_parse_double(text, &read.number) ? GESTA_NOT_FOUND
                                                    : GESTA_OK;
    break;
  case GESTA_VALUE_DATE_TIME:
  case GESTA_VALUE_DATE:
  case GESTA_VALUE_TIME:
  case GESTA_VALUE_YEAR:
  case GESTA_VALUE_YEAR_MONTH:
  case GESTA_VALUE_MONTH:
  case GESTA_VALUE_MONTH_DAY:
  case GESTA_VALUE_DAY:
    status = parse_moment(datatype, text, &read.moment);
    break;
  case GESTA_VALUE_DURATION:
    status = gesta_duration_parse(text, facts_of[datatype].has, &read.duration)
               ? GESTA_NOT_FOUND
               : GESTA_OK;
    break;
  case GESTA_VALUE_IRI:
  case GESTA_VALUE_BLANK:
  case GESTA_VALUE_LANGUAGE:
  case GESTA_VALUE_OTHER:
    status = GESTA_NOT_FOUND;
    break;
  }
  if (status == GESTA_OK) {
    *value = read;
  }
  return status;
}

GestaStatus
gesta_value_read(const GestaTerm *term, GestaArena *arena, GestaValue *value)
{
  assert(term->kind != GESTA_TERM_NONE);

  GestaValue read = {
    .text = {term->value.data ? term->value.data : "", term->value.size}};
  if (term->kind != GESTA_TERM_LITERAL) {
    read.kind = term->kind == GESTA_TERM_IRI ? GESTA_VALUE_IRI
                                             : GESTA_VALUE_BLANK;
    *value = read;
    return GESTA_OK;
  }
  if (term->language.size > 0) {
    read.kind = GESTA_VALUE_LANGUAGE;
    read.tag = term->language;
    *value = read;
    return GESTA_OK;
  }
  const GestaDatatype datatype = term->datatype.size > 0
                                   ? gesta_datatype_find(term->datatype)
                                   : GESTA_XSD_STRING;
  const GestaStatus status = gesta_value_parse(datatype, term->value, arena,
                                               value);
  if (status == GESTA_NOT_FOUND) {
    read.kind = GESTA_VALUE_OTHER;
    read.datatype = datatype;
    read.tag = term->datatype;
    *value = read;
    return GESTA_OK;
  }
  return status;
}

// The canonical form of what was computed.
static GestaStatus
print_value(const GestaValue *value, GestaArena *arena, GestaStringView *text)
{
  char made[GESTA_DURATION_SIZE];
  size_t size = 0;
  static_assert((int)GESTA_DURATION_SIZE >= (int)GESTA_MOMENT_SIZE
                  && (int)GESTA_DURATION_SIZE >= (int)GESTA_FLOATING_SIZE,
                "room for all");
  const unsigned has = facts_of[value->datatype].has;
  if (value->kind == GESTA_VALUE_BOOLEAN) {
    *text = value->boolean ? GESTA_VIEW("true") : GESTA_VIEW("false");
    return GESTA_OK;
  }
  if (value->kind == GESTA_VALUE_INTEGER
      || value->kind == GESTA_VALUE_DECIMAL) {
    return gesta_decimal_print(&value->decimal,
                               value->kind == GESTA_VALUE_DECIMAL, arena, text);
  }
  if (value->kind == GESTA_VALUE_FLOAT) {
    size = gesta_print_float((float)value->number, made);
  } else if (value->kind == GESTA_VALUE_DOUBLE) {
    size = gesta_print_double(value->number, made);
  } else if (value->kind == GESTA_VALUE_DURATION) {
    size = gesta_duration_print(&value->duration, has, made);
  } else {
    assert(gesta_value_is_moment(value));
    size = gesta_moment_print(&value->moment, has, made);
  }
  return gesta_arena_copy(arena, (GestaStringView){made, size}, text);
}

GestaStatus
gesta_value_term(const GestaValue *value, GestaArena *arena, GestaTerm *term)
{
  GestaTerm made = {.kind = GESTA_TERM_LITERAL, .value = value->text};
  if (value->kind == GESTA_VALUE_IRI || value->kind == GESTA_VALUE_BLANK) {
    made.kind = value->kind == GESTA_VALUE_IRI ? GESTA_TERM_IRI
                                               : GESTA_TERM_BLANK;
  } else if (value->kind == GESTA_VALUE_LANGUAGE) {
    made.language = value->tag;
  } else if (value->kind == GESTA_VALUE_OTHER) {
    made.datatype = value->tag;
  } else if (value->kind != GESTA_VALUE_STRING) {
    made.datatype = facts_of[value->datatype].iri;
  }
  if (!made.value.data) {
    const GestaStatus status = print_value(value, arena, &made.value);
    if (status) {
      return status;
    }
  }
  *term = made;
  return GESTA_OK;
}
