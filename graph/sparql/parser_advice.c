// SPDX-License-Identifier: GPL-3.0-or-later
// What a token that is not expected probably means.
#include "graph/rdf/vocabulary.h"
#include "graph/sparql/parser_state.h"
#include "graph/sparql/slip_distance.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN_MOST = 40 }; // bytes of a token in a message

static const char *const keywords[] = {
  "ADD",     "AS",        "ASC",      "ASK",    "BASE",     "BIND",    "BY",
  "CLEAR",   "CONSTRUCT", "COPY",     "CREATE", "DATA",     "DEFAULT", "DELETE",
  "DESC",    "DESCRIBE",  "DISTINCT", "DROP",   "EXISTS",   "FILTER",  "FROM",
  "GRAPH",   "GROUP",     "HAVING",   "INSERT", "INTO",     "LIMIT",   "LOAD",
  "MINUS",   "MOVE",      "NAMED",    "OFFSET", "OPTIONAL", "ORDER",   "PREFIX",
  "REDUCED", "SELECT",    "SERVICE",  "SILENT", "UNDEF",    "UNION",   "USING",
  "VALUES",  "WHERE",     "WITH",
};

// Words of other languages, and keywords at the wrong place.
static const struct {
  const char *word;
  const char *advice;
} slips[] = {
  {"AND", "SPARQL writes '&&' for AND"},
  {"OR", "SPARQL writes '||' for OR"},
  {"LIKE", "SPARQL has no LIKE; use CONTAINS(?x, \"text\"), "
           "STRSTARTS(?x, \"text\") or REGEX(?x, \"pattern\")"},
  {"BETWEEN", "SPARQL has no BETWEEN; use ?x >= 1 && ?x <= 9"},
  {"IS", "SPARQL has no IS; use BOUND(?x) or !BOUND(?x)"},
  {"NULL", "SPARQL has no NULL; use BOUND(?x) or !BOUND(?x)"},
  {"JOIN", "SPARQL has no JOIN; triples that share a variable are joined"},
  {"ORDER", "ORDER BY stands after the '}' of WHERE"},
  {"GROUP", "GROUP BY stands after the '}' of WHERE"},
  {"HAVING", "HAVING stands after the '}' of WHERE"},
  {"LIMIT", "LIMIT stands after the '}' of WHERE"},
  {"OFFSET", "OFFSET stands after the '}' of WHERE"},
  {"TOP", "SPARQL has no TOP; put LIMIT at the end"},
  {"INSERT", "it begins an update, which cannot stand in a query"},
  {"DELETE", "it begins an update, which cannot stand in a query"},
  {"SELECT", "a subquery stands alone in its own braces: { SELECT ... }"},
  {"COUNT", "write (COUNT(?x) AS ?name)"},
  {"SUM", "write (SUM(?x) AS ?name)"},
  {"MIN", "write (MIN(?x) AS ?name)"},
  {"MAX", "write (MAX(?x) AS ?name)"},
  {"AVG", "write (AVG(?x) AS ?name)"},
  {"SAMPLE", "write (SAMPLE(?x) AS ?name)"},
  {"GROUP_CONCAT", "write (GROUP_CONCAT(?x) AS ?name)"},
  {"FROM", "FROM stands before WHERE"},
  {"PREFIX", "PREFIX stands before everything else"},
  {"BASE", "BASE stands before everything else"},
  {"WHERE", "WHERE stands once, before '{'"},
};

// Whether a word is known to the request as the name of a variable.
static bool
is_variable_name(const GestaSparqlParser *parser, GestaStringView word)
{
  const GestaVariableNames *variables = &parser->request->variables;
  for (size_t i = 0; i < variables->count; ++i) {
    if (!variables->names[i].is_hidden
        && gesta_view_equal(variables->names[i].name, word)) {
      return true;
    }
  }
  return false;
}

static const char *
find_nearest_keyword(GestaStringView word)
{
  size_t best = gesta_slip_distance_most(word) + 1;
  const char *nearest = NULL;
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; ++i) {
    const size_t distance = gesta_slip_distance(word, gesta_view(keywords[i]),
                                                best);
    if (distance < best) {
      best = distance;
      nearest = keywords[i];
    }
  }
  return best > 0 ? nearest : NULL;
}

static bool
is_keyword(const GestaSparqlParser *parser)
{
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; ++i) {
    if (gesta_sparql_is_word(parser, keywords[i])) {
      return true;
    }
  }
  return false;
}

// Advice about a word, for "; %s"; empty if there is none.
static void
advise_word(const GestaSparqlParser *parser, char *advice, size_t room)
{
  const GestaStringView word = parser->token.text;
  for (size_t i = 0; i < sizeof slips / sizeof *slips; ++i) {
    if (gesta_sparql_is_word(parser, slips[i].word)) {
      (void)snprintf(advice, room, "; %s", slips[i].advice);
      return;
    }
  }
  GestaBuiltin builtin;
  if (word.size > SHOWN_MOST || gesta_builtin_find(word, &builtin)) {
    return;
  }
  const char *nearest = find_nearest_keyword(word);
  if (is_variable_name(parser, word)) {
    (void)snprintf(advice, room, "; is ?%.*s meant?", (int)word.size,
                   word.data);
  } else if (nearest) {
    (void)snprintf(advice, room, "; is %s meant?", nearest);
  } else if (!is_keyword(parser)) {
    (void)snprintf(advice, room,
                   "; a variable begins with '?', a name has a ':', a text "
                   "has quotes");
  }
}

// Advice about a mark.
static void
advise_mark(const GestaSparqlParser *parser, char *advice, size_t room)
{
  static const struct {
    const char *mark;
    const char *advice;
  } marks[] = {
    {"<", "no IRI begins here: it has no blanks and ends with '>'"},
    {"=", "SPARQL compares with one '='"},
    {"?", "a variable is '?' and a name, without a blank"},
    {"$", "a variable is '$' and a name, without a blank"},
    {"&", "SPARQL writes '&&'"},
    {"|", "SPARQL writes '||' in an expression"},
    {"\\", "a backslash stands only in strings and names"},
    {"{", "is the '}' before it one too many?"},
    {"\xE2\x80\x9C", "a string has straight quotes: \"text\""},
    {"\xE2\x80\x9D", "a string has straight quotes: \"text\""},
    {"\xE2\x80\x98", "a string has straight quotes: 'text'"},
    {"\xE2\x80\x99", "a string has straight quotes: 'text'"},
    {"\xC2\xAB", "a string has straight quotes: \"text\""},
    {"\xC2\xA0", "this is a no-break space; use an ordinary one"},
    {"@", "a language follows its string: \"text\"@en"},
  };
  for (size_t i = 0; i < sizeof marks / sizeof *marks; ++i) {
    if (gesta_sparql_is(parser, marks[i].mark)) {
      (void)snprintf(advice, room, "; %s", marks[i].advice);
      return;
    }
  }
}

// The start of a token, on one line and at most so long.
static int
shown_size(GestaStringView text)
{
  size_t size = 0;
  while (size < text.size && size < SHOWN_MOST && text.data[size] != '\n') {
    ++size;
  }
  while (size > 0 && size < text.size
         && ((unsigned char)text.data[size] & 0xC0U) == 0x80U) {
    --size;
  }
  return (int)size;
}

void
gesta_sparql_fail_expected(GestaSparqlParser *parser, const char *what)
{
  if (parser->status) {
    return;
  }
  const GestaSparqlToken token = parser->token;
  char advice[200] = "";
  if (token.kind == GESTA_SPARQL_WORD) {
    advise_word(parser, advice, sizeof advice);
  } else if (token.kind == GESTA_SPARQL_MARK) {
    advise_mark(parser, advice, sizeof advice);
  } else if (token.kind == GESTA_SPARQL_IRI && token.text.size == 2) {
    (void)snprintf(advice, sizeof advice,
                   "; SPARQL writes '!=' for \"not equal\"");
  }
  if (token.kind == GESTA_SPARQL_END) {
    gesta_sparql_fail(parser, token.place,
                      "expected %s, found the end of the text", what);
    return;
  }
  const int size = shown_size(token.text);
  gesta_sparql_fail(parser, token.place, "expected %s, found '%.*s'%s%s", what,
                    size, token.text.data,
                    (size_t)size < token.text.size ? "..." : "", advice);
}
