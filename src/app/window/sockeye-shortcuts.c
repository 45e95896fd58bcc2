/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-shortcuts.h"

#include <glib/gi18n-lib.h>

/* No Ctrl+W: a habit from other windows must never close a socket. Of several
 * keys for an action, menus show the last. */
static const SockeyeShortcut shortcuts[] = {
  { "win.create-focus", "<Control>n", N_("Make a socket") },
  { "win.bind", "<Alt>b", N_("Bind") },
  { "win.listen", "<Alt>l", N_("Listen") },
  { "win.accept", "<Alt>a", N_("Accept") },
  { "win.connect", "<Alt>c", N_("Connect") },
  { "win.close-socket", "<Alt>x", N_("Close the socket") },
  { "win.shutdown-writing", "<Alt>w", N_("Shut down writing") },
  { "win.abort", "<Alt><Shift>x", N_("Abort the connection (RST)") },
  { "win.cancel-calls", "<Alt>k", N_("Cancel the calls that wait") },
  { "win.automatic", "<Alt>m", N_("Automatic or by hand") },
  { "win.any-call", "<Alt>y", N_("Allow any call") },
  { "win.send", "<Alt>s", N_("Send") },
  { "win.recv", "<Alt>r", N_("Receive") },
  { "win.data-focus", "<Alt>d", N_("Go to Data") },
  { "win.host-focus", "<Alt>h", N_("Go to Host or Path") },
  { "win.to-focus", "<Alt>t", N_("Go to To") },
  { "win.options", "<Alt>o", N_("Go to all options of the socket") },
  { "options.refresh", "F5", N_("Read the options again") },
  { "win.filter-focus", "<Control>l", N_("Go to the filter of the log") },
  { "win.find", "<Control>f", N_("Find in the log") },
  { "win.find-next", "F3", NULL },
  { "win.find-next", "<Control>g", N_("Find the next row") },
  { "win.find-previous", "<Shift>F3", NULL },
  { "win.find-previous", "<Control><Shift>g", N_("Find the previous row") },
  { "win.next-pane", "F6", N_("Next part of the window") },
  { "win.prev-pane", "<Shift>F6", N_("Previous part of the window") },
  { "win.details", "F9", N_("Show or hide Details") },
  { "win.hide-details", "Escape", N_("Close Details where they cover the log") },
  { "win.zoom-in", "<Control>KP_Add", NULL },
  { "win.zoom-in", "<Control>equal", NULL },
  { "win.zoom-in", "<Control>plus", N_("Larger text") },
  { "win.zoom-out", "<Control>KP_Subtract", NULL },
  { "win.zoom-out", "<Control>minus", N_("Smaller text") },
  { "win.zoom-reset", "<Control>KP_0", NULL },
  { "win.zoom-reset", "<Control>0", N_("Normal text") },
  { "win.pause", "Pause", NULL },
  { "win.pause", "<Control>p", N_("Pause or resume the log") },
  { "log.copy-calls", "<Control>c", N_("Copy the calls of the chosen rows") },
  { "log.copy-rows", "<Control><Shift>c", N_("Copy the chosen rows") },
  { "log.mark", "<Control>m", N_("Mark the chosen rows, or take their marks") },
  { "log.next-mark", "F2", N_("Next mark") },
  { "log.previous-mark", "<Shift>F2", N_("Previous mark") },
  { "win.comment", "<Control><Alt>c", N_("Comment on the chosen row") },
  { "log.end", "End", N_("Follow the last row") },
  { "win.clear-log", "<Control>k", N_("Clear the log") },
  { "log.undo-clear", "<Control>z", N_("Undo clearing the log") },
  { "app.new-window", "<Control><Shift>n", N_("New window") },
  { "app.preferences", "<Control>comma", N_("Preferences") },
  { "win.show-help-overlay", "<Control>F1", NULL },
  { "win.show-help-overlay", "<Control>question", N_("Keyboard shortcuts") },
  { "app.quit", "<Control>q", N_("Quit") },
};

/**
 * sockeye_shortcuts_list:
 * @n_shortcuts: (out): how many
 *
 * Returns: (array length=n_shortcuts) (transfer none): the table
 */
const SockeyeShortcut *
sockeye_shortcuts_list (guint *n_shortcuts)
{
  g_return_val_if_fail (n_shortcuts != NULL, NULL);

  *n_shortcuts = G_N_ELEMENTS (shortcuts);
  return shortcuts;
}

/**
 * sockeye_shortcuts_bind_class:
 * @widget_class: a class being made
 * @prefix: of its actions, such as "win."
 *
 * Binds the keys of its actions to instances of the class.
 */
void
sockeye_shortcuts_bind_class (GtkWidgetClass *widget_class,
                              const char     *prefix)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (widget_class));
  g_return_if_fail (prefix != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      GdkModifierType modifiers;
      guint keyval;

      if (!g_str_has_prefix (shortcuts[i].action, prefix))
        continue;
      if (!gtk_accelerator_parse (shortcuts[i].accelerator, &keyval, &modifiers))
        g_return_if_reached ();
      gtk_widget_class_add_binding_action (widget_class, keyval, modifiers, shortcuts[i].action,
                                           NULL);
    }
}

/**
 * sockeye_shortcuts_bind_app:
 * @app: the application
 *
 * Sets the keys of the application's own actions.
 */
void
sockeye_shortcuts_bind_app (GtkApplication *app)
{
  g_return_if_fail (GTK_IS_APPLICATION (app));

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      const char *const accelerators[] = { shortcuts[i].accelerator, NULL };

      if (g_str_has_prefix (shortcuts[i].action, "app."))
        gtk_application_set_accels_for_action (app, shortcuts[i].action, accelerators);
    }
}
