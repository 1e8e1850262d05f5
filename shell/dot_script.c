// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/dot_commands.h"

GestaStatus
gesta_dot_quit(GestaSession *session, GestaStringView argument,
               GestaError *error)
{
  (void)argument;
  (void)error;
  session->wants_to_quit = true;
  return GESTA_OK;
}
