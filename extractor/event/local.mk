# SPDX-License-Identifier: GPL-3.0-or-later
# Trees to events: entity, event, emit, pipeline.
extractor_event_sources =
