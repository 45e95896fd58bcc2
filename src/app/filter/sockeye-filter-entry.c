/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-filter-entry-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/sockeye-template.h"

/* So long after the last key the text is taken; and where it could be the
 * beginning of an expression as well, whose words are offered. */
#define SOCKEYE_FILTER_ENTRY_PAUSE_MS 150
#define SOCKEYE_FILTER_ENTRY_DOUBT_MS 600

G_DEFINE_FINAL_TYPE (SockeyeFilterEntry, sockeye_filter_entry, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_FILTER,
  PROP_MISTAKE,
  N_PROPS
};

enum
{
  ENTERED,
  ESCAPED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Where the mistake is, and not only that there is one: where something is
 * missing, what stands before it. */
static void
sockeye_filter_entry_mark (SockeyeFilterEntry *self,
                           gsize               start,
                           gsize               end)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *attribute;

  /* A bidi control that was pasted is part of what is looked for: it stays, and
   * is seen. */
  pango_attr_list_insert (attributes, pango_attr_show_new (PANGO_SHOW_IGNORABLES));
  if (self->mistake != NULL)
    {
      const char *text = sockeye_filter_entry_get_text (self);

      if (start == end && start > 0)
        start = g_utf8_prev_char (text + start) - text;
      attribute = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);
      attribute->start_index = (guint) start;
      attribute->end_index = (guint) end;
      pango_attr_list_insert (attributes, attribute);
    }
  gtk_entry_set_attributes (GTK_ENTRY (self->entry), attributes);
}

static void
sockeye_filter_entry_show_kind (SockeyeFilterEntry *self,
                                SockeyeFilter      *filter)
{
  const char *tag = "";

  if (filter == NULL)
    /* Translators: at the end of the filter entry: the text is not right */
    tag = C_("filter", "mistake");
  else if (sockeye_filter_get_kind (filter) == SOCKEYE_FILTER_EXPRESSION)
    /* Translators: at the end of the filter entry: what the text is taken for */
    tag = C_("filter", "filter");
  else if (sockeye_filter_get_kind (filter) == SOCKEYE_FILTER_TEXT)
    /* Translators: at the end of the filter entry: what the text is taken for */
    tag = C_("filter", "text");
  if (filter == NULL)
    gtk_widget_add_css_class (self->tag, "mistake");
  else
    gtk_widget_remove_css_class (self->tag, "mistake");
  gtk_label_set_text (GTK_LABEL (self->tag), tag);
  gtk_widget_set_visible (self->tag, *tag != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  filter == NULL ? self->mistake
                                                 : self->doubt != NULL ? self->doubt : tag,
                                  -1);
}

/* A text that is no filter leaves the former one. */
static void
sockeye_filter_entry_take (SockeyeFilterEntry *self)
{
  g_autoptr (SockeyeFilter) filter = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->take_id, g_source_remove);
  filter = sockeye_filter_parse (sockeye_filter_entry_get_text (self), NULL, NULL, &error);
  if (filter == NULL
      || g_strcmp0 (sockeye_filter_get_text (filter), sockeye_filter_get_text (self->filter)) == 0)
    return;
  g_clear_pointer (&self->filter, sockeye_filter_unref);
  self->filter = g_steal_pointer (&filter);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

static void
sockeye_filter_entry_take_cb (gpointer data)
{
  SockeyeFilterEntry *self = data;

  self->take_id = 0;
  sockeye_filter_entry_take (self);
}

/* "byt" would hide every row on the way to "bytes > 100". */
static void
sockeye_filter_entry_pause_cb (gpointer data)
{
  SockeyeFilterEntry *self = data;

  self->take_id = 0;
  if (_sockeye_filter_entry_is_open (self) && self->word_start < self->word_end)
    self->take_id = g_timeout_add_once (SOCKEYE_FILTER_ENTRY_DOUBT_MS,
                                        sockeye_filter_entry_take_cb, self);
  else
    sockeye_filter_entry_take (self);
}

/* What it is taken for and what is wrong is said at once: it costs little. */
static void
sockeye_filter_entry_look (SockeyeFilterEntry *self)
{
  g_autoptr (SockeyeFilter) filter = NULL;
  g_autoptr (GError) error = NULL;
  gsize start = 0;
  gsize end = 0;

  filter = sockeye_filter_parse (sockeye_filter_entry_get_text (self), &start, &end, &error);
  g_free (self->mistake);
  self->mistake = error != NULL ? g_strdup (error->message) : NULL;
  g_free (self->doubt);
  self->doubt = filter != NULL ? sockeye_filter_dup_doubt (filter) : NULL;
  sockeye_filter_entry_mark (self, start, end);
  sockeye_filter_entry_show_kind (self, filter);
  if (error != NULL)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                             : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MISTAKE]);
}

static gboolean
sockeye_filter_entry_complete_cb (gpointer data)
{
  SockeyeFilterEntry *self = data;

  self->complete_id = 0;
  _sockeye_filter_entry_complete (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
sockeye_filter_entry_changed_cb (SockeyeFilterEntry *self)
{
  sockeye_filter_entry_look (self);
  g_clear_handle_id (&self->take_id, g_source_remove);
  if (self->quiet)
    return;
  self->take_id = g_timeout_add_once (SOCKEYE_FILTER_ENTRY_PAUSE_MS,
                                      sockeye_filter_entry_pause_cb, self);
  /* Not yet: the cursor has not moved. */
  if (self->complete_id == 0)
    self->complete_id = g_idle_add (sockeye_filter_entry_complete_cb, self);
}

static void
sockeye_filter_entry_picked_cb (SockeyeFilterEntry *self)
{
  g_autofree char *word = g_strdup (sockeye_filter_words_get_chosen (self->words));

  if (word != NULL)
    _sockeye_filter_entry_accept (self, word);
}

static gboolean
sockeye_filter_entry_key_cb (SockeyeFilterEntry *self,
                             guint               keyval,
                             guint               keycode,
                             GdkModifierType     modifiers)
{
  gboolean open = _sockeye_filter_entry_is_open (self);

  if (modifiers & gtk_accelerator_get_default_mod_mask ())
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Down:
      if (open)
        _sockeye_filter_entry_move (self, 1);
      else
        _sockeye_filter_entry_complete (self, TRUE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      if (open)
        _sockeye_filter_entry_move (self, -1);
      return open;
    case GDK_KEY_Tab:
      return open ? _sockeye_filter_entry_press_tab (self) : GDK_EVENT_PROPAGATE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (!open || sockeye_filter_words_get_chosen (self->words) == NULL)
        return GDK_EVENT_PROPAGATE;
      sockeye_filter_entry_picked_cb (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (open)
        sockeye_filter_words_hide (self->words);
      else
        g_signal_emit (self, signals[ESCAPED], 0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
sockeye_filter_entry_activate_cb (SockeyeFilterEntry *self)
{
  g_clear_handle_id (&self->complete_id, g_source_remove);
  sockeye_filter_words_hide (self->words);
  sockeye_filter_entry_take (self);
  g_signal_emit (self, signals[ENTERED], 0);
}

/* Who goes on to another control is done, as with Enter. */
static void
sockeye_filter_entry_leave_cb (SockeyeFilterEntry *self)
{
  if (!gtk_widget_in_destruction (GTK_WIDGET (self)))
    sockeye_filter_entry_activate_cb (self);
}

static void
sockeye_filter_entry_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  gtk_widget_measure (SOCKEYE_FILTER_ENTRY (widget)->overlay, orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
sockeye_filter_entry_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  SockeyeFilterEntry *self = SOCKEYE_FILTER_ENTRY (widget);

  gtk_widget_allocate (self->overlay, width, height, baseline, NULL);
  gtk_popover_present (GTK_POPOVER (self->words));
}

static gboolean
sockeye_filter_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SOCKEYE_FILTER_ENTRY (widget)->entry);
}

static void
sockeye_filter_entry_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  SockeyeFilterEntry *self = SOCKEYE_FILTER_ENTRY (object);

  switch (prop_id)
    {
    case PROP_FILTER:
      g_value_set_boxed (value, self->filter);
      break;
    case PROP_MISTAKE:
      g_value_set_string (value, self->mistake);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_filter_entry_dispose (GObject *object)
{
  SockeyeFilterEntry *self = SOCKEYE_FILTER_ENTRY (object);

  g_clear_handle_id (&self->take_id, g_source_remove);
  g_clear_handle_id (&self->complete_id, g_source_remove);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_FILTER_ENTRY);
  g_clear_pointer (&self->filter, sockeye_filter_unref);
  g_clear_pointer (&self->mistake, g_free);
  g_clear_pointer (&self->doubt, g_free);

  G_OBJECT_CLASS (sockeye_filter_entry_parent_class)->dispose (object);
}

static void
sockeye_filter_entry_class_init (SockeyeFilterEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = sockeye_filter_entry_dispose;
  object_class->get_property = sockeye_filter_entry_get_property;

  widget_class->measure = sockeye_filter_entry_measure;
  widget_class->size_allocate = sockeye_filter_entry_size_allocate;
  widget_class->grab_focus = sockeye_filter_entry_grab_focus;

  properties[PROP_FILTER] = g_param_spec_boxed ("filter", NULL, NULL, SOCKEYE_TYPE_FILTER, flags);
  properties[PROP_MISTAKE] = g_param_spec_string ("mistake", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ESCAPED] = g_signal_new ("escaped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "filterentry");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-filter-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterEntry, overlay);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterEntry, tag);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_filter_entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_filter_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_filter_entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_filter_entry_leave_cb);
}

static void
sockeye_filter_entry_init (SockeyeFilterEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->filter = sockeye_filter_parse ("", NULL, NULL, NULL);
  self->words = SOCKEYE_FILTER_WORDS (sockeye_filter_words_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->words), GTK_WIDGET (self));
  g_signal_connect_object (self->words, "picked", G_CALLBACK (sockeye_filter_entry_picked_cb),
                           self, G_CONNECT_SWAPPED);
}

/* (transfer none): never NULL; that of an empty text lets every row through. */
SockeyeFilter *
sockeye_filter_entry_get_filter (SockeyeFilterEntry *self)
{
  g_return_val_if_fail (SOCKEYE_IS_FILTER_ENTRY (self), NULL);

  return self->filter;
}

const char *
sockeye_filter_entry_get_mistake (SockeyeFilterEntry *self)
{
  g_return_val_if_fail (SOCKEYE_IS_FILTER_ENTRY (self), NULL);

  return self->mistake;
}

/* Where the text was taken for plain text, but may have been meant for more. */
const char *
sockeye_filter_entry_get_doubt (SockeyeFilterEntry *self)
{
  g_return_val_if_fail (SOCKEYE_IS_FILTER_ENTRY (self), NULL);

  return self->doubt;
}

const char *
sockeye_filter_entry_get_text (SockeyeFilterEntry *self)
{
  g_return_val_if_fail (SOCKEYE_IS_FILTER_ENTRY (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* Taken at once, without a list of words. */
void
sockeye_filter_entry_set_text (SockeyeFilterEntry *self,
                               const char         *text)
{
  g_return_if_fail (SOCKEYE_IS_FILTER_ENTRY (self));
  g_return_if_fail (text != NULL);

  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->quiet = FALSE;
  g_clear_handle_id (&self->complete_id, g_source_remove);
  sockeye_filter_words_hide (self->words);
  sockeye_filter_entry_take (self);
}
