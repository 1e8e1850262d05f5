// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/time/date_value.h"

#include <assert.h>

// What a function is called with.
typedef struct Call {
  const GestaDateValue *arguments;
  size_t count;
  const GestaDateContext *context;
} Call;

typedef bool (*Apply)(const Call *call, GestaDateValue *value);

struct GestaDateFunction {
  const char *name;
  Apply apply;
  unsigned char least;
  unsigned char most;
};

enum { FIRST_YEAR = 1, LAST_YEAR = 9999, NUMBER_LIMIT = 1000000 };

// --- arguments and results

static bool
read_number(const Call *call, size_t index, int *number)
{
  if (index >= call->count
      || call->arguments[index].kind != GESTA_DATE_NUMBER) {
    return false;
  }
  *number = call->arguments[index].number;
  return true;
}

static bool
read_span(const Call *call, size_t index, GestaEdtf *span)
{
  return index < call->count
         && gesta_date_value_resolve(&call->arguments[index], call->context,
                                     span);
}

static bool
give_number(int number, GestaDateValue *value)
{
  value->kind = GESTA_DATE_NUMBER;
  value->number = number;
  return number > -NUMBER_LIMIT && number < NUMBER_LIMIT;
}

static bool
give_span(GestaEdtf span, GestaDateValue *value)
{
  value->kind = GESTA_DATE_SPAN;
  value->span = span;
  return true;
}

static bool
give_date(int year, int month, int day, GestaDateValue *value)
{
  if (year > LAST_YEAR || year < -LAST_YEAR || year == 0) {
    return false;
  }
  if (day > 0 && day > (int)gesta_date_month_length(year, (unsigned)month)) {
    return false;
  }
  const GestaDate date = {year, (uint8_t)month, (uint8_t)day};
  return give_span((GestaEdtf){date, date, false}, value);
}

static bool
give_years(int first, int last, GestaDateValue *value)
{
  if (first < FIRST_YEAR || last > LAST_YEAR || first > last) {
    return false;
  }
  const GestaEdtf span = {{first, 0, 0}, {last, 0, 0}, first != last};
  return give_span(span, value);
}

// A cycle with the numbers of the call.
static bool
give_cycle(const Call *call, GestaCycleKind kind, GestaDateValue *value)
{
  GestaCycle cycle = {.kind = kind};
  for (size_t i = 0; i < call->count; ++i) {
    if (!read_number(call, i, &cycle.numbers[i])) {
      return false;
    }
  }
  value->kind = GESTA_DATE_CYCLE;
  value->cycle = cycle;
  return gesta_cycle_is_valid(&cycle);
}

// The first and last day of a span; false for open ones.
static bool
read_bounds(const GestaEdtf *span, int64_t *first, int64_t *last)
{
  GestaDate earliest;
  GestaDate latest;
  gesta_edtf_bounds(span, &earliest, &latest);
  if (earliest.year == 0 || latest.year == 0) {
    return false;
  }
  *first = gesta_date_to_days(earliest);
  *last = gesta_date_to_days(latest);
  return true;
}

static bool
find_return(const GestaCycle *cycle, GestaReturn which, GestaDate from,
            GestaEdtf *span)
{
  return from.year != 0 && from.day != 0
         && gesta_cycle_find(cycle, which, gesta_date_to_days(from), span);
}

bool
gesta_date_value_resolve(const GestaDateValue *value,
                         const GestaDateContext *context, GestaEdtf *span)
{
  assert(value && context && span);

  if (value->kind == GESTA_DATE_SPAN) {
    *span = value->span;
    return true;
  }
  return value->kind == GESTA_DATE_CYCLE
         && find_return(&value->cycle,
                        context->direction == GESTA_DIRECTION_PAST
                          ? GESTA_RETURN_BEGUN
                          : GESTA_RETURN_NOT_ENDED,
                        context->publication, span);
}

// --- numbers

static bool
apply_sum(const Call *call, GestaDateValue *value)
{
  int sum = 0;
  for (size_t i = 0; i < call->count; ++i) {
    int number = 0;
    if (!read_number(call, i, &number)) {
      return false;
    }
    sum += number;
  }
  return give_number(sum, value);
}

static bool
apply_product(const Call *call, GestaDateValue *value)
{
  int a = 0;
  int b = 0;
  return read_number(call, 0, &a) && read_number(call, 1, &b) && a < 10000
         && b < 10000 && a > -10000 && b > -10000 && give_number(a * b, value);
}

static bool
apply_minus(const Call *call, GestaDateValue *value)
{
  int number = 0;
  return read_number(call, 0, &number) && give_number(-number, value);
}

// abbreviated(2015, 16) is 2016, abbreviated(1899, 3) is 1903.
static bool
apply_abbreviated(const Call *call, GestaDateValue *value)
{
  int full = 0;
  int digits = 0;
  if (!read_number(call, 0, &full) || !read_number(call, 1, &digits)
      || digits < 0 || digits > 99) {
    return false;
  }
  const int same_century = full - full % 100 + digits;
  return give_number(same_century > full ? same_century : same_century + 100,
                     value);
}

// --- cycles

static bool
apply_weekday(const Call *call, GestaDateValue *value)
{
  return give_cycle(call, GESTA_CYCLE_WEEKDAY, value);
}

static bool
apply_weekend(const Call *call, GestaDateValue *value)
{
  return give_cycle(call, GESTA_CYCLE_WEEKEND, value);
}

static bool
apply_monthday(const Call *call, GestaDateValue *value)
{
  return give_cycle(call, GESTA_CYCLE_DAY_OF_MONTH, value);
}

static bool
apply_day(const Call *call, GestaDateValue *value)
{
  return give_cycle(call, GESTA_CYCLE_DAY, value);
}

static bool
apply_months(const Call *call, GestaDateValue *value)
{
  return give_cycle(call, GESTA_CYCLE_MONTHS, value);
}

static bool
apply_season(const Call *call, GestaDateValue *value)
{
  return give_cycle(call, GESTA_CYCLE_SEASON, value);
}

static bool
apply_nth(const Call *call, GestaDateValue *value)
{
  return give_cycle(call, GESTA_CYCLE_NTH_WEEKDAY, value);
}

static bool
apply_easter(const Call *call, GestaDateValue *value)
{
  return give_cycle(call, GESTA_CYCLE_EASTER, value);
}

static bool
apply_orthodox_easter(const Call *call, GestaDateValue *value)
{
  return give_cycle(call, GESTA_CYCLE_ORTHODOX_EASTER, value);
}

// The n-th part of a year that is cut into parts of so many months.
static bool
give_part(const Call *call, int length, GestaDateValue *value)
{
  int number = 0;
  if (!read_number(call, 0, &number) || number < 1 || number * length > 12) {
    return false;
  }
  value->kind = GESTA_DATE_CYCLE;
  value->cycle = (GestaCycle){
    .kind = GESTA_CYCLE_MONTHS,
    .numbers = {(number - 1) * length + 1, number * length},
  };
  return true;
}

static bool
apply_month(const Call *call, GestaDateValue *value)
{
  return give_part(call, 1, value);
}

static bool
apply_quarter(const Call *call, GestaDateValue *value)
{
  return give_part(call, 3, value);
}

static bool
apply_half(const Call *call, GestaDateValue *value)
{
  return give_part(call, 6, value);
}

// --- dates that stand by themselves

static bool
apply_year(const Call *call, GestaDateValue *value)
{
  int year = 0;
  return read_number(call, 0, &year) && give_years(year, year, value);
}

static bool
apply_decade(const Call *call, GestaDateValue *value)
{
  int year = 0;
  return read_number(call, 0, &year) && year % 10 == 0
         && give_years(year, year + 9, value);
}

static bool
apply_century(const Call *call, GestaDateValue *value)
{
  int number = 0;
  return read_number(call, 0, &number) && number < 100
         && give_years(100 * number - 99, 100 * number, value);
}

static bool
apply_date(const Call *call, GestaDateValue *value)
{
  int year = 0;
  int month = 0;
  int day = 0;
  return read_number(call, 0, &year) && read_number(call, 1, &month)
         && read_number(call, 2, &day) && month >= 1 && month <= 12 && day >= 1
         && give_date(year, month, day, value);
}

// 52 BC is the ISO year -51.
static bool
apply_bc(const Call *call, GestaDateValue *value)
{
  GestaEdtf span;
  if (!read_span(call, 0, &span)) {
    return false;
  }
  const int first = 1 - (span.interval ? span.end.year : span.begin.year);
  const int last = 1 - span.begin.year;
  if (first >= 0 || span.begin.month != 0) {
    return false;
  }
  // 1 BC cannot be told: the last century BC ends with 2 BC.
  const GestaDate begin = {first, 0, 0};
  const GestaDate end = {last < 0 ? last : -1, 0, 0};
  return give_span((GestaEdtf){begin, end, span.interval}, value);
}

// --- dates against the publication date and the date told last

static bool
give_step(GestaDate from, const Call *call, size_t index, GestaDateValue *value)
{
  int number = 0;
  GestaEdtf span;
  return call->arguments[index].kind == GESTA_DATE_UNIT
         && read_number(call, index + 1, &number)
         && gesta_date_step(from, call->arguments[index].unit, number, &span)
         && give_span(span, value);
}

static bool
apply_now(const Call *call, GestaDateValue *value)
{
  return give_step(call->context->publication, call, 0, value);
}

static bool
apply_then(const Call *call, GestaDateValue *value)
{
  // "The day before" is told of the publication date where nothing else was.
  int number = 0;
  const GestaDateContext *const context = call->context;
  const bool is_told = context->reference.year != 0;
  if (!is_told && (!read_number(call, 1, &number) || number > 0)) {
    return false;
  }
  return give_step(is_told ? context->reference : context->publication, call, 0,
                   value);
}

static bool
apply_shift(const Call *call, GestaDateValue *value)
{
  const GestaDateValue *const from = call->arguments;
  int number = 0;
  GestaEdtf span;
  if (from->kind == GESTA_DATE_CYCLE
      && call->arguments[1].kind == GESTA_DATE_UNIT
      && call->arguments[1].unit == GESTA_UNIT_DAY
      && read_number(call, 2, &number)) {
    *value = *from;
    value->cycle.shift += number;
    const GestaCycleKind kind = from->cycle.kind;
    return kind != GESTA_CYCLE_WEEKEND && kind != GESTA_CYCLE_DAY_OF_MONTH
           && kind != GESTA_CYCLE_MONTHS && kind != GESTA_CYCLE_SEASON;
  }
  return read_span(call, 0, &span) && !span.interval
         && give_step(span.begin, call, 1, value);
}

// The last or next n units, up to or from the publication date.
static bool
give_run(const Call *call, bool future, GestaDateValue *value)
{
  int number = 0;
  GestaEdtf far;
  GestaEdtf near;
  const GestaDate from = call->context->publication;
  if (call->arguments[0].kind != GESTA_DATE_UNIT
      || !read_number(call, 1, &number) || number < 1
      || !gesta_date_step(from, call->arguments[0].unit,
                          future ? number : -number, &far)
      || !gesta_date_step(from, call->arguments[0].unit, 0, &near)) {
    return false;
  }
  const GestaEdtf run = {future ? near.begin : far.begin,
                         future ? far.end : near.end, true};
  return give_span(run, value);
}

static bool
apply_lasts(const Call *call, GestaDateValue *value)
{
  return give_run(call, false, value);
}

static bool
apply_coming(const Call *call, GestaDateValue *value)
{
  return give_run(call, true, value);
}

// --- which return of a cycle

static bool
give_return(const Call *call, GestaReturn which, GestaDateValue *value)
{
  GestaEdtf span;
  if (call->arguments[0].kind == GESTA_DATE_SPAN) {
    *value = call->arguments[0];
    return true;
  }
  return call->arguments[0].kind == GESTA_DATE_CYCLE
         && find_return(&call->arguments[0].cycle, which,
                        call->context->publication, &span)
         && give_span(span, value);
}

static bool
apply_past(const Call *call, GestaDateValue *value)
{
  return give_return(call, GESTA_RETURN_BEGUN, value);
}

static bool
apply_future(const Call *call, GestaDateValue *value)
{
  return give_return(call, GESTA_RETURN_NOT_ENDED, value);
}

static bool
apply_last(const Call *call, GestaDateValue *value)
{
  return give_return(call, GESTA_RETURN_ENDED, value);
}

static bool
apply_next(const Call *call, GestaDateValue *value)
{
  return give_return(call, GESTA_RETURN_NOT_BEGUN, value);
}

static bool
apply_of(const Call *call, GestaDateValue *value)
{
  const GestaDateValue *const part = call->arguments;
  const GestaDateValue *const whole = call->arguments + 1;
  if (whole->kind == GESTA_DATE_NONE) {
    *value = *part;
    return true;
  }
  GestaEdtf span;
  if (whole->kind == GESTA_DATE_NUMBER) {
    GestaDateValue year;
    if (!give_years(whole->number, whole->number, &year)) {
      return false;
    }
    span = year.span;
  } else if (!read_span(call, 1, &span)) {
    return false;
  }

  int64_t first = 0;
  int64_t last = 0;
  int64_t begin = 0;
  int64_t end = 0;
  GestaEdtf found;
  return part->kind == GESTA_DATE_CYCLE && read_bounds(&span, &first, &last)
         && gesta_cycle_find(&part->cycle, GESTA_RETURN_NOT_BEGUN, first - 1,
                             &found)
         && read_bounds(&found, &begin, &end) && begin <= last
         && give_span(found, value);
}

// Only for what is to come, or only for what is past.
static bool
apply_ahead(const Call *call, GestaDateValue *value)
{
  *value = call->arguments[0];
  return call->context->direction == GESTA_DIRECTION_FUTURE;
}

// --- spans of two sides

static bool
apply_since(const Call *call, GestaDateValue *value)
{
  GestaEdtf span;
  return read_span(call, 0, &span)
         && give_span((GestaEdtf){span.begin, {0}, true}, value);
}

static bool
apply_until(const Call *call, GestaDateValue *value)
{
  GestaEdtf span;
  return read_span(call, 0, &span)
         && give_span((GestaEdtf){{0}, span.end, true}, value);
}

// The sides of an interval, where one that is no full date is the nearest to
// the other.
static bool
read_sides(const Call *call, GestaEdtf *begin, GestaEdtf *end)
{
  const GestaDateValue *const a = call->arguments;
  const GestaDateValue *const b = call->arguments + 1;
  const bool open_a = a->kind == GESTA_DATE_CYCLE;
  const bool open_b = b->kind == GESTA_DATE_CYCLE;
  // An interval is past once it has begun, but one of weekdays once it ended.
  const bool end_first = open_a && open_b
                         && (call->context->direction == GESTA_DIRECTION_FUTURE
                             || a->cycle.kind == GESTA_CYCLE_WEEKDAY);
  int64_t first = 0;
  int64_t last = 0;
  if (open_a && (!open_b || end_first)) {
    return read_span(call, 1, end) && read_bounds(end, &first, &last)
           && gesta_cycle_find(&a->cycle, GESTA_RETURN_BEGUN, first, begin);
  }
  if (!read_span(call, 0, begin)) {
    return false;
  }
  if (open_b) {
    return read_bounds(begin, &first, &last)
           && gesta_cycle_find(&b->cycle, GESTA_RETURN_NOT_ENDED, last, end);
  }
  return read_span(call, 1, end);
}

static bool
apply_between(const Call *call, GestaDateValue *value)
{
  GestaEdtf begin;
  GestaEdtf end;
  int64_t first = 0;
  int64_t last = 0;
  int64_t ignored = 0;
  return read_sides(call, &begin, &end) && read_bounds(&begin, &first, &ignored)
         && read_bounds(&end, &ignored, &last) && first <= last
         && give_span((GestaEdtf){begin.begin, end.end, true}, value);
}

// Two neighbours, such as Monday and Tuesday.
static bool
apply_both(const Call *call, GestaDateValue *value)
{
  GestaEdtf begin;
  GestaEdtf end;
  int64_t first = 0;
  int64_t last = 0;
  int64_t next = 0;
  int64_t ignored = 0;
  return read_sides(call, &begin, &end) && read_bounds(&begin, &first, &last)
         && read_bounds(&end, &next, &ignored) && next == last + 1
         && give_span((GestaEdtf){begin.begin, end.end, true}, value);
}

// The week that a day lies in.
static bool
apply_week(const Call *call, GestaDateValue *value)
{
  GestaEdtf span;
  return read_span(call, 0, &span)
         && gesta_date_step(span.begin, GESTA_UNIT_WEEK, 0, &span)
         && give_span(span, value);
}

// --- names

static const GestaDateFunction functions[] = {
  {"sum", apply_sum, 2, 4},
  {"product", apply_product, 2, 2},
  {"minus", apply_minus, 1, 1},
  {"abbreviated", apply_abbreviated, 2, 2},
  {"weekday", apply_weekday, 1, 1},
  {"weekend", apply_weekend, 0, 0},
  {"monthday", apply_monthday, 1, 1},
  {"day", apply_day, 2, 2},
  {"month", apply_month, 1, 1},
  {"months", apply_months, 2, 2},
  {"quarter", apply_quarter, 1, 1},
  {"half", apply_half, 1, 1},
  {"season", apply_season, 1, 1},
  {"nth", apply_nth, 3, 3},
  {"easter", apply_easter, 0, 0},
  {"orthodox_easter", apply_orthodox_easter, 0, 0},
  {"year", apply_year, 1, 1},
  {"decade", apply_decade, 1, 1},
  {"century", apply_century, 1, 1},
  {"date", apply_date, 3, 3},
  {"bc", apply_bc, 1, 1},
  {"now", apply_now, 2, 2},
  {"then", apply_then, 2, 2},
  {"shift", apply_shift, 3, 3},
  {"lasts", apply_lasts, 2, 2},
  {"coming", apply_coming, 2, 2},
  {"past", apply_past, 1, 1},
  {"future", apply_future, 1, 1},
  {"last", apply_last, 1, 1},
  {"next", apply_next, 1, 1},
  {"of", apply_of, 2, 2},
  {"ahead", apply_ahead, 1, 1},
  {"since", apply_since, 1, 1},
  {"until", apply_until, 1, 1},
  {"between", apply_between, 2, 2},
  {"both", apply_both, 2, 2},
  {"week", apply_week, 1, 1},
};

const GestaDateFunction *
gesta_date_function_find(GestaStringView name)
{
  for (size_t i = 0; i < sizeof functions / sizeof *functions; ++i) {
    if (gesta_view_equal(name, gesta_view(functions[i].name))) {
      return &functions[i];
    }
  }
  return NULL;
}

void
gesta_date_function_arity(const GestaDateFunction *function, size_t *least,
                          size_t *most)
{
  *least = function->least;
  *most = function->most;
}

bool
gesta_date_function_apply(const GestaDateFunction *function,
                          const GestaDateValue *arguments, size_t count,
                          const GestaDateContext *context,
                          GestaDateValue *value)
{
  assert(function && context && value);
  assert(count >= function->least && count <= function->most);

  const Call call = {arguments, count, context};
  GestaDateValue applied = {.kind = GESTA_DATE_NONE};
  if (!function->apply(&call, &applied)) {
    return false;
  }
  *value = applied;
  return true;
}

bool
gesta_date_constant_find(GestaStringView name, GestaDateValue *value)
{
  static const struct {
    const char *name;
    GestaDateValue value;
  } constants[] = {
    {"hours", {.kind = GESTA_DATE_UNIT, .unit = GESTA_UNIT_HOUR}},
    {"days", {.kind = GESTA_DATE_UNIT, .unit = GESTA_UNIT_DAY}},
    {"weeks", {.kind = GESTA_DATE_UNIT, .unit = GESTA_UNIT_WEEK}},
    {"months", {.kind = GESTA_DATE_UNIT, .unit = GESTA_UNIT_MONTH}},
    {"quarters", {.kind = GESTA_DATE_UNIT, .unit = GESTA_UNIT_QUARTER}},
    {"halves", {.kind = GESTA_DATE_UNIT, .unit = GESTA_UNIT_HALF}},
    {"years", {.kind = GESTA_DATE_UNIT, .unit = GESTA_UNIT_YEAR}},
    {"nothing", {.kind = GESTA_DATE_NOTHING}},
  };
  for (size_t i = 0; i < sizeof constants / sizeof *constants; ++i) {
    if (gesta_view_equal(name, gesta_view(constants[i].name))) {
      *value = constants[i].value;
      return true;
    }
  }
  return false;
}
