/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Data: what is typed, its count, its mistakes, and text that is too long to
 * be laid out. */

#include "config.h"

#include "sockeye-composer-private.h"

#include <glib/gi18n-lib.h>

#include "call/sockeye-number.h"

/* Laying out text is slow where lines are long: what is longer is kept beside,
 * and only its beginning is shown. In characters. */
#define EDIT_LIMIT 32768
#define PREVIEW 400
#define MAX_LINES 6
#define TAG "mistake"

static char *
sockeye_composer_data_dup_text (SockeyeComposer *self)
{
  GtkTextIter start;
  GtkTextIter end;

  if (self->draft->bulk != NULL)
    return g_strdup (self->draft->bulk);
  gtk_text_buffer_get_bounds (self->draft->data, &start, &end);
  return gtk_text_buffer_get_text (self->draft->data, &start, &end, TRUE);
}

static void
sockeye_composer_data_mark (SockeyeComposer   *self,
                            const SockeyeSpan *span,
                            const char        *message)
{
  GtkTextBuffer *buffer = self->draft->data;
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);
  GtkTextIter start;
  GtkTextIter end;

  if (gtk_text_tag_table_lookup (table, TAG) == NULL)
    gtk_text_buffer_create_tag (buffer, TAG, "underline", PANGO_UNDERLINE_ERROR, NULL);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, TAG, &start, &end);
  if (span != NULL && self->draft->bulk == NULL)
    {
      gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) MIN (span->start, G_MAXINT));
      gtk_text_buffer_get_iter_at_offset (buffer, &end,
                                          (int) MIN (span->start + MAX (span->length, 1),
                                                     G_MAXINT));
      gtk_text_buffer_apply_tag_by_name (buffer, TAG, &start, &end);
    }

  gtk_label_set_text (self->mistake, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), message != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->data), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                               : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/**
 * _sockeye_composer_data_parse:
 * @mark: whether a mistake is marked where it stands, and an old one unmarked
 *
 * Returns: (transfer full): the bytes that Data stands for, or %NULL with a
 *   mistake
 */
GBytes *
_sockeye_composer_data_parse (SockeyeComposer *self,
                              gboolean         mark,
                              GError         **error)
{
  g_autofree char *text = sockeye_composer_data_dup_text (self);
  g_autoptr (GError) local_error = NULL;
  SockeyeSpan span = { 0, 0 };
  GBytes *bytes;

  bytes = sockeye_payload_parse (text, self->draft->format, self->draft->ending, &span,
                                 &local_error);
  if (mark)
    sockeye_composer_data_mark (self, bytes != NULL ? NULL : &span,
                                bytes != NULL ? NULL : local_error->message);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return bytes;
}

static void
sockeye_composer_data_count (SockeyeComposer *self)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  guint n;

  gtk_widget_set_visible (self->discard, self->draft->bulk != NULL);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->data), self->draft->bulk == NULL);
  if (self->draft->bulk != NULL)
    {
      sockeye_composer_data_mark (self, NULL, NULL);
      n = MIN (strlen (self->draft->bulk), G_MAXUINT);
      number = sockeye_number_to_string (n);
      text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s byte of text, its beginning shown",
                                           "%s bytes of text, its beginning shown", n),
                              number);
    }
  else
    {
      bytes = _sockeye_composer_data_parse (self, TRUE, NULL);
      n = bytes != NULL ? g_bytes_get_size (bytes) : 0;
      if (bytes != NULL)
        {
          number = sockeye_number_to_string (n);
          text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s byte", "%s bytes", n), number);
        }
    }
  gtk_label_set_text (self->count, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count), text);
  _sockeye_composer_preview (self);
}

static int
sockeye_composer_data_count_lines (SockeyeComposer *self)
{
  GtkTextIter iter;
  int lines = 1;

  gtk_text_buffer_get_start_iter (self->draft->data, &iter);
  while (lines < MAX_LINES
         && gtk_text_view_forward_display_line (GTK_TEXT_VIEW (self->data), &iter))
    lines++;
  return lines;
}

/* A scrolled window does not ask a wrapping child for its height. */
static gboolean
sockeye_composer_data_fit_cb (gpointer user_data)
{
  SockeyeComposer *self = user_data;
  g_autoptr (PangoLayout) layout = NULL;
  GtkTextView *view = GTK_TEXT_VIEW (self->data);
  int lines;
  int height;

  self->fit_source = 0;
  if (self->draft == NULL)
    return G_SOURCE_REMOVE;
  layout = gtk_widget_create_pango_layout (self->data, "X");
  pango_layout_get_pixel_size (layout, NULL, &height);
  lines = sockeye_composer_data_count_lines (self);
  height = height * lines + gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
  /* A scroll bar alone is higher than a line. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  lines < MAX_LINES ? GTK_POLICY_EXTERNAL : GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (self->scroller, -1, height + 2);
  return G_SOURCE_REMOVE;
}

static void
sockeye_composer_data_fit (SockeyeComposer *self)
{
  if (self->fit_source == 0)
    self->fit_source = g_idle_add (sockeye_composer_data_fit_cb, self);
}

/* A hyphen where a line is wrapped would look like a part of Data. */
static void
sockeye_composer_data_drop_hyphens (SockeyeComposer *self)
{
  GtkTextBuffer *buffer = self->draft->data;
  GtkTextIter start;
  GtkTextIter end;

  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "bytes") == NULL)
    gtk_text_buffer_create_tag (buffer, "bytes", "insert-hyphens", FALSE, NULL);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag_by_name (buffer, "bytes", &start, &end);
}

static void
sockeye_composer_data_changed_cb (SockeyeComposer *self)
{
  sockeye_composer_data_drop_hyphens (self);
  sockeye_composer_data_count (self);
  sockeye_composer_data_fit (self);
}

static void
sockeye_composer_data_edited_cb (SockeyeComposer *self)
{
  self->draft->n_edits++;
  sockeye_composer_data_changed_cb (self);
}

typedef struct
{
  SockeyeComposer *composer;
  GtkTextBuffer   *buffer;
  char            *preview;
} SockeyeComposerBulk;

static gboolean
sockeye_composer_data_bulk_cb (gpointer user_data)
{
  SockeyeComposerBulk *data = user_data;

  gtk_text_buffer_set_text (data->buffer, data->preview, -1);
  if (data->composer->draft != NULL)
    sockeye_composer_data_changed_cb (data->composer);
  return G_SOURCE_REMOVE;
}

static void
sockeye_composer_data_bulk_free (gpointer user_data)
{
  SockeyeComposerBulk *data = user_data;

  g_object_unref (data->composer);
  g_object_unref (data->buffer);
  g_free (data->preview);
  g_free (data);
}

static char *
sockeye_composer_data_dup_preview (const char *text)
{
  const char *end = text;

  for (guint i = 0; i < PREVIEW && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

/* However it comes, pasted, dropped or set: text that is too long is taken out
 * of the way before it reaches the buffer. */
static void
sockeye_composer_data_insert_cb (GtkTextBuffer   *buffer,
                                 GtkTextIter     *where,
                                 const char      *text,
                                 int              length,
                                 SockeyeComposer *self)
{
  SockeyeComposerBulk *data;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GtkTextIter start;
  GtkTextIter end;
  gsize size = length < 0 ? strlen (text) : (gsize) length;

  if (self->draft == NULL || self->draft->bulk != NULL
      || gtk_text_buffer_get_char_count (buffer) + g_utf8_strlen (text, size) <= EDIT_LIMIT)
    return;

  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  before = gtk_text_buffer_get_text (buffer, &start, where, TRUE);
  after = gtk_text_buffer_get_text (buffer, where, &end, TRUE);
  self->draft->bulk = g_strdup_printf ("%s%.*s%s", before, (int) size, text, after);

  /* Whoever inserts still holds its place in the buffer: change that later. */
  data = g_new0 (SockeyeComposerBulk, 1);
  data->composer = g_object_ref (self);
  data->buffer = g_object_ref (buffer);
  data->preview = sockeye_composer_data_dup_preview (self->draft->bulk);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, sockeye_composer_data_bulk_cb, data,
                   sockeye_composer_data_bulk_free);
}

/* Nobody is watching the buffer. */
void
_sockeye_composer_data_fill (SockeyeDraft *draft,
                             const char   *text)
{
  g_autofree char *preview = NULL;

  if (g_utf8_strlen (text, -1) > EDIT_LIMIT)
    {
      draft->bulk = g_strdup (text);
      preview = sockeye_composer_data_dup_preview (text);
    }
  gtk_text_buffer_set_text (draft->data, preview != NULL ? preview : text, -1);
}

static void
sockeye_composer_discard_cb (SockeyeComposer *self)
{
  if (self->draft == NULL)
    return;
  g_clear_pointer (&self->draft->bulk, g_free);
  gtk_text_buffer_set_text (self->draft->data, "", 0);
  /* The button goes; the focus must not go with it. */
  gtk_widget_grab_focus (self->data);
  sockeye_composer_data_changed_cb (self);
}

static gboolean
sockeye_composer_data_key_cb (SockeyeComposer       *self,
                              guint                  keyval,
                              guint                  keycode,
                              GdkModifierType        modifiers,
                              GtkEventControllerKey *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter
                   || keyval == GDK_KEY_ISO_Enter;

  if (enter && (modifiers & (GDK_SHIFT_MASK | GDK_ALT_MASK)) == 0)
    {
      /* An input method may want it, to take what was composed. */
      if (!gtk_text_view_im_context_filter_keypress (GTK_TEXT_VIEW (self->data), event))
        sockeye_composer_send (self);
      return GDK_EVENT_STOP;
    }
  if (modifiers & GDK_CONTROL_MASK && (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down))
    {
      _sockeye_composer_history_move (self, keyval == GDK_KEY_Up ? 1 : -1);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
sockeye_composer_format_cb (SockeyeComposer *self)
{
  if (self->draft == NULL || self->filling)
    return;
  self->draft->format = gtk_drop_down_get_selected (self->format);
  self->draft->ending = gtk_drop_down_get_selected (self->ending);
  sockeye_composer_data_count (self);
}

void
_sockeye_composer_data_bind_class (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, sockeye_composer_discard_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_composer_format_cb);
}

void
_sockeye_composer_data_init (SockeyeComposer *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (sockeye_composer_data_key_cb), self);
  gtk_widget_add_controller (self->data, keys);
}

void
_sockeye_composer_data_leave (SockeyeComposer *self)
{
  g_clear_handle_id (&self->fit_source, g_source_remove);
  self->history_at = -1;
  if (self->draft == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->draft->data, self);
}

void
_sockeye_composer_data_show (SockeyeComposer *self)
{
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->format, self->draft->format);
  gtk_drop_down_set_selected (self->ending, self->draft->ending);
  self->filling = FALSE;

  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->data), self->draft->data);
  g_signal_connect (self->draft->data, "insert-text",
                    G_CALLBACK (sockeye_composer_data_insert_cb), self);
  g_signal_connect_swapped (self->draft->data, "changed",
                            G_CALLBACK (sockeye_composer_data_edited_cb), self);
  sockeye_composer_data_changed_cb (self);
}
