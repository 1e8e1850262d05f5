# SPDX-License-Identifier: GPL-3.0-or-later
# Articles of ours to try things on.
