// SPDX-License-Identifier: GPL-3.0-or-later
// Articles, entities, events and mentions in this order.
//
// 1. Every IRI of an event is a digest of the class of its action, its actors,
//    targets and date, so that whoever tells the same event names the same
//    node, be it in other words or in another language.
// 2. What the gazetteer knows has an IRI made of the gazetteer's, whatever the
//    article calls it.  Names are encoded, so that no name holds its colon.
// 3. The first failure sticks in `status`, and nothing is sent after it.
#include "extractor/emit/event_quads.h"

#include "extractor/emit/event_spans.h"
#include "extractor/emit/event_table.h"
#include "graph/base/digest.h"
#include "graph/base/number.h"
#include "graph/base/utf8.h"
#include "graph/rdf/vocabulary.h"

#include <stdio.h>
#include <string.h>

typedef struct Sender {
  const GestaArticleEvents *events;
  GestaStringView base;
  GestaQuadSink *sink;
  GestaWorkspace *workspace;
  GestaStringView article;   // its IRI, the name of the graph
  GestaStringView *entities; // [entity]: its IRI, made when first needed
  GestaStringView *nodes;    // [event]: its IRI
  bool in_title;             // what is counted below is the title
  size_t counted_bytes;      // of the text, in which there are
  size_t counted;            // so many code points
  GestaStatus status;
} Sender;

static void
send(Sender *sender, GestaStringView subject, GestaStringView predicate,
     GestaTerm object)
{
  const GestaQuad quad = {gesta_iri(subject), gesta_iri(predicate), object,
                          gesta_iri(sender->article)};
  if (sender->status == GESTA_OK) {
    sender->status = gesta_sink_quad(sender->sink, &quad);
  }
}

static void
send_iri(Sender *sender, GestaStringView subject, GestaStringView predicate,
         GestaStringView object)
{
  send(sender, subject, predicate, gesta_iri(object));
}

static void
send_number(Sender *sender, GestaStringView subject, GestaStringView predicate,
            size_t number)
{
  char text[GESTA_NUMBER_SIZE];
  const int size = snprintf(text, sizeof text, "%zu", number);
  send(sender, subject, predicate,
       gesta_typed_literal((GestaStringView){text, (size_t)size},
                           GESTA_XSD("integer")));
}

static bool
is_plain(unsigned char byte)
{
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
         || (byte >= '0' && byte <= '9') || byte == '-' || byte == '_'
         || byte == '.' || byte == '~' || byte >= 0x80;
}

// Append text as a part of an IRI: blanks become "_", other characters that an
// IRI's path cannot hold are percent-encoded.
// source  RFC 3987, section 2.2 (isegment)
static GestaStatus
append_segment(GestaTextBuffer *iri, GestaStringView text)
{
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; i < text.size && status == GESTA_OK;) {
    uint32_t code = 0;
    const size_t size = gesta_utf8_decode(text, i, &code);
    const unsigned char byte = (unsigned char)text.data[i];
    const bool odd = (code >= 0x80 && code < 0xA0)
                     || (code >= 0x2000 && code < 0x2070)
                     || (code >= 0xE000 && code < 0xF900)
                     || (code >= 0xFFF0 && code <= 0xFFFF);
    if (byte == ' ' || code == 0xA0 || code == 0x202F) {
      status = gesta_text_buffer_append(iri, gesta_view("_"));
    } else if (is_plain(byte) && !odd) {
      status = gesta_text_buffer_append(iri,
                                        (GestaStringView){text.data + i, size});
    } else {
      for (size_t k = 0; k < size && status == GESTA_OK; ++k) {
        status = gesta_text_buffer_print(
          iri, "%%%02X", (unsigned)(unsigned char)text.data[i + k]);
      }
    }
    i += size;
  }
  return status;
}

static GestaStatus
append_iri(GestaTextBuffer *iri, GestaStringView base, const char *kind,
           GestaStringView name)
{
  GestaStatus status = gesta_text_buffer_append(iri, base);
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(iri, gesta_view(kind));
  }
  return status == GESTA_OK ? append_segment(iri, name) : status;
}

GestaStatus
gesta_article_iri(GestaStringView base, GestaStringView id,
                  GestaTextBuffer *iri)
{
  return append_iri(iri, base, "article/", id);
}

static GestaStringView
make_iri(Sender *sender, const char *kind, GestaStringView name)
{
  GestaTextBuffer iri;
  GestaStringView made = {"", 0};
  gesta_text_buffer_init(&iri, sender->workspace->arena.allocator);
  const GestaStatus status = append_iri(&iri, sender->base, kind, name);
  if (status == GESTA_OK) {
    made = gesta_workspace_copy(sender->workspace,
                                gesta_text_buffer_view(&iri));
  }
  if (status != GESTA_OK || sender->workspace->failed) {
    sender->status = GESTA_ERR_MEMORY;
  }
  gesta_text_buffer_clear(&iri);
  return made;
}

static GestaStringView
class_iri(GestaEntityClass class)
{
  switch (class) {
  case GESTA_CLASS_THING:
    return GESTA_GESTA("Thing");
  case GESTA_CLASS_PERSON:
    return GESTA_GESTA("Person");
  case GESTA_CLASS_COUNTRY:
    return GESTA_GESTA("Country");
  case GESTA_CLASS_ORGANIZATION:
    return GESTA_GESTA("Organization");
  case GESTA_CLASS_ARMED_FORCE:
    return GESTA_GESTA("ArmedForce");
  case GESTA_CLASS_PLACE:
    return GESTA_GESTA("Place");
  case GESTA_CLASS_GROUP:
    return GESTA_GESTA("Group");
  }
  return GESTA_GESTA("Thing");
}

// Invariant 2.
static GestaStringView
known_iri(Sender *sender, GestaStringView known)
{
  const GestaStringView space = gesta_view(GESTA_NS_GAZ);
  const bool shipped = known.size > space.size
                       && memcmp(known.data, space.data, space.size) == 0;
  return shipped ? make_iri(
           sender, "entity/gaz:",
           (GestaStringView){known.data + space.size, known.size - space.size})
                 : make_iri(sender, "entity/known:", known);
}

// Send the names of an entity: the gazetteer's in the language of the article
// as the label, all others as alternatives.
static void
send_names(Sender *sender, GestaStringView iri, const GestaEntity *entity)
{
  const GestaGazetteer *gazetteer = sender->events->entities.gazetteer;
  const GestaStringView language = sender->events->article->language;
  const bool known = entity->known != GESTA_NO_PLACE;
  const GestaStringView label =
    known ? gesta_gazetteer_get(gazetteer, entity->known)->label : entity->name;
  send(sender, iri, GESTA_RDFS("label"), gesta_text_literal(label, language));
  for (const GestaAlias *alias = entity->aliases; alias; alias = alias->next) {
    if (!gesta_view_equal(alias->name, label)) {
      send(sender, iri, GESTA_SKOS("altLabel"),
           gesta_text_literal(alias->name, language));
    }
  }
  size_t position = 0;
  GestaStringView other = {"", 0};
  GestaStringView tongue = {"", 0};
  while (known
         && gesta_gazetteer_label(gazetteer, entity->known, &position, &other,
                                  &tongue)
              == GESTA_OK) {
    if (!gesta_view_equal(tongue, language)) {
      send(sender, iri, GESTA_SKOS("altLabel"),
           gesta_text_literal(other, tongue));
    }
  }
}

// The IRI of an entity; all that is known of it is sent the first time.
static GestaStringView
entity_iri(Sender *sender, uint32_t index)
{
  const GestaEntities *entities = &sender->events->entities;
  const GestaEntity *entity = &entities->items[index];
  if (sender->entities[index].size > 0) {
    return sender->entities[index];
  }
  const GestaStringView iri =
    entity->known == GESTA_NO_PLACE
      ? make_iri(sender, "entity/", entity->name)
      : known_iri(sender,
                  gesta_gazetteer_get(entities->gazetteer, entity->known)->iri);
  sender->entities[index] = iri;
  send_iri(sender, iri, GESTA_RDF("type"), class_iri(entity->class));
  send_names(sender, iri, entity);
  if (entity->known != GESTA_NO_PLACE) {
    size_t position = 0;
    GestaStringView same = {"", 0};
    send_iri(sender, iri, GESTA_OWL("sameAs"),
             gesta_gazetteer_get(entities->gazetteer, entity->known)->iri);
    while (
      gesta_gazetteer_same(entities->gazetteer, entity->known, &position, &same)
      == GESTA_OK) {
      send_iri(sender, iri, GESTA_OWL("sameAs"), same);
    }
  }
  return iri;
}

// Append the IRIs of parties in byte order, so that their order in the sentence
// does not matter.
static GestaStatus
append_sorted(Sender *sender, const GestaMention *parties,
              GestaTextBuffer *text)
{
  GestaStringView iris[GESTA_MENTION_ENTITIES];
  GestaStatus status = GESTA_OK;
  for (size_t i = 0; i < parties->count; ++i) {
    const GestaStringView iri = entity_iri(sender, parties->entities[i]);
    size_t at = i;
    for (; at > 0; --at) {
      if (gesta_view_compare(iris[at - 1], iri) <= 0) {
        break;
      }
      iris[at] = iris[at - 1];
    }
    iris[at] = iri;
  }
  for (size_t i = 0; i < parties->count && status == GESTA_OK; ++i) {
    status = gesta_text_buffer_append(text, iris[i]);
    if (status == GESTA_OK) {
      status = gesta_text_buffer_append(text, gesta_view(" "));
    }
  }
  return status == GESTA_OK ? gesta_text_buffer_append(text, gesta_view("\n"))
                            : status;
}

// Invariant 1.
static GestaStringView
event_iri(Sender *sender, const GestaEvent *event)
{
  GestaTextBuffer text;
  char date[GESTA_EDTF_SIZE] = "";
  char digest[GESTA_DIGEST_SIZE] = "";
  if (event->dated) {
    (void)gesta_edtf_print(&event->date, date);
  }
  gesta_text_buffer_init(&text, sender->workspace->arena.allocator);
  GestaStatus status = gesta_text_buffer_append(
    &text,
    gesta_action_class(sender->events->knowledge->scheme, event->action));
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(&text, gesta_view("\n"));
  }
  if (status == GESTA_OK) {
    status = append_sorted(sender, &event->actors, &text);
  }
  if (status == GESTA_OK) {
    status = append_sorted(sender, &event->targets, &text);
  }
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(&text, gesta_view(date));
  }
  if (status == GESTA_OK) {
    gesta_digest(gesta_text_buffer_view(&text), digest);
  } else {
    sender->status = status;
  }
  gesta_text_buffer_clear(&text);
  return make_iri(sender, "event/", gesta_view(digest));
}

// "2024-01-06", "2024-01" or "2024", with the datatype that says which.
static void
send_date(Sender *sender, GestaStringView subject, GestaStringView predicate,
          GestaDate date)
{
  char text[GESTA_EDTF_SIZE];
  const GestaEdtf value = {date, date, false};
  if (date.year == 0 || date.month > 12) {
    return;
  }
  const size_t size = gesta_edtf_print(&value, text);
  const GestaStringView datatype = date.day     ? GESTA_XSD("date")
                                   : date.month ? GESTA_XSD("gYearMonth")
                                                : GESTA_XSD("gYear");
  send(sender, subject, predicate,
       gesta_typed_literal((GestaStringView){text, size}, datatype));
}

static void
send_dates(Sender *sender, GestaStringView node, const GestaEvent *event)
{
  char text[GESTA_EDTF_SIZE];
  GestaDate earliest = {0};
  GestaDate latest = {0};
  if (!event->dated) {
    return;
  }
  const size_t size = gesta_edtf_print(&event->date, text);
  if (!event->date.interval) {
    send_date(sender, node, GESTA_GESTA("date"), event->date.begin);
  }
  send(sender, node, GESTA_GESTA("edtf"),
       gesta_typed_literal((GestaStringView){text, size}, GESTA_EDTF("EDTF")));
  gesta_edtf_bounds(&event->date, &earliest, &latest);
  send_date(sender, node, GESTA_GESTA("earliest"), earliest);
  send_date(sender, node, GESTA_GESTA("latest"), latest);
}

static GestaStringView
action_iri(Sender *sender, GestaStringView action)
{
  GestaTextBuffer iri;
  GestaStringView made = {"", 0};
  gesta_text_buffer_init(&iri, sender->workspace->arena.allocator);
  if (append_iri(&iri, gesta_view(GESTA_NS_ACT), "", action) == GESTA_OK) {
    made = gesta_workspace_copy(sender->workspace,
                                gesta_text_buffer_view(&iri));
  } else {
    sender->status = GESTA_ERR_MEMORY;
  }
  gesta_text_buffer_clear(&iri);
  return made;
}

// The direct edges of an event that happened.
static void
send_edges(Sender *sender, const GestaEvent *event)
{
  GestaStringView edge = {"", 0};
  if (event->negated || event->modality != GESTA_MODALITY_FACT
      || gesta_action_edge(sender->events->knowledge->scheme, event->action,
                           &edge)
           != GESTA_OK) {
    return;
  }
  for (size_t a = 0; a < event->actors.count; ++a) {
    const GestaStringView actor = entity_iri(sender, event->actors.entities[a]);
    for (size_t t = 0; t < event->targets.count; ++t) {
      send_iri(sender, actor, edge,
               entity_iri(sender, event->targets.entities[t]));
    }
  }
}

static void
send_event(Sender *sender, size_t index)
{
  const GestaEvents *events = &sender->events->events;
  const GestaEvent *event = &events->items[index];
  const GestaStringView node = sender->nodes[index];
  char confidence[GESTA_NUMBER_SIZE];
  size_t mentions = 0;
  double best = 0;
  for (size_t i = 0; i < events->count; ++i) {
    if (gesta_view_equal(sender->nodes[i], node)) {
      if (i < index) {
        return; // sent already
      }
      ++mentions;
      best = events->items[i].confidence > best ? events->items[i].confidence
                                                : best;
    }
  }
  send_iri(sender, node, GESTA_RDF("type"), GESTA_GESTA("Event"));
  send_iri(sender, node, GESTA_GESTA("action"),
           action_iri(sender, event->action));
  send_iri(
    sender, node, GESTA_GESTA("actionClass"),
    action_iri(sender, gesta_action_class(sender->events->knowledge->scheme,
                                          event->action)));
  for (size_t i = 0; i < event->actors.count; ++i) {
    send_iri(sender, node, GESTA_GESTA("actor"),
             entity_iri(sender, event->actors.entities[i]));
  }
  for (size_t i = 0; i < event->targets.count; ++i) {
    send_iri(sender, node, GESTA_GESTA("target"),
             entity_iri(sender, event->targets.entities[i]));
  }
  for (size_t i = 0; i < event->places.count; ++i) {
    send_iri(sender, node, GESTA_GESTA("place"),
             entity_iri(sender, event->places.entities[i]));
  }
  send_dates(sender, node, event);
  send_number(sender, node, GESTA_GESTA("mentions"), mentions);
  const size_t size = gesta_print_fixed(best, 2, confidence);
  send(sender, node, GESTA_GESTA("confidence"),
       gesta_typed_literal((GestaStringView){confidence, size},
                           GESTA_XSD("decimal")));
  send_edges(sender, event);
}

static GestaStringView
modality_iri(GestaModality modality)
{
  switch (modality) {
  case GESTA_MODALITY_ASKED:
    return GESTA_GESTA("asked");
  case GESTA_MODALITY_POSSIBLE:
    return GESTA_GESTA("possible");
  case GESTA_MODALITY_PLANNED:
    return GESTA_GESTA("planned");
  case GESTA_MODALITY_FACT:
    return GESTA_GESTA("fact");
  }
  return GESTA_GESTA("fact");
}

// Where a stretch of the text stands, in code points.
typedef struct Stretch {
  size_t begin;
  size_t end;
} Stretch;

// Events come in the order of the text, so that counting goes on from where it
// stopped; only a step back counts from the beginning.
static size_t
code_points_before(Sender *sender, size_t offset)
{
  const char *text = sender->in_title ? sender->events->article->title.data
                                      : sender->events->document->text.data;
  if (offset < sender->counted_bytes) {
    sender->counted_bytes = 0;
    sender->counted = 0;
  }
  sender->counted += gesta_utf8_length((GestaStringView){
    text + sender->counted_bytes, offset - sender->counted_bytes});
  sender->counted_bytes = offset;
  return sender->counted;
}

static Stretch
stretch_of(Sender *sender, size_t begin, size_t end)
{
  const GestaStringView text = sender->in_title
                                 ? sender->events->article->title
                                 : sender->events->document->text;
  Stretch stretch = {0, 0};
  if (end <= text.size && begin < end) {
    stretch.begin = code_points_before(sender, begin);
    stretch.end = stretch.begin
                  + gesta_utf8_length(
                    (GestaStringView){text.data + begin, end - begin});
  }
  return stretch;
}

// `ARTICLE#char=b,e&trigger=b,e`: two events of a sentence are two mentions.
// Those of the title are `ARTICLE#title&char=…`.
static GestaStringView
mention_iri(Sender *sender, Stretch sentence, Stretch trigger)
{
  char fragment[128];
  GestaTextBuffer iri;
  GestaStringView made = {"", 0};
  const int size = snprintf(fragment, sizeof fragment,
                            "#%schar=%zu,%zu&trigger=%zu,%zu",
                            sender->in_title ? "title&" : "", sentence.begin,
                            sentence.end, trigger.begin, trigger.end);
  gesta_text_buffer_init(&iri, sender->workspace->arena.allocator);
  GestaStatus status = gesta_text_buffer_append(&iri, sender->article);
  if (status == GESTA_OK) {
    status = gesta_text_buffer_append(
      &iri, (GestaStringView){fragment, (size_t)size});
  }
  if (status == GESTA_OK) {
    made = gesta_workspace_copy(sender->workspace,
                                gesta_text_buffer_view(&iri));
  } else {
    sender->status = status;
  }
  gesta_text_buffer_clear(&iri);
  return made;
}

static void
send_rule(Sender *sender, GestaStringView node, const GestaEvent *event)
{
  char rule[128];
  const GestaStringView language = sender->events->article->language;
  const int size = snprintf(
    rule, sizeof rule, "%.*s/%.*s/%s", (int)language.size,
    language.data ? language.data : "", (int)event->action.size,
    event->action.data, event->rule);
  const size_t shown = size < (int)sizeof rule ? (size_t)size : sizeof rule - 1;
  send(sender, node, GESTA_GESTA("rule"),
       gesta_text_literal((GestaStringView){rule, shown},
                          (GestaStringView){"", 0}));
}

// Where the parts of the event stand: "begin,end" in code points.
static void
send_spans(Sender *sender, GestaStringView node, const GestaEvent *event,
           Stretch whole)
{
  const struct {
    const char *name;
    GestaStringView property;
  } properties[] = {
    {"trigger", GESTA_GESTA("triggerSpan")},
    {"actor", GESTA_GESTA("actorSpan")},
    {"target", GESTA_GESTA("targetSpan")},
    {"source", GESTA_GESTA("sourceSpan")},
    {"date", GESTA_GESTA("dateSpan")},
  };
  const GestaSentence *sentence =
    &sender->events->document->sentences[event->sentence];
  const char *text =
    gesta_article_events_text(sender->events, event->sentence).data
    + sentence->begin;
  GestaEventSpan spans[GESTA_EVENT_SPANS];
  const size_t count = gesta_event_spans(sender->events, event, spans);
  for (size_t i = 0; i < count; ++i) {
    char value[GESTA_NUMBER_SIZE * 2];
    const size_t begin = whole.begin
                         + gesta_utf8_length((GestaStringView){
                           text, spans[i].begin - sentence->begin});
    const size_t end = whole.begin
                       + gesta_utf8_length((GestaStringView){
                         text, spans[i].end - sentence->begin});
    const int size = snprintf(value, sizeof value, "%zu,%zu", begin, end);
    size_t at = 0;
    while (strcmp(properties[at].name, spans[i].name) != 0) {
      ++at;
    }
    send(sender, node, properties[at].property,
         gesta_text_literal((GestaStringView){value, (size_t)size},
                            (GestaStringView){"", 0}));
  }
}

static void
send_mention(Sender *sender, size_t index)
{
  const GestaArticleEvents *events = sender->events;
  const GestaEvent *event = &events->events.items[index];
  const GestaSentence *sentence = &events->document->sentences[event->sentence];
  const GestaStringView language = events->article->language;
  const GestaToken *token =
    &sentence->tokens[sentence->words[event->word].token];
  const GestaStringView source = gesta_article_events_text(events,
                                                           event->sentence);
  if (sender->in_title != (event->sentence < events->title_count)) {
    sender->in_title = !sender->in_title;
    sender->counted_bytes = 0;
    sender->counted = 0;
  }
  const Stretch whole = stretch_of(sender, sentence->begin, sentence->end);
  const Stretch trigger = stretch_of(sender, token->begin, token->end);
  const GestaStringView node = mention_iri(sender, whole, trigger);
  char text[GESTA_NUMBER_SIZE * 2];
  send_iri(sender, node, GESTA_RDF("type"), GESTA_GESTA("Mention"));
  send_iri(sender, node, GESTA_RDF("type"), GESTA_NIF("Sentence"));
  if (sentence->end <= source.size) {
    send(sender, node, GESTA_NIF("anchorOf"),
         gesta_text_literal((GestaStringView){source.data + sentence->begin,
                                              sentence->end - sentence->begin},
                            language));
  }
  send_number(sender, node, GESTA_NIF("beginIndex"), whole.begin);
  send_number(sender, node, GESTA_NIF("endIndex"), whole.end);
  send(sender, node, GESTA_GESTA("trigger"),
       gesta_text_literal(event->lemma, language));
  send_spans(sender, node, event, whole);
  send_iri(sender, node, GESTA_GESTA("polarity"),
           event->negated ? GESTA_GESTA("negated") : GESTA_GESTA("affirmed"));
  send_iri(sender, node, GESTA_GESTA("modality"),
           modality_iri(event->modality));
  for (size_t i = 0; i < event->sources.count; ++i) {
    send_iri(sender, node, GESTA_GESTA("source"),
             entity_iri(sender, event->sources.entities[i]));
  }
  send_rule(sender, node, event);
  const int size = (int)gesta_print_fixed(event->confidence, 2, text);
  send(sender, node, GESTA_NIF("confidence"),
       gesta_typed_literal((GestaStringView){text, (size_t)size},
                           GESTA_XSD("decimal")));
  send_iri(sender, node, GESTA_PROV("hadPrimarySource"), sender->article);
  send_iri(sender, sender->nodes[index], GESTA_GAF("denotedBy"), node);
}

static void
send_article(Sender *sender)
{
  const GestaArticle *article = sender->events->article;
  send_iri(sender, sender->article, GESTA_RDF("type"), GESTA_GESTA("Article"));
  send(sender, sender->article, GESTA_DCT("identifier"),
       gesta_text_literal(article->id, (GestaStringView){"", 0}));
  if (article->title.size > 0) {
    send(sender, sender->article, GESTA_DCT("title"),
         gesta_text_literal(article->title, article->language));
  }
  if (article->date.size > 0) {
    send(sender, sender->article, GESTA_DCT("date"),
         gesta_typed_literal(article->date, GESTA_XSD("date")));
  }
  if (article->language.size > 0) {
    send(sender, sender->article, GESTA_DCT("language"),
         gesta_text_literal(article->language, (GestaStringView){"", 0}));
  }
}

static void
send_prefixes(Sender *sender)
{
  static const struct {
    const char *prefix;
    const char *iri;
  } prefixes[] = {
    {"rdf", GESTA_NS_RDF},   {"rdfs", GESTA_NS_RDFS},   {"owl", GESTA_NS_OWL},
    {"xsd", GESTA_NS_XSD},   {"skos", GESTA_NS_SKOS},   {"dct", GESTA_NS_DCT},
    {"prov", GESTA_NS_PROV}, {"gaf", GESTA_NS_GAF},     {"nif", GESTA_NS_NIF},
    {"edtf", GESTA_NS_EDTF}, {"gesta", GESTA_NS_GESTA}, {"act", GESTA_NS_ACT},
    {"gaz", GESTA_NS_GAZ},
  };
  for (size_t i = 0;
       i < sizeof prefixes / sizeof *prefixes && sender->status == GESTA_OK;
       ++i) {
    sender->status = gesta_sink_prefix(sender->sink,
                                       gesta_view(prefixes[i].prefix),
                                       gesta_view(prefixes[i].iri));
  }
}

GestaStatus
gesta_event_quads_send(const GestaArticleEvents *events, GestaStringView base,
                       GestaQuadSink *sink)
{
  GestaWorkspace workspace = {.failed = false};
  gesta_arena_init(&workspace.arena, events->knowledge->allocator);
  Sender sender = {
    .events = events, .base = base, .sink = sink, .workspace = &workspace};
  sender.entities = gesta_workspace_allocate(
    &workspace, events->entities.count + 1, sizeof *sender.entities);
  sender.nodes = gesta_workspace_allocate(&workspace, events->events.count + 1,
                                          sizeof *sender.nodes);
  sender.article = make_iri(&sender, "article/", events->article->id);
  if (workspace.failed) {
    sender.status = GESTA_ERR_MEMORY;
  }
  if (sender.status == GESTA_OK) {
    send_prefixes(&sender);
    send_article(&sender);
  }
  const size_t count = events->events.count;
  for (size_t i = 0; i < count && sender.status == GESTA_OK; ++i) {
    sender.nodes[i] = event_iri(&sender, &events->events.items[i]);
  }
  for (size_t i = 0; i < count && sender.status == GESTA_OK; ++i) {
    send_event(&sender, i);
  }
  for (size_t i = 0; i < count && sender.status == GESTA_OK; ++i) {
    send_mention(&sender, i);
  }
  if (workspace.failed && sender.status == GESTA_OK) {
    sender.status = GESTA_ERR_MEMORY;
  }
  gesta_arena_clear(&workspace.arena);
  return sender.status;
}
