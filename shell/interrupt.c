// SPDX-License-Identifier: GPL-3.0-or-later
// A signal handler has no argument of ours: these are the only variables of the
// program that are global.

#include "shell/interrupt.h"

#include <signal.h>
#include <stdlib.h>

static GestaCancel cancel;
static volatile sig_atomic_t received;

static void
remember(int signal)
{
  received = signal;
  gesta_cancel(&cancel);
}

static void
catch_signal(int signal, int flags)
{
  struct sigaction action = {.sa_handler = remember, .sa_flags = flags};
  (void)sigemptyset(&action.sa_mask);
  // Fails for signals that do not exist only.
  (void)sigaction(signal, &action, NULL);
}

GestaCancel *
gesta_interrupt_init(void)
{
  // The second one kills, should the work not poll often enough.
  const int once = (int)SA_RESETHAND;
  catch_signal(SIGINT, once);
  catch_signal(SIGTERM, once);
  catch_signal(SIGHUP, once);

  struct sigaction ignore = {.sa_handler = SIG_IGN};
  (void)sigemptyset(&ignore.sa_mask);
  (void)sigaction(SIGPIPE, &ignore, NULL);
  return &cancel;
}

void
gesta_interrupt_repeat(void)
{
  catch_signal(SIGINT, 0);
}

int
gesta_interrupt_signal(void)
{
  return received;
}

void
gesta_interrupt_reset(void)
{
  received = 0;
  atomic_store_explicit(&cancel.requested, false, memory_order_relaxed);
}
