/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-choice.h"

#include <glib/gi18n-lib.h>

struct _SockeyeChoice
{
  GObject                parent_instance;

  const SockeyeConstant *constant;
  char                  *search;
};

G_DEFINE_FINAL_TYPE (SockeyeChoice, sockeye_choice, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_SEARCH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sockeye_choice_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  SockeyeChoice *self = SOCKEYE_CHOICE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->constant->name);
      break;
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_choice_finalize (GObject *object)
{
  g_free (SOCKEYE_CHOICE (object)->search);

  G_OBJECT_CLASS (sockeye_choice_parent_class)->finalize (object);
}

static void
sockeye_choice_class_init (SockeyeChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sockeye_choice_finalize;
  object_class->get_property = sockeye_choice_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, NULL,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sockeye_choice_init (SockeyeChoice *self)
{
}

/**
 * sockeye_choice_new:
 * @constant: a constant that stays
 * @alias: (nullable): another name of it, for finding
 *
 * Returns: (transfer full): an item
 */
SockeyeChoice *
sockeye_choice_new (const SockeyeConstant *constant,
                    const char            *alias)
{
  SockeyeChoice *self;

  g_return_val_if_fail (constant != NULL, NULL);

  self = g_object_new (SOCKEYE_TYPE_CHOICE, NULL);
  self->constant = constant;
  self->search = g_strdup_printf ("%s %s %s", constant->name, alias != NULL ? alias : "",
                                  constant->word != NULL && *constant->word != '\0'
                                      ? _(constant->word)
                                      : "");
  return self;
}

int
sockeye_choice_get_number (SockeyeChoice *self)
{
  g_return_val_if_fail (SOCKEYE_IS_CHOICE (self), 0);

  return self->constant->number;
}

static void
sockeye_choice_setup_name_cb (GtkSignalListItemFactory *factory,
                              GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "code");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
sockeye_choice_bind_name_cb (GtkSignalListItemFactory *factory,
                             GtkListItem              *item)
{
  SockeyeChoice *self = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), self->constant->name);
}

static void
sockeye_choice_setup_row_cb (GtkSignalListItemFactory *factory,
                             GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *word = gtk_label_new (NULL);

  gtk_widget_add_css_class (name, "code");
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_width_chars (GTK_LABEL (name), 15);
  gtk_widget_add_css_class (word, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (word), 0);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), word);
  gtk_list_item_set_child (item, box);
}

static void
sockeye_choice_bind_row_cb (GtkSignalListItemFactory *factory,
                            GtkListItem              *item)
{
  SockeyeChoice *self = gtk_list_item_get_item (item);
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  const char *word = self->constant->word;

  gtk_label_set_text (GTK_LABEL (name), self->constant->name);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (name)),
                      word != NULL && *word != '\0' ? _(word) : "");
}

static GtkWidget *
sockeye_choice_find_list (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = sockeye_choice_find_list (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* GTK 4.8 compares only beginnings, and has no setter for it until 4.12. The
 * filter is reached by public API from the list in the popup; where that list
 * is built in another way, finding by the beginning of the name remains. */
static void
sockeye_choice_match_parts (GtkDropDown *drop_down)
{
  GtkWidget *list = sockeye_choice_find_list (GTK_WIDGET (drop_down));
  GListModel *model = list != NULL ? G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))
                                   : NULL;
  GtkFilter *filter;

  if (model == NULL || !GTK_IS_SINGLE_SELECTION (model))
    return;
  model = gtk_single_selection_get_model (GTK_SINGLE_SELECTION (model));
  if (!GTK_IS_FILTER_LIST_MODEL (model))
    return;
  filter = gtk_filter_list_model_get_filter (GTK_FILTER_LIST_MODEL (model));
  if (GTK_IS_STRING_FILTER (filter))
    gtk_string_filter_set_match_mode (GTK_STRING_FILTER (filter),
                                      GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
}

void
sockeye_choice_fill (GtkDropDown *drop_down,
                     GListModel  *choices)
{
  g_autoptr (GtkListItemFactory) names = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkExpression) search = NULL;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));
  g_return_if_fail (G_IS_LIST_MODEL (choices));

  g_signal_connect (names, "setup", G_CALLBACK (sockeye_choice_setup_name_cb), NULL);
  g_signal_connect (names, "bind", G_CALLBACK (sockeye_choice_bind_name_cb), NULL);
  g_signal_connect (rows, "setup", G_CALLBACK (sockeye_choice_setup_row_cb), NULL);
  g_signal_connect (rows, "bind", G_CALLBACK (sockeye_choice_bind_row_cb), NULL);
  search = gtk_property_expression_new (SOCKEYE_TYPE_CHOICE, NULL, "search");

  gtk_drop_down_set_factory (drop_down, names);
  gtk_drop_down_set_list_factory (drop_down, rows);
  gtk_drop_down_set_expression (drop_down, search);
  gtk_drop_down_set_enable_search (drop_down, TRUE);
  gtk_drop_down_set_model (drop_down, choices);
  sockeye_choice_match_parts (drop_down);
}

/**
 * sockeye_choice_selected:
 * @drop_down: one that sockeye_choice_fill() filled
 *
 * Returns: the number of its selected constant
 */
int
sockeye_choice_selected (GtkDropDown *drop_down)
{
  SockeyeChoice *self = gtk_drop_down_get_selected_item (drop_down);

  return self != NULL ? self->constant->number : 0;
}
