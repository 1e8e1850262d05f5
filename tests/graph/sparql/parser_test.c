// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/sparql/parser.h"

#include "graph/base/text_buffer.h"
#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdio.h>
#include <string.h>

// A text that uses most of the grammar, for mutation and refused memory.
static const char rich_query[] =
  "BASE <http://e.x/> PREFIX p: <n#>\n"
  "SELECT DISTINCT ?x (COUNT(DISTINCT ?y) AS ?n)\n"
  "  (GROUP_CONCAT(?z; SEPARATOR=\", \") AS ?all) FROM <g> FROM NAMED <h>\n"
  "WHERE { ?x a p:T ; p:a/^p:b*|!(p:c|^a) [ p:d (1 2.5 -3e4) ] , _:l .\n"
  "  OPTIONAL { ?x p:name ?y FILTER(lang(?y) = 'fr' && ?y != \"a\"@en) }\n"
  "  { ?x p:e \"\"\"long\"\"\" } UNION { ?x p:f 'a\\tb'^^p:g }\n"
  "  BIND(IF(BOUND(?y), ?y + 1 * -2, COALESCE(?x, 1)) AS ?z)\n"
  "  VALUES (?v ?w) { (UNDEF true) (p:i \"\\u00E9\") }\n"
  "  MINUS { ?x p:j\\,k%20 ?y } GRAPH ?g { ?x ?q ?v }\n"
  "  SERVICE SILENT <s> { ?s ?q ?o } FILTER NOT EXISTS { ?x p:l ?y }\n"
  "  { SELECT * { ?x ?q ?v } ORDER BY DESC(?v) LIMIT 3 OFFSET 1 }\n"
  "  FILTER(?v IN (1, 2, p:fn(DISTINCT ?x)) || ?w NOT IN ())\n"
  "} GROUP BY ?x HAVING (COUNT(*) > 1) ORDER BY ?n LIMIT 5 VALUES ?x { p:a }";

static const char rich_update[] =
  "PREFIX p: <http://e.x/> INSERT DATA { p:a p:b _:c GRAPH p:g { p:a p:b 1 } }"
  ";\nDELETE DATA { p:a p:b 'c' } ; DELETE WHERE { ?s ?p ?o GRAPH ?g { ?s a "
  "?o } } ; WITH p:g DELETE { ?s ?p ?o } INSERT { ?s ?p [] } USING p:h USING "
  "NAMED p:i WHERE { ?s ?p ?o } ; LOAD SILENT p:d INTO GRAPH p:g ; CLEAR ALL ; "
  "DROP GRAPH p:g ; CREATE GRAPH p:g ; ADD DEFAULT TO p:g ; MOVE p:a TO p:b ; "
  "COPY GRAPH p:a TO DEFAULT ;";

typedef struct Parsed {
  GestaArena arena;
  GestaRequest request;
} Parsed;

static const GestaRequest *
parse(Parsed *parsed, const char *text)
{
  gesta_arena_init(&parsed->arena, gesta_default_allocator());
  const GestaParserOptions options = {.base = gesta_view("http://e.x/")};
  GestaError error = {0};
  if (gesta_parse_query(gesta_view(text), &options, &parsed->arena,
                        &parsed->request, &error)) {
    fail_msg("%s\n%zu:%zu: %s", text, error.line, error.column, error.message);
  }
  return &parsed->request;
}

static void
assert_view(GestaStringView view, const char *text)
{
  if (!gesta_view_equal(view, gesta_view(text))) {
    fail_msg("\"%.*s\" instead of \"%s\"", (int)view.size, view.data, text);
  }
}

// A term as N-Triples, a variable as ?name, a hidden one as _.
static void
print_node(const GestaRequest *request, const GestaNode *node,
           GestaTextBuffer *text)
{
  if (!gesta_node_is_variable(node)) {
    assert_int_equal(gesta_term_spell(&node->term, text), GESTA_OK);
    return;
  }
  const GestaVariableName *name = &request->variables.names[node->variable];
  assert_int_equal(
    name->is_hidden
      ? gesta_text_buffer_print(text, "_%u", (unsigned)node->variable)
      : gesta_text_buffer_print(text, "?%.*s", (int)name->name.size,
                                name->name.data),
    GESTA_OK);
}

static void
print_path(const GestaPath *path, GestaTextBuffer *text)
{
  static const char *const names[] = {"",  "^", "seq", "alt",
                                      "*", "+", "?",   "!"};
  if (path->kind == GESTA_PATH_LINK) {
    assert_int_equal(gesta_text_buffer_print(text, "%.*s", (int)path->iri.size,
                                             path->iri.data),
                     GESTA_OK);
    return;
  }
  assert_int_equal(gesta_text_buffer_print(text, "(%s", names[path->kind]), 0);
  const GestaPath *parts[] = {path->first, path->second};
  for (size_t i = 0; i < 2 && parts[i]; ++i) {
    assert_int_equal(gesta_text_buffer_print(text, " "), GESTA_OK);
    print_path(parts[i], text);
  }
  for (const GestaPathStep *step = path->negated; step; step = step->next) {
    assert_int_equal(
      gesta_text_buffer_print(text, " %s%.*s", step->is_inverse ? "^" : "",
                              (int)step->iri.size, step->iri.data),
      GESTA_OK);
  }
  assert_int_equal(gesta_text_buffer_print(text, ")"), GESTA_OK);
}

static void
print_expression(const GestaRequest *request, const GestaExpression *expression,
                 GestaTextBuffer *text)
{
  static const char *const names[] = {
    "",   "",   "or",    "and", "!", "=", "!=", "<",    ">",    "<=",
    ">=", "in", "notin", "+",   "-", "*", "/",  "plus", "minus"};
  if (expression->kind == GESTA_EXPRESSION_TERM
      || expression->kind == GESTA_EXPRESSION_VARIABLE) {
    const GestaNode node = {expression->variable, expression->term};
    if (gesta_node_is_variable(&node)) {
      print_node(request, &node, text);
    } else {
      assert_int_equal(gesta_text_buffer_append(text, node.term.value), 0);
    }
    return;
  }
  const char *name = expression->kind == GESTA_EXPRESSION_BUILTIN
                       ? gesta_builtin_facts(expression->builtin)->name
                     : (size_t)expression->kind < sizeof names / sizeof *names
                       ? names[expression->kind]
                       : "other";
  assert_int_equal(gesta_text_buffer_print(text, "(%s", name), GESTA_OK);
  for (size_t i = 0; i < expression->argument_count; ++i) {
    assert_int_equal(gesta_text_buffer_print(text, " "), GESTA_OK);
    print_expression(request, expression->arguments[i], text);
  }
  assert_int_equal(gesta_text_buffer_print(text, ")"), GESTA_OK);
}

static void
triples_are_those_of_the_abbreviations(void **state)
{
  (void)state;
  static const struct {
    const char *pattern;
    const char *triples;
  } cases[] = {
    {"?s a <t>", "?s <" GESTA_NS_RDF "type> <http://e.x/t> . "},
    {"?s ?p 1, ?o ; ?q true ;",
     "?s ?p \"1\"^^<" GESTA_NS_XSD
     "integer> . ?s ?p ?o . ?s ?q \"true\"^^<" GESTA_NS_XSD "boolean> . "},
    {"[] ?p [ ?q ?o ]", "_2 ?q ?o . _0 ?p _2 . "},
    {"[ ?p ?o ]", "_0 ?p ?o . "},
    {"_:a ?p _:b . _:b ?p _:a", "_0 ?p _2 . _2 ?p _0 . "},
    {"?s ?p ()", "?s ?p <" GESTA_NS_RDF "nil> . "},
    {"(?x) ?p ?o", "_0 <" GESTA_NS_RDF "first> ?x . _0 <" GESTA_NS_RDF
                   "rest> <" GESTA_NS_RDF "nil> . _0 ?p ?o . "},
    {"?s ?p -1.5, +2e3, 'a'@fr, \"b\"^^<" GESTA_NS_XSD "string>",
     "?s ?p \"-1.5\"^^<" GESTA_NS_XSD
     "decimal> . ?s ?p \"+2e3\"^^<" GESTA_NS_XSD
     "double> . ?s ?p \"a\"@fr . ?s ?p \"b\" . "},
    {"?s <p>+1 .", "?s <http://e.x/p> \"+1\"^^<" GESTA_NS_XSD "integer> . "},
    {"?s ?p '\\u0041\\n\\\\u0042'", "?s ?p \"A\\n\\\\u0042\" . "},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    char query[300];
    (void)snprintf(query, sizeof query, "ASK { %s }", cases[i].pattern);
    Parsed parsed;
    const GestaRequest *request = parse(&parsed, query);
    GestaTextBuffer text;
    gesta_text_buffer_init(&text, gesta_default_allocator());
    const GestaElement *element = request->select.where->elements;
    assert_int_equal(element->kind, GESTA_ELEMENT_TRIPLES);
    assert_null(element->next);
    for (const GestaTriple *triple = element->triples; triple;
         triple = triple->next) {
      assert_null(triple->path);
      const GestaNode *nodes[] = {&triple->subject, &triple->predicate,
                                  &triple->object};
      for (size_t j = 0; j < 3; ++j) {
        print_node(request, nodes[j], &text);
        assert_int_equal(gesta_text_buffer_print(&text, " "), GESTA_OK);
      }
      assert_int_equal(gesta_text_buffer_print(&text, ". "), GESTA_OK);
    }
    assert_string_equal(text.data, cases[i].triples);
    gesta_text_buffer_clear(&text);
    gesta_arena_clear(&parsed.arena);
  }
}

static void
paths_bind_as_the_grammar_says(void **state)
{
  (void)state;
  static const struct {
    const char *path;
    const char *tree;
  } cases[] = {
    {"<u:a>/<u:b>|<u:c>", "(alt (seq u:a u:b) u:c)"},
    {"^<u:a>*", "(^ (* u:a))"},
    {"(<u:a>|<u:b>)+", "(+ (alt u:a u:b))"},
    {"<u:a>/<u:b>/<u:c>/<u:d>", "(seq (seq u:a u:b) (seq u:c u:d))"},
    {"!(<u:a>|^<u:b>)", "(! u:a ^u:b)"},
    {"!^<u:a>?", "(? (! ^u:a))"},
    {"!()", "(!)"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    char query[200];
    (void)snprintf(query, sizeof query, "ASK { ?s %s ?o }", cases[i].path);
    Parsed parsed;
    const GestaRequest *request = parse(&parsed, query);
    GestaTextBuffer text;
    gesta_text_buffer_init(&text, gesta_default_allocator());
    print_path(request->select.where->elements->triples->path, &text);
    assert_string_equal(text.data, cases[i].tree);
    gesta_text_buffer_clear(&text);
    gesta_arena_clear(&parsed.arena);
  }
}

static void
operators_bind_as_the_grammar_says(void **state)
{
  (void)state;
  static const struct {
    const char *expression;
    const char *tree;
  } cases[] = {
    {"?a || ?b && ?c = 1 + 2 * 3", "(or ?a (and ?b (= ?c (+ 1 (* 2 3)))))"},
    {"?a -1 -2*3", "(- (- ?a 1) (* 2 3))"},
    {"?a - -1", "(- ?a -1)"},
    {"1-1", "(- 1 1)"},
    {"!?a = -?b", "(= (! ?a) (minus ?b))"},
    {"?a IN (1, ?b)", "(in ?a 1 ?b)"},
    {"?a NOT IN ()", "(notin ?a)"},
    {"1 / 2 / 3", "(/ (/ 1 2) 3)"},
    {"(1 + 2) * 3", "(* (+ 1 2) 3)"},
    {"sTrLen(str(?a)) >= 2", "(>= (STRLEN (STR ?a)) 2)"},
    {"?a<?b", "(< ?a ?b)"},
    {"TRUE", "true"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    char query[200];
    (void)snprintf(query, sizeof query, "ASK { FILTER(%s) }",
                   cases[i].expression);
    Parsed parsed;
    const GestaRequest *request = parse(&parsed, query);
    GestaTextBuffer text;
    gesta_text_buffer_init(&text, gesta_default_allocator());
    print_expression(request, request->select.where->elements->expression,
                     &text);
    assert_string_equal(text.data, cases[i].tree);
    gesta_text_buffer_clear(&text);
    gesta_arena_clear(&parsed.arena);
  }
}

static void
a_star_is_what_is_in_scope_in_its_order(void **state)
{
  (void)state;
  static const struct {
    const char *query;
    const char *names;
  } cases[] = {
    {"SELECT * { ?b a ?a }", "b a "},
    {"SELECT * { FILTER(?z) ?b a _:x, [] }", "b "},
    {"SELECT * { ?a a ?b MINUS { ?a a ?c } FILTER EXISTS { ?a a ?d } }",
     "a b "},
    {"SELECT * { GRAPH ?g { OPTIONAL { ?a a ?b } } BIND(1 AS ?c) }",
     "g a b c "},
    {"SELECT * { { ?x a 1 } UNION { ?y a 1 } VALUES ?v { 1 } }", "x y v "},
    {"SELECT * { { SELECT ?a (1 AS ?n) { ?a a ?hidden } } }", "a n "},
    {"SELECT * { ?a a 1 } VALUES ?v { 1 }", "a v "},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    Parsed parsed;
    const GestaRequest *request = parse(&parsed, cases[i].query);
    GestaTextBuffer text;
    gesta_text_buffer_init(&text, gesta_default_allocator());
    for (const GestaProjection *at = request->select.projections; at;
         at = at->next) {
      const GestaStringView name = request->variables.names[at->variable].name;
      assert_int_equal(
        gesta_text_buffer_print(&text, "%.*s ", (int)name.size, name.data),
        GESTA_OK);
    }
    assert_string_equal(text.data, cases[i].names);
    gesta_text_buffer_clear(&text);
    gesta_arena_clear(&parsed.arena);
  }
}

static void
a_rich_query_has_all_its_parts(void **state)
{
  (void)state;
  Parsed parsed;
  const GestaRequest *request = parse(&parsed, rich_query);
  const GestaSelect *select = &request->select;
  assert_true(select->is_distinct && select->has_limit);
  assert_int_equal(select->limit, 5);
  assert_view(select->projections->next->next->expression->separator, ", ");
  assert_view(request->dataset->iri, "http://e.x/g");
  assert_true(request->dataset->next->is_named);
  assert_non_null(select->having);
  assert_non_null(select->orders);
  assert_int_equal(select->values->row_count, 1);
  assert_view(select->values->terms[0].value, "http://e.x/n#a");
  assert_view(request->prologue,
              "BASE <http://e.x/>\nPREFIX p: <http://e.x/n#>\n");

  static const GestaElementKind kinds[] = {
    GESTA_ELEMENT_TRIPLES, GESTA_ELEMENT_OPTIONAL, GESTA_ELEMENT_UNION,
    GESTA_ELEMENT_BIND,    GESTA_ELEMENT_VALUES,   GESTA_ELEMENT_MINUS,
    GESTA_ELEMENT_GRAPH,   GESTA_ELEMENT_SERVICE,  GESTA_ELEMENT_FILTER,
    GESTA_ELEMENT_GROUP,   GESTA_ELEMENT_FILTER};
  const GestaElement *element = select->where->elements;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i) {
    assert_non_null(element);
    assert_int_equal(element->kind, kinds[i]);
    if (element->kind == GESTA_ELEMENT_SERVICE) {
      assert_true(element->is_silent);
      assert_view(element->group->source, "{ ?s ?q ?o }");
    } else if (element->kind == GESTA_ELEMENT_MINUS) {
      assert_view(element->group->elements->triples->predicate.term.value,
                  "http://e.x/n#j,k%20");
    }
    element = element->next;
  }
  assert_null(element);
  gesta_arena_clear(&parsed.arena);
}

static void
prefixes_of_the_caller_need_no_declaration(void **state)
{
  (void)state;
  GestaPrefixes *prefixes;
  assert_int_equal(gesta_prefixes_new(gesta_default_allocator(), &prefixes), 0);
  const GestaParserOptions options = {.prefixes = prefixes};
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaRequest request;
  assert_int_equal(gesta_parse_query(gesta_view("ASK { ?x foaf:name ?y }"),
                                     &options, &arena, &request, NULL),
                   GESTA_OK);
  assert_view(request.select.where->elements->triples->predicate.term.value,
              GESTA_NS_FOAF "name");
  assert_view(request.prologue, "PREFIX foaf: <" GESTA_NS_FOAF ">\n");
  gesta_arena_clear(&arena);
  gesta_prefixes_free(prefixes);
}

static void
an_update_request_is_a_list_of_operations(void **state)
{
  (void)state;
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaRequest request;
  assert_int_equal(
    gesta_parse_update(gesta_view(rich_update), NULL, &arena, &request, NULL),
    GESTA_OK);
  static const GestaUpdateKind kinds[] = {
    GESTA_UPDATE_INSERT_DATA,  GESTA_UPDATE_DELETE_DATA,
    GESTA_UPDATE_DELETE_WHERE, GESTA_UPDATE_MODIFY,
    GESTA_UPDATE_LOAD,         GESTA_UPDATE_CLEAR,
    GESTA_UPDATE_DROP,         GESTA_UPDATE_CREATE,
    GESTA_UPDATE_ADD,          GESTA_UPDATE_MOVE,
    GESTA_UPDATE_COPY};
  const GestaUpdate *update = request.updates;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i) {
    assert_non_null(update);
    assert_int_equal(update->kind, kinds[i]);
    if (update->kind == GESTA_UPDATE_INSERT_DATA) {
      assert_int_equal(update->inserted->object.term.kind, GESTA_TERM_BLANK);
      assert_int_equal(update->inserted->graph.term.kind, GESTA_TERM_NONE);
      assert_view(update->inserted->next->graph.term.value, "http://e.x/g");
    } else if (update->kind == GESTA_UPDATE_DELETE_WHERE) {
      assert_int_equal(update->where->elements->kind, GESTA_ELEMENT_TRIPLES);
      assert_int_equal(update->where->elements->next->kind,
                       GESTA_ELEMENT_GRAPH);
      assert_true(gesta_node_is_variable(&update->deleted->next->graph));
    } else if (update->kind == GESTA_UPDATE_MODIFY) {
      assert_view(update->with, "http://e.x/g");
      assert_true(update->dataset->next->is_named);
      assert_view(update->inserted->object.term.value, ".0");
    }
    update = update->next;
  }
  assert_null(update);
  gesta_arena_clear(&arena);
}

static void
append(GestaTextBuffer *text, const char *piece, size_t times)
{
  for (size_t i = 0; i < times; ++i) {
    assert_int_equal(gesta_text_buffer_append(text, gesta_view(piece)), 0);
  }
}

// The status of a query of repeated parts.
static GestaStatus
parse_repeated(const char *head, const char *piece, size_t times,
               const char *middle, const char *end_piece, const char *tail)
{
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  append(&text, head, 1);
  append(&text, piece, times);
  append(&text, middle, 1);
  append(&text, end_piece, times);
  append(&text, tail, 1);
  GestaArena arena;
  gesta_arena_init(&arena, gesta_default_allocator());
  GestaRequest request;
  GestaError error = {0};
  const GestaStatus status = gesta_parse_query(gesta_text_buffer_view(&text),
                                               NULL, &arena, &request, &error);
  if (status == GESTA_ERR_TOO_LARGE) {
    assert_true(error.line == 1 && error.column > 1);
  }
  gesta_arena_clear(&arena);
  gesta_text_buffer_clear(&text);
  return status;
}

static void
deep_nesting_is_refused_and_moderate_nesting_is_not(void **state)
{
  (void)state;
  static const struct {
    const char *head;
    const char *open;
    const char *middle;
    const char *close;
    const char *tail;
  } cases[] = {
    {"ASK {", "{", "", "}", "}"},
    {"ASK { FILTER(", "(", "1", ")", ") }"},
    {"ASK { FILTER(", "ABS(", "1", ")", ") }"},
    {"ASK { FILTER(1", "+1", "", "", ") }"},
    {"ASK { ?s ", "(", "<u:p>", ")", " ?o }"},
    {"ASK { ?s ?p ", "[ ?p ", "1", "]", " }"},
    {"ASK { ?s ?p ", "(", "1", ")", " }"},
    {"ASK {", "{ SELECT * {", "", "} }", "}"},
    {"ASK {", "FILTER EXISTS {", "", "}", "}"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    assert_int_equal(parse_repeated(cases[i].head, cases[i].open, 100,
                                    cases[i].middle, cases[i].close,
                                    cases[i].tail),
                     GESTA_OK);
    assert_int_equal(parse_repeated(cases[i].head, cases[i].open, 100000,
                                    cases[i].middle, cases[i].close,
                                    cases[i].tail),
                     GESTA_ERR_TOO_LARGE);
  }
}

static void
long_lists_are_no_nesting(void **state)
{
  (void)state;
  static const char *const cases[][3] = {
    {"ASK { {}", " UNION { ?s ?p ?o }", "}"},
    {"ASK { FILTER(?x IN (1", ", 1", ")) }"},
    {"ASK { FILTER(?x", " || ?x", ") }"},
    {"ASK { FILTER(?x", " && ?x", ") }"},
    {"ASK { ?s <u:a>", "|<u:a>", " ?o }"},
    {"ASK { ?s <u:a>", "/<u:a>", " ?o }"},
    {"ASK { ?s ?p 1", ", 1", " }"},
    {"ASK { ?s ?p (1", " 1", ") }"},
    {"ASK { VALUES ?x { 1", " 1", "} }"},
    {"ASK { ", "OPTIONAL { ?s ?p ?o } BIND(1 AS ?x) {} ", "}"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    const GestaStatus status = parse_repeated(cases[i][0], cases[i][1], 100000,
                                              cases[i][2], "", "");
    // The last one binds the same variable again.
    assert_int_equal(status, i + 1 < sizeof cases / sizeof *cases
                               ? GESTA_OK
                               : GESTA_ERR_SYNTAX);
  }
}

static void
refused_memory_is_reported_and_leaks_nothing(void **state)
{
  (void)state;
  for (size_t kind = 0; kind < 2; ++kind) {
    GestaStatus status = GESTA_ERR_MEMORY;
    for (size_t granted = 0; status != GESTA_OK; ++granted) {
      assert_true(granted < 10000);
      FailingAllocator failing = failing_allocator(granted);
      GestaArena arena;
      gesta_arena_init(&arena, &failing.base);
      GestaRequest request;
      status = kind == 0 ? gesta_parse_query(gesta_view(rich_query), NULL,
                                             &arena, &request, NULL)
                         : gesta_parse_update(gesta_view(rich_update), NULL,
                                              &arena, &request, NULL);
      assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
      gesta_arena_clear(&arena);
      assert_int_equal(failing.live, 0);
    }
  }
}

// The oracle: whatever the text, an answer comes with a status, and an error
// has a place within the text.
static void
mutated_texts_are_parsed_or_refused(void **state)
{
  (void)state;
  static const char *const pieces[] = {
    "{",        "}",    "(",      ")",        "[",       "]",      ".",
    ";",        ",",    "?x",     "AS",       "SELECT",  "UNION",  "\"",
    "'''",      "<",    ">",      "\\u",      "\\u0022", "_:l",    "p:",
    "^",        "!",    "COUNT(", "GROUP BY", "*",       "|",      "/",
    "\xC3\xA9", "1",    "-1",     "GRAPH",    "VALUES",  "FILTER", "EXISTS",
    "WHERE",    "DATA", "@",      "#",        "\n",      "BIND("};
  uint64_t random = 2024;
  char text[2000];
  size_t refused = 0;
  for (size_t round = 0; round < 20000; ++round) {
    const char *origin = round % 2 == 0 ? rich_query : rich_update;
    size_t size = strlen(origin);
    memcpy(text, origin, size);
    for (size_t edit = 0; edit <= round % 3; ++edit) {
      random = random * UINT64_C(6364136223846793005)
               + UINT64_C(1442695040888963407);
      const size_t at = (size_t)(random >> 33U) % size;
      const size_t cut = (size_t)(random >> 20U) % 6;
      const size_t removed = cut < size - at ? cut : size - at;
      memmove(text + at, text + at + removed, size - at - removed);
      size -= removed;
      const char *piece =
        pieces[(size_t)(random >> 45U) % (sizeof pieces / sizeof *pieces)];
      memmove(text + at + strlen(piece), text + at, size - at);
      memcpy(text + at, piece, strlen(piece));
      size += strlen(piece);
    }
    GestaArena arena;
    gesta_arena_init(&arena, gesta_default_allocator());
    GestaRequest request;
    GestaError error = {0};
    const GestaStringView view = {text, size};
    const GestaStatus status = round % 2 == 0
                                 ? gesta_parse_query(view, NULL, &arena,
                                                     &request, &error)
                                 : gesta_parse_update(view, NULL, &arena,
                                                      &request, &error);
    if (status) {
      ++refused;
      assert_true(status == GESTA_ERR_SYNTAX || status == GESTA_ERR_ENCODING);
      assert_true(error.line > 0 && error.column > 0 && error.message[0]);
    }
    gesta_arena_clear(&arena);
  }
  assert_true(refused > 5000 && refused < 19900);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(triples_are_those_of_the_abbreviations),
    cmocka_unit_test(paths_bind_as_the_grammar_says),
    cmocka_unit_test(operators_bind_as_the_grammar_says),
    cmocka_unit_test(a_star_is_what_is_in_scope_in_its_order),
    cmocka_unit_test(a_rich_query_has_all_its_parts),
    cmocka_unit_test(prefixes_of_the_caller_need_no_declaration),
    cmocka_unit_test(an_update_request_is_a_list_of_operations),
    cmocka_unit_test(deep_nesting_is_refused_and_moderate_nesting_is_not),
    cmocka_unit_test(long_lists_are_no_nesting),
    cmocka_unit_test(refused_memory_is_reported_and_leaks_nothing),
    cmocka_unit_test(mutated_texts_are_parsed_or_refused),
  };
  return cmocka_run_group_tests_name("parser", tests, NULL, NULL);
}
