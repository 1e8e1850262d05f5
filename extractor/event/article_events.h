// SPDX-License-Identifier: GPL-3.0-or-later
/// @file article_events.h
/// The entities and events of one article.

#ifndef GESTA_EVENT_ARTICLE_EVENTS_H
#define GESTA_EVENT_ARTICLE_EVENTS_H

#include "extractor/entity/mentions.h"
#include "extractor/event/event_finder.h"
#include "extractor/event/knowledge.h"
#include "extractor/text/article.h"
#include "extractor/text/sentence.h"
#include "graph/base/error.h"
#include "graph/base/status.h"

typedef struct GestaArticleEvents {
  const GestaKnowledge *knowledge; ///< borrowed; NULL once cleared
  const GestaArticle *article;
  const GestaDocument *document;
  size_t title_count;     ///< its first sentences that are the title
  GestaDocument repaired; ///< its trees as the rules see them
  GestaWorkspace *workspace;
  GestaEntities entities;
  GestaMentions mentions;
  GestaEvents events;
} GestaArticleEvents;

/// Find the events of an article in its trees.  The first `title_count`
/// sentences are its title; their offsets refer to article->title.
///
/// gives    what gesta_article_events_clear() releases
/// borrows  everything, until then; the workspace's arena holds the results
/// errors   GESTA_ERR_INPUT (the date of publication), GESTA_ERR_MEMORY;
///          nothing is then to be cleared
GESTA_MUST_CHECK GestaStatus
gesta_article_events_init(GestaArticleEvents *events,
                          const GestaKnowledge *knowledge,
                          const GestaArticle *article,
                          const GestaDocument *document, size_t title_count,
                          GestaWorkspace *workspace, GestaError *error);

/// The number of a sentence as tables print it: 0 for the title, the body
/// counts from 1.
size_t
gesta_article_events_number(const GestaArticleEvents *events, size_t sentence);

/// The text that the offsets of a sentence refer to.
GestaStringView
gesta_article_events_text(const GestaArticleEvents *events, size_t sentence);

void
gesta_article_events_clear(GestaArticleEvents *events);

#endif // GESTA_EVENT_ARTICLE_EVENTS_H
