/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-details.h"

#include "sockeye-bytes-view.h"
#include "sockeye-comment-row.h"
#include "sockeye-details-private.h"
#include "options/sockeye-options-page.h"
#include "sockeye-socket-page.h"
#include "explain/sockeye-story.h"
#include "widgets/sockeye-template.h"

#include <glib/gi18n-lib.h>

struct _SockeyeDetails
{
  GtkWidget         parent_instance;

  SockeyeSession   *session;
  SockeyeEvent     *event;
  SockeyeSocket    *socket;
  GCancellable     *cancellable; /* of the explanation */
  const char       *page;        /* one of sockeye_details_pages */

  GtkBox           *pages_box;
  GtkStack         *stack;
  GtkLabel         *title_label;
  GtkLabel         *summary_label;
  GtkLabel         *explanation_label;
  GtkBox           *comment_box;
  SockeyeCommentRow *comment_row; /* NULL until a row was shown */
  GtkBox           *more_box;
  GtkLabel         *facts_label;
  GtkLabel         *kept_label;
  SockeyeBytesView *bytes_view;
  GtkLabel         *story_label;
};

G_DEFINE_FINAL_TYPE (SockeyeDetails, sockeye_details, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_EVENT,
  PROP_SOCKET,
  PROP_PAGE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *const sockeye_details_pages[] = { "row", "socket", "options" };

/* Takes text; a label without text takes no room. */
static void
sockeye_details_set_label (GtkLabel *label,
                           char     *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
  g_free (text);
}

static void
sockeye_details_explained_cb (GObject      *object,
                              GAsyncResult *result,
                              gpointer      data)
{
  g_autoptr (SockeyeDetails) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  text = sockeye_session_explain_finish (SOCKEYE_SESSION (object), result, &error);
  if (text != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sockeye_details_set_label (self->explanation_label, g_steal_pointer (&text));
}

/* Finding who holds a port reads /proc, so the explanation comes later. */
static void
sockeye_details_explain (SockeyeDetails *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  sockeye_details_set_label (self->explanation_label, g_strdup (""));
  if (self->session == NULL || self->event == NULL || !sockeye_event_is_error (self->event))
    return;
  self->cancellable = g_cancellable_new ();
  sockeye_session_explain_async (self->session, self->event, self->cancellable,
                                 sockeye_details_explained_cb, g_object_ref (self));
}

/* These two pages are built when they are first looked at. */
static void
sockeye_details_need_page (SockeyeDetails *self,
                           const char     *name)
{
  GtkWidget *page;

  if (gtk_stack_get_child_by_name (self->stack, name) != NULL)
    return;
  page = g_object_new (g_str_equal (name, "socket") ? SOCKEYE_TYPE_SOCKET_PAGE
                                                    : SOCKEYE_TYPE_OPTIONS_PAGE,
                       NULL);
  g_object_bind_property (self, "session", page, "session", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "socket", page, "socket", G_BINDING_SYNC_CREATE);
  gtk_stack_add_named (self->stack, page, name);
}

static void
sockeye_details_update_page (SockeyeDetails *self)
{
  const char *child = self->page;

  if (g_str_equal (child, "row"))
    child = self->event != NULL ? "event" : "empty";
  sockeye_details_need_page (self, child);
  gtk_stack_set_visible_child_name (self->stack, child);
}

static void
sockeye_details_set_page (SockeyeDetails *self,
                          const char     *page)
{
  const char *known = sockeye_details_pages[0];

  for (guint i = 0; i < G_N_ELEMENTS (sockeye_details_pages); i++)
    if (g_strcmp0 (page, sockeye_details_pages[i]) == 0)
      known = sockeye_details_pages[i];
  if (self->page == known)
    return;
  self->page = known;
  sockeye_details_update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

/* Made with the first row that is looked at. */
static void
sockeye_details_update_comment (SockeyeDetails *self)
{
  gboolean has_row = self->session != NULL && self->event != NULL;

  if (self->comment_row == NULL && has_row)
    {
      self->comment_row = g_object_new (SOCKEYE_TYPE_COMMENT_ROW, NULL);
      gtk_box_append (self->comment_box, GTK_WIDGET (self->comment_row));
    }
  if (self->comment_row != NULL)
    sockeye_comment_row_set_row (self->comment_row,
                                 has_row ? sockeye_session_get_journal (self->session) : NULL,
                                 has_row ? sockeye_event_get_number (self->event) : 0);
}

static void
sockeye_details_update (SockeyeDetails *self)
{
  g_autoptr (GBytes) payload = NULL;

  sockeye_details_update_comment (self);
  sockeye_details_explain (self);
  sockeye_details_update_page (self);
  if (self->event != NULL)
    {
      payload = sockeye_event_dup_payload (self->event);
      sockeye_details_set_label (self->title_label, _sockeye_details_dup_title (self->event));
      sockeye_details_set_label (self->summary_label,
                                 _sockeye_details_dup_summary (self->session, self->event));
      _sockeye_details_show_more (self->more_box, self->session, self->event);
      sockeye_details_set_label (self->facts_label,
                                 _sockeye_details_dup_facts (self->session, self->event));
      sockeye_details_set_label (self->kept_label, _sockeye_details_dup_kept (self->event));
      sockeye_details_set_label (self->story_label,
                                 sockeye_session_dup_story (self->session, self->event));
    }
  sockeye_bytes_view_set_bytes (self->bytes_view, payload);
}

static void
sockeye_details_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  SockeyeDetails *self = SOCKEYE_DETAILS (widget);
  gboolean vertical = orientation == GTK_ORIENTATION_VERTICAL;
  int pages_minimum;
  int pages_natural;

  gtk_widget_measure (GTK_WIDGET (self->stack), orientation, for_size, minimum, natural, NULL,
                      NULL);
  gtk_widget_measure (GTK_WIDGET (self->pages_box), orientation, for_size, &pages_minimum,
                      &pages_natural, NULL, NULL);
  *minimum = vertical ? *minimum + pages_minimum : MAX (*minimum, pages_minimum);
  *natural = vertical ? *natural + pages_natural : MAX (*natural, pages_natural);
}

static void
sockeye_details_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  SockeyeDetails *self = SOCKEYE_DETAILS (widget);
  GtkAllocation pages = { 0, 0, width, 0 };
  GtkAllocation rest = { 0, 0, width, height };

  gtk_widget_measure (GTK_WIDGET (self->pages_box), GTK_ORIENTATION_VERTICAL, width,
                      &pages.height, NULL, NULL, NULL);
  rest.y = pages.height;
  rest.height -= pages.height;
  gtk_widget_size_allocate (GTK_WIDGET (self->pages_box), &pages, -1);
  gtk_widget_size_allocate (GTK_WIDGET (self->stack), &rest, -1);
}

static void
sockeye_details_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  SockeyeDetails *self = SOCKEYE_DETAILS (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_EVENT:
      g_value_set_object (value, self->event);
      break;
    case PROP_SOCKET:
      g_value_set_object (value, self->socket);
      break;
    case PROP_PAGE:
      g_value_set_static_string (value, self->page);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_details_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SockeyeDetails *self = SOCKEYE_DETAILS (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      if (!g_set_object (&self->session, g_value_get_object (value)))
        break;
      sockeye_details_update (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_EVENT:
      sockeye_details_set_event (self, g_value_get_object (value));
      break;
    case PROP_SOCKET:
      if (g_set_object (&self->socket, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_PAGE:
      sockeye_details_set_page (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_details_dispose (GObject *object)
{
  SockeyeDetails *self = SOCKEYE_DETAILS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  sockeye_template_dispose (GTK_WIDGET (self), SOCKEYE_TYPE_DETAILS);
  g_clear_object (&self->event);
  g_clear_object (&self->socket);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sockeye_details_parent_class)->dispose (object);
}

static void
sockeye_details_class_init (SockeyeDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sockeye_details_dispose;
  object_class->get_property = sockeye_details_get_property;
  object_class->set_property = sockeye_details_set_property;

  widget_class->measure = sockeye_details_measure;
  widget_class->size_allocate = sockeye_details_size_allocate;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL,
                           SOCKEYE_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_EVENT] =
      g_param_spec_object ("event", NULL, NULL,
                           SOCKEYE_TYPE_EVENT,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SOCKET] =
      g_param_spec_object ("socket", NULL, NULL,
                           SOCKEYE_TYPE_SOCKET,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAGE] =
      g_param_spec_string ("page", NULL, NULL,
                           "row",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (SOCKEYE_TYPE_BYTES_VIEW);
  gtk_widget_class_set_css_name (widget_class, "details");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sockeye/Sockeye/sockeye-details.ui");
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, pages_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, title_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, summary_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, explanation_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, comment_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, more_box);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, facts_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, kept_label);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, bytes_view);
  gtk_widget_class_bind_template_child (widget_class, SockeyeDetails, story_label);
  gtk_widget_class_install_property_action (widget_class, "details.page", "page");
}

static void
sockeye_details_init (SockeyeDetails *self)
{
  self->page = sockeye_details_pages[0];
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sockeye_details_set_event (SockeyeDetails *self,
                           SockeyeEvent   *event)
{
  g_return_if_fail (SOCKEYE_IS_DETAILS (self));
  g_return_if_fail (event == NULL || SOCKEYE_IS_EVENT (event));

  if (!g_set_object (&self->event, event))
    return;
  sockeye_details_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVENT]);
}

void
sockeye_details_show_row (SockeyeDetails *self)
{
  g_return_if_fail (SOCKEYE_IS_DETAILS (self));

  sockeye_details_set_page (self, "row");
}

/* With the focus in the comment of the row that is shown, if there is one. */
void
sockeye_details_edit_comment (SockeyeDetails *self)
{
  g_return_if_fail (SOCKEYE_IS_DETAILS (self));

  sockeye_details_set_page (self, "row");
  if (self->event != NULL && self->comment_row != NULL)
    sockeye_comment_row_edit (self->comment_row);
}

/* Bytes of the row's payload that Find found. */
void
sockeye_details_show_match (SockeyeDetails *self,
                            gsize           offset,
                            gsize           length)
{
  g_return_if_fail (SOCKEYE_IS_DETAILS (self));

  sockeye_bytes_view_set_match (self->bytes_view, offset, length);
}

/* With the focus where an option is found by typing. */
void
sockeye_details_show_options (SockeyeDetails *self)
{
  g_return_if_fail (SOCKEYE_IS_DETAILS (self));

  sockeye_details_set_page (self, "options");
  sockeye_options_page_focus_search (
      SOCKEYE_OPTIONS_PAGE (gtk_stack_get_child_by_name (self->stack, "options")));
}
