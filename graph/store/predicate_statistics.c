// SPDX-License-Identifier: GPL-3.0-or-later
// The quads of a rare predicate are read.  Of a frequent one:
//
// Objects are counted by leaping from one to the next while they are few.  If
// they are many, the range of their ids is cut into strata of equal width, and
// the density of objects behind the start of each is taken for that of all of
// it.
//
// Subjects are not in order under a predicate.  A quad whose subject has m
// quads of the predicate stands for 1/m subjects, so that the mean of 1/m over
// a sample, times the quads, is the number of subjects.
//
// source  D. G. Horvitz, D. J. Thompson: A generalization of sampling without
//         replacement from a finite universe, 1952

#include "graph/store/predicate_statistics.h"

#include "graph/store/quad_count.h"
#include "graph/store/quad_scan.h"
#include "graph/store/quad_tuple.h"

#include <assert.h>
#include <string.h>

enum {
  MOST_READ = 4096,
  SLOTS = 2 * MOST_READ, // a power of two
  MOST_LEAPS = 64,
  STRATA = 32,
  SAMPLE = 4, // quads a stratum
};

// Put a number into a table of open addresses.
static bool
insert(uint32_t slots[SLOTS], uint32_t number)
{
  size_t at = (number * UINT32_C(2654435761)) >> 19; // 13 bits are left
  static_assert(SLOTS == 1 << 13, "as many as the bits can tell");
  while (slots[at] != 0 && slots[at] != number) {
    at = (at + 1) % SLOTS;
  }
  const bool is_new = slots[at] == 0;
  slots[at] = number;
  return is_new;
}

// Read all quads of the predicate.
static GestaStatus
count_all(GestaIndexScan *scan, GestaPredicateStatistics *statistics)
{
  enum { BATCH = 128 };
  uint32_t slots[SLOTS] = {0};
  GestaQuadIds quads[BATCH];
  GestaTermId object = GESTA_NO_TERM;
  size_t count = 0;
  size_t read = 0; // no more than there is room for, whatever LMDB counted
  GestaStatus status = GESTA_OK;
  while (status == GESTA_OK && read <= MOST_READ - BATCH) {
    status = gesta_index_scan_read(scan, quads, BATCH, &count);
    for (size_t i = 0; status == GESTA_OK && i < count; ++i) {
      statistics->object_count += quads[i].object != object;
      object = quads[i].object;
      statistics->subject_count += insert(slots, (uint32_t)quads[i].subject);
    }
    read += status == GESTA_OK ? count : 0;
  }
  return status == GESTA_END ? GESTA_OK : status;
}

static uint32_t
object_at(const GestaIndexScan *scan, const unsigned char *entry)
{
  return gesta_get_id(entry + scan->prefix_size);
}

// Leap from object to object.
//
// returns  GESTA_OK and *count, or GESTA_NOT_FOUND if they are too many
static GestaStatus
count_objects(GestaIndexScan *scan, uint64_t *count)
{
  uint64_t found = 0;
  while (scan->entry < scan->stop) {
    if (++found > MOST_LEAPS) {
      return GESTA_NOT_FOUND;
    }
    const uint32_t object = object_at(scan, scan->entry);
    if (object == UINT32_MAX) {
      break;
    }
    const GestaStatus status = gesta_index_scan_skip(scan, object + 1);
    if (status) {
      return status;
    }
  }
  *count = found;
  return GESTA_OK;
}

typedef struct Sample {
  GestaIndexScan *scan;    // by predicate, object
  GestaIndexScan subjects; // by subject, predicate
  double objects;          // sum of the estimates of all strata
  double shares;           // sum of 1/m
  size_t share_count;
} Sample;

// How many objects the page at hand holds from its first entry up to an id.
static size_t
count_objects_here(const GestaIndexScan *scan, uint64_t limit)
{
  size_t count = 0;
  uint32_t object = 0;
  for (const unsigned char *entry = scan->entry; entry < scan->stop;
       entry += scan->value_size) {
    const uint32_t next = object_at(scan, entry);
    if (next >= limit) {
      break;
    }
    count += next != object;
    object = next;
  }
  return count;
}

// Look at some quads of the page at hand, which hold the subject after the
// object.
static GestaStatus
sample_subjects(Sample *sample, uint32_t predicate)
{
  const GestaIndexScan *scan = sample->scan;
  const size_t here = (size_t)(scan->stop - scan->entry) / scan->value_size;
  for (size_t i = 0; i < SAMPLE && i < here; ++i) {
    const unsigned char *entry = scan->entry
                                 + here * i / SAMPLE * scan->value_size;
    const GestaPackedQuad pattern = {
      {gesta_get_id(entry + GESTA_ID_SIZE), predicate, 0, 0}};
    uint64_t count = 0;
    bool over = false;
    GestaStatus status = gesta_index_scan_seek(&sample->subjects, &pattern);
    if (status == GESTA_OK) {
      status = gesta_index_scan_count(&sample->subjects, SAMPLE, &count, &over);
    }
    if (status == GESTA_OK && count == 0) {
      status = GESTA_ERR_CORRUPT;
    }
    if (status) {
      return status;
    }
    sample->shares += 1 / (double)count;
    ++sample->share_count;
  }
  return GESTA_OK;
}

static GestaStatus
take_samples(Sample *sample, uint32_t predicate, uint32_t low, uint32_t high)
{
  const uint64_t range = (uint64_t)high - low + 1;
  for (uint64_t i = 0; i < STRATA; ++i) {
    const uint64_t start = low + range * i / STRATA;
    const uint64_t end = low + range * (i + 1) / STRATA;
    GestaStatus status = gesta_index_scan_skip(sample->scan, (uint32_t)start);
    if (status) {
      return status;
    }
    const GestaIndexScan *scan = sample->scan;
    if (scan->entry == scan->stop || start == end) {
      continue;
    }
    const uint32_t last = object_at(scan, scan->stop - scan->value_size);
    const uint64_t limit = last + UINT64_C(1) < end ? last + UINT64_C(1) : end;
    sample->objects += (double)count_objects_here(scan, limit)
                       * (double)(end - start) / (double)(limit - start);
    status = sample_subjects(sample, predicate);
    if (status) {
      return status;
    }
  }
  return GESTA_OK;
}

// The greatest object of the predicate, or a little more.
static GestaStatus
find_last_object(GestaIndexScan *scan, uint32_t low, uint32_t *last)
{
  uint64_t high = (uint64_t)UINT32_MAX + 1;
  uint64_t reached = low;
  while (high - reached > 1) {
    const uint64_t middle = reached + (high - reached) / 2;
    const GestaStatus status = gesta_index_scan_skip(scan, (uint32_t)middle);
    if (status) {
      return status;
    }
    if (scan->entry == scan->stop) {
      high = middle;
    } else {
      reached = object_at(scan, scan->stop - scan->value_size);
      reached = reached < middle ? middle : reached;
    }
  }
  *last = (uint32_t)reached;
  return GESTA_OK;
}

static GestaStatus
estimate(const GestaQuadTables *tables, MDB_txn *txn, GestaIndexScan *scan,
         uint32_t predicate, GestaPredicateStatistics *statistics)
{
  const uint32_t low = object_at(scan, scan->entry);
  uint32_t high = low;
  uint64_t objects = 0;
  GestaStatus status = count_objects(scan, &objects);
  const bool counted = status == GESTA_OK;
  if (status == GESTA_NOT_FOUND) {
    status = GESTA_OK;
  }
  if (status == GESTA_OK) {
    status = find_last_object(scan, low, &high);
  }
  Sample sample = {.scan = scan};
  const GestaPackedQuad shape = {{1, predicate, 0, 0}};
  if (status == GESTA_OK) {
    status = gesta_index_scan_open(tables, txn, scan->family, &shape,
                                   &sample.subjects);
  }
  if (status == GESTA_OK) {
    status = take_samples(&sample, predicate, low, high);
  }
  gesta_index_scan_end(&sample.subjects);
  if (status == GESTA_OK && sample.share_count == 0) {
    status = GESTA_ERR_CORRUPT;
  }
  if (status) {
    return status;
  }
  if (!counted) {
    objects = sample.objects > MOST_LEAPS ? (uint64_t)sample.objects
                                          : MOST_LEAPS;
  }
  const double subjects = (double)statistics->quad_count * sample.shares
                          / (double)sample.share_count;
  statistics->object_count = objects < statistics->quad_count
                               ? objects
                               : statistics->quad_count;
  statistics->subject_count = subjects > 1 ? (uint64_t)subjects : 1;
  statistics->exact = false;
  return GESTA_OK;
}

GestaStatus
gesta_predicate_statistics(const GestaQuadTables *tables, MDB_txn *txn,
                           GestaIndexFamily family, uint32_t predicate,
                           GestaPredicateStatistics *statistics)
{
  assert(tables && txn && family != GESTA_FAMILY_GRAPH && statistics);

  const GestaPackedQuad pattern = {{0, predicate, 0, 0}};
  GestaPredicateStatistics found = {.exact = true};
  GestaIndexScan scan;
  bool exact = false;
  GestaStatus status = gesta_quad_count(tables, txn, family, &pattern,
                                        &found.quad_count, &exact);
  if (status) {
    return status;
  }
  status = gesta_index_scan_open(tables, txn, family, &pattern, &scan);
  if (status) {
    return status;
  }
  status = gesta_index_scan_seek(&scan, &pattern);
  if (status == GESTA_OK && scan.entry < scan.stop) {
    status = found.quad_count <= MOST_READ / 2
               ? count_all(&scan, &found)
               : estimate(tables, txn, &scan, predicate, &found);
  }
  gesta_index_scan_end(&scan);
  if (status == GESTA_OK) {
    *statistics = found;
  }
  return status;
}
