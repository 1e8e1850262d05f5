// SPDX-License-Identifier: GPL-3.0-or-later
// readline is driven through its callback interface: we wait for input with
// ppoll(), so that Ctrl-C is an answer of the wait and not a jump out of
// readline.  SIGINT is blocked except during the wait: none is missed.

#include "shell/line_editor.h"

#include <readline/history.h>
#include <readline/readline.h>

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_ENTRIES = 2000 };

// readline's callbacks have no argument of ours.
static const GestaLineEditor *current;
static const char *history_file;
static char *entered; // the line that was read, from readline
static bool has_ended;
static bool has_entered;

static void
take_line(char *line)
{
  free(entered);
  entered = line;
  has_entered = line != NULL;
  has_ended = line == NULL;
  rl_callback_handler_remove(); // no prompt until the line is worked off
}

static char *
find_completion(const char *word, int state)
{
  static size_t index; // where the last call stopped
  if (state == 0) {
    index = 0;
  }
  const size_t size = strlen(word);
  for (;;) {
    const char *const name = current->complete(current->context, index);
    if (!name) {
      return NULL;
    }
    ++index;
    if (strncasecmp(name, word, size) == 0) {
      return strdup(name); // readline frees it
    }
  }
}

static char **
complete(const char *word, int start, int end)
{
  (void)start;
  (void)end;
  rl_attempted_completion_over = 1; // no file names
  return current->complete ? rl_completion_matches(word, find_completion)
                           : NULL;
}

void
gesta_line_editor_open(const GestaLineEditor *editor, const char *history_path)
{
  assert(editor);

  current = editor;
  history_file = history_path;
  rl_readline_name = "gesta";
  rl_catch_signals = 0;
  rl_attempted_completion_function = complete;
  rl_basic_word_break_characters = " \t\n\"'`@$><=;|&{(";
  // Blanks after a prefix's colon would be wrong.
  rl_completion_append_character = '\0';
  // Entries of several lines stay together by their time stamps.
  history_write_timestamps = 1;
  history_comment_char = '#';
  stifle_history(MOST_ENTRIES);
  if (history_path) {
    (void)read_history(history_path); // there may be none yet
  }
}

void
gesta_line_editor_close(void)
{
  if (history_file) {
    const mode_t mask = umask(077); // what one asks is nobody else's business
    (void)write_history(history_file); // the answers were given: no complaint
    (void)umask(mask);
  }
  clear_history();
  free(entered);
  entered = NULL;
  current = NULL;
}

// Wait for a key.
//
// returns  GESTA_OK, GESTA_ERR_CANCELLED at Ctrl-C, GESTA_END if the terminal
//          has gone
static GestaStatus
wait_for_key(const sigset_t *unblocked)
{
  struct pollfd input = {.fd = fileno(stdin), .events = POLLIN};
  for (;;) {
    if (gesta_cancelled(current->cancel)) {
      return GESTA_ERR_CANCELLED;
    }
    const int ready = ppoll(&input, 1, NULL, unblocked);
    if (ready > 0) {
      return input.revents & POLLIN ? GESTA_OK : GESTA_END;
    }
    if (ready < 0 && errno != EINTR) {
      return GESTA_END;
    }
    rl_resize_terminal(); // perhaps it was SIGWINCH
  }
}

// Ctrl-C: leave the line on the screen and forget it.
static void
drop_line(void)
{
  rl_point = rl_end;
  rl_redisplay();
  // Before the handler goes: that moves the cursor to the line's beginning.
  (void)fputs("^C\n", rl_outstream);
  rl_free_line_state();
  rl_callback_sigcleanup();
  rl_replace_line("", 0);
  rl_callback_handler_remove();
}

GestaStatus
gesta_line_editor_read(const char *prompt, GestaStringView *line)
{
  assert(current && prompt && line);

  sigset_t interrupt;
  sigset_t unblocked;
  (void)sigemptyset(&interrupt);
  (void)sigaddset(&interrupt, SIGINT);
  (void)pthread_sigmask(SIG_BLOCK, &interrupt, &unblocked);

  has_entered = false;
  has_ended = false;
  rl_callback_handler_install(prompt, take_line);
  GestaStatus status = GESTA_OK;
  while (!status && !has_entered && !has_ended) {
    status = wait_for_key(&unblocked);
    if (!status) {
      rl_callback_read_char();
    }
  }
  if (status) {
    drop_line();
  } else if (has_ended) {
    (void)fputs("\n", rl_outstream);
    status = GESTA_END;
  } else {
    *line = gesta_view(entered);
  }
  (void)pthread_sigmask(SIG_SETMASK, &unblocked, NULL);
  return status;
}

void
gesta_line_editor_remember(const char *statement)
{
  const HIST_ENTRY *const last = history_get(history_base + history_length - 1);
  if (!last || strcmp(last->line, statement) != 0) {
    add_history(statement);
  }
}
