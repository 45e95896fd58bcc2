/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-log-marks.h"

#include "sockeye-log-ink.h"

#include <glib/gi18n-lib.h>

/* The side of the square that stands on its corner, and where its middle is,
 * in pixels: half in the space that a column leaves before its text. */
#define SIDE   6.f
#define MIDDLE (-1.f)

/**
 * sockeye_log_marks_dup_sentence:
 * @marks: (nullable): of the row's journal
 * @event: a row
 *
 * Returns: (transfer full): the row for a screen reader, with its mark and
 *   comment
 */
char *
sockeye_log_marks_dup_sentence (SockeyeMarks *marks,
                                SockeyeEvent *event)
{
  g_autofree char *sentence = sockeye_event_dup_sentence (event);
  g_autofree char *comment = NULL;
  guint64 number = sockeye_event_get_number (event);
  GString *string;

  if (marks == NULL)
    return g_steal_pointer (&sentence);

  string = g_string_new (sentence);
  if (sockeye_marks_is_marked (marks, number))
    /* Translators: of a row of the log, said by a screen reader */
    g_string_append_printf (string, ", %s", _("marked"));
  comment = sockeye_marks_dup_comment (marks, number);
  if (comment != NULL)
    {
      g_string_append (string, ", ");
      /* Translators: what the user noted on a row, said by a screen reader */
      g_string_append_printf (string, _("comment: %s"), comment);
    }
  return g_string_free (string, FALSE);
}

/**
 * sockeye_log_marks_dup_data:
 * @marks: (nullable): of the row's journal
 * @number: of the row
 * @data: (transfer full): what stands in Data without a comment
 * @comment_size: (out): bytes of it that are the comment
 *
 * Returns: (transfer full): what stands in Data: the comment first, since the
 *   bytes may take all the room there is
 */
char *
sockeye_log_marks_dup_data (SockeyeMarks *marks,
                            guint64       number,
                            char         *data,
                            guint        *comment_size)
{
  g_autofree char *own = data;
  g_autofree char *comment = marks != NULL ? sockeye_marks_dup_comment (marks, number) : NULL;

  *comment_size = 0;
  if (comment == NULL)
    return g_steal_pointer (&own);
  *comment_size = (guint) strlen (comment) + strlen ("# ");
  return g_strdup_printf ("# %s%s%s", comment, *own != '\0' ? "  " : "", own);
}

/**
 * sockeye_log_marks_dup_line:
 * @marks: of the row's journal
 * @number: of the row
 * @line: (transfer full): the row as it is copied
 * @separator: what stands before the comment
 *
 * Returns: (transfer full): the line with the row's comment
 */
char *
sockeye_log_marks_dup_line (SockeyeMarks *marks,
                            guint64       number,
                            char         *line,
                            const char   *separator)
{
  g_autofree char *own = line;
  g_autofree char *comment = sockeye_marks_dup_comment (marks, number);

  if (comment == NULL)
    return g_steal_pointer (&own);
  return g_strconcat (own, separator, comment, NULL);
}

/**
 * sockeye_log_marks_new_attributes:
 * @widget: what shows the text
 * @comment_size: bytes at its beginning that are a comment
 *
 * Returns: (transfer full): how it is drawn, so that nobody takes the comment
 *   for bytes that came
 */
PangoAttrList *
sockeye_log_marks_new_attributes (GtkWidget *widget,
                                  guint      comment_size)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoAttribute *italic;
  PangoAttribute *colour;
  GdkRGBA ink;

  if (comment_size == 0)
    return attributes;
  sockeye_log_ink_to_rgba (SOCKEYE_LOG_INK_NOTE, widget, &ink);
  italic = pango_attr_style_new (PANGO_STYLE_ITALIC);
  italic->end_index = comment_size;
  pango_attr_list_insert (attributes, italic);
  colour = pango_attr_foreground_new ((guint16) (ink.red * G_MAXUINT16),
                                      (guint16) (ink.green * G_MAXUINT16),
                                      (guint16) (ink.blue * G_MAXUINT16));
  colour->end_index = comment_size;
  pango_attr_list_insert (attributes, colour);
  return attributes;
}

/**
 * sockeye_log_marks_draw:
 * @widget: the cell with the row's number
 * @snapshot: where it is being drawn
 *
 * Draws the mark: a filled square on its corner, which no other sign of the log
 * looks like. Not a character: fonts differ in which they have.
 */
void
sockeye_log_marks_draw (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  const graphene_rect_t square = GRAPHENE_RECT_INIT (-SIDE / 2, -SIDE / 2, SIDE, SIDE);
  GdkRGBA ink;

  sockeye_log_ink_to_rgba (SOCKEYE_LOG_INK_NOTE, widget, &ink);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (MIDDLE, gtk_widget_get_height (widget) / 2.f));
  gtk_snapshot_rotate (snapshot, 45);
  gtk_snapshot_append_color (snapshot, &ink, &square);
  gtk_snapshot_restore (snapshot);
}
