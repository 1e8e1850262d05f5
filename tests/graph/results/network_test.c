// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/results/network.h"

#include "graph/rdf/vocabulary.h"
#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#define IRI(text)                                                              \
  {                                                                            \
    .kind = GESTA_TERM_IRI, .value = GESTA_VIEW(text)                          \
  }
#define BLANK(text)                                                            \
  {                                                                            \
    .kind = GESTA_TERM_BLANK, .value = GESTA_VIEW(text)                        \
  }
#define TEXT(text)                                                             \
  {                                                                            \
    .kind = GESTA_TERM_LITERAL, .value = GESTA_VIEW(text)                      \
  }
#define NUMBER(text, type)                                                     \
  {                                                                            \
    .kind = GESTA_TERM_LITERAL, .value = GESTA_VIEW(text),                     \
    .datatype = GESTA_XSD(type)                                                \
  }
#define NOTHING                                                                \
  {                                                                            \
    .kind = GESTA_TERM_NONE                                                    \
  }

// A small network that holds what every format has to escape; the nodes are not
// in the order of their names.
typedef struct Story {
  GestaStringView node_names[3];
  GestaTerm nodes[3][3];
  GestaStringView edge_names[6];
  GestaTerm edges[2][6];
  GestaNetwork network;
} Story;

static void
init_story(Story *story)
{
  *story = (Story){
    .node_names = {GESTA_VIEW("node"), GESTA_VIEW("label"),
                   GESTA_VIEW("events")},
    .nodes = {{IRI("urn:b"), TEXT("Bo, \"B\" <&>\nC\\D"),
               NUMBER("2", "integer")},
              {IRI("urn:a"), TEXT("Ann"), NUMBER("2.5", "decimal")},
              {BLANK("x"), NOTHING, NOTHING}},
    .edge_names = {GESTA_VIEW("source"), GESTA_VIEW("target"),
                   GESTA_VIEW("label"), GESTA_VIEW("weight"),
                   GESTA_VIEW("date"), GESTA_VIEW("2nd")},
    .edges = {{IRI("urn:a"), IRI("urn:b"), TEXT("Meet"), NUMBER("3", "integer"),
               TEXT("2024-01"), NOTHING},
              {IRI("urn:b"), BLANK("x"), NOTHING, NUMBER("1", "integer"),
               NOTHING, TEXT("q")}},
  };
  story->network = (GestaNetwork){
    .nodes = {story->node_names, 3, story->nodes[0], 3},
    .edges = {story->edge_names, 6, story->edges[0], 2},
  };
}

static GestaStatus
write_as(const GestaNetwork *network, GestaNetworkFormat format,
         GestaTextBuffer *text, GestaError *error)
{
  GestaOutput output = gesta_output_to_buffer(text);
  text->size = 0;
  return gesta_network_write(gesta_default_allocator(), network, format,
                             &output, error);
}

static void
assert_written(GestaNetworkFormat format, const char *expected)
{
  Story story;
  GestaTextBuffer text;
  init_story(&story);
  gesta_text_buffer_init(&text, gesta_default_allocator());
  assert_int_equal(write_as(&story.network, format, &text, NULL), GESTA_OK);
  assert_string_equal(text.data, expected);
  gesta_text_buffer_clear(&text);
}

static void
dot_quotes_what_graphviz_would_read_otherwise(void **state)
{
  (void)state;
  assert_written(
    GESTA_NETWORK_DOT,
    "digraph gesta {\n"
    "  \"urn:b\" [label=\"Bo, \\\"B\\\" <&>\\nC\\\\D\", events=\"2\"];\n"
    "  \"urn:a\" [label=\"Ann\", events=\"2.5\"];\n"
    "  \"_:x\";\n"
    "  \"urn:a\" -> \"urn:b\" [label=\"Meet\", weight=\"3\", "
    "date=\"2024-01\"];\n"
    "  \"urn:b\" -> \"_:x\" [weight=\"1\", \"2nd\"=\"q\"];\n"
    "}\n");
}

static void
graphml_declares_the_types_that_all_values_have(void **state)
{
  (void)state;
  assert_written(GESTA_NETWORK_GRAPHML,
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
                 "  <key id=\"node0\" for=\"node\" attr.name=\"node\" "
                 "attr.type=\"string\"/>\n"
                 "  <key id=\"node1\" for=\"node\" attr.name=\"label\" "
                 "attr.type=\"string\"/>\n"
                 "  <key id=\"node2\" for=\"node\" attr.name=\"events\" "
                 "attr.type=\"double\"/>\n"
                 "  <key id=\"edge2\" for=\"edge\" attr.name=\"label\" "
                 "attr.type=\"string\"/>\n"
                 "  <key id=\"edge3\" for=\"edge\" attr.name=\"weight\" "
                 "attr.type=\"long\"/>\n"
                 "  <key id=\"edge4\" for=\"edge\" attr.name=\"date\" "
                 "attr.type=\"string\"/>\n"
                 "  <key id=\"edge5\" for=\"edge\" attr.name=\"2nd\" "
                 "attr.type=\"string\"/>\n"
                 "  <graph id=\"gesta\" edgedefault=\"directed\">\n"
                 "    <node id=\"n0\">\n"
                 "      <data key=\"node0\">urn:b</data>\n"
                 "      <data key=\"node1\">Bo, &quot;B&quot; "
                 "&lt;&amp;&gt;&#10;C\\D</data>\n"
                 "      <data key=\"node2\">2</data>\n"
                 "    </node>\n"
                 "    <node id=\"n1\">\n"
                 "      <data key=\"node0\">urn:a</data>\n"
                 "      <data key=\"node1\">Ann</data>\n"
                 "      <data key=\"node2\">2.5</data>\n"
                 "    </node>\n"
                 "    <node id=\"n2\">\n"
                 "      <data key=\"node0\">_:x</data>\n"
                 "    </node>\n"
                 "    <edge id=\"e0\" source=\"n1\" target=\"n0\">\n"
                 "      <data key=\"edge2\">Meet</data>\n"
                 "      <data key=\"edge3\">3</data>\n"
                 "      <data key=\"edge4\">2024-01</data>\n"
                 "    </edge>\n"
                 "    <edge id=\"e1\" source=\"n0\" target=\"n2\">\n"
                 "      <data key=\"edge3\">1</data>\n"
                 "      <data key=\"edge5\">q</data>\n"
                 "    </edge>\n"
                 "  </graph>\n"
                 "</graphml>\n");
}

static void
gexf_has_labels_and_weights_of_its_own(void **state)
{
  (void)state;
  assert_written(
    GESTA_NETWORK_GEXF,
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n"
    "  <graph mode=\"static\" defaultedgetype=\"directed\">\n"
    "    <attributes class=\"node\">\n"
    "      <attribute id=\"2\" title=\"events\" type=\"double\"/>\n"
    "    </attributes>\n"
    "    <attributes class=\"edge\">\n"
    "      <attribute id=\"4\" title=\"date\" type=\"string\"/>\n"
    "      <attribute id=\"5\" title=\"2nd\" type=\"string\"/>\n"
    "    </attributes>\n"
    "    <nodes>\n"
    "      <node id=\"urn:b\" label=\"Bo, &quot;B&quot; "
    "&lt;&amp;&gt;&#10;C\\D\">\n"
    "        <attvalues>\n"
    "          <attvalue for=\"2\" value=\"2\"/>\n"
    "        </attvalues>\n"
    "      </node>\n"
    "      <node id=\"urn:a\" label=\"Ann\">\n"
    "        <attvalues>\n"
    "          <attvalue for=\"2\" value=\"2.5\"/>\n"
    "        </attvalues>\n"
    "      </node>\n"
    "      <node id=\"_:x\" label=\"_:x\"/>\n"
    "    </nodes>\n"
    "    <edges>\n"
    "      <edge id=\"0\" source=\"urn:a\" target=\"urn:b\" label=\"Meet\" "
    "weight=\"3\">\n"
    "        <attvalues>\n"
    "          <attvalue for=\"4\" value=\"2024-01\"/>\n"
    "        </attvalues>\n"
    "      </edge>\n"
    "      <edge id=\"1\" source=\"urn:b\" target=\"_:x\" weight=\"1\">\n"
    "        <attvalues>\n"
    "          <attvalue for=\"5\" value=\"q\"/>\n"
    "        </attvalues>\n"
    "      </edge>\n"
    "    </edges>\n"
    "  </graph>\n"
    "</gexf>\n");
}

static void
a_list_of_edges_names_both_ends(void **state)
{
  (void)state;
  assert_written(GESTA_NETWORK_CSV,
                 "Source,Target,SourceLabel,TargetLabel,Label,Weight,date,2nd"
                 "\r\n"
                 "urn:a,urn:b,Ann,\"Bo, \"\"B\"\" <&>\nC\\D\",Meet,3,2024-01,"
                 "\r\n"
                 "urn:b,_:x,\"Bo, \"\"B\"\" <&>\nC\\D\",,,1,,q\r\n");
}

static void
a_network_without_nodes_is_a_network(void **state)
{
  (void)state;
  static const char *const expected[] = {
    [GESTA_NETWORK_DOT] = "digraph gesta {\n}\n",
    [GESTA_NETWORK_GRAPHML] = "</graphml>\n",
    [GESTA_NETWORK_GEXF] = "</gexf>\n",
    [GESTA_NETWORK_CSV] = "date,2nd\r\n",
  };
  Story story;
  GestaTextBuffer text;
  init_story(&story);
  story.network.nodes.row_count = 0;
  story.network.edges.row_count = 0;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  for (size_t i = 0; i < 4; ++i) {
    assert_int_equal(
      write_as(&story.network, (GestaNetworkFormat)i, &text, NULL), GESTA_OK);
    assert_non_null(strstr(text.data, expected[i]));
  }
  gesta_text_buffer_clear(&text);
}

static void
what_is_no_network_is_refused(void **state)
{
  (void)state;
  Story story;
  GestaTextBuffer text;
  GestaError error = {.status = GESTA_OK};
  gesta_text_buffer_init(&text, gesta_default_allocator());
  init_story(&story);
  story.edges[0][0].value = GESTA_VIEW("urn:c");
  assert_int_equal(write_as(&story.network, GESTA_NETWORK_DOT, &text, &error),
                   GESTA_ERR_INPUT);
  assert_string_equal(error.message,
                      "\"urn:c\" is the end of an edge, but no node");
  init_story(&story);
  story.nodes[2][0] = story.nodes[0][0];
  assert_int_equal(write_as(&story.network, GESTA_NETWORK_CSV, &text, &error),
                   GESTA_ERR_INPUT);
  assert_string_equal(error.message, "\"urn:b\" is there twice as a node");
  init_story(&story);
  story.nodes[1][0].kind = GESTA_TERM_LITERAL;
  assert_int_equal(write_as(&story.network, GESTA_NETWORK_DOT, &text, &error),
                   GESTA_ERR_INPUT);
  init_story(&story);
  story.edge_names[1] = GESTA_VIEW("to");
  assert_int_equal(write_as(&story.network, GESTA_NETWORK_GEXF, &text, &error),
                   GESTA_ERR_INPUT);
  assert_string_equal(error.message, "edges need ?source and ?target");
  init_story(&story);
  story.edges[0][2].value = GESTA_VIEW("\x01");
  assert_int_equal(
    write_as(&story.network, GESTA_NETWORK_GRAPHML, &text, &error),
    GESTA_ERR_INPUT);
  assert_non_null(strstr(error.message, "control character"));
  assert_int_equal(write_as(&story.network, GESTA_NETWORK_DOT, &text, &error),
                   GESTA_OK);
  gesta_text_buffer_clear(&text);
}

// Nodes in an order that only an index finds again.
static void
the_ends_of_an_edge_are_found_among_many_nodes(void **state)
{
  (void)state;
  enum { COUNT = 1000 };
  static char names[COUNT][16];
  static GestaTerm nodes[COUNT];
  static GestaTerm edges[COUNT][2];
  const GestaStringView node_names[] = {GESTA_VIEW("node")};
  const GestaStringView edge_names[] = {GESTA_VIEW("source"),
                                        GESTA_VIEW("target")};
  for (size_t i = 0; i < COUNT; ++i) {
    (void)snprintf(names[i], sizeof names[i], "urn:%zu", i * 617 % COUNT);
    nodes[i] = gesta_iri(gesta_view(names[i]));
  }
  for (size_t i = 0; i < COUNT; ++i) {
    edges[i][0] = nodes[i];
    edges[i][1] = nodes[(i + 1) % COUNT];
  }
  const GestaNetwork network = {{node_names, 1, nodes, COUNT},
                                {edge_names, 2, edges[0], COUNT}};
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  assert_int_equal(write_as(&network, GESTA_NETWORK_GRAPHML, &text, NULL),
                   GESTA_OK);
  const char *at = text.data;
  for (size_t i = 0; i < COUNT; ++i) {
    char edge[64];
    (void)snprintf(edge, sizeof edge,
                   "<edge id=\"e%zu\" source=\"n%zu\" "
                   "target=\"n%zu\">",
                   i, i, (i + 1) % COUNT);
    at = strstr(at, edge);
    assert_non_null(at);
  }
  gesta_text_buffer_clear(&text);
}

static void
formats_are_known_by_name(void **state)
{
  (void)state;
  GestaNetworkFormat format = GESTA_NETWORK_CSV;
  GestaTextBuffer text;
  gesta_text_buffer_init(&text, gesta_default_allocator());
  const char *const *const names = gesta_network_formats();
  for (size_t i = 0; names[i]; ++i) {
    assert_int_equal(gesta_network_format(gesta_view(names[i]), &format),
                     GESTA_OK);
    assert_int_equal(format, i);
    assert_int_equal(
      gesta_text_buffer_print(&text, "%s%s", i > 0 ? "|" : "", names[i]),
      GESTA_OK);
  }
  assert_string_equal(text.data, GESTA_NETWORK_CHOICES);
  assert_int_equal(gesta_network_format(gesta_view("gml"), &format),
                   GESTA_NOT_FOUND);
  gesta_text_buffer_clear(&text);
}

static void
refused_memory_leaks_nothing(void **state)
{
  (void)state;
  Story story;
  init_story(&story);
  for (size_t i = 0; i < 4; ++i) {
    GestaStatus status = GESTA_ERR_MEMORY;
    for (size_t granted = 0; status != GESTA_OK; ++granted) {
      FailingAllocator allocator = failing_allocator(granted);
      GestaTextBuffer text;
      gesta_text_buffer_init(&text, &allocator.base);
      GestaOutput output = gesta_output_to_buffer(&text);
      status = gesta_network_write(&allocator.base, &story.network,
                                   (GestaNetworkFormat)i, &output, NULL);
      assert_true(status == GESTA_OK || status == GESTA_ERR_MEMORY);
      gesta_text_buffer_clear(&text);
      assert_int_equal(allocator.live, 0);
    }
  }
}

int
main(void)
{
  static const struct CMUnitTest tests[] = {
    cmocka_unit_test(dot_quotes_what_graphviz_would_read_otherwise),
    cmocka_unit_test(graphml_declares_the_types_that_all_values_have),
    cmocka_unit_test(gexf_has_labels_and_weights_of_its_own),
    cmocka_unit_test(a_list_of_edges_names_both_ends),
    cmocka_unit_test(a_network_without_nodes_is_a_network),
    cmocka_unit_test(what_is_no_network_is_refused),
    cmocka_unit_test(the_ends_of_an_edge_are_found_among_many_nodes),
    cmocka_unit_test(formats_are_known_by_name),
    cmocka_unit_test(refused_memory_leaks_nothing),
  };
  return cmocka_run_group_tests_name("network", tests, NULL, NULL);
}
