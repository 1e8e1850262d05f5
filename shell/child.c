// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/child.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

// Become the program.  What we ignore, it does not.
static void
run(const char *command, const char *argument)
{
  struct sigaction action = {.sa_handler = SIG_DFL};
  (void)sigemptyset(&action.sa_mask);
  (void)sigaction(SIGPIPE, &action, NULL);
  (void)sigprocmask(SIG_SETMASK, &action.sa_mask, NULL);
  (void)execl("/bin/sh", "sh", "-c", command, "sh", argument, (char *)NULL);
  _exit(127);
}

GestaStatus
gesta_child_pipe(const char *command, GestaChild *child)
{
  assert(command && child);

  int ends[2];
  if (pipe2(ends, O_CLOEXEC)) {
    return GESTA_ERR_SYSTEM;
  }
  FILE *const stream = fdopen(ends[1], "w");
  const pid_t process = stream ? fork() : -1;
  if (process == 0) {
    if (dup2(ends[0], STDIN_FILENO) < 0) {
      _exit(127);
    }
    run(command, NULL);
  }
  const int code = errno;
  (void)close(ends[0]);
  if (process < 0) {
    if (stream) {
      (void)fclose(stream);
    } else {
      (void)close(ends[1]);
    }
    errno = code;
    return GESTA_ERR_SYSTEM;
  }
  *child = (GestaChild){process, stream};
  return GESTA_OK;
}

GestaStatus
gesta_child_start(const char *command, const char *argument, GestaChild *child)
{
  assert(command && argument && child);

  const pid_t process = fork();
  if (process == 0) {
    run(command, argument);
  }
  if (process < 0) {
    return GESTA_ERR_SYSTEM;
  }
  *child = (GestaChild){process, NULL};
  return GESTA_OK;
}

int
gesta_child_end(GestaChild *child)
{
  if (child->input) {
    (void)fclose(child->input); // a program may leave before it has read all
    child->input = NULL;
  }
  int outcome = 0;
  pid_t ended = -1;
  do {
    ended = waitpid(child->process, &outcome, 0);
  } while (ended < 0 && errno == EINTR);
  return ended == child->process && WIFEXITED(outcome) ? WEXITSTATUS(outcome)
                                                       : -1;
}
