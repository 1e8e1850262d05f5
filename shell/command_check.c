// SPDX-License-Identifier: GPL-3.0-or-later
// The check runs in a child: a page of the file that is none any more may kill
// whoever reads it, and that is an answer too.
#include "graph/base/allocator.h"
#include "graph/store/store.h"
#include "graph/store/store_check.h"
#include "shell/commands.h"
#include "shell/message.h"
#include "shell/progress.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static const GestaOption options[] = {GESTA_OPTIONS_END};

typedef struct Watcher {
  GestaCheckWatcher base; // first, so that a pointer to it is one to this
  GestaProgress progress;
} Watcher;

static void
show_fault(GestaCheckWatcher *self, const char *text)
{
  gesta_progress_clear(&((Watcher *)self)->progress);
  (void)printf("%s\n", text);
}

static void
show_progress(GestaCheckWatcher *self, uint64_t done, uint64_t total)
{
  gesta_progress_show(&((Watcher *)self)->progress, done, total, done,
                      "entries");
}

static GestaStatus
check_store(GestaStore *store, GestaCancel *cancel, uint64_t *fault_count,
            GestaStoreFacts *facts, GestaError *error)
{
  GestaTransaction *reader = NULL;
  Watcher watcher = {.base = {show_fault, show_progress}};
  GestaStatus status = gesta_transaction_begin(store, false, &reader, error);
  if (status) {
    return status;
  }
  gesta_progress_init(&watcher.progress);
  status = gesta_store_check(reader, &watcher.base, cancel, fault_count);
  gesta_progress_clear(&watcher.progress);
  if (!status) {
    status = gesta_store_facts(reader, facts);
  }
  gesta_transaction_abort(reader);
  return status
           ? gesta_error_set(error, status, "%s", gesta_status_text(status))
           : GESTA_OK;
}

static int
check(const char *path, GestaCancel *cancel)
{
  GestaStore *store = NULL;
  GestaError error = {0};
  GestaStoreFacts facts = {0};
  uint64_t fault_count = 0;
  GestaStatus status = gesta_store_open(gesta_default_allocator(), path,
                                        GESTA_OPEN_READ, &store, &error);
  if (!status) {
    status = check_store(store, cancel, &fault_count, &facts, &error);
  }
  gesta_store_close(store);
  if (status) {
    gesta_tell_error(path, &error);
    return GESTA_EXIT_FAILED;
  }
  if (fault_count > 0) {
    (void)fflush(stdout);
    gesta_tell("%s: %" PRIu64 " faults: restore it from a copy, or export what "
               "can be read and load that into a new graph",
               path, fault_count);
    return GESTA_EXIT_FAILED;
  }
  (void)printf("%s: no fault in %" PRIu64 " quads and %" PRIu64 " terms\n",
               path, facts.quad_count, facts.term_count);
  return GESTA_EXIT_DONE;
}

static int
run_check(const GestaArguments *arguments, GestaCancel *cancel)
{
  const char *const path = arguments->operands[0];
  (void)fflush(stdout);
  const pid_t child = fork();
  if (child < 0) {
    gesta_tell("%s: cannot be checked: %s", path, gesta_errno_text(errno));
    return GESTA_EXIT_FAILED;
  }
  if (child == 0) {
    const int result = check(path, cancel);
    _exit(fflush(stdout) ? GESTA_EXIT_FAILED : result);
  }
  int outcome = 0;
  pid_t ended = -1;
  do {
    ended = waitpid(child, &outcome, 0);
  } while (ended < 0 && errno == EINTR);
  if (ended == child && WIFEXITED(outcome)) {
    return WEXITSTATUS(outcome);
  }
  gesta_tell("%s: is damaged: reading a page of it ended the check (signal "
             "%d): restore it from a copy",
             path, ended == child ? WTERMSIG(outcome) : 0);
  return GESTA_EXIT_FAILED;
}

const GestaCommand gesta_check_command = {
  .name = "check",
  .summary = "look for damage in a graph",
  .usage = "GRAPH",
  .details =
    "Look at every entry of a graph file: that its indexes hold the same\n"
    "quads, that every term is found by its text and its value, that what is\n"
    "counted is there.  Each fault is one line on standard output; ten of a\n"
    "kind are told.  The exit status is 0 if there is none, else 1.  Others\n"
    "may read and write the graph meanwhile: what was last committed is\n"
    "checked.\n",
  .options = options,
  .least = 1,
  .most = 1,
  .run = run_check,
};
