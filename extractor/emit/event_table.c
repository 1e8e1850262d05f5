// SPDX-License-Identifier: GPL-3.0-or-later
#include "extractor/emit/event_table.h"

#include "extractor/event/confidence.h"
#include "graph/base/json_escape.h"
#include "graph/base/number.h"

// A line under construction; the first failure sticks.
typedef struct Line {
  GestaTextBuffer text;
  GestaStatus status;
} Line;

typedef void (*AppendText)(Line *line, GestaStringView text);

const char *
gesta_modality_name(GestaModality modality)
{
  switch (modality) {
  case GESTA_MODALITY_ASKED:
    return "asked";
  case GESTA_MODALITY_POSSIBLE:
    return "possible";
  case GESTA_MODALITY_PLANNED:
    return "planned";
  case GESTA_MODALITY_FACT:
    return "fact";
  }
  return "fact";
}

static void
append(Line *line, GestaStringView text)
{
  if (line->status == GESTA_OK) {
    line->status = gesta_text_buffer_append(&line->text, text);
  }
}

static void
append_number(Line *line, size_t number)
{
  if (line->status == GESTA_OK) {
    line->status = gesta_text_buffer_print(&line->text, "%zu", number);
  }
}

// A cell has neither tabs nor line breaks.
static void
append_cell(Line *line, GestaStringView text)
{
  for (size_t i = 0; i < text.size; ++i) {
    const char byte = text.data[i];
    const bool control = byte == '\t' || byte == '\n' || byte == '\r';
    append(line,
           control ? gesta_view(" ") : (GestaStringView){&text.data[i], 1});
  }
}

static void
append_json(Line *line, GestaStringView text)
{
  if (line->status == GESTA_OK) {
    line->status = gesta_json_escape(text, &line->text);
  }
}

static void
append_parties(Line *line, const GestaArticleEvents *events,
               const GestaMention *parties, AppendText append_name,
               const char *between)
{
  for (size_t i = 0; i < parties->count; ++i) {
    append(line, gesta_view(i > 0 ? between : ""));
    append_name(line, events->entities.items[parties->entities[i]].name);
  }
}

static GestaStringView
print_date(const GestaEvent *event, char text[GESTA_EDTF_SIZE])
{
  const size_t size = event->dated ? gesta_edtf_print(&event->date, text) : 0;
  return (GestaStringView){text, size};
}

static void
append_row(Line *line, const GestaArticleEvents *events,
           const GestaEvent *event)
{
  char date[GESTA_EDTF_SIZE];
  const GestaStringView tab = gesta_view("\t");
  append_cell(line, events->article->id);
  append(line, tab);
  append_number(line, gesta_article_events_number(events, event->sentence));
  append(line, tab);
  append_parties(line, events, &event->actors, append_cell, " | ");
  append(line, tab);
  append_cell(line, event->lemma);
  append(line, tab);
  append(line, gesta_action_class(events->knowledge->scheme, event->action));
  append(line, tab);
  append_parties(line, events, &event->targets, append_cell, " | ");
  append(line, tab);
  append(line, print_date(event, date));
  append(line, gesta_view(event->negated ? "\t-\t" : "\t+\t"));
  append(line, gesta_view(gesta_modality_name(event->modality)));
  append(line, tab);
  append_parties(line, events, &event->sources, append_cell, " | ");
  append(line, gesta_view("\n"));
}

static void
append_member(Line *line, const char *name, GestaStringView value)
{
  append(line, gesta_view(name));
  append_json(line, value);
}

static void
append_list(Line *line, const char *name, const GestaArticleEvents *events,
            const GestaMention *parties)
{
  append(line, gesta_view(name));
  append(line, gesta_view("["));
  append_parties(line, events, parties, append_json, ",");
  append(line, gesta_view("]"));
}

static void
append_object(Line *line, const GestaArticleEvents *events,
              const GestaEvent *event)
{
  char date[GESTA_EDTF_SIZE];
  char confidence[GESTA_NUMBER_SIZE];
  (void)gesta_print_fixed(event->confidence, 2, confidence);
  append_member(line, "{\"document\":", events->article->id);
  append(line, gesta_view(",\"sentence\":"));
  append_number(line, gesta_article_events_number(events, event->sentence));
  append_list(line, ",\"actor\":", events, &event->actors);
  append_member(line, ",\"action\":", event->lemma);
  append_member(line, ",\"class\":",
                gesta_action_class(events->knowledge->scheme, event->action));
  append_list(line, ",\"target\":", events, &event->targets);
  append_list(line, ",\"place\":", events, &event->places);
  append_member(line, ",\"date\":", print_date(event, date));
  append_member(line, ",\"polarity\":", gesta_view(event->negated ? "-" : "+"));
  append_member(
    line, ",\"modality\":", gesta_view(gesta_modality_name(event->modality)));
  append_list(line, ",\"source\":", events, &event->sources);
  append(line, gesta_view(",\"confidence\":"));
  append(line, gesta_view(confidence));
  append_member(line, ",\"rule\":", gesta_view(event->rule));
  append(line, gesta_view(",\"evidence\":["));
  bool first = true;
  for (size_t i = 0; i < GESTA_EVIDENCE_COUNT; ++i) {
    if ((event->evidence >> i & 1U) != 0) {
      append(line, gesta_view(first ? "" : ","));
      append_json(line, gesta_view(gesta_evidence_name(i)));
      first = false;
    }
  }
  append(line, gesta_view("]}\n"));
}

GestaStatus
gesta_event_table_write_header(GestaOutput *output)
{
  return gesta_output_write(
    output, gesta_view("document\tsentence\tactor\taction\tclass\ttarget\tdate"
                       "\tpolarity\tmodality\tsource\n"));
}

static GestaStatus
write_lines(const GestaArticleEvents *events, GestaOutput *output,
            void (*append_line)(Line *, const GestaArticleEvents *,
                                const GestaEvent *))
{
  Line line = {.status = GESTA_OK};
  gesta_text_buffer_init(&line.text, events->knowledge->allocator);
  for (size_t i = 0; i < events->events.count && line.status == GESTA_OK; ++i) {
    line.text.size = 0;
    append_line(&line, events, &events->events.items[i]);
    if (line.status == GESTA_OK) {
      line.status = gesta_output_write(output,
                                       gesta_text_buffer_view(&line.text));
    }
  }
  gesta_text_buffer_clear(&line.text);
  return line.status;
}

GestaStatus
gesta_event_table_write(const GestaArticleEvents *events, GestaOutput *output)
{
  return write_lines(events, output, append_row);
}

GestaStatus
gesta_event_table_write_json(const GestaArticleEvents *events,
                             GestaOutput *output)
{
  return write_lines(events, output, append_object);
}
