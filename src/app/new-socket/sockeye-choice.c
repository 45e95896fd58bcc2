/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-choice.h"

#include <glib/gi18n-lib.h>

/* IPPROTO_MPTCP is 262; the ethertypes in network order are longer. */
#define NUMBER_CHARS 4

struct _SockeyeChoice
{
  GObject                parent_instance;

  int                    number;
  const char            *name;    /* the constant's, or the same as own_name */
  char                  *own_name;
  const char            *word;    /* translated, "" for none */
  char                  *search;
  SockeyeVerdict         verdict;
  char                  *words;   /* of the verdict */
};

G_DEFINE_FINAL_TYPE (SockeyeChoice, sockeye_choice, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_SEARCH,
  PROP_VERDICT,
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
      g_value_set_string (value, self->name);
      break;
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case PROP_VERDICT:
      g_value_set_string (value, self->words);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sockeye_choice_finalize (GObject *object)
{
  SockeyeChoice *self = SOCKEYE_CHOICE (object);

  g_free (self->own_name);
  g_free (self->search);
  g_free (self->words);

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
  properties[PROP_VERDICT] = g_param_spec_string ("verdict", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sockeye_choice_init (SockeyeChoice *self)
{
  self->words = g_strdup ("");
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
  self->number = constant->number;
  self->name = constant->name;
  self->word = constant->word != NULL && *constant->word != '\0' ? _(constant->word) : "";
  self->search = g_strdup_printf ("%s %s %s %d", self->name, alias != NULL ? alias : "",
                                  self->word, self->number);
  return self;
}

/**
 * sockeye_choice_new_number:
 * @number: one that is no constant of the catalog
 * @name: how a program writes it
 * @typed: what was typed to find it
 *
 * Returns: (transfer full): an item
 */
SockeyeChoice *
sockeye_choice_new_number (int         number,
                           const char *name,
                           const char *typed)
{
  SockeyeChoice *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (typed != NULL, NULL);

  self = g_object_new (SOCKEYE_TYPE_CHOICE, NULL);
  self->number = number;
  self->name = self->own_name = g_strdup (name);
  self->word = _("by number");
  self->search = g_strdup_printf ("%s %s", name, typed);
  return self;
}

int
sockeye_choice_get_number (SockeyeChoice *self)
{
  g_return_val_if_fail (SOCKEYE_IS_CHOICE (self), 0);

  return self->number;
}

gboolean
sockeye_choice_is_typed (SockeyeChoice *self)
{
  g_return_val_if_fail (SOCKEYE_IS_CHOICE (self), FALSE);

  return self->own_name != NULL;
}

/**
 * sockeye_choice_set_verdict:
 * @words: the verdict in words; "" for none
 */
void
sockeye_choice_set_verdict (SockeyeChoice  *self,
                            SockeyeVerdict  verdict,
                            const char     *words)
{
  g_return_if_fail (SOCKEYE_IS_CHOICE (self));
  g_return_if_fail (words != NULL);

  if (self->verdict == verdict && g_str_equal (self->words, words))
    return;
  self->verdict = verdict;
  g_free (self->words);
  self->words = g_strdup (words);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERDICT]);
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

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), self->name);
}

/* name, number, word, verdict */
static void
sockeye_choice_setup_row_cb (GtkSignalListItemFactory *factory,
                             GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (guint i = 0; i < 4; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), i == 1 ? 1 : 0);
      gtk_widget_add_css_class (label, i == 0 ? "code" : "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_hexpand (gtk_widget_get_last_child (box), TRUE);
  gtk_label_set_xalign (GTK_LABEL (gtk_widget_get_last_child (box)), 1);
  gtk_list_item_set_child (item, box);
}

static void
sockeye_choice_show_verdict (SockeyeChoice *self,
                             GtkWidget     *label)
{
  const char *classes[] = { "verdict", sockeye_verdict_to_nick (self->verdict), NULL };

  gtk_label_set_text (GTK_LABEL (label), self->words);
  gtk_widget_set_css_classes (label, classes);
}

static void
sockeye_choice_verdict_cb (SockeyeChoice *self,
                           GParamSpec    *pspec,
                           GtkWidget     *label)
{
  sockeye_choice_show_verdict (self, label);
}

/* As wide as the longest of the list, so that rows that scroll in do not move
 * what stands there. */
static void
sockeye_choice_measure (GtkListItem *item,
                        int         *name_chars,
                        int         *word_chars)
{
  GtkWidget *list = gtk_widget_get_ancestor (gtk_list_item_get_child (item), GTK_TYPE_LIST_VIEW);
  GListModel *model = list != NULL ? G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))
                                   : NULL;

  *name_chars = *word_chars = 0;
  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SockeyeChoice) choice = g_list_model_get_item (model, i);

      *name_chars = MAX (*name_chars, (int) g_utf8_strlen (choice->name, -1));
      *word_chars = MAX (*word_chars, (int) g_utf8_strlen (choice->word, -1));
    }
}

static void
sockeye_choice_bind_row_cb (GtkSignalListItemFactory *factory,
                            GtkListItem              *item)
{
  SockeyeChoice *self = gtk_list_item_get_item (item);
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *number = gtk_widget_get_next_sibling (name);
  GtkWidget *word = gtk_widget_get_next_sibling (number);
  GtkWidget *verdict = gtk_widget_get_next_sibling (word);
  g_autofree char *digits = g_strdup_printf ("%d", self->number);
  int name_chars, word_chars;

  sockeye_choice_measure (item, &name_chars, &word_chars);
  gtk_label_set_width_chars (GTK_LABEL (name), name_chars);
  gtk_label_set_width_chars (GTK_LABEL (word), word_chars);
  gtk_label_set_text (GTK_LABEL (name), self->name);
  gtk_label_set_text (GTK_LABEL (number), digits);
  gtk_label_set_width_chars (GTK_LABEL (number), NUMBER_CHARS);
  gtk_label_set_text (GTK_LABEL (word), self->word);
  sockeye_choice_show_verdict (self, verdict);
  g_signal_connect_object (self, "notify::verdict", G_CALLBACK (sockeye_choice_verdict_cb), verdict,
                           0);
}

static void
sockeye_choice_unbind_row_cb (GtkSignalListItemFactory *factory,
                              GtkListItem              *item)
{
  SockeyeChoice *self = gtk_list_item_get_item (item);

  g_signal_handlers_disconnect_by_func (self, sockeye_choice_verdict_cb,
                                        gtk_widget_get_last_child (gtk_list_item_get_child (item)));
}

static GtkWidget *
sockeye_choice_find_child (GtkWidget *widget,
                           GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = sockeye_choice_find_child (child, type);

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
  GtkWidget *list = sockeye_choice_find_child (GTK_WIDGET (drop_down), GTK_TYPE_LIST_VIEW);
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

/* Typing finds, wherever the focus is in the drop-down and whether or not its
 * list is open (GTK 4.8 has the focus in the search entry only at times), and
 * Enter takes the first that was found. */
static gboolean
sockeye_choice_key_cb (GtkDropDown           *drop_down,
                       guint                  keyval,
                       guint                  keycode,
                       GdkModifierType        modifiers,
                       GtkEventControllerKey *controller)
{
  GtkWidget *search = sockeye_choice_find_child (GTK_WIDGET (drop_down), GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *list = sockeye_choice_find_child (GTK_WIDGET (drop_down), GTK_TYPE_LIST_VIEW);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (drop_down));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean searching = search != NULL && focus != NULL && gtk_widget_is_ancestor (focus, search);
  gunichar character = gdk_keyval_to_unicode (keyval);
  g_autoptr (GString) text = NULL;
  GListModel *model;

  if (search == NULL || list == NULL || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (searching && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter))
    {
      /* The entry waits a moment before it tells; Enter must not be faster. */
      g_signal_emit_by_name (search, "search-changed");
      model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
      if (g_list_model_get_n_items (model) > 0)
        gtk_widget_activate_action (list, "list.activate-item", "u", 0);
      return GDK_EVENT_STOP;
    }
  if (searching || !g_unichar_isgraph (character))
    return GDK_EVENT_PROPAGATE;

  if (gtk_widget_get_mapped (list))
    text = g_string_new (gtk_editable_get_text (GTK_EDITABLE (search)));
  else
    text = g_string_new (NULL);
  if (!gtk_widget_get_mapped (list))
    gtk_widget_activate (GTK_WIDGET (drop_down));
  g_string_append_unichar (text, character);
  gtk_widget_grab_focus (search);
  gtk_editable_set_text (GTK_EDITABLE (search), text->str);
  gtk_editable_set_position (GTK_EDITABLE (search), -1);
  return GDK_EVENT_STOP;
}

static void
sockeye_choice_add_keys (GtkDropDown *drop_down,
                         GtkWidget   *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (sockeye_choice_key_cb), drop_down);
  gtk_widget_add_controller (widget, keys);
}

/* The list makes a row for each choice as soon as it can, opened or not. */
static void
sockeye_choice_realize_cb (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();

  g_signal_connect (rows, "setup", G_CALLBACK (sockeye_choice_setup_row_cb), NULL);
  g_signal_connect (rows, "bind", G_CALLBACK (sockeye_choice_bind_row_cb), NULL);
  g_signal_connect (rows, "unbind", G_CALLBACK (sockeye_choice_unbind_row_cb), NULL);
  gtk_drop_down_set_list_factory (drop_down, rows);
}

void
sockeye_choice_fill (GtkDropDown *drop_down,
                     GListModel  *choices)
{
  g_autoptr (GtkListItemFactory) names = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) nothing = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkExpression) search = NULL;
  GtkWidget *popover;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));
  g_return_if_fail (G_IS_LIST_MODEL (choices));

  g_signal_connect (names, "setup", G_CALLBACK (sockeye_choice_setup_name_cb), NULL);
  g_signal_connect (names, "bind", G_CALLBACK (sockeye_choice_bind_name_cb), NULL);
  search = gtk_property_expression_new (SOCKEYE_TYPE_CHOICE, NULL, "search");

  gtk_drop_down_set_factory (drop_down, names);
  gtk_drop_down_set_list_factory (drop_down, nothing);
  gtk_drop_down_set_expression (drop_down, search);
  gtk_drop_down_set_enable_search (drop_down, TRUE);
  gtk_drop_down_set_model (drop_down, choices);
  sockeye_choice_match_parts (drop_down);

  sockeye_choice_add_keys (drop_down, GTK_WIDGET (drop_down));
  /* It holds a grab while it is open, and keys do not come from above it. */
  popover = sockeye_choice_find_child (GTK_WIDGET (drop_down), GTK_TYPE_POPOVER);
  if (popover != NULL)
    {
      sockeye_choice_add_keys (drop_down, popover);
      g_signal_connect_swapped (popover, "realize", G_CALLBACK (sockeye_choice_realize_cb),
                                drop_down);
    }
  else
    sockeye_choice_realize_cb (drop_down);
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

  return self != NULL ? self->number : 0;
}

/**
 * sockeye_choice_select:
 * @drop_down: one that sockeye_choice_fill() filled
 * @number: of one of its constants; where there is none, nothing changes
 */
void
sockeye_choice_select (GtkDropDown *drop_down,
                       int          number)
{
  GListModel *model;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  model = gtk_drop_down_get_model (drop_down);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SockeyeChoice) choice = g_list_model_get_item (model, i);

      if (choice->number != number)
        continue;
      gtk_drop_down_set_selected (drop_down, i);
      return;
    }
}

/**
 * sockeye_choice_get_search:
 * @drop_down: one that sockeye_choice_fill() filled
 *
 * Returns: (transfer none) (nullable): where the user types to find
 */
GtkEditable *
sockeye_choice_get_search (GtkDropDown *drop_down)
{
  GtkWidget *search;

  g_return_val_if_fail (GTK_IS_DROP_DOWN (drop_down), NULL);

  search = sockeye_choice_find_child (GTK_WIDGET (drop_down), GTK_TYPE_SEARCH_ENTRY);
  return search != NULL ? GTK_EDITABLE (search) : NULL;
}
