# SPDX-License-Identifier: GPL-3.0-or-later
# The page of a command is made by the program from its table of commands.
dist_man1_MANS = man/gesta.1
command_pages = \
  man/gesta-build.1 \
  man/gesta-check.1 \
  man/gesta-compact.1 \
  man/gesta-evaluate.1 \
  man/gesta-export.1 \
  man/gesta-extract.1 \
  man/gesta-help.1 \
  man/gesta-info.1 \
  man/gesta-lexicon.1 \
  man/gesta-load.1 \
  man/gesta-parse.1 \
  man/gesta-query.1 \
  man/gesta-report.1 \
  man/gesta-shell.1 \
  man/gesta-train.1 \
  man/gesta-update.1
nodist_man1_MANS = $(command_pages)
$(command_pages): gesta$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) man && \
	  name=`expr $@ : 'man/gesta-\(.*\)[.]1'` && \
	  ./gesta$(EXEEXT) help --format man "$$name" >$@-t && mv $@-t $@
CLEANFILES += $(command_pages)
EXTRA_DIST += man/README.md
