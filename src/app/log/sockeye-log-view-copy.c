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
  SockeyeRows        *rows;
  gulong              handler;
  GtkBitset          *set;     /* positions that are left to copy */
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
  g_clear_signal_handler (&copy->handler, copy->rows);
  g_clear_object (&copy->rows);
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

/* Positions move when the log is trimmed. */
static void
sockeye_log_copy_items_changed_cb (SockeyeLogCopy *copy,
                                   guint           position,
                                   guint           removed,
                                   guint           added)
{
  guint64 before = gtk_bitset_get_size (copy->set);

  gtk_bitset_splice (copy->set, position, removed, added);
  copy->n_gone += (guint) (before - gtk_bitset_get_size (copy->set));
}

static gboolean
sockeye_log_copy_step (SockeyeLogCopy *copy)
{
  GtkBitsetIter iter;
  guint position;
  guint end = 0;
  gboolean more = gtk_bitset_iter_init_first (&iter, copy->set, &position);

  for (guint i = 0; more && i < SLICE; i++)
    {
      guint64 number = sockeye_rows_get_number (copy->rows, position);
      g_autoptr (SockeyeEvent) event = g_list_model_get_item (G_LIST_MODEL (copy->rows), position);
      g_autofree char *line = event != NULL ? copy->dup_line (event) : NULL;

      if (line != NULL)
        line = sockeye_log_marks_dup_line (sockeye_journal_get_marks (copy->journal),
                                           number, line, copy->separator);
      if (line != NULL)
        sockeye_log_copy_add (copy, line);
      else
        copy->n_gone++;
      end = position + 1;
      more = gtk_bitset_iter_next (&iter, &position);
    }
  gtk_bitset_remove_range (copy->set, 0, end);
  return more;
}

static void
sockeye_log_copy_finish (SockeyeLogCopy *copy)
{
  if (copy->n_gone > 0)
    {
      g_autofree char *text = NULL;

      text = g_strdup_printf (ngettext ("# %u row was trimmed from the log meanwhile",
                                        "# %u rows were trimmed from the log meanwhile",
                                        copy->n_gone),
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
  g_autoptr (GtkBitset) set = NULL;

  _sockeye_log_view_release (self);
  copy->journal = g_object_ref (sockeye_session_get_journal (self->session));
  copy->clipboard = g_object_ref (gtk_widget_get_clipboard (GTK_WIDGET (self)));
  set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  copy->set = gtk_bitset_copy (set);
  copy->rows = g_object_ref (self->rows);
  copy->dup_line = dup_line;
  /* Behind a header is code: there a comment is one too. */
  copy->separator = header != NULL ? "  # " : "\t";
  copy->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  copy->string = g_string_new (NULL);
  _sockeye_log_view_cancel_copy (self);
  if (gtk_bitset_is_empty (copy->set))
    return;
  if (header != NULL)
    g_string_append_printf (copy->string, "%s\n", header);
  if (!sockeye_log_copy_step (copy))
    {
      sockeye_log_copy_finish (copy);
      return;
    }
  copy->handler = g_signal_connect_swapped (copy->rows, "items-changed",
                                            G_CALLBACK (sockeye_log_copy_items_changed_cb), copy);
  self->copy = g_steal_pointer (&copy);
  self->copy_source = g_idle_add (sockeye_log_copy_cb, self);
}
