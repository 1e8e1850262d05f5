# SPDX-License-Identifier: GPL-3.0-or-later
dist_man1_MANS = man/gesta.1
EXTRA_DIST += man/README.md
