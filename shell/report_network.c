// SPDX-License-Identifier: GPL-3.0-or-later
// Names are placed by forces: all push each other away, arrows pull together.
// The same answer gives the same picture: the first places are on a spiral and
// only sums, products and square roots follow.
// source  T. Fruchterman, E. Reingold: Graph drawing by force-directed
//         placement, 1991
#include "shell/report_network.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  MOST_NODES = 60,
  STEPS = 300,
  WIDTH = GESTA_DRAWING_WIDTH,
  HEIGHT = 520,
  MARGIN_X = 80,
  MARGIN_Y = 30,
  NAME_COLUMNS = 22,
};

typedef struct Node {
  GestaStringView name;
  double weight; // of its arrows
  double x;
  double y;
  double push_x;
  double push_y;
  size_t order; // in which it came
} Node;

typedef struct Edge {
  size_t from;
  size_t to;
  double weight;
  GestaStringView label;
  size_t order;
} Edge;

typedef struct Network {
  Node *nodes;
  size_t node_count;
  Edge *edges;
  size_t edge_count;
  GestaArena *arena;
} Network;

// ---- Reading ----------------------------------------------------------------

// A name with the rows in which it stands, to sort.
typedef struct Name {
  GestaStringView text;
  size_t place; // 2 * row, + 1 for the end of its arrow
} Name;

static int
compare_names(const void *left, const void *right)
{
  const Name *const a = left;
  const Name *const b = right;
  const int order = gesta_view_compare(a->text, b->text);
  return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

// Give every name a node and every row an edge between two.
static void
collect(GestaDrawing *drawing, Network *network, Name *names, size_t *nodes_at)
{
  size_t count = 0;
  for (size_t row = 0; row < drawing->chart->rows->row_count; ++row) {
    const bool is_whole =
      gesta_drawing_cell(drawing, row, GESTA_ROLE_FROM)->kind != GESTA_TERM_NONE
      && gesta_drawing_cell(drawing, row, GESTA_ROLE_TO)->kind
           != GESTA_TERM_NONE;
    double weight = 1;
    if (!is_whole
        || (drawing->columns[GESTA_ROLE_WEIGHT] != GESTA_NO_COLUMN
            && (!gesta_drawing_number(drawing, row, GESTA_ROLE_WEIGHT, &weight)
                || weight <= 0))) {
      ++drawing->left_out;
      continue;
    }
    Edge *const edge = &network->edges[network->edge_count];
    *edge = (Edge){.weight = weight, .order = row};
    edge->label = gesta_drawing_text(drawing, row, GESTA_ROLE_LABEL);
    names[count] = (Name){gesta_drawing_text(drawing, row, GESTA_ROLE_FROM),
                          2 * network->edge_count};
    names[count + 1] = (Name){gesta_drawing_text(drawing, row, GESTA_ROLE_TO),
                              2 * network->edge_count + 1};
    ++network->edge_count;
    count += 2;
  }
  qsort(names, count, sizeof *names, compare_names);
  for (size_t i = 0; i < count; ++i) {
    if (i == 0 || gesta_view_compare(names[i].text, names[i - 1].text) != 0) {
      network->nodes[network->node_count++] = (Node){.name = names[i].text,
                                                     .order = names[i].place};
    }
    nodes_at[names[i].place] = network->node_count - 1;
  }
  for (size_t i = 0; i < network->edge_count; ++i) {
    Edge *const edge = &network->edges[i];
    edge->from = nodes_at[2 * i];
    edge->to = nodes_at[2 * i + 1];
    network->nodes[edge->from].weight += edge->weight;
    network->nodes[edge->to].weight += edge->weight;
  }
}

static int
compare_edges(const void *left, const void *right)
{
  const Edge *const a = left;
  const Edge *const b = right;
  if (a->from != b->from) {
    return a->from < b->from ? -1 : 1;
  }
  if (a->to != b->to) {
    return a->to < b->to ? -1 : 1;
  }
  return (a->order > b->order) - (a->order < b->order);
}

// Labels of arrows that become one, with commas between different ones.
static void
join_labels(GestaDrawing *drawing, Network *network, Edge *edge,
            GestaStringView label)
{
  enum { LONGEST = 200 };
  if (label.size == 0 || gesta_view_equal(edge->label, label)
      || edge->label.size + label.size > LONGEST) {
    return;
  }
  const size_t size = edge->label.size + 2 + label.size;
  char *const text = gesta_arena_allocate(network->arena, size + 1, 1);
  if (!text) {
    drawing->svg.status = GESTA_ERR_MEMORY;
    return;
  }
  memcpy(text, edge->label.data, edge->label.size);
  memcpy(text + edge->label.size, ", ", 2);
  memcpy(text + edge->label.size + 2, label.data, label.size);
  edge->label = (GestaStringView){text, size};
}

static void
join_edges(GestaDrawing *drawing, Network *network)
{
  qsort(network->edges, network->edge_count, sizeof *network->edges,
        compare_edges);
  size_t kept = 0;
  for (size_t i = 0; i < network->edge_count; ++i) {
    const Edge *const edge = &network->edges[i];
    Edge *const last = kept > 0 ? &network->edges[kept - 1] : NULL;
    if (last && last->from == edge->from && last->to == edge->to) {
      last->weight += edge->weight;
      join_labels(drawing, network, last, edge->label);
    } else {
      network->edges[kept++] = *edge;
    }
  }
  network->edge_count = kept;
}

static int
compare_nodes(const void *left, const void *right)
{
  const Node *const a = *(const Node *const *)left;
  const Node *const b = *(const Node *const *)right;
  if (a->weight < b->weight || a->weight > b->weight) {
    return a->weight > b->weight ? -1 : 1;
  }
  return (a->order > b->order) - (a->order < b->order);
}

// Find the place of every node, the heaviest first; SIZE_MAX for one that is
// not shown.
//
// returns  how many are
static size_t
choose_nodes(const Network *network, const Node *const *sorted, size_t *places)
{
  for (size_t i = 0; i < network->node_count; ++i) {
    places[sorted[i] - network->nodes] = i < MOST_NODES ? i : SIZE_MAX;
  }
  // Of those, the ones that have an arrow among themselves.
  bool has_edge[MOST_NODES] = {false};
  for (size_t i = 0; i < network->edge_count; ++i) {
    const size_t from = places[network->edges[i].from];
    const size_t to = places[network->edges[i].to];
    if (from != SIZE_MAX && to != SIZE_MAX) {
      has_edge[from] = true;
      has_edge[to] = true;
    }
  }
  size_t count = 0;
  for (size_t i = 0; i < network->node_count; ++i) {
    size_t *const place = &places[sorted[i] - network->nodes];
    if (*place != SIZE_MAX) {
      *place = has_edge[*place] ? count++ : SIZE_MAX;
    }
  }
  return count;
}

// Keep the nodes with the heaviest arrows, and the arrows between them.
static void
keep_heaviest(GestaDrawing *drawing, Network *network, const Node **sorted,
              size_t *places)
{
  for (size_t i = 0; i < network->node_count; ++i) {
    sorted[i] = &network->nodes[i];
  }
  qsort(sorted, network->node_count, sizeof *sorted, compare_nodes);
  const size_t count = choose_nodes(network, sorted, places);
  Node *const kept = gesta_arena_allocate(network->arena, count, sizeof *kept);
  if (!kept) {
    drawing->svg.status = GESTA_ERR_MEMORY;
    network->node_count = 0;
    network->edge_count = 0;
    return;
  }
  for (size_t i = 0; i < network->node_count; ++i) {
    if (places[i] != SIZE_MAX) {
      kept[places[i]] = network->nodes[i];
    }
  }
  size_t edge_count = 0;
  for (size_t i = 0; i < network->edge_count; ++i) {
    Edge edge = network->edges[i];
    edge.from = places[edge.from];
    edge.to = places[edge.to];
    if (edge.from != SIZE_MAX && edge.to != SIZE_MAX) {
      network->edges[edge_count++] = edge;
    } else {
      ++drawing->not_shown;
    }
  }
  network->nodes = kept;
  network->node_count = count;
  network->edge_count = edge_count;
}

// ---- Placing ----------------------------------------------------------------

// On a spiral whose points turn by the golden angle.
static void
place_first(Network *network)
{
  static const double cosine = -0.7373688780783197;
  static const double sine = 0.6754902942615238;
  double x = 1;
  double y = 0;
  for (size_t i = 0; i < network->node_count; ++i) {
    const double radius = 20 + 30 * sqrt((double)i);
    network->nodes[i].x = x * radius;
    network->nodes[i].y = y * radius;
    const double next = x * cosine - y * sine;
    y = x * sine + y * cosine;
    x = next;
  }
}

static void
push_apart(Network *network, double ideal)
{
  for (size_t i = 0; i < network->node_count; ++i) {
    Node *const node = &network->nodes[i];
    // A little towards the middle, so that parts do not drift away.
    node->push_x = -node->x;
    node->push_y = -node->y * 1.6;
    for (size_t j = 0; j < network->node_count; ++j) {
      const double x = node->x - network->nodes[j].x;
      const double y = node->y - network->nodes[j].y;
      const double square = x * x + y * y;
      if (j != i && square > 0) {
        node->push_x += x * ideal * ideal / square;
        node->push_y += y * ideal * ideal / square;
      }
    }
  }
}

static void
pull_together(Network *network, double ideal)
{
  for (size_t i = 0; i < network->edge_count; ++i) {
    Node *const from = &network->nodes[network->edges[i].from];
    Node *const to = &network->nodes[network->edges[i].to];
    const double x = to->x - from->x;
    const double y = to->y - from->y;
    const double force = sqrt(x * x + y * y) / ideal;
    from->push_x += x * force;
    from->push_y += y * force;
    to->push_x -= x * force;
    to->push_y -= y * force;
  }
}

static void
move(Network *network, double most)
{
  for (size_t i = 0; i < network->node_count; ++i) {
    Node *const node = &network->nodes[i];
    const double size = sqrt(node->push_x * node->push_x
                             + node->push_y * node->push_y);
    const double scale = size > most ? most / size : 1;
    node->x += node->push_x * scale;
    node->y += node->push_y * scale;
  }
}

static void
fit(Network *network, double top)
{
  double low[] = {0, 0};
  double high[] = {0, 0};
  for (size_t i = 0; i < network->node_count; ++i) {
    const double at[] = {network->nodes[i].x, network->nodes[i].y};
    for (size_t j = 0; j < 2; ++j) {
      low[j] = i == 0 || at[j] < low[j] ? at[j] : low[j];
      high[j] = i == 0 || at[j] > high[j] ? at[j] : high[j];
    }
  }
  const double width = high[0] > low[0] ? high[0] - low[0] : 1;
  const double height = high[1] > low[1] ? high[1] - low[1] : 1;
  for (size_t i = 0; i < network->node_count; ++i) {
    Node *const node = &network->nodes[i];
    node->x = MARGIN_X + (node->x - low[0]) / width * (WIDTH - 2 * MARGIN_X);
    node->y = top + MARGIN_Y
              + (node->y - low[1]) / height * (HEIGHT - 2 * MARGIN_Y);
  }
}

static void
place_nodes(Network *network)
{
  const double ideal = 0.75
                       * sqrt((double)(WIDTH * HEIGHT)
                              / (double)(network->node_count + 1));
  place_first(network);
  for (size_t step = 0; step < STEPS; ++step) {
    push_apart(network, ideal);
    pull_together(network, ideal);
    move(network, 60.0 * (double)(STEPS - step) / STEPS);
  }
}

// ---- Drawing ----------------------------------------------------------------

static double
choose_radius(const Network *network, const Node *node)
{
  const double most = network->nodes[0].weight; // the heaviest is first
  return 5 + 9 * sqrt(node->weight / most);
}

static void
write_path(GestaSvg *svg, const double values[6])
{
  static const char *const before[] = {" d=\"M", ",", " Q", ",", " ", ","};
  for (size_t i = 0; i < 6; ++i) {
    gesta_svg_write(svg, before[i]);
    gesta_svg_number(svg, values[i]);
  }
  gesta_svg_write(svg, "\"");
}

// An arrow bends to its left, so that one back does not cover it.
static void
draw_edge(GestaDrawing *drawing, const Network *network, const Edge *edge,
          double heaviest)
{
  GestaSvg *const svg = &drawing->svg;
  const Node *const from = &network->nodes[edge->from];
  const Node *const to = &network->nodes[edge->to];
  const double x = to->x - from->x;
  const double y = to->y - from->y;
  const double length = sqrt(x * x + y * y);
  gesta_svg_print(svg,
                  "<path fill=\"none\" stroke=\"#888\" "
                  "marker-end=\"url(#chart-%zu-arrow)\"",
                  drawing->chart->number);
  gesta_svg_attribute(svg, "stroke-width", 1 + 3 * edge->weight / heaviest);
  if (length > 0) {
    const double middle_x = (from->x + to->x) / 2 - y * 0.12;
    const double middle_y = (from->y + to->y) / 2 + x * 0.12;
    const double end_x = to->x - middle_x;
    const double end_y = to->y - middle_y;
    const double end = sqrt(end_x * end_x + end_y * end_y);
    const double gap = choose_radius(network, to) + 6;
    const double values[] = {from->x,
                             from->y,
                             middle_x,
                             middle_y,
                             to->x - end_x / end * gap,
                             to->y - end_y / end * gap};
    write_path(svg, values);
  } else {
    const double r = choose_radius(network, from);
    gesta_svg_write(svg, " d=\"M");
    gesta_svg_number(svg, from->x - r);
    gesta_svg_write(svg, ",");
    gesta_svg_number(svg, from->y);
    gesta_svg_write(svg, " a12,12 0 1 1 ");
    gesta_svg_number(svg, r);
    gesta_svg_write(svg, ",");
    gesta_svg_number(svg, -r - 6);
    gesta_svg_write(svg, "\"");
  }
  char weight[GESTA_FLOATING_SIZE];
  (void)gesta_axis_print(edge->weight, weight);
  gesta_svg_write(svg, "><title>");
  gesta_svg_text(svg, from->name);
  gesta_svg_write(svg, " → ");
  gesta_svg_text(svg, to->name);
  gesta_svg_print(svg, ": %s", weight);
  if (edge->label.size > 0) {
    gesta_svg_write(svg, " (");
    gesta_svg_text(svg, edge->label);
    gesta_svg_write(svg, ")");
  }
  gesta_svg_write(svg, "</title></path>\n");
}

static void
draw_node(GestaDrawing *drawing, const Network *network, const Node *node)
{
  GestaSvg *const svg = &drawing->svg;
  const double radius = choose_radius(network, node);
  gesta_svg_print(svg, "<circle fill=\"%s\" stroke=\"#fff\"",
                  gesta_drawing_colour(0));
  gesta_svg_attribute(svg, "cx", node->x);
  gesta_svg_attribute(svg, "cy", node->y);
  gesta_svg_attribute(svg, "r", radius);
  gesta_svg_write(svg, ">");
  gesta_svg_hint(svg, node->name);
  gesta_svg_write(svg, "</circle>\n");
  gesta_svg_label(svg, node->x, node->y + radius + 12,
                  "text-anchor=\"middle\" stroke=\"#fff\" stroke-width=\"3\" "
                  "paint-order=\"stroke\"",
                  node->name, NAME_COLUMNS);
}

static void
draw(GestaDrawing *drawing, Network *network)
{
  place_nodes(network);
  const double top = gesta_drawing_begin(drawing, HEIGHT);
  fit(network, top);
  gesta_svg_print(&drawing->svg,
                  "<defs><marker id=\"chart-%zu-arrow\" viewBox=\"0 0 8 8\" "
                  "refX=\"4\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" "
                  "markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
                  "<path d=\"M0,0 L8,4 L0,8 z\" fill=\"#666\"/></marker>"
                  "</defs>\n",
                  drawing->chart->number);
  double heaviest = 0;
  for (size_t i = 0; i < network->edge_count; ++i) {
    const double weight = network->edges[i].weight;
    heaviest = weight > heaviest ? weight : heaviest;
  }
  for (size_t i = 0; i < network->edge_count; ++i) {
    draw_edge(drawing, network, &network->edges[i], heaviest);
  }
  for (size_t i = 0; i < network->node_count; ++i) {
    draw_node(drawing, network, &network->nodes[i]);
  }
  gesta_drawing_end(drawing);
}

void
gesta_report_network_draw(GestaDrawing *drawing)
{
  assert(drawing);

  GestaArena *const arena = &drawing->arena;
  const size_t rows = drawing->chart->rows->row_count;
  Network network = {.arena = arena};
  network.nodes = gesta_arena_allocate(arena, 2 * rows, sizeof *network.nodes);
  network.edges = gesta_arena_allocate(arena, rows, sizeof *network.edges);
  Name *const names = gesta_arena_allocate(arena, 2 * rows, sizeof *names);
  size_t *const places = gesta_arena_allocate(arena, 2 * rows, sizeof *places);
  const Node **const sorted = gesta_arena_allocate(arena, 2 * rows,
                                                   sizeof *sorted);
  if (!network.nodes || !network.edges || !names || !places || !sorted) {
    drawing->svg.status = GESTA_ERR_MEMORY;
    return;
  }
  collect(drawing, &network, names, places);
  join_edges(drawing, &network);
  keep_heaviest(drawing, &network, sorted, places);
  draw(drawing, &network);
}
