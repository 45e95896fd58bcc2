/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Copying rows: a few at once, many in slices, so that a million rows never
 * hold a frame up. */

#include "config.h"

#include "sockeye-log-marks.h"
#include "sockeye-log-view-private.h"

#include <glib/gi18n-lib.h>

/* Rows turned into text in one go: well under a frame. */
#define SLICE 500

struct _SockeyeLogCopy
{
  SockeyeJournal     *journal;
  GdkClipboard       *clipboard;
  GtkBitset          *set;   /* positions at the start */
  guint64             first; /* the number of the first row at the start */
  guint               next;  /* position that comes next */
  guint               n_gone;
  SockeyeLogLineFunc  dup_line;
  const char         *separator; /* between a line and its comment */
  GHashTable         *given;   /* lines that stand before others, once each */
  GString            *string;
};

static void
sockeye_log_copy_free (gpointer user_data)
{
  SockeyeLogCopy *copy = user_data;

  g_object_unref (copy->journal);
  g_object_unref (copy->clipboard);
  gtk_bitset_unref (copy->set);
  g_hash_table_unref (copy->given);
  g_string_free (copy->string, TRUE);
  g_free (copy);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeLogCopy, sockeye_log_copy_free)

/* A row of code may bring lines before its own, as `from struct import pack`,
 * which are enough once. */
static void
sockeye_log_copy_add (SockeyeLogCopy *copy,
                      const char     *text)
{
  const char *end;

  for (; (end = strchr (text, '\n')) != NULL; text = end + 1)
    {
      char *line = g_strndup (text, end - text);

      if (!g_hash_table_contains (copy->given, line))
        g_string_append_printf (copy->string, "%s\n", line);
      g_hash_table_add (copy->given, line);
    }
  g_string_append_printf (copy->string, "%s\n", text);
}

/* Rows are asked for by number: their positions move when the log is trimmed. */
static gboolean
sockeye_log_copy_step (SockeyeLogCopy *copy)
{
  GtkBitsetIter iter;
  guint position;
  gboolean more = gtk_bitset_iter_init_at (&iter, copy->set, copy->next, &position);

  for (guint i = 0; more && i < SLICE; i++)
    {
      g_autoptr (SockeyeEvent) event = sockeye_journal_dup_event (copy->journal,
                                                                  copy->first + position);
      g_autofree char *line = event != NULL ? copy->dup_line (event) : NULL;

      if (line != NULL)
        line = sockeye_log_marks_dup_line (sockeye_journal_get_marks (copy->journal),
                                           copy->first + position, line, copy->separator);
      if (line != NULL)
        sockeye_log_copy_add (copy, line);
      else
        copy->n_gone++;
      more = gtk_bitset_iter_next (&iter, &position);
    }
  copy->next = position;
  return more;
}

static void
sockeye_log_copy_finish (SockeyeLogCopy *copy)
{
  if (copy->n_gone > 0)
    {
      g_autofree char *text = NULL;

      text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "# %u row was trimmed from the log meanwhile",
                                           "# %u rows were trimmed from the log meanwhile", copy->n_gone),
                              copy->n_gone);
      g_string_append_printf (copy->string, "%s\n", text);
    }
  gdk_clipboard_set_text (copy->clipboard, copy->string->str);
}

static gboolean
sockeye_log_copy_cb (gpointer user_data)
{
  SockeyeLogView *self = user_data;

  if (sockeye_log_copy_step (self->copy))
    return G_SOURCE_CONTINUE;
  sockeye_log_copy_finish (self->copy);
  self->copy_source = 0;
  g_clear_pointer (&self->copy, sockeye_log_copy_free);
  return G_SOURCE_REMOVE;
}

/* Stops a copy under way; the clipboard stays as it was. */
void
_sockeye_log_view_cancel_copy (SockeyeLogView *self)
{
  g_clear_handle_id (&self->copy_source, g_source_remove);
  g_clear_pointer (&self->copy, sockeye_log_copy_free);
}

/* Copies the chosen rows, each as one line, behind a header or NULL. */
void
_sockeye_log_view_copy (SockeyeLogView     *self,
                        const char         *header,
                        SockeyeLogLineFunc  dup_line)
{
  g_autoptr (SockeyeLogCopy) copy = g_new0 (SockeyeLogCopy, 1);
  g_autoptr (SockeyeEvent) first = g_list_model_get_item (G_LIST_MODEL (self->selection), 0);
  g_autoptr (GtkBitset) set = NULL;

  copy->journal = g_object_ref (sockeye_session_get_journal (self->session));
  copy->clipboard = g_object_ref (gtk_widget_get_clipboard (GTK_WIDGET (self)));
  set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  copy->set = gtk_bitset_copy (set);
  copy->dup_line = dup_line;
  /* Behind a header is code: there a comment is one too. */
  copy->separator = header != NULL ? "  # " : "\t";
  copy->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  copy->string = g_string_new (NULL);
  _sockeye_log_view_cancel_copy (self);
  if (first == NULL || gtk_bitset_is_empty (copy->set))
    return;
  copy->first = sockeye_event_get_number (first);
  if (header != NULL)
    g_string_append_printf (copy->string, "%s\n", header);
  if (!sockeye_log_copy_step (copy))
    {
      sockeye_log_copy_finish (copy);
      return;
    }
  self->copy = g_steal_pointer (&copy);
  self->copy_source = g_idle_add (sockeye_log_copy_cb, self);
}
