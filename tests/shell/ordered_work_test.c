// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/ordered_work.h"

#include "tests/support/cmocka_support.h"
#include "tests/support/failing_allocator.h"

#include <stdatomic.h>

enum { ITEMS = 500 };

// Products are pointers into `marks`; what came out is noted in `order`.
typedef struct Job {
  GestaWork work;
  char marks[ITEMS];
  size_t order[ITEMS];
  size_t delivered;
  atomic_size_t made;
  atomic_size_t discarded;
  size_t fails_at;   // the delivery that fails
  size_t missing_at; // the product that cannot be made
} Job;

static void *
make(GestaWork *self, size_t index)
{
  Job *const job = (Job *)self; // its first member
  (void)atomic_fetch_add(&job->made, 1);
  // Uneven work, so that items are not ready in their order.
  volatile unsigned sum = 0;
  for (size_t i = 0; i < index * 7919 % 1000 * 20; ++i) {
    sum += (unsigned)i;
  }
  return index == job->missing_at ? NULL : &job->marks[index];
}

static GestaStatus
deliver(GestaWork *self, size_t index, void *product)
{
  Job *const job = (Job *)self;
  assert_ptr_equal(product, &job->marks[index]);
  if (index == job->fails_at) {
    return GESTA_ERR_FILE;
  }
  job->order[job->delivered++] = index;
  return GESTA_OK;
}

static void
discard(GestaWork *self, void *product)
{
  Job *const job = (Job *)self;
  assert_non_null(product);
  (void)atomic_fetch_add(&job->discarded, 1);
}

static GestaStatus
run(Job *job, size_t count, size_t thread_count, size_t fails_at,
    size_t missing_at)
{
  *job = (Job){.work = {make, deliver, discard},
               .fails_at = fails_at,
               .missing_at = missing_at};
  return gesta_ordered_work(gesta_default_allocator(), &job->work, count,
                            thread_count);
}

static void
products_come_in_the_order_of_the_items(void **state)
{
  (void)state;
  static Job job;
  for (size_t threads = 1; threads <= 8; ++threads) {
    assert_int_equal(run(&job, ITEMS, threads, ITEMS, ITEMS), GESTA_OK);
    assert_int_equal(job.delivered, ITEMS);
    for (size_t i = 0; i < ITEMS; ++i) {
      assert_int_equal(job.order[i], i);
    }
  }
}

static void
few_items_need_few_threads(void **state)
{
  (void)state;
  static Job job;
  for (size_t count = 0; count < 3; ++count) {
    assert_int_equal(run(&job, count, GESTA_MOST_THREADS, ITEMS, ITEMS),
                     GESTA_OK);
    assert_int_equal(job.delivered, count);
  }
}

static void
a_failed_delivery_ends_the_work_and_loses_nothing(void **state)
{
  (void)state;
  static Job job;
  for (size_t threads = 1; threads <= 8; ++threads) {
    assert_int_equal(run(&job, ITEMS, threads, 40, ITEMS), GESTA_ERR_FILE);
    assert_int_equal(job.delivered, 40);
    // Every product was delivered, refused once, or discarded.
    assert_int_equal(job.made, job.delivered + 1 + job.discarded);
    assert_true(job.made <= 40 + 1 + threads * 5);
  }
}

static void
a_product_that_cannot_be_made_ends_the_work(void **state)
{
  (void)state;
  static Job job;
  for (size_t threads = 1; threads <= 4; ++threads) {
    assert_int_equal(run(&job, ITEMS, threads, ITEMS, 17), GESTA_ERR_MEMORY);
    assert_int_equal(job.delivered, 17);
  }
}

static void
refused_memory_is_reported(void **state)
{
  (void)state;
  static Job job;
  for (size_t granted = 0; granted < 2; ++granted) {
    FailingAllocator refusing = failing_allocator(granted);
    job = (Job){.work = {make, deliver, discard}};
    assert_int_equal(gesta_ordered_work(&refusing.base, &job.work, ITEMS, 4),
                     GESTA_ERR_MEMORY);
    assert_int_equal(job.delivered, 0);
    assert_int_equal(refusing.live, 0);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(products_come_in_the_order_of_the_items),
    cmocka_unit_test(few_items_need_few_threads),
    cmocka_unit_test(a_failed_delivery_ends_the_work_and_loses_nothing),
    cmocka_unit_test(a_product_that_cannot_be_made_ends_the_work),
    cmocka_unit_test(refused_memory_is_reported),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
