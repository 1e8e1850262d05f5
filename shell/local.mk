# SPDX-License-Identifier: GPL-3.0-or-later
# shell depends on extractor and graph; only it prints.
