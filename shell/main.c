// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/command.h"

int
main(int argc, char **argv)
{
  return gesta_command_main(argc, argv);
}
