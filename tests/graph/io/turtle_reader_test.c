// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/io/turtle_reader.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"
#include "tests/support/graph_compare.h"
#include "tests/support/quad_list.h"

#include <stdlib.h>

#define BASE "http://e.x/d/f"

static GestaStatus
read_bytes(GestaAllocator *allocator, GestaStringView text, bool graphs,
           QuadList *list, GestaError *error)
{
  FILE *stream = tmpfile();
  assert_non_null(stream);
  assert_int_equal(fwrite(text.data, 1, text.size, stream), text.size);
  rewind(stream);
  const GestaHashKey key = {{1, 2, 3}};
  GestaQuadFeed feed = {"doc", &key,        {.kind = GESTA_TERM_NONE},
                        NULL,  &list->sink, 0,
                        error, NULL,        false};
  const GestaStatus status = gesta_turtle_read(allocator, stream, graphs,
                                               GESTA_VIEW(BASE), &feed);
  assert_int_equal(feed.count, list->count);
  (void)fclose(stream);
  return status;
}

static void
check_text(const char *text, bool graphs, const char *expected)
{
  QuadList list;
  quad_list_init(&list);
  GestaError error = {.message = ""};
  if (read_bytes(gesta_default_allocator(), gesta_view(text), graphs, &list,
                 &error)) {
    fail_msg("%s\n%zu:%zu: %s", text, error.line, error.column, error.message);
  }
  if (!same_dataset(gesta_text_buffer_view(&list.text), gesta_view(expected))) {
    fail_msg("%s\ngives\n%sinstead of\n%s", text, list.text.data, expected);
  }
  quad_list_clear(&list);
}

#define P " <http://e.x/p> "
#define LINE(s, o) "<http://e.x/" s ">" P o " .\n"
#define XSD(name) "^^<" GESTA_NS_XSD name ">"
#define REST " <" GESTA_NS_RDF "rest> "
#define FIRST " <" GESTA_NS_RDF "first> "
#define NIL "<" GESTA_NS_RDF "nil>"

static void
terms_are_read_as_turtle_writes_them(void **state)
{
  (void)state;
  static const char *const cases[][2] = {
    {"", ""},
    {" # only a comment", ""},
    {"<../s> </p> <#o>.", "<http://e.x/s>" P "<http://e.x/d/f#o> .\n"},
    {"@base <http://e.x/>.<s><p><o>.BASE <q/>\n<s> </p> <o>.",
     LINE("s", "<http://e.x/o>") "<http://e.x/q/s>" P "<http://e.x/q/o> .\n"},
    {"PREFIX : <http://e.x/> :s :p :o , 'a' ; :p \"b\"@FR ;; .",
     LINE("s", "<http://e.x/o>") LINE("s", "\"a\"") LINE("s", "\"b\"@fr")},
    {"prefix a.b:<http://e.x/>a.b:s a.b:p a.b:o.<s> a.b:p a.b:o.1.",
     LINE("s", "<http://e.x/o>") LINE("d/s", "<http://e.x/o.1>")},
    {"@prefix :<http://e.x/>.:s :p :a\\~b\\.,:%41:-,:é·.c,:0,:_.",
     LINE("s", "<http://e.x/a~b.>") LINE("s", "<http://e.x/%41:->")
       LINE("s", "<http://e.x/é·.c>") LINE("s", "<http://e.x/0>")
         LINE("s", "<http://e.x/_>")},
    {"@prefix p:<http://e.x/>.p:s p:p p:, p:a.",
     LINE("s", "<http://e.x/>") LINE("s", "<http://e.x/a>")},
    {"</s></p>1,-1.5,.5,+1e6,1.E-3,.5e0,true,false,1.",
     LINE("s", "\"1\"" XSD("integer")) LINE("s", "\"-1.5\"" XSD("decimal"))
       LINE("s", "\".5\"" XSD("decimal")) LINE("s", "\"+1e6\"" XSD("double"))
         LINE("s", "\"1.E-3\"" XSD("double")) LINE(
           "s", "\".5e0\"" XSD("double")) LINE("s", "\"true\"" XSD("boolean"))
           LINE("s", "\"false\"" XSD("boolean"))},
    {"</s></p>true.</s></p>false .", LINE("s", "\"true\"" XSD("boolean"))
                                       LINE("s", "\"false\"" XSD("boolean"))},
    {"</s> </p> '''a'b''c\nd''' , \"\"\"\"\\\"\\u00e9\"\"\" , '' , "
     "\"\"\"\"\"\" .",
     LINE("s", "\"a'b''c\\nd\"") LINE("s", "\"\\\"\\\"é\"") LINE("s", "\"\"")},
    {"</s> </p> \"a\" # c\n ^^ # d\n <" GESTA_NS_XSD "string>,\"b\" @en-gb,"
     "\"c\"^^</d> .",
     LINE("s", "\"a\"") LINE("s", "\"b\"@en-gb")
       LINE("s", "\"c\"^^<http://e.x/d>")},
    {"</s> a <\\u00e9:x>.", "<http://e.x/s> <" GESTA_NS_RDF "type> "
                            "<http://e.x/d/é:x> .\n"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    check_text(cases[i][0], false, cases[i][1]);
    check_text(cases[i][0], true, cases[i][1]);
  }
}

static void
brackets_become_blank_nodes_and_lists(void **state)
{
  (void)state;
  static const char *const cases[][2] = {
    {"[] </p> [] , [ ] . [ </p> 'a' ] . [ </p> 'b' ; ] </p> 'c' .",
     "_:a" P "_:b .\n_:a" P "_:c .\n_:d" P "\"a\" .\n_:e" P "\"b\" .\n_:e" P
     "\"c\" .\n"},
    {"_:a </p> _:b.c . _:b.c </p> _:a .", "_:1" P "_:2 .\n_:2" P "_:1 .\n"},
    {"</s> </p> () . () </p> 'x' .", LINE("s", NIL) NIL P "\"x\" .\n"},
    {"</s> </p> ( 1 ( ) ( 'a' ) [ </p> ( _:x ) ] _:x ) .",
     LINE("s", "_:1") "_:1" FIRST "\"1\"" XSD(
       "integer") " .\n_:1" REST "_:2 .\n_:2" FIRST NIL " .\n_:2" REST
                  "_:3 .\n_:3" FIRST "_:a .\n_:a" FIRST "\"a\" .\n_:a" REST NIL
                  " .\n_:3" REST "_:4 .\n_:4" FIRST "_:b .\n_:b" P
                  "_:c .\n_:c" FIRST "_:x .\n_:c" REST NIL " .\n_:4" REST
                  "_:5 .\n_:5" FIRST "_:x .\n_:5" REST NIL " .\n"},
    {"( 'a' ) </p> 'b' ; </p> 'c' .", "_:1" FIRST "\"a\" .\n_:1" REST NIL
                                      " .\n_:1" P "\"b\" .\n_:1" P "\"c\" .\n"},
    {"</s> </p> [ </p> [ </p> 'x' ; </p> 'y' ] , 'z' ] , 'w' .",
     LINE("s", "_:1") "_:1" P "_:2 .\n_:2" P "\"x\" .\n_:2" P "\"y\" .\n_:1" P
                      "\"z\" .\n" LINE("s", "\"w\"")},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    check_text(cases[i][0], false, cases[i][1]);
    check_text(cases[i][0], true, cases[i][1]);
  }
}

static void
graphs_are_read_as_trig_writes_them(void **state)
{
  (void)state;
  static const char *const cases[][2] = {
    {"{ </s> </p> 1 } </g> { </s> </p> 'a' . } </s> </p> 'b' .",
     LINE("s", "\"1\"" XSD("integer")) "<http://e.x/s>" P
                                       "\"a\" <http://e.x/g> .\n" LINE(
                                         "s", "\"b\"")},
    {"GRAPH _:g{</s></p>'a'}graph[]{[</p>'b']}[]{()</p>()}",
     "<http://e.x/s>" P "\"a\" _:1 .\n_:2" P "\"b\" _:3 .\n" NIL P NIL
     " _:4 .\n"},
    {"</g> { } { } _:g { [ </p> 'a' ] . _:g </p> 'b' } _:g { </s> </p> 'c' }",
     "_:b" P "\"a\" _:g .\n_:g" P "\"b\" _:g .\n<http://e.x/s>" P
     "\"c\" _:g .\n"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    check_text(cases[i][0], true, cases[i][1]);
  }
}

typedef struct Mistake {
  const char *text;
  size_t line;
  size_t column;
  const char *says;
} Mistake;

static void
check_mistakes(const Mistake *cases, size_t count, bool graphs)
{
  for (size_t i = 0; i < count; ++i) {
    QuadList list;
    quad_list_init(&list);
    GestaError error = {.message = ""};
    const GestaStatus status = read_bytes(gesta_default_allocator(),
                                          gesta_view(cases[i].text), graphs,
                                          &list, &error);
    if (status != GESTA_ERR_SYNTAX || error.line != cases[i].line
        || error.column != cases[i].column
        || !strstr(error.message, cases[i].says)) {
      fail_msg("case %zu: %s\n%d at %zu:%zu: %s", i, cases[i].text, (int)status,
               error.line, error.column, error.message);
    }
    quad_list_clear(&list);
  }
}

static void
a_mistake_is_told_with_its_place_and_a_hint(void **state)
{
  (void)state;
  static const Mistake cases[] = {
    {"</s> </p> </o>\n</s> </p> </o> .", 2, 1,
     "doc: expected '.', ';' or ',' after the object, found </s>"},
    {"</s> </p> </o>", 1, 15, "found the end of the document"},
    {"</s> </p> ;", 1, 11, "expected an object"},
    {"</s> .", 1, 6, "expected a predicate"},
    {"</é> 'x' 1 .", 1, 6, "expected a predicate"},
    {"</s> _:b 1 .", 1, 6, "expected a predicate"},
    {"'x' </p> 1 .", 1, 1, "expected a subject"},
    {"a </p> 1 .", 1, 1, "expected a subject"},
    {"[] .", 1, 4, "expected a predicate"},
    {"[ </p> 1", 1, 9, "expected ';', ',' or ']'"},
    {"[ </p> 1 .", 1, 10, "expected ';', ',' or ']'"},
    {"</s> </p> ( 1 .", 1, 15, "expected an item of the collection, or ')'"},
    {"</s> </p> 1 ; .x", 1, 16, "or a literal in quotes, found x"},
    {"</s> </p> 1 ; ] .", 1, 15, "or '.' at the end of the statement"},
    {"foaf:x </p> 1 .", 1, 1,
     "put '@prefix foaf: <http://xmlns.com/foaf/0.1/> .' before it"},
    {"\n zz:x </p> 1 .", 2, 2, "the prefix 'zz:' is not declared"},
    {"</s> </p> zz .", 1, 11, "found zz"},
    {"</s> </p> \"x\"^^zz .", 1, 16, "expected a datatype"},
    {"</s> </p> \"x\"@ .", 1, 15, "language tag"},
    {"</s> </p> \"x\"@fr- .", 1, 18, "language tag"},
    {"</s> </p> \"x\ny\" .", 1, 13, "three quotes"},
    {"</s> </p> \"\"\"x\ny\" .", 1, 11, "not ended"},
    {"</s> </p> 'x", 1, 11, "not ended"},
    {"</s> </p> 'x\\", 1, 11, "not ended"},
    {"</s> </p> 'é\\q' .", 1, 13, "after a backslash"},
    {"</s> </p> '\\uD800' .", 1, 12, "no Unicode character"},
    {"</s> </p> <a b> .", 1, 13, "a space may not stand in an IRI"},
    {"</s> </p> <a\n> .", 1, 13, "the end of the line"},
    {"</s> </p> <a{> .", 1, 13, "percent-encode"},
    {"</s> </p> <a", 1, 13, "expected '>'"},
    {"</s> </p> <a\\n> .", 1, 13, "\\u or \\U in an IRI"},
    {"</s> </p> <a\\u0020> .", 1, 12, "may not stand in an IRI"},
    {"@prefix :<x:>.:s :p :a\\x .", 1, 23, "after a backslash in a name"},
    {"@prefix :<x:>.:s :p :a%4 .", 1, 23, "two hexadecimal digits"},
    {"@prefix <x:> .", 1, 9, "a prefix and a colon"},
    {"@prefix x: x: .", 1, 12, "'x:' is not declared"},
    {"@prefix x: 'x' .", 1, 12, "an IRI in angle brackets"},
    {"@prefix x: <x:>\n:s :p :o .", 2, 1, "':' is not declared"},
    {"@prefix x: <x:>\nx:s x:p x:o .", 2, 1, "'.' at the end of the decl"},
    {"PREFIX x: <x:> .", 1, 16, "expected a subject"},
    {"@PREFIX x: <x:> .", 1, 1, "@prefix or @base"},
    {"@base x: .", 1, 7, "'x:' is not declared"},
    {"@base 1 .", 1, 7, "the base IRI in angle brackets"},
    {"_: </p> 1 .", 1, 1, "the label of a blank node"},
    {"_x </p> 1 .", 1, 1, "the label of a blank node"},
    {"_:-x </p> 1 .", 1, 1, "the label of a blank node"},
    {"</s> </p> + .", 1, 11, "a digit after the sign"},
    {"</s> </p> 1a .", 1, 12, "expected '.', ';' or ','"},
    {"</s> </p> ^ .", 1, 11, "found ^"},
    {"</s> </p> \x01 .", 1, 11, "found  …"},
    {"</g> { </s> </p> 1 }", 1, 6, "name the format trig"},
    {"{ </s> </p> 1 }", 1, 1, "expected a subject"},
    {"GRAPH </g> { </s> </p> 1 }", 1, 1, "name the format trig"},
  };
  check_mistakes(cases, sizeof cases / sizeof *cases, false);
}

static void
a_mistake_about_graphs_is_told_as_well(void **state)
{
  (void)state;
  static const Mistake cases[] = {
    {"</g> { </s> </p> 1 ", 1, 20, "found the end of the document"},
    {"</g> { ", 1, 8, "or '}' at the end of the graph"},
    {"</g> { </h> { } }", 1, 13, "graphs cannot stand in graphs"},
    {"{ GRAPH </h> { } }", 1, 3, "graphs cannot stand in graphs"},
    {"{ @prefix x: <x:> . }", 1, 3, "outside graphs"},
    {"{ BASE <x:> }", 1, 3, "outside graphs"},
    {"GRAPH 'x' { }", 1, 7, "the name of a graph after GRAPH"},
    {"GRAPH [ </p> 1 ] { }", 1, 9, "a graph is named by"},
    {"GRAPH </g> </s>", 1, 12, "expected '{'"},
    {"[ </p> 1 ] { }", 1, 12, "expected a predicate"},
    {"() { }", 1, 4, "expected a predicate"},
    {"</g> { </s> </p> 1 } .", 1, 22, "expected a subject"},
    {"</s> </p> 1 }", 1, 13, "expected '.', ';' or ','"},
  };
  check_mistakes(cases, sizeof cases / sizeof *cases, true);
}

static void
a_nul_in_a_string_is_kept_and_elsewhere_refused(void **state)
{
  (void)state;
  QuadList list;
  quad_list_init(&list);
  const GestaStringView good = GESTA_VIEW(
    "# a comment \0 with it\n</s> </p> 'a\0b' , '\\u0000' , '''\0''' .");
  assert_int_equal(
    read_bytes(gesta_default_allocator(), good, false, &list, NULL), GESTA_OK);
  static const char expected[] = LINE("s", "\"a\0b\"") LINE("s", "\"\0\"")
    LINE("s", "\"\0\"");
  assert_int_equal(list.text.size, sizeof expected - 1);
  assert_memory_equal(list.text.data, expected, sizeof expected - 1);
  quad_list_clear(&list);
  static const GestaStringView bad[] = {
    {"</s> \0", 6}, {"</\0>", 4}, {"</s> </p> :\0", 12}, {"_:\0", 3}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
    quad_list_init(&list);
    assert_int_equal(
      read_bytes(gesta_default_allocator(), bad[i], false, &list, NULL),
      GESTA_ERR_SYNTAX);
    quad_list_clear(&list);
  }
}

// Every token of a document lies across the end of a chunk at every byte.
static void
a_token_may_lie_across_the_end_of_a_chunk(void **state)
{
  (void)state;
  enum { CHUNK = 262144 };
  static const char document[] =
    "@prefix é.x: <http://e.x/é/> . @base <http://e.x/> .\n"
    "é.x:a\\~b.c%41 a <\\u00e9é>, 'a'@fr-ca, \"\"\"b\"\"\\n\"c\"\"\" ^^ é.x:d "
    ", "
    "-1.5e-3 , 1.5 , 1 ; é.x:p _:b.1 , [ é.x:q ( 1 true ) ] . # end é\n";
  QuadList whole;
  quad_list_init(&whole);
  assert_int_equal(read_bytes(gesta_default_allocator(), gesta_view(document),
                              false, &whole, NULL),
                   GESTA_OK);
  assert_int_equal(whole.count, 13);
  const size_t size = sizeof document - 1;
  char *text = malloc(CHUNK + size);
  assert_non_null(text);
  for (size_t cut = 1; cut <= size; ++cut) {
    // A comment, a line end, and the document, whose byte `cut` is the first
    // of the second chunk.
    memset(text, '#', CHUNK - cut);
    text[CHUNK - cut - 1] = '\n';
    memcpy(text + CHUNK - cut, document, size);
    QuadList list;
    quad_list_init(&list);
    GestaError error = {.message = ""};
    if (read_bytes(gesta_default_allocator(),
                   (GestaStringView){text, CHUNK - cut + size}, false, &list,
                   &error)) {
      fail_msg("cut %zu: %zu:%zu: %s", cut, error.line, error.column,
               error.message);
    }
    assert_string_equal(list.text.data, whole.text.data);
    quad_list_clear(&list);
  }
  free(text);
  quad_list_clear(&whole);
}

static void
a_mistake_far_into_a_document_has_its_line(void **state)
{
  (void)state;
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  for (unsigned i = 0; i < 30000; ++i) {
    assert_int_equal(gesta_text_buffer_print(&text, "<é%u> </p> \"é\" .\n", i),
                     GESTA_OK);
  }
  assert_int_equal(gesta_text_buffer_print(&text, "</é> </p> oops ."),
                   GESTA_OK);
  QuadList list;
  quad_list_init(&list);
  GestaError error = {.message = ""};
  assert_int_equal(read_bytes(gesta_default_allocator(),
                              gesta_text_buffer_view(&text), false, &list,
                              &error),
                   GESTA_ERR_SYNTAX);
  assert_int_equal(list.count, 30000);
  assert_int_equal(error.line, 30001);
  assert_int_equal(error.column, 11);
  quad_list_clear(&list);
  gesta_text_buffer_clear(&text);
}

// Read `depth` opening brackets, something inside, and as many closing ones.
static GestaStatus
read_nested(size_t depth, const char *open, const char *inside,
            const char *close, GestaError *error)
{
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  assert_int_equal(gesta_text_buffer_print(&text, "</s> </p> "), GESTA_OK);
  for (size_t i = 0; i < depth; ++i) {
    assert_int_equal(gesta_text_buffer_append(&text, gesta_view(open)),
                     GESTA_OK);
  }
  assert_int_equal(gesta_text_buffer_append(&text, gesta_view(inside)),
                   GESTA_OK);
  for (size_t i = 0; i < depth; ++i) {
    assert_int_equal(gesta_text_buffer_append(&text, gesta_view(close)),
                     GESTA_OK);
  }
  assert_int_equal(gesta_text_buffer_print(&text, "."), GESTA_OK);
  QuadList list;
  quad_list_init(&list);
  const GestaStatus status = read_bytes(gesta_default_allocator(),
                                        gesta_text_buffer_view(&text), false,
                                        &list, error);
  if (status == GESTA_OK) {
    assert_true(list.count > depth);
  }
  quad_list_clear(&list);
  gesta_text_buffer_clear(&text);
  return status;
}

static void
brackets_may_be_nested_so_deep_and_no_deeper(void **state)
{
  (void)state;
  static const char *const brackets[][3] = {{"[</p>", "1", "]"},
                                            {"(", "1", ")"}};
  for (size_t i = 0; i < 2; ++i) {
    const char *const *b = brackets[i];
    GestaError error = {.message = ""};
    assert_int_equal(read_nested(GESTA_TURTLE_DEPTH, b[0], b[1], b[2], &error),
                     GESTA_OK);
    assert_int_equal(
      read_nested(GESTA_TURTLE_DEPTH + 1, b[0], b[1], b[2], &error),
      GESTA_ERR_TOO_LARGE);
    assert_int_equal(error.status, GESTA_ERR_TOO_LARGE);
    assert_int_equal(error.line, 1);
    assert_non_null(strstr(error.message, "10,000"));
    assert_int_equal(read_nested(5000000, b[0], b[1], b[2], &error),
                     GESTA_ERR_TOO_LARGE);
  }
}

static void
a_failure_of_the_sink_ends_the_reading(void **state)
{
  (void)state;
  static const char text[] = "</s> </p> ( 1 [ </p> 2 ] ) , 3 . [ </p> 4 ] .";
  for (size_t limit = 1; limit < 8; ++limit) {
    QuadList list;
    quad_list_init(&list);
    list.limit = limit;
    list.answer = GESTA_ERR_FULL;
    assert_int_equal(read_bytes(gesta_default_allocator(), gesta_view(text),
                                false, &list, NULL),
                     GESTA_ERR_FULL);
    assert_int_equal(list.count, limit);
    quad_list_clear(&list);
  }
}

static void
refused_memory_leaks_nothing(void **state)
{
  (void)state;
  static const char text[] =
    "@prefix p: <http://e.x/> . BASE <b> GRAPH p:g { <s> p:p\\~ 'a\\n'^^p:d , "
    "( 1 [ p:q <\\u00e9> ] ) , _:b } x:y";
  GestaStatus status = GESTA_ERR_MEMORY;
  for (size_t granted = 0; status == GESTA_ERR_MEMORY; ++granted) {
    FailingAllocator allocator = failing_allocator(granted);
    QuadList list;
    quad_list_init(&list);
    GestaError error = {.message = ""};
    status = read_bytes(&allocator.base, gesta_view(text), true, &list, &error);
    assert_int_equal(allocator.live, 0);
    if (status == GESTA_ERR_MEMORY) {
      assert_non_null(strstr(error.message, "memory"));
    }
    quad_list_clear(&list);
  }
  assert_int_equal(status, GESTA_ERR_SYNTAX);
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(terms_are_read_as_turtle_writes_them),
    cmocka_unit_test(brackets_become_blank_nodes_and_lists),
    cmocka_unit_test(graphs_are_read_as_trig_writes_them),
    cmocka_unit_test(a_mistake_is_told_with_its_place_and_a_hint),
    cmocka_unit_test(a_mistake_about_graphs_is_told_as_well),
    cmocka_unit_test(a_nul_in_a_string_is_kept_and_elsewhere_refused),
    cmocka_unit_test(a_token_may_lie_across_the_end_of_a_chunk),
    cmocka_unit_test(a_mistake_far_into_a_document_has_its_line),
    cmocka_unit_test(brackets_may_be_nested_so_deep_and_no_deeper),
    cmocka_unit_test(a_failure_of_the_sink_ends_the_reading),
    cmocka_unit_test(refused_memory_leaks_nothing),
  };
  return cmocka_run_group_tests_name("turtle_reader", tests, NULL, NULL);
}
