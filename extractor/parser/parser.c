// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/parser/parser.h"

#include "extractor/model/weight_table.h"
#include "extractor/parser/arc_hybrid.h"
#include "extractor/parser/move_list.h"
#include "extractor/parser/parse_features.h"

#include <assert.h>

struct GestaParser {
  GestaAllocator *allocator; // borrowed
  GestaWeightTable weights;
  GestaMoveList moves;
};

const char *
gesta_parser_part_name(GestaParserPart part)
{
  static const char *const names[] = {"moves", "parser"};
  return names[part];
}

GestaStatus
gesta_parser_open(GestaAllocator *allocator,
                  const GestaStringView parts[GESTA_PARSER_PART_COUNT],
                  GestaParser **parser)
{
  assert(allocator && parts && parser);
  GestaParser *opened = gesta_allocate(allocator, 1, sizeof *opened);
  if (!opened) {
    return GESTA_ERR_MEMORY;
  }
  *opened = (GestaParser){.allocator = allocator};
  GestaStatus status = gesta_weight_table_open(parts[GESTA_PARSER_WEIGHTS],
                                               &opened->weights);
  if (status) {
    gesta_release(allocator, opened);
    return status;
  }
  status = gesta_move_list_read(&opened->moves, allocator,
                                parts[GESTA_PARSER_MOVES]);
  if (status) {
    gesta_release(allocator, opened);
    return status;
  }
  if (opened->moves.names.count != opened->weights.class_count) {
    gesta_parser_close(opened);
    return GESTA_ERR_CORRUPT;
  }
  *parser = opened;
  return GESTA_OK;
}

void
gesta_parser_close(GestaParser *parser)
{
  if (parser) {
    gesta_move_list_clear(&parser->moves);
    gesta_release(parser->allocator, parser);
  }
}

// The best possible move.  Where only one is left, nothing is computed.
static size_t
choose(const GestaParser *parser, const GestaConfiguration *configuration,
       const GestaParseWord *words)
{
  const bool at_root = gesta_configuration_at_root(configuration);
  if (!at_root && configuration->depth == 0) {
    return 0; // shift
  }
  if (at_root && configuration->depth == 1) {
    return 1; // left root
  }
  bool allowed[GESTA_MOVE_COUNT];
  for (size_t m = 0; m < GESTA_MOVE_COUNT; ++m) {
    allowed[m] = gesta_configuration_allows(configuration, (GestaMove)m);
  }
  GestaFeatureKey keys[GESTA_FEATURE_LIMIT];
  int32_t scores[GESTA_CLASS_LIMIT];
  const size_t count = gesta_parse_keys(configuration, words, keys);
  gesta_weight_table_score(&parser->weights, keys, count, scores);
  const GestaLabelledMove *moves = parser->moves.moves;
  size_t best = parser->moves.names.count;
  for (size_t i = 0; i < parser->moves.names.count; ++i) {
    if (gesta_move_fits(&moves[i], at_root, allowed)
        && (best == parser->moves.names.count || scores[i] > scores[best])) {
      best = i;
    }
  }
  if (best == parser->moves.names.count) {
    return 1; // a model without any "right": the root takes what is left
  }
  return best;
}

GestaStatus
gesta_parser_parse(const GestaParser *parser, GestaArena *arena,
                   GestaSentence *sentence)
{
  assert(parser && arena && sentence);
  if (sentence->word_count == 0) {
    return GESTA_OK;
  }
  GestaConfiguration configuration;
  GestaStatus status = gesta_configuration_init(&configuration,
                                                sentence->word_count, arena);
  if (status) {
    return status;
  }
  GestaParseWord *words = NULL;
  status = gesta_parse_words(sentence, arena, &words);
  if (status) {
    return status;
  }
  while (!gesta_configuration_done(&configuration)) {
    const GestaLabelledMove *move =
      &parser->moves.moves[choose(parser, &configuration, words)];
    gesta_configuration_make(&configuration, move->move, move->label,
                             move->is_case);
  }
  for (size_t i = 1; i <= sentence->word_count; ++i) {
    const GestaNode *node = &configuration.nodes[i];
    sentence->words[i].head = node->head > sentence->word_count ? 0
                                                                : node->head;
    sentence->words[i].relation = parser->moves.relations.names[node->label];
  }
  return GESTA_OK;
}
