// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/parser/parser_training.h"

#include "extractor/model/learner.h"
#include "extractor/parser/arc_oracle.h"
#include "extractor/parser/move_list.h"
#include "extractor/parser/parse_features.h"

#include <assert.h>
#include <string.h>

enum { RARE_MOVE = 3 };          // moves of fewer arcs are not learnt
enum { WEIGHT_LIMIT = 1200000 }; // what is left out costs no accuracy
enum { WEIGHT_THRESHOLD = 16 };  // in sixteenths of an update
enum { EXPLORE_PERCENT = 90 };   // how often a wrong move is made, from epoch 2

// A sentence made ready: true heads, and for every word the relations allowed.
typedef struct Example {
  GestaParseWord *words;
  uint32_t *heads;            // the root is word_count + 1
  GestaStringView *relations; // true ones, perhaps with a star
  uint32_t *labels;           // their labels; UINT32_MAX: with a star, or rare
  size_t word_count;
} Example;

typedef struct Training {
  GestaAllocator *allocator;
  GestaArena arena;
  Example *examples;
  uint32_t *order;
  GestaSentenceSet sentences;
  GestaSentenceSet held_out;
  const GestaTrainingOptions *options;
  GestaMoveList moves;
  GestaLearner *learner;
  uint64_t random;
} Training;

static GestaStringView
base_of(GestaStringView relation)
{
  const char *colon = memchr(relation.data, ':', relation.size);
  return colon
           ? (GestaStringView){relation.data, (size_t)(colon - relation.data)}
           : relation;
}

static bool
has_star(GestaStringView relation)
{
  return relation.size > 2
         && !memcmp(relation.data + relation.size - 2, ":*", 2);
}

static GestaStatus
add_name(GestaSymbolList *names, const char *move, GestaStringView relation,
         GestaArena *arena)
{
  const size_t size = strlen(move) + relation.size;
  char *text = gesta_arena_allocate(arena, size, 1);
  if (!text) {
    return GESTA_ERR_MEMORY;
  }
  const size_t move_size = strlen(move);
  memcpy(text, move, move_size); // NOLINT(bugprone-not-null-terminated-result)
  memcpy(text + move_size, relation.data, relation.size);
  uint32_t symbol = 0;
  return gesta_symbol_list_add(names, (GestaStringView){text, size}, &symbol);
}

// Count the moves that the trees need.
static GestaStatus
count_moves(Training *training, GestaSymbolList *names)
{
  for (size_t s = 0; s < training->sentences.count; ++s) {
    const GestaSentence *sentence = training->sentences.items[s];
    for (size_t i = 1; i <= sentence->word_count; ++i) {
      const GestaWord *word = &sentence->words[i];
      if (word->head == 0 || has_star(word->relation)) {
        continue;
      }
      const char *move = word->head > i ? "left " : "right ";
      const GestaStatus status = add_name(names, move, word->relation,
                                          &training->arena);
      if (status) {
        return status;
      }
    }
  }
  return GESTA_OK;
}

static GestaStatus
collect_moves(Training *training, GestaTextBuffer *part)
{
  GestaSymbolList found;
  GestaSymbolList kept;
  gesta_symbol_list_init(&found, training->allocator);
  gesta_symbol_list_init(&kept, training->allocator);
  GestaStatus status = count_moves(training, &found);
  uint32_t symbol = 0;
  if (!status) {
    status = gesta_symbol_list_add(&kept, gesta_view("shift"), &symbol);
  }
  if (!status) {
    status = gesta_symbol_list_add(&kept, gesta_view("left root"), &symbol);
  }
  static const char *const always[] = {"left dep", "right dep"};
  for (size_t i = 0; i < 2 && !status; ++i) {
    status = gesta_symbol_list_add(&kept, gesta_view(always[i]), &symbol);
  }
  for (size_t i = 0; i < found.count && !status; ++i) {
    if (found.uses[i] >= RARE_MOVE && kept.count < GESTA_CLASS_LIMIT) {
      status = gesta_symbol_list_add(&kept, found.names[i], &symbol);
    }
  }
  if (!status) {
    status = gesta_symbol_list_write(&kept, part);
  }
  gesta_symbol_list_clear(&found);
  gesta_symbol_list_clear(&kept);
  if (!status) {
    status = gesta_move_list_read(&training->moves, training->allocator,
                                  gesta_text_buffer_view(part));
  }
  return status;
}

static GestaStatus
prepare_example(Training *training, size_t index)
{
  const GestaSentence *sentence = training->sentences.items[index];
  const size_t n = sentence->word_count;
  GestaArena *arena = &training->arena;
  Example *example = &training->examples[index];
  example->word_count = n;
  example->heads = gesta_arena_allocate(arena, n + 1, sizeof(uint32_t));
  example->labels = gesta_arena_allocate(arena, n + 1, sizeof(uint32_t));
  example->relations = gesta_arena_allocate(arena, n + 1,
                                            sizeof *example->relations);
  if (!example->heads || !example->labels || !example->relations) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 1; i <= n; ++i) {
    const GestaWord *word = &sentence->words[i];
    example->heads[i] = word->head == 0 ? (uint32_t)n + 1 : word->head;
    example->relations[i] = word->relation;
    if (has_star(word->relation)
        || gesta_symbol_list_find(&training->moves.relations, word->relation,
                                  &example->labels[i])
             != GESTA_OK) {
      example->labels[i] = UINT32_MAX;
    }
  }
  return gesta_parse_words(sentence, arena, &example->words);
}

// Whether a label is right for a word: its relation, or a subtype where the
// treebank does not tell, or anything of the same base where it is too rare.
static bool
label_fits(const Training *training, const Example *example, uint32_t word,
           uint32_t label)
{
  if (example->labels[word] != UINT32_MAX) {
    return example->labels[word] == label;
  }
  const GestaStringView relation = training->moves.relations.names[label];
  const GestaStringView wanted = example->relations[word];
  const bool same_base = gesta_view_equal(base_of(relation), base_of(wanted));
  return same_base
         && (!has_star(wanted) || base_of(relation).size < relation.size);
}

// The best possible move, and the best right one: one of least cost that gives
// a true arc its relation.
//
// returns  false if no right move is in the list (a rare relation)
static bool
rank_moves(const Training *training, const Example *example,
           const GestaConfiguration *configuration, const int32_t *scores,
           size_t best[2])
{
  const bool at_root = gesta_configuration_at_root(configuration);
  bool allowed[GESTA_MOVE_COUNT];
  unsigned costs[GESTA_MOVE_COUNT] = {UINT32_MAX, UINT32_MAX, UINT32_MAX};
  unsigned least = UINT32_MAX;
  for (size_t m = 0; m < GESTA_MOVE_COUNT; ++m) {
    allowed[m] = gesta_configuration_allows(configuration, (GestaMove)m);
    if (allowed[m]) {
      costs[m] = gesta_arc_cost(configuration, example->heads, (GestaMove)m);
      least = costs[m] < least ? costs[m] : least;
    }
  }
  const uint32_t top = gesta_configuration_top(configuration, 0);
  const uint32_t below = gesta_configuration_top(configuration, 1);
  const size_t none = training->moves.names.count;
  best[0] = none;
  best[1] = none;
  for (size_t i = 0; i < none; ++i) {
    const GestaLabelledMove *move = &training->moves.moves[i];
    if (!gesta_move_fits(move, at_root, allowed)) {
      continue;
    }
    if (best[0] == none || scores[i] > scores[best[0]]) {
      best[0] = i;
    }
    if (costs[move->move] != least
        || (best[1] != none && scores[i] <= scores[best[1]])) {
      continue;
    }
    const uint32_t head = move->move == GESTA_MOVE_LEFT ? configuration->front
                                                        : below;
    if (move->move == GESTA_MOVE_SHIFT || example->heads[top] != head
        || move->is_root || label_fits(training, example, top, move->label)) {
      best[1] = i;
    }
  }
  return best[1] != none;
}

static GestaStatus
learn_sentence(Training *training, const Example *example, bool explore,
               GestaArena *scratch, size_t *rights, size_t *decisions)
{
  GestaConfiguration configuration;
  GestaStatus status = gesta_configuration_init(&configuration,
                                                example->word_count, scratch);
  if (status) {
    return status;
  }
  GestaFeatureKey keys[GESTA_FEATURE_LIMIT];
  int32_t scores[GESTA_CLASS_LIMIT];
  while (!gesta_configuration_done(&configuration)) {
    size_t next = 0;
    if (configuration.depth == 0) {
      next = 0; // shift
    } else if (gesta_configuration_at_root(&configuration)
               && configuration.depth == 1) {
      next = 1; // left root
    } else {
      const size_t count = gesta_parse_keys(&configuration, example->words,
                                            keys);
      gesta_learner_score(training->learner, keys, count, scores);
      size_t best[2];
      gesta_learner_step(training->learner);
      ++*decisions;
      if (!rank_moves(training, example, &configuration, scores, best)
          || best[0] == best[1]) {
        ++*rights;
        next = best[0];
      } else {
        status = gesta_learner_update(training->learner, keys, count,
                                      (uint32_t)best[1], (uint32_t)best[0]);
        if (status) {
          return status;
        }
        const bool err = explore
                         && gesta_random_next(&training->random) % 100
                              < EXPLORE_PERCENT;
        next = best[err ? 0 : 1];
      }
    }
    const GestaLabelledMove *move = &training->moves.moves[next];
    gesta_configuration_make(&configuration, move->move, move->label,
                             move->is_case);
  }
  return GESTA_OK;
}

// Parse held-out sentences with the weights so far: the share of words with
// the right head and, without subtypes, relation.
static GestaStatus
measure(const Training *training, GestaStringView moves, double *accuracy)
{
  GestaTextBuffer weights;
  GestaArena arena;
  GestaParser *parser = NULL;
  gesta_text_buffer_init(&weights, training->allocator);
  gesta_arena_init(&arena, training->allocator);
  GestaStatus status = gesta_learner_freeze(training->learner, WEIGHT_THRESHOLD,
                                            WEIGHT_LIMIT, &weights);
  if (status) {
    goto done;
  }
  const GestaStringView parts[] = {moves, gesta_text_buffer_view(&weights)};
  status = gesta_parser_open(training->allocator, parts, &parser);
  if (status) {
    goto done;
  }
  size_t right = 0;
  size_t total = 0;
  for (size_t s = 0; s < training->held_out.count; ++s) {
    const GestaSentence *gold = training->held_out.items[s];
    GestaSentence copy = *gold;
    gesta_arena_reset(&arena);
    copy.words = gesta_arena_allocate(&arena, gold->word_count + 1,
                                      sizeof *copy.words);
    if (!copy.words) {
      status = GESTA_ERR_MEMORY;
      goto done;
    }
    memcpy(copy.words, gold->words,
           (gold->word_count + 1) * sizeof *copy.words);
    status = gesta_parser_parse(parser, &arena, &copy);
    if (status) {
      goto done;
    }
    for (size_t i = 1; i <= gold->word_count; ++i) {
      right += copy.words[i].head == gold->words[i].head
               && gesta_view_equal(base_of(copy.words[i].relation),
                                   base_of(gold->words[i].relation));
    }
    total += gold->word_count;
  }
  *accuracy = total ? (double)right / (double)total : -1.0;

done:
  gesta_parser_close(parser);
  gesta_arena_clear(&arena);
  gesta_text_buffer_clear(&weights);
  return status;
}

static GestaStatus
report_epoch(const Training *training, unsigned epoch, double accuracy,
             GestaStringView moves)
{
  GestaTrainingProgress *progress = training->options->progress;
  if (!progress) {
    return GESTA_OK;
  }
  GestaTrainingReport report = {"parser", training->options->fold,
                                epoch,    training->options->epochs,
                                accuracy, -1.0};
  if (training->held_out.count > 0) {
    const GestaStatus status = measure(training, moves, &report.held_out);
    if (status) {
      return status;
    }
  }
  progress->report(progress, &report);
  return GESTA_OK;
}

static GestaStatus
run_epochs(Training *training, GestaStringView moves)
{
  GestaArena scratch;
  gesta_arena_init(&scratch, training->allocator);
  GestaStatus status = GESTA_OK;
  const size_t count = training->sentences.count;
  for (unsigned epoch = 1; epoch <= training->options->epochs && !status;
       ++epoch) {
    size_t rights = 0;
    size_t decisions = 1;
    gesta_random_shuffle(&training->random, training->order, count);
    for (size_t k = 0; k < count && !status; ++k) {
      gesta_arena_reset(&scratch);
      status = learn_sentence(training, &training->examples[training->order[k]],
                              epoch > 1, &scratch, &rights, &decisions);
    }
    if (!status) {
      status = report_epoch(training, epoch, (double)rights / (double)decisions,
                            moves);
    }
  }
  gesta_arena_clear(&scratch);
  return status;
}

GestaStatus
gesta_parser_train(GestaAllocator *allocator, GestaSentenceSet sentences,
                   GestaSentenceSet held_out,
                   const GestaTrainingOptions *options,
                   GestaTextBuffer parts[GESTA_PARSER_PART_COUNT])
{
  assert(allocator && options && parts && sentences.count > 0);
  Training training = {.allocator = allocator,
                       .sentences = sentences,
                       .held_out = held_out,
                       .options = options,
                       .random = options->seed};
  GestaArena *arena = &training.arena;
  gesta_arena_init(arena, allocator);
  gesta_symbol_list_init(&training.moves.names, allocator);
  gesta_symbol_list_init(&training.moves.relations, allocator);
  GestaStatus status = collect_moves(&training, &parts[GESTA_PARSER_MOVES]);
  if (status) {
    goto done;
  }
  status = GESTA_ERR_MEMORY;
  training.examples = gesta_arena_allocate(arena, sentences.count,
                                           sizeof *training.examples);
  training.order = gesta_arena_allocate(arena, sentences.count,
                                        sizeof *training.order);
  if (!training.examples || !training.order) {
    goto done;
  }
  for (size_t s = 0; s < sentences.count; ++s) {
    training.order[s] = (uint32_t)s;
    status = prepare_example(&training, s);
    if (status) {
      goto done;
    }
  }
  status = gesta_learner_new(allocator, (uint32_t)training.moves.names.count,
                             &training.learner);
  if (status) {
    goto done;
  }
  status = run_epochs(&training,
                      gesta_text_buffer_view(&parts[GESTA_PARSER_MOVES]));
  if (status) {
    goto done;
  }
  status = gesta_learner_freeze(training.learner, WEIGHT_THRESHOLD,
                                WEIGHT_LIMIT, &parts[GESTA_PARSER_WEIGHTS]);

done:
  gesta_learner_free(training.learner);
  gesta_move_list_clear(&training.moves);
  gesta_arena_clear(arena);
  return status;
}
