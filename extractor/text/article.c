// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/text/article.h"

#include "graph/base/file.h"
#include "graph/base/number.h"
#include "graph/base/text_buffer.h"
#include "graph/base/utf8.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// Check that a file is text at all, then that it is UTF-8.
static GestaStatus
check_text(const char *name, GestaStringView text, GestaError *error)
{
  const char *const zero = text.size > 0 ? memchr(text.data, '\0', text.size)
                                         : NULL;
  const size_t good = gesta_utf8_check(text);
  if (good == text.size && !zero) {
    return GESTA_OK;
  }
  const bool wide = gesta_view_begins(text, gesta_view("\xFF\xFE"))
                    || gesta_view_begins(text, gesta_view("\xFE\xFF"));
  const size_t bad = zero && (size_t)(zero - text.data) < good
                       ? (size_t)(zero - text.data)
                       : good;
  size_t line = 0;
  size_t column = 0;
  gesta_utf8_place(text, bad, &line, &column);
  if (wide) {
    return gesta_error_set_at(error, GESTA_ERR_ENCODING, line, column,
                              "%s: UTF-16, not UTF-8: convert it, for example "
                              "with iconv -f UTF-16 -t UTF-8",
                              name);
  }
  if (zero) {
    return gesta_error_set_at(error, GESTA_ERR_ENCODING, line, column,
                              "%s: binary data, not a text: the byte 0x%02X is "
                              "here",
                              name, (unsigned)(unsigned char)text.data[bad]);
  }
  return gesta_error_set_at(error, GESTA_ERR_ENCODING, line, column,
                            "%s: the byte 0x%02X is not UTF-8 text: convert "
                            "the file, for example with iconv -t UTF-8",
                            name, (unsigned)(unsigned char)text.data[bad]);
}

static bool
is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static GestaStringView
trim(GestaStringView text)
{
  while (text.size > 0 && is_blank(text.data[0])) {
    ++text.data;
    --text.size;
  }
  while (text.size > 0 && is_blank(text.data[text.size - 1])) {
    --text.size;
  }
  return text;
}

static GestaStringView
skip_byte_order_mark(GestaStringView text)
{
  return gesta_view_begins(text, gesta_view("\xEF\xBB\xBF"))
           ? (GestaStringView){text.data + 3, text.size - 3}
           : text;
}

// The size of the path without the extension of its last component.  A leading
// full stop begins no extension.
static size_t
stem_size(const char *path)
{
  const char *const slash = strrchr(path, '/');
  const char *const name = slash ? slash + 1 : path;
  const char *const stop = strrchr(name, '.');
  return stop && stop != name ? (size_t)(stop - path) : strlen(path);
}

// The number in `size` digits at `offset`, or SIZE_MAX.
static size_t
digits(GestaStringView date, size_t offset, size_t size)
{
  uint64_t value = 0;
  return gesta_parse_unsigned((GestaStringView){date.data + offset, size},
                              &value)
           ? SIZE_MAX
           : (size_t)value; // at most 9999
}

static bool
is_date(GestaStringView date)
{
  static const unsigned char days[] = {31, 29, 31, 30, 31, 30,
                                       31, 31, 30, 31, 30, 31};
  if (date.size != 10 || date.data[4] != '-' || date.data[7] != '-') {
    return false;
  }
  const size_t year = digits(date, 0, 4);
  const size_t month = digits(date, 5, 2);
  const size_t day = digits(date, 8, 2);
  if (year == SIZE_MAX || month < 1 || month > 12 || day < 1
      || day > days[month - 1]) {
    return false;
  }
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month != 2 || day < 29 || leap;
}

// A code of ISO 639; what follows a hyphen, such as a country, is cut off.
static bool
read_language(GestaStringView value, GestaStringView *language)
{
  const char *const hyphen = value.size > 0
                               ? memchr(value.data, '-', value.size)
                               : NULL;
  const size_t size = hyphen ? (size_t)(hyphen - value.data) : value.size;
  if (value.size > 0 && (size < 2 || size > 3)) {
    return false;
  }
  for (size_t i = 0; i < size; ++i) {
    if (value.data[i] < 'a' || value.data[i] > 'z') {
      return false;
    }
  }
  *language = (GestaStringView){value.data, size};
  return true;
}

// Read one line of metadata.
static GestaStatus
read_entry(const char *path, size_t number, GestaStringView line,
           GestaArticle *article, GestaError *error)
{
  const char *const colon = memchr(line.data, ':', line.size);
  if (!colon) {
    return gesta_error_set(error, GESTA_ERR_SYNTAX,
                           "%s:%zu: expected a line such as \"date: "
                           "2024-01-31\"",
                           path, number);
  }
  const size_t key_size = (size_t)(colon - line.data);
  const GestaStringView key = trim((GestaStringView){line.data, key_size});
  const GestaStringView value = trim(
    (GestaStringView){colon + 1, line.size - key_size - 1});
  if (gesta_view_equal(key, gesta_view("title"))) {
    article->title = value;
  } else if (gesta_view_equal(key, gesta_view("id"))) {
    article->id = value.size > 0 ? value : article->id;
  } else if (gesta_view_equal(key, gesta_view("date"))) {
    if (value.size > 0 && !is_date(value)) {
      return gesta_error_set(
        error, GESTA_ERR_INPUT,
        "%s:%zu: \"%.*s\" is no date: expected a day of "
        "the calendar as YYYY-MM-DD",
        path, number, (int)(value.size < 60 ? value.size : 60), value.data);
    }
    article->date = value;
  } else if (gesta_view_equal(key, gesta_view("language"))) {
    if (!read_language(value, &article->language)) {
      return gesta_error_set(error, GESTA_ERR_SYNTAX,
                             "%s:%zu: expected the code of a language, such "
                             "as \"fr\"",
                             path, number);
    }
  } else {
    return gesta_error_set(error, GESTA_ERR_SYNTAX,
                           "%s:%zu: unknown key: expected language, date, "
                           "title or id",
                           path, number);
  }
  return GESTA_OK;
}

static GestaStatus
read_entries(const char *path, GestaStringView text, GestaArticle *article,
             GestaError *error)
{
  const GestaStatus status = check_text(path, text, error);
  if (status) {
    if (error) { // the caller speaks of the article: put the place inside
      const GestaError old = *error;
      (void)gesta_error_set(error, status, "%s:%zu:%zu%s", path, old.line,
                            old.column, old.message + strlen(path));
    }
    return status;
  }
  GestaStringView rest = skip_byte_order_mark(text);
  for (size_t number = 1; rest.size > 0; ++number) {
    const char *const feed = memchr(rest.data, '\n', rest.size);
    const size_t size = feed ? (size_t)(feed - rest.data) : rest.size;
    const GestaStringView line = trim((GestaStringView){rest.data, size});
    const size_t step = feed ? size + 1 : size;
    rest = (GestaStringView){rest.data + step, rest.size - step};
    if (line.size > 0 && line.data[0] != '#') {
      const GestaStatus bad = read_entry(path, number, line, article, error);
      if (bad) {
        return bad;
      }
    }
  }
  return GESTA_OK;
}

static GestaStatus
read_meta(const char *path, GestaArticleFile *file, GestaError *error)
{
  GestaTextBuffer meta;
  gesta_text_buffer_init(&meta, file->allocator);
  GestaStatus status = gesta_text_buffer_append(
    &meta, (GestaStringView){path, stem_size(path)});
  if (!status) {
    status = gesta_text_buffer_append(&meta, gesta_view(".meta"));
  }
  if (!status && strcmp(meta.data, path) != 0 && access(meta.data, F_OK) == 0) {
    status = gesta_file_read(file->allocator, meta.data, &file->meta, error);
    if (!status) {
      status = read_entries(meta.data, file->meta, &file->article, error);
    }
  }
  gesta_text_buffer_clear(&meta);
  return status;
}

static GestaStatus
read_body(const char *path, GestaArticleFile *file, GestaError *error)
{
  const bool is_stdin = strcmp(path, "-") == 0;
  const char *const name = is_stdin ? "standard input" : path;
  GestaStatus status = is_stdin ? gesta_stream_read(file->allocator, stdin,
                                                    name, &file->text, error)
                                : gesta_file_read(file->allocator, path,
                                                  &file->text, error);
  if (!status) {
    status = check_text(name, file->text, error);
  }
  if (status) {
    return status;
  }
  if (trim(skip_byte_order_mark(file->text)).size == 0) {
    return gesta_error_set(error, GESTA_ERR_INPUT,
                           "%s: is empty: expected the text of an article",
                           name);
  }
  file->article.text = file->text;
  if (is_stdin) {
    file->article.id = gesta_view("stdin");
    return GESTA_OK;
  }
  const char *const slash = strrchr(path, '/');
  const char *const start = slash ? slash + 1 : path;
  file->article.id = (GestaStringView){start, stem_size(path)
                                                - (size_t)(start - path)};
  return read_meta(path, file, error);
}

GestaStatus
gesta_article_file_read(GestaAllocator *allocator, const char *path,
                        GestaArticleFile *file, GestaError *error)
{
  assert(allocator && path && file);

  GestaArticleFile read = {.allocator = allocator};
  const GestaStatus status = read_body(path, &read, error);
  if (status) {
    gesta_article_file_clear(&read);
    return status;
  }
  *file = read;
  return GESTA_OK;
}

void
gesta_article_file_clear(GestaArticleFile *file)
{
  if (file->allocator) {
    gesta_text_release(file->allocator, &file->text);
    gesta_text_release(file->allocator, &file->meta);
  }
  file->article = (GestaArticle){.id = {NULL, 0}};
}
