// SPDX-License-Identifier: GPL-3.0-or-later
// A ring of products, `room` of them:
//
// 1. Items below `delivered` are done, those from `taken` on not begun; the
//    product of an item between lies at its index modulo `room`, once
//    `ready` says so.
// 2. taken <= delivered + room: a place is free when its item is taken.
// 3. Everything but `work` is read and written with `lock` held.

#include "shell/ordered_work.h"

#include "graph/base/number.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

enum { PLACES_PER_THREAD = 4 };

typedef struct Ring {
  GestaWork *work;
  void **products; // [room]
  bool *ready;     // [room]
  size_t room;
  size_t count;
  size_t taken;
  size_t delivered;
  bool stopped; // take no more items
  pthread_mutex_t lock;
  pthread_cond_t made;  // a product is ready
  pthread_cond_t freed; // a place is free, or nothing is left to do
} Ring;

static void *
run_worker(void *argument)
{
  Ring *const ring = argument;
  (void)pthread_mutex_lock(&ring->lock);
  for (;;) {
    while (!ring->stopped && ring->taken < ring->count
           && ring->taken == ring->delivered + ring->room) {
      (void)pthread_cond_wait(&ring->freed, &ring->lock);
    }
    if (ring->stopped || ring->taken == ring->count) {
      break;
    }
    const size_t index = ring->taken++;
    (void)pthread_mutex_unlock(&ring->lock);
    void *const product = ring->work->make(ring->work, index);
    (void)pthread_mutex_lock(&ring->lock);
    ring->products[index % ring->room] = product;
    ring->ready[index % ring->room] = true;
    (void)pthread_cond_broadcast(&ring->made);
  }
  (void)pthread_mutex_unlock(&ring->lock);
  return NULL;
}

// Wait for the next product and deliver it.
static GestaStatus
deliver_next(Ring *ring)
{
  (void)pthread_mutex_lock(&ring->lock);
  const size_t index = ring->delivered;
  const size_t place = index % ring->room;
  while (!ring->ready[place]) {
    (void)pthread_cond_wait(&ring->made, &ring->lock);
  }
  void *const product = ring->products[place];
  ring->ready[place] = false;
  ++ring->delivered;
  (void)pthread_cond_broadcast(&ring->freed);
  (void)pthread_mutex_unlock(&ring->lock);
  return product ? ring->work->deliver(ring->work, index, product)
                 : GESTA_ERR_MEMORY;
}

static void
stop(Ring *ring)
{
  (void)pthread_mutex_lock(&ring->lock);
  ring->stopped = true;
  (void)pthread_cond_broadcast(&ring->freed);
  (void)pthread_mutex_unlock(&ring->lock);
}

// Make and deliver one after the other.
static GestaStatus
work_alone(GestaWork *work, size_t count)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; i < count && !status; ++i) {
    void *const product = work->make(work, i);
    status = product ? work->deliver(work, i, product) : GESTA_ERR_MEMORY;
  }
  return status;
}

static GestaStatus
work_together(Ring *ring, size_t thread_count)
{
  pthread_t threads[GESTA_MOST_THREADS];
  size_t started = 0;
  GestaStatus status = GESTA_OK;
  while (started < thread_count
         && pthread_create(&threads[started], NULL, run_worker, ring) == 0) {
    ++started;
  }
  if (started == 0) {
    return GESTA_ERR_MEMORY;
  }
  for (size_t i = 0; i < ring->count && !status; ++i) {
    status = deliver_next(ring);
  }
  stop(ring);
  for (size_t i = 0; i < started; ++i) {
    (void)pthread_join(threads[i], NULL);
  }
  for (size_t i = 0; i < ring->room; ++i) {
    if (ring->ready[i] && ring->products[i]) {
      ring->work->discard(ring->work, ring->products[i]);
    }
  }
  return status;
}

GestaStatus
gesta_ordered_work(GestaAllocator *allocator, GestaWork *work, size_t count,
                   size_t thread_count)
{
  assert(allocator && work && thread_count > 0);
  assert(thread_count <= GESTA_MOST_THREADS);
  if (thread_count == 1 || count <= 1) {
    return work_alone(work, count);
  }
  Ring ring = {.work = work,
               .count = count,
               .room = thread_count * PLACES_PER_THREAD,
               .lock = PTHREAD_MUTEX_INITIALIZER,
               .made = PTHREAD_COND_INITIALIZER,
               .freed = PTHREAD_COND_INITIALIZER};
  ring.products = gesta_allocate(allocator, ring.room, sizeof(void *));
  ring.ready = gesta_allocate(allocator, ring.room, sizeof(bool));
  GestaStatus status = GESTA_ERR_MEMORY;
  if (ring.products && ring.ready) {
    memset(ring.ready, 0, ring.room * sizeof(bool));
    status = work_together(&ring, thread_count < count ? thread_count : count);
  }
  gesta_release(allocator, ring.products);
  gesta_release(allocator, ring.ready);
  return status;
}

bool
gesta_thread_count(const GestaArguments *arguments, size_t *thread_count)
{
  const GestaStringView text = gesta_arguments_view(arguments, "jobs");
  uint64_t value = 1;
  if (gesta_arguments_has(arguments, "jobs")
      && (gesta_parse_unsigned(text, &value) || value == 0
          || value > GESTA_MOST_THREADS)) {
    return false;
  }
  *thread_count = (size_t)value;
  return true;
}
