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

// A line of readline's, which it will free: the beginning of the line and what
// the word becomes.
static char *
join(const char *line, size_t start, GestaStringView text)
{
  char *const joined = malloc(start + text.size + 1);
  if (joined) {
    memcpy(joined, line, start);
    memcpy(joined + start, text.data, text.size);
    joined[start + text.size] = '\0';
  }
  return joined;
}

// readline's answer: what the line becomes, then what to show.
static char **
make_matches(const char *line, const GestaCompletions *found)
{
  const size_t size = strlen(line);
  const size_t start = found->start;
  if (found->count == 0 || start > size) {
    return NULL;
  }
  char **const matches = calloc(found->count + 2, sizeof *matches);
  if (!matches) {
    return NULL;
  }
  const GestaStringView word = {line + start, size - start};
  matches[0] = join(line, start, gesta_completions_common(found, word));
  for (size_t i = 0; matches[0] && found->count > 1 && i < found->count; ++i) {
    matches[i + 1] = join("", 0, found->items[i].shown);
    if (!matches[i + 1]) {
      break;
    }
  }
  if (!matches[0]) {
    free(matches);
    return NULL;
  }
  rl_completion_suppress_append = found->count > 1 || !found->items[0].is_whole;
  return matches;
}

static char **
complete(const char *line, int start, int end)
{
  (void)start; // 0: the line is one word to readline
  (void)end;
  rl_attempted_completion_over = 1; // no file names of its own
  if (!current->complete) {
    return NULL;
  }
  GestaCompletions found;
  gesta_completions_init(&found, current->allocator);
  current->complete(current->context, gesta_view(line), &found);
  char **const matches = make_matches(line, &found);
  gesta_completions_clear(&found);
  return matches;
}

// Where words end is our business.
static char *
break_nowhere(void)
{
  static char none[] = "";
  return none;
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
  rl_completion_word_break_hook = break_nowhere;
  rl_sort_completion_matches = 0; // the most frequent comes first
  rl_ignore_completion_duplicates = 0;
  rl_completion_append_character = ' ';
  // Before the person's own settings, which count more.
  (void)rl_variable_bind("show-all-if-ambiguous", "on");
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

size_t
gesta_line_editor_history_count(void)
{
  return current && history_length > 0 ? (size_t)history_length : 0;
}

const char *
gesta_line_editor_history(size_t index)
{
  assert(index < gesta_line_editor_history_count());

  const HIST_ENTRY *const entry = history_get(history_base + (int)index);
  return entry ? entry->line : "";
}
