/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Finds controls as a screen reader does: by what they are and their name. */

#pragma once

#include "test-app.h"

static inline gboolean
test_find_is_named (GtkWidget  *widget,
                    const char *name)
{
  g_autofree char *differs = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), name) == 0)
    return TRUE;
  if (GTK_IS_CHECK_BUTTON (widget)
      && g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), name) == 0)
    return TRUE;
  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;
  differs = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  return differs == NULL;
}

static inline GtkWidget *
test_find_walk (GtkWidget  *widget,
                GType       type,
                const char *name)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && test_find_is_named (widget, name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = test_find_walk (child, type, name);
  return found;
}

static inline GtkWidget *
test_find (gpointer    root,
           GType       type,
           const char *name)
{
  GtkWidget *found = test_find_walk (GTK_WIDGET (root), type, name);

  if (found == NULL)
    g_error ("No %s named %s", g_type_name (type), name);
  return found;
}

static inline void
test_find_press (gpointer    root,
                 const char *name)
{
  g_signal_emit_by_name (test_find (root, GTK_TYPE_BUTTON, name), "clicked");
}

static inline void
test_find_fill (gpointer    root,
                const char *name,
                const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (test_find (root, GTK_TYPE_ENTRY, name)), text);
}

static inline const char *
test_find_text (gpointer    root,
                const char *name)
{
  return gtk_editable_get_text (GTK_EDITABLE (test_find (root, GTK_TYPE_ENTRY, name)));
}

static inline gboolean
test_find_has_focus (gpointer   root,
                     GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (root));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* A label somewhere below, shown, whose text begins so. */
static inline gboolean
test_find_shows (GtkWidget  *widget,
                 const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (test_find_shows (child, text))
      return TRUE;
  return FALSE;
}
