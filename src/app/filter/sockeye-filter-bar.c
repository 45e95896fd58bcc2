/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-filter-bar.h"

#include <glib/gi18n-lib.h>

#include "call/sockeye-number.h"
#include "sockeye-filter-entry.h"
#include "sockeye-filter-menu.h"
#include "sockeye-filter-more.h"
#include "widgets/sockeye-template.h"

/* Pixels that the entry and its menu keep beside the toggles; in a narrower
 * window those are in More alone. */
#define SOCKEYE_FILTER_BAR_START 300
#define SOCKEYE_FILTER_BAR_GAP   6

/* So often the count follows. */
#define SOCKEYE_FILTER_BAR_COUNT_MS 100

/* An expression that is being typed is wrong until it is done: what is wrong
 * moves the log down only when the user stops. */
#define SOCKEYE_FILTER_BAR_MISTAKE_MS 700

struct _SockeyeFilterBar
{
  GtkWidget           parent_instance;

  SockeyeRows        *rows;
  guint               count_id;
  guint               mistake_id;
  gboolean            narrow;

  GtkWidget          *start;
  GtkWidget          *toggles;
  GtkWidget          *end;
  GtkLabel           *mistake;
  SockeyeFilterEntry *entry;
  SockeyeFilterMenu  *menu;
  GtkToggleButton    *socket_toggle;
  GtkToggleButton    *errors_toggle;
  GtkMenuButton      *more_button;
  SockeyeFilterMore  *more;
  GtkWidget          *clear_button;
  GtkLabel           *count;
};

G_DEFINE_FINAL_TYPE (SockeyeFilterBar, sockeye_filter_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ROWS,
  PROP_SOCKET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint left_signal;

static void
sockeye_filter_bar_show_count (SockeyeFilterBar *self)
{
  g_autofree char *shown = NULL;
  g_autofree char *all = NULL;
  g_autofree char *text = NULL;
  guint n;

  if (self->rows != NULL && sockeye_rows_get_filter (self->rows) != NULL)
    {
      shown = sockeye_number_to_string (sockeye_rows_count (self->rows, &n));
      all = sockeye_number_to_string (n);
      if (sockeye_rows_is_searching (self->rows))
        text = g_strdup_printf (_("searching… %d %%"),
                                (int) (sockeye_rows_get_progress (self->rows) * 100));
      else
        /* Translators: "123 of 1,000,000 rows" match the filter */
        text = g_strdup_printf (ngettext ("%s of %s row", "%s of %s rows", n), shown, all);
    }
  gtk_label_set_text (self->count, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->count), text != NULL);
}

static void
sockeye_filter_bar_count_cb (gpointer data)
{
  SockeyeFilterBar *self = data;

  self->count_id = 0;
  sockeye_filter_bar_show_count (self);
}

static void
sockeye_filter_bar_queue_count (SockeyeFilterBar *self)
{
  if (self->count_id == 0)
    self->count_id = g_timeout_add_once (SOCKEYE_FILTER_BAR_COUNT_MS, sockeye_filter_bar_count_cb,
                                         self);
}

/* Says on its button that something is chosen in More. */
static void
sockeye_filter_bar_show_more (SockeyeFilterBar *self)
{
  guint n = sockeye_filter_more_count (self->more, self->narrow);
  /* Translators: the button with further filters, and how many are chosen */
  g_autofree char *label = n > 0 ? g_strdup_printf (_("More (%u)"), n) : g_strdup (_("More"));
  g_autofree char *name = g_strdup_printf (ngettext ("More filters, %u chosen",
                                                     "More filters, %u chosen", n), n);

  gtk_menu_button_set_label (self->more_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, n > 0 ? name : _("More filters"),
                                  -1);
  if (n > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->more_button), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->more_button), "chosen");
}

static void
sockeye_filter_bar_show_clear (SockeyeFilterBar *self)
{
  gboolean any = *sockeye_filter_entry_get_text (self->entry) != '\0'
                 || !sockeye_filter_more_is_empty (self->more);

  if (!any && gtk_widget_has_focus (self->clear_button))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_widget_set_visible (self->clear_button, any);
}

/* All of what is typed and chosen. */
static void
sockeye_filter_bar_apply (SockeyeFilterBar *self)
{
  g_autoptr (GPtrArray) filters =
      g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_filter_unref);
  SockeyeFilter *typed = sockeye_filter_entry_get_filter (self->entry);
  g_autoptr (SockeyeFilter) all = NULL;

  if (sockeye_filter_get_kind (typed) != SOCKEYE_FILTER_EVERYTHING)
    g_ptr_array_add (filters, sockeye_filter_ref (typed));
  sockeye_filter_more_add_to (self->more, filters);
  if (filters->len > 0)
    all = sockeye_filter_new_all_of ((SockeyeFilter **) filters->pdata, filters->len);
  if (self->rows != NULL)
    sockeye_rows_set_filter (self->rows, all);
  sockeye_filter_bar_show_more (self);
  sockeye_filter_bar_show_clear (self);
  g_clear_handle_id (&self->count_id, g_source_remove);
  sockeye_filter_bar_show_count (self);
}

static void
sockeye_filter_bar_show_mistake (SockeyeFilterBar *self)
{
  const char *mistake = sockeye_filter_entry_get_mistake (self->entry);
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->mistake_id, g_source_remove);
  if (mistake != NULL)
    /* Translators: below the filter entry: what is wrong with the filter */
    text = g_strdup_printf (_("%s. The rows are those of the filter before."), mistake);
  else
    text = g_strdup (sockeye_filter_entry_get_doubt (self->entry));
  if (mistake != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->mistake), "error-text");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->mistake), "error-text");
  gtk_label_set_text (self->mistake, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), text != NULL);
}

static void
sockeye_filter_bar_mistake_cb (gpointer data)
{
  SockeyeFilterBar *self = data;

  self->mistake_id = 0;
  sockeye_filter_bar_show_mistake (self);
}

/* The text has changed: what is right again is so at once. */
static void
sockeye_filter_bar_looked_cb (SockeyeFilterBar *self)
{
  const char *mistake = sockeye_filter_entry_get_mistake (self->entry);

  g_clear_handle_id (&self->mistake_id, g_source_remove);
  if ((mistake == NULL && sockeye_filter_entry_get_doubt (self->entry) == NULL)
      || gtk_widget_get_visible (GTK_WIDGET (self->mistake)))
    sockeye_filter_bar_show_mistake (self);
  else
    self->mistake_id = g_timeout_add_once (SOCKEYE_FILTER_BAR_MISTAKE_MS,
                                           sockeye_filter_bar_mistake_cb, self);
  sockeye_filter_menu_set_text (self->menu,
                                mistake == NULL ? sockeye_filter_entry_get_text (self->entry) : "");
  sockeye_filter_bar_show_clear (self);
}

static void
sockeye_filter_bar_entered_cb (SockeyeFilterBar *self)
{
  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  sockeye_filter_bar_show_mistake (self);
  sockeye_filter_menu_remember (self->menu);
}

static void
sockeye_filter_bar_escaped_cb (SockeyeFilterBar *self)
{
  sockeye_filter_bar_clear (self);
  g_signal_emit (self, left_signal, 0);
}

static void
sockeye_filter_bar_picked_cb (SockeyeFilterBar *self,
                              const char       *text)
{
  sockeye_filter_bar_set_text (self, text);
  sockeye_filter_bar_focus (self);
}

static void
sockeye_filter_bar_set_rows (SockeyeFilterBar *self,
                             SockeyeRows      *rows)
{
  if (self->rows == rows)
    return;
  if (self->rows != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->rows, self);
      g_signal_handlers_disconnect_by_data (sockeye_rows_get_journal (self->rows), self);
    }
  g_set_object (&self->rows, rows);
  if (rows == NULL)
    return;
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (sockeye_filter_bar_queue_count),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "notify", G_CALLBACK (sockeye_filter_bar_queue_count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sockeye_rows_get_journal (rows), "items-changed",
                           G_CALLBACK (sockeye_filter_bar_queue_count), self, G_CONNECT_SWAPPED);
  sockeye_filter_bar_apply (self);
}

static GtkSizeRequestMode
sockeye_filter_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sockeye_filter_bar_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  SockeyeFilterBar *self = SOCKEYE_FILTER_BAR (widget);
  GtkWidget *const parts[] = { self->start, self->toggles, self->end };
  gboolean horizontal = orientation == GTK_ORIENTATION_HORIZONTAL;
  int part_minimum, part_natural;

  *minimum = *natural = 0;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gtk_widget_measure (parts[i], orientation, -1, &part_minimum, &part_natural, NULL, NULL);
      if (!horizontal)
        {
          *minimum = *natural = MAX (*natural, part_natural);
          continue;
        }
      /* The toggles can go. */
      *minimum += parts[i] == self->toggles ? 0 : part_minimum + (i > 0) * SOCKEYE_FILTER_BAR_GAP;
      *natural += part_natural + (i > 0) * SOCKEYE_FILTER_BAR_GAP;
    }
  if (horizontal || !gtk_widget_get_visible (GTK_WIDGET (self->mistake)))
    return;
  gtk_widget_measure (GTK_WIDGET (self->mistake), orientation, for_size, &part_minimum, NULL, NULL,
                      NULL);
  *minimum += part_minimum;
  *natural += part_minimum;
}

static void
sockeye_filter_bar_place (SockeyeFilterBar *self,
                          GtkWidget        *part,
                          int               x,
                          int               width,
                          int               height)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int all = gtk_widget_get_width (GTK_WIDGET (self));
  GtkAllocation place = { mirrored ? all - x - width : x, 0, width, height };

  gtk_widget_size_allocate (part, &place, -1);
}

static void
sockeye_filter_bar_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  SockeyeFilterBar *self = SOCKEYE_FILTER_BAR (widget);
  int line = height;
  int below = 0;
  int toggles, end, start;

  if (gtk_widget_get_visible (GTK_WIDGET (self->mistake)))
    gtk_widget_measure (GTK_WIDGET (self->mistake), GTK_ORIENTATION_VERTICAL, width, &below, NULL,
                        NULL, NULL);
  line -= below;
  gtk_widget_measure (self->toggles, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &toggles, NULL, NULL);
  gtk_widget_measure (self->end, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &end, NULL, NULL);
  start = width - end - SOCKEYE_FILTER_BAR_GAP;
  self->narrow = start - toggles - SOCKEYE_FILTER_BAR_GAP < SOCKEYE_FILTER_BAR_START;
  if (!self->narrow)
    start -= toggles + SOCKEYE_FILTER_BAR_GAP;
  gtk_widget_set_child_visible (self->toggles, !self->narrow);
  sockeye_filter_bar_place (self, self->start, 0, start, line);
  if (!self->narrow)
    sockeye_filter_bar_place (self, self->toggles, start + SOCKEYE_FILTER_BAR_GAP, toggles, line);
  sockeye_filter_bar_place (self, self->end, width - end, end, line);
  if (below > 0)
    gtk_widget_size_allocate (GTK_WIDGET (self->mistake),
                              &(GtkAllocation) { 0, line, width, below }, -1);
}

static void
sockeye_filter_bar_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  SockeyeFilterBar *self = SOCKEYE_FILTER_BAR (object);

  switch (prop_id)
    {
    case PROP_ROWS:
      g_value_set_object (value, self->rows);
      break;
    case PROP_SOCKET:
      g_object_get_property (G_OBJECT (self->more), "socket", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_filter_bar_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  SockeyeFilterBar *self = SOCKEYE_FILTER_BAR (object);

  switch (prop_id)
    {
    case PROP_ROWS:
      sockeye_filter_bar_set_rows (self, g_value_get_object (value));
      break;
    case PROP_SOCKET:
      g_object_set_property (G_OBJECT (self->more), "socket", value);
      gtk_widget_set_sensitive (GTK_WIDGET (self->socket_toggle),
                                g_value_get_object (value) != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_filter_bar_dispose (GObject *object)
{
  SockeyeFilterBar *self = SOCKEYE_FILTER_BAR (object);

  sockeye_filter_bar_set_rows (self, NULL);
  g_clear_handle_id (&self->count_id, g_source_remove);
  g_clear_handle_id (&self->mistake_id, g_source_remove);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_FILTER_BAR);

  G_OBJECT_CLASS (sockeye_filter_bar_parent_class)->dispose (object);
}

static void
sockeye_filter_bar_bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/"
                                                             "sockeye-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterBar, start);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterBar, toggles);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterBar, end);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterBar, mistake);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterBar, entry);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterBar, menu);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterBar, socket_toggle);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterBar, errors_toggle);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterBar, more_button);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterBar, more);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterBar, clear_button);
  gtk_widget_class_bind_template_child (widget_class, SockeyeFilterBar, count);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_filter_bar_apply);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_filter_bar_clear);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_filter_bar_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_filter_bar_escaped_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_filter_bar_looked_cb);
  gtk_widget_class_bind_template_callback (widget_class, sockeye_filter_bar_picked_cb);
}

static void
sockeye_filter_bar_class_init (SockeyeFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = sockeye_filter_bar_dispose;
  object_class->get_property = sockeye_filter_bar_get_property;
  object_class->set_property = sockeye_filter_bar_set_property;

  widget_class->get_request_mode = sockeye_filter_bar_get_request_mode;
  widget_class->measure = sockeye_filter_bar_measure;
  widget_class->size_allocate = sockeye_filter_bar_size_allocate;

  properties[PROP_ROWS] = g_param_spec_object ("rows", NULL, NULL, SOCKEYE_TYPE_ROWS, flags);
  properties[PROP_SOCKET] = g_param_spec_object ("socket", NULL, NULL, SOCKEYE_TYPE_SOCKET, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  left_signal = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                              NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SOCKEYE_TYPE_FILTER_ENTRY);
  g_type_ensure (SOCKEYE_TYPE_FILTER_MENU);
  g_type_ensure (SOCKEYE_TYPE_FILTER_MORE);
  gtk_widget_class_set_css_name (widget_class, "filterbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  sockeye_filter_bar_bind_template (widget_class);
}

static void
sockeye_filter_bar_init (SockeyeFilterBar *self)
{
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->socket_toggle), FALSE);
  g_object_bind_property (self->more, "only-socket", self->socket_toggle, "active", both);
  g_object_bind_property (self->more, "errors-only", self->errors_toggle, "active", both);
  sockeye_filter_bar_apply (self);
}

/* Taken at once. */
void
sockeye_filter_bar_set_text (SockeyeFilterBar *self,
                             const char       *text)
{
  g_return_if_fail (SOCKEYE_IS_FILTER_BAR (self));
  g_return_if_fail (text != NULL);

  sockeye_filter_entry_set_text (self->entry, text);
  sockeye_filter_menu_remember (self->menu);
}

void
sockeye_filter_bar_focus (SockeyeFilterBar *self)
{
  g_return_if_fail (SOCKEYE_IS_FILTER_BAR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* Every row is shown again, whatever was typed and chosen. */
void
sockeye_filter_bar_clear (SockeyeFilterBar *self)
{
  g_return_if_fail (SOCKEYE_IS_FILTER_BAR (self));

  sockeye_filter_entry_set_text (self->entry, "");
  sockeye_filter_more_clear (self->more);
}
