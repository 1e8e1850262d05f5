// SPDX-License-Identifier: GPL-3.0-or-later
// A B+tree takes a sorted run several times as fast as the same keys at random,
// and leaves full pages behind if nothing comes later that belongs in between.
// Therefore all new quads of a transaction are sorted, however many they are:
// whole runs by radix, then merged.
//
// Radix sorting is stable, so that the order which the quads have already makes
// the next one cheap: what is sorted by s, p, o becomes sorted by o, s, p when
// it is sorted by o.  The table `steps` is the chain of those orders.
//
// 1. Every run in the file has run_size quads, except that the last one may be
//    shorter.
// 2. After a sort each run is in the order of the table that was told, and a
//    head stands in each of them.
// 3. The file has no name, so that it goes with the process.

#include "graph/store/quad_runs.h"

#include "graph/store/quad_tuple.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_ROOM = 64, RADIX = 256, PARTS = 4, MOST_STEPS = 6 };

typedef struct Step {
  GestaIndexFamily family;
  GestaIndexOrder order;
  unsigned char count;
  unsigned char part[PARTS]; ///< what to sort by, one after the other
} Step;

// Parts: 0 subject, 1 predicate, 2 object, 3 graph.
static const Step steps[2][MOST_STEPS] = {
  {
    {GESTA_FAMILY_DEFAULT, GESTA_ORDER_SPO, 3, {2, 1, 0}},
    {GESTA_FAMILY_DEFAULT, GESTA_ORDER_OSP, 1, {2}},
    {GESTA_FAMILY_DEFAULT, GESTA_ORDER_POS, 1, {1}},
  },
  {
    {GESTA_FAMILY_NAMED, GESTA_ORDER_SPO, 4, {3, 2, 1, 0}},
    {GESTA_FAMILY_NAMED, GESTA_ORDER_OSP, 1, {2}},
    {GESTA_FAMILY_NAMED, GESTA_ORDER_POS, 1, {1}},
    {GESTA_FAMILY_GRAPH, GESTA_ORDER_POS, 1, {3}},
    {GESTA_FAMILY_GRAPH, GESTA_ORDER_SPO, 2, {0, 3}},
    {GESTA_FAMILY_GRAPH, GESTA_ORDER_OSP, 2, {2, 3}},
  },
};
static const size_t step_count[2] = {3, 6};

// Where a run is being read.
struct GestaRunHead {
  uint64_t high; ///< the quad at hand, as two numbers in the order of the table
  uint64_t low;
  GestaPackedQuad *quads; ///< a part of the run
  size_t at;
  size_t count; ///< quads of that part
  size_t room;
  size_t next; ///< quad of the file that comes after it
  size_t end;
};

void
gesta_quad_runs_init(GestaQuadRuns *runs, GestaAllocator *allocator,
                     const char *path, size_t run_size)
{
  assert(runs && allocator && path && run_size > 0);

  *runs = (GestaQuadRuns){
    .allocator = allocator, .path = path, .run_size = run_size, .file = -1};
}

void
gesta_quad_runs_clear(GestaQuadRuns *runs)
{
  if (runs->file >= 0) {
    (void)close(runs->file);
  }
  gesta_release(runs->allocator, runs->quads);
  gesta_release(runs->allocator, runs->head);
  gesta_quad_runs_init(runs, runs->allocator, runs->path, runs->run_size);
}

// Make a file without a name in the directory of the graph, where there is room
// for quads (invariant 3).
static GestaStatus
open_file(GestaQuadRuns *runs)
{
  const size_t size = strlen(runs->path) + sizeof ".new-XXXXXX";
  char *name = gesta_allocate(runs->allocator, size, 1);
  if (!name) {
    return GESTA_ERR_MEMORY;
  }
  (void)snprintf(name, size, "%s", runs->path);
  char *const slash = strrchr(name, '/');
  if (slash) {
    slash[slash == name] = '\0';
  }
  runs->file = open(slash ? name : ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (runs->file < 0) { // a file system that has no such files
    (void)snprintf(name, size, "%s.new-XXXXXX", runs->path);
    runs->file = mkostemp(name, O_CLOEXEC);
    if (runs->file >= 0) {
      (void)unlink(name);
    }
  }
  gesta_release(runs->allocator, name);
  return runs->file < 0 ? GESTA_ERR_STORAGE : GESTA_OK;
}

// Write or read quads at a place of the file.
static GestaStatus
move_quads(const GestaQuadRuns *runs, bool write, GestaPackedQuad *quads,
           size_t count, size_t place)
{
  char *bytes = (char *)quads;
  size_t left = count * sizeof *quads;
  off_t offset = (off_t)(place * sizeof *quads); // of a file: it fits
  while (left > 0) {
    const ssize_t moved = write ? pwrite(runs->file, bytes, left, offset)
                                : pread(runs->file, bytes, left, offset);
    if (moved < 0 && errno == EINTR) {
      continue;
    }
    if (moved <= 0) {
      return GESTA_ERR_STORAGE;
    }
    bytes += moved;
    left -= (size_t)moved;
    offset += moved;
  }
  return GESTA_OK;
}

// Move the run in memory to the file.
static GestaStatus
spill(GestaQuadRuns *runs)
{
  GestaStatus status = runs->file < 0 ? open_file(runs) : GESTA_OK;
  if (status == GESTA_OK) {
    status = move_quads(runs, true, runs->quads, runs->count,
                        runs->run_count * runs->run_size);
  }
  if (status == GESTA_OK) {
    ++runs->run_count;
    runs->last_size = runs->count;
    runs->count = 0;
  }
  return status;
}

static GestaStatus
grow(GestaQuadRuns *runs, size_t room)
{
  GestaPackedQuad *grown = runs->allocator->resize(runs->allocator, runs->quads,
                                                   room * sizeof *grown);
  if (!grown) {
    return GESTA_ERR_MEMORY;
  }
  runs->quads = grown;
  runs->room = room;
  return GESTA_OK;
}

GestaStatus
gesta_quad_runs_add(GestaQuadRuns *runs, const GestaPackedQuad *quad)
{
  assert(runs && quad && runs->order == 0);

  GestaStatus status = GESTA_OK;
  if (runs->count == runs->run_size) {
    status = spill(runs);
  } else if (runs->count == runs->room) {
    const size_t room = runs->room ? runs->room * 2 : FIRST_ROOM;
    status = grow(runs, room < runs->run_size ? room : runs->run_size);
  }
  if (status == GESTA_OK) {
    runs->quads[runs->count++] = *quad;
  }
  return status;
}

// Sort by one part; `from` and `to` change places with each pass.
static void
sort_by_part(GestaPackedQuad **from, GestaPackedQuad **to, size_t count,
             size_t part)
{
  size_t place[GESTA_ID_SIZE][RADIX] = {{0}};
  for (size_t i = 0; i < count; ++i) {
    const uint32_t id = (*from)[i].id[part];
    for (size_t byte = 0; byte < GESTA_ID_SIZE; ++byte) {
      ++place[byte][id >> (8 * byte) & (RADIX - 1)];
    }
  }
  for (size_t byte = 0; byte < GESTA_ID_SIZE; ++byte) {
    const unsigned shift = (unsigned)(8 * byte);
    if (place[byte][(*from)[0].id[part] >> shift & (RADIX - 1)] == count) {
      continue; // all alike
    }
    size_t sum = 0;
    for (size_t i = 0; i < RADIX; ++i) {
      const size_t here = place[byte][i];
      place[byte][i] = sum;
      sum += here;
    }
    for (size_t i = 0; i < count; ++i) {
      const uint32_t id = (*from)[i].id[part];
      (*to)[place[byte][id >> shift & (RADIX - 1)]++] = (*from)[i];
    }
    GestaPackedQuad *const sorted = *to;
    *to = *from;
    *from = sorted;
  }
}

static void
sort_run(GestaQuadRuns *runs, GestaPackedQuad **spare, size_t count,
         const Step *step)
{
  for (size_t i = 0; count > 1 && i < step->count; ++i) {
    sort_by_part(&runs->quads, spare, count, step->part[i]);
  }
}

static size_t
size_of_run(const GestaQuadRuns *runs, size_t run)
{
  return run + 1 < runs->run_count ? runs->run_size : runs->last_size;
}

static GestaStatus
sort_file(GestaQuadRuns *runs, GestaPackedQuad **spare, const Step *step)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; status == GESTA_OK && i < runs->run_count; ++i) {
    const size_t count = size_of_run(runs, i);
    status = move_quads(runs, false, runs->quads, count, i * runs->run_size);
    if (status == GESTA_OK) {
      sort_run(runs, spare, count, step);
      status = move_quads(runs, true, runs->quads, count, i * runs->run_size);
    }
  }
  return status;
}

// The step that the last sort took.
static const Step *
last_step(const GestaQuadRuns *runs)
{
  return &steps[runs->is_named][runs->order - 1];
}

// Stand on the next quad of a run.
//
// returns  GESTA_OK, or GESTA_END
static GestaStatus
advance(const GestaQuadRuns *runs, GestaRunHead *head)
{
  if (head->at == head->count) {
    const size_t left = head->end - head->next;
    const size_t count = left < head->room ? left : head->room;
    if (count == 0) {
      return GESTA_END;
    }
    const GestaStatus status = move_quads(runs, false, head->quads, count,
                                          head->next);
    if (status) {
      return status;
    }
    head->at = 0;
    head->count = count;
    head->next += count;
  }
  const Step *const step = last_step(runs);
  const unsigned char *const part = gesta_part_at[step->family][step->order];
  const uint32_t *const id = head->quads[head->at++].id;
  head->high = (uint64_t)id[part[0]] << 32U | id[part[1]];
  head->low = (uint64_t)id[part[2]] << 32U | id[part[3]];
  return GESTA_OK;
}

static bool
is_before(const GestaRunHead *a, const GestaRunHead *b)
{
  return a->high != b->high ? a->high < b->high : a->low < b->low;
}

// Let a head sink to its place in the heap.
static void
sink(GestaQuadRuns *runs, size_t at)
{
  GestaRunHead *const head = runs->head;
  const GestaRunHead moved = head[at];
  for (;;) {
    size_t child = 2 * at + 1;
    if (child >= runs->head_count) {
      break;
    }
    if (child + 1 < runs->head_count
        && is_before(&head[child + 1], &head[child])) {
      ++child;
    }
    if (!is_before(&head[child], &moved)) {
      break;
    }
    head[at] = head[child];
    at = child;
  }
  head[at] = moved;
}

// Put a head into each run (invariant 2); those of the file share the memory.
static GestaStatus
begin_merge(GestaQuadRuns *runs)
{
  const size_t count = runs->run_count > 0 ? runs->run_count : 1;
  GestaStatus status = runs->room < count ? grow(runs, count) : GESTA_OK;
  if (status == GESTA_OK && !runs->head) {
    runs->head = gesta_allocate(runs->allocator, count, sizeof *runs->head);
    status = runs->head ? GESTA_OK : GESTA_ERR_MEMORY;
  }
  const size_t room = runs->room / count;
  for (size_t i = 0; status == GESTA_OK && i < count; ++i) {
    const size_t start = i * runs->run_size;
    runs->head[i] = runs->run_count > 0
                      ? (GestaRunHead){.quads = runs->quads + i * room,
                                       .room = room,
                                       .next = start,
                                       .end = start + size_of_run(runs, i)}
                      : (GestaRunHead){.quads = runs->quads,
                                       .count = runs->count};
    status = advance(runs, &runs->head[i]); // no run is empty
  }
  runs->head_count = count;
  for (size_t i = count / 2; status == GESTA_OK && i-- > 0;) {
    sink(runs, i);
  }
  return status;
}

// Find out which chain of orders the quads go through.
static GestaStatus
choose_steps(GestaQuadRuns *runs)
{
  GestaPackedQuad first = {{0}};
  GestaStatus status = GESTA_OK;
  if (runs->run_count > 0) {
    status = move_quads(runs, false, &first, 1, 0);
  } else {
    first = runs->quads[0];
  }
  runs->is_named = first.id[3] != 0;
  return status;
}

GestaStatus
gesta_quad_runs_sort(GestaQuadRuns *runs, GestaIndexFamily *family,
                     GestaIndexOrder *order)
{
  assert(runs && family && order && !gesta_quad_runs_is_empty(runs));

  GestaStatus status = GESTA_OK;
  if (runs->run_count > 0 && runs->count > 0) {
    status = spill(runs);
  }
  if (status == GESTA_OK && runs->order == 0) {
    status = choose_steps(runs);
  }
  if (status == GESTA_OK && runs->order == step_count[runs->is_named]) {
    status = GESTA_END;
  }
  if (status) {
    return status;
  }
  GestaPackedQuad *spare = gesta_allocate(runs->allocator, runs->room,
                                          sizeof *spare);
  if (!spare) {
    return GESTA_ERR_MEMORY;
  }
  const Step *const step = &steps[runs->is_named][runs->order++];
  if (runs->run_count > 0) {
    status = sort_file(runs, &spare, step);
  } else {
    sort_run(runs, &spare, runs->count, step);
  }
  gesta_release(runs->allocator, spare); // whichever of the two it is now
  if (status == GESTA_OK) {
    status = begin_merge(runs);
  }
  if (status == GESTA_OK) {
    *family = step->family;
    *order = step->order;
  }
  return status;
}

static bool
is_same(const GestaPackedQuad *a, const GestaPackedQuad *b)
{
  return a->id[0] == b->id[0] && a->id[1] == b->id[1] && a->id[2] == b->id[2]
         && a->id[3] == b->id[3];
}

// Take the least quad, which the first head stands on.
static GestaStatus
take_least(GestaQuadRuns *runs, GestaPackedQuad *quad)
{
  GestaRunHead *const head = &runs->head[0];
  *quad = head->quads[head->at - 1];
  const GestaStatus status = advance(runs, head);
  if (status == GESTA_END) {
    runs->head[0] = runs->head[--runs->head_count];
  } else if (status) {
    return status;
  }
  if (runs->head_count > 1) {
    sink(runs, 0);
  }
  return GESTA_OK;
}

GestaStatus
gesta_quad_runs_read(GestaQuadRuns *runs, GestaPackedQuad *quads, size_t room,
                     size_t *count)
{
  assert(runs && quads && room > 0 && count && runs->order > 0);

  size_t done = 0;
  while (done < room && runs->head_count > 0) {
    GestaPackedQuad quad;
    GestaStatus status = take_least(runs, &quad);
    // Equal ones come one after the other.
    while (status == GESTA_OK && runs->head_count > 0
           && is_same(&runs->head[0].quads[runs->head[0].at - 1], &quad)) {
      status = take_least(runs, &quad);
    }
    if (status) {
      return status;
    }
    quads[done++] = quad;
  }
  if (done == 0) {
    return GESTA_END;
  }
  *count = done;
  return GESTA_OK;
}
