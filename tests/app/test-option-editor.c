/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "widgets/sockeye-picker.h"
#include "test-options.h"

static gboolean
test_option_editor_has_tooltip (GtkWidget  *row,
                                const char *button,
                                const char *text)
{
  const char *tooltip = gtk_widget_get_tooltip_text (test_find (row, GTK_TYPE_BUTTON, button));

  if (g_strcmp0 (tooltip, text) != 0)
    g_test_message ("%s: %s", button, tooltip);
  return g_strcmp0 (tooltip, text) == 0;
}

/* Apply says which call it makes, and why it makes none. */
static void
test_option_editor_tooltip (void)
{
  g_auto (TestOptions) test = { 0 };
  GtkWidget *row;

  test_options_begin (&test, AF_INET, SOCK_STREAM);
  row = test_options_open (&test, "IP_TTL");
  test_options_type (row, "IP_TTL", "7");
  g_assert_true (test_option_editor_has_tooltip (row, "Apply",
                                                 "s1.setsockopt(IPPROTO_IP, IP_TTL, 7)"));
  test_options_type (row, "IP_TTL", "700");
  g_assert_false (test_option_editor_has_tooltip (row, "Apply",
                                                  "s1.setsockopt(IPPROTO_IP, IP_TTL, 700)"));
}

static void
test_option_editor_linger (void)
{
  g_auto (TestOptions) test = { 0 };
  GtkWidget *row;
  GtkWidget *on;

  test_options_begin (&test, AF_INET, SOCK_STREAM);
  row = test_options_open (&test, "SO_LINGER");
  on = test_find (row, GTK_TYPE_CHECK_BUTTON, "on");
  g_assert_true (test_find_has_focus (test.window, on));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (on)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (on), TRUE);
  test_options_type (row, "SO_LINGER", "3");
  test_find_press (row, "Apply");
  test_app_wait_until (g_strcmp0 (test_options_get_mark (&test, "SO_LINGER"), "changed") == 0);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (on)));
  g_assert_true (test_options_has_text (row, "SO_LINGER", "3"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (on), FALSE);
  test_find_press (row, "Apply");
  /* The kernel keeps the seconds, so it is not as it was. */
  test_app_wait_until (test_options_is_named (row, "SO_LINGER, off", ""));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (on)));
}

static void
test_option_editor_time (void)
{
  g_auto (TestOptions) test = { 0 };
  GtkWidget *row;

  test_options_begin (&test, AF_INET, SOCK_STREAM);
  row = test_options_open (&test, "SO_RCVTIMEO");
  test_options_type (row, "SO_RCVTIMEO", "2.5");
  test_options_enter (row, "SO_RCVTIMEO");
  test_app_wait_until (g_strcmp0 (test_options_get_mark (&test, "SO_RCVTIMEO"), "changed") == 0);
  g_assert_true (test_options_has_text (row, "SO_RCVTIMEO", "2.5"));
}

static gboolean
test_option_editor_is_in_view (GtkWidget *window,
                               GtkWidget *widget)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, window, &bounds) && bounds.origin.y > 0
         && bounds.origin.y + bounds.size.height <= gtk_widget_get_height (window);
}

/* What is picked from the list goes into the field. */
static void
test_option_editor_choice (void)
{
  g_auto (TestOptions) test = { 0 };
  GtkWidget *row;
  GtkWidget *arrow;

  test_options_begin (&test, AF_INET, SOCK_DGRAM);
  row = test_options_open (&test, "IP_MTU_DISCOVER");
  arrow = test_app_find (row, GTK_TYPE_MENU_BUTTON);
  /* The list scrolls to what was opened, with its buttons. */
  test_app_wait_until (test_option_editor_is_in_view (test.window, arrow));
  test_app_wait_until (test_option_editor_is_in_view (test.window,
                                                      test_find (row, GTK_TYPE_BUTTON, "Apply")));
  gtk_menu_button_popup (GTK_MENU_BUTTON (arrow));
  test_app_wait_until (test_find_shows (arrow, "IP_PMTUDISC_PROBE"));
  for (guint i = 0;; i++)
    {
      guint nth = i;
      GtkWidget *button = test_app_find_nth (arrow, GTK_TYPE_BUTTON, &nth);

      g_assert_nonnull (button);
      if (!GTK_IS_TOGGLE_BUTTON (button) && test_find_shows (button, "IP_PMTUDISC_PROBE"))
        {
          g_signal_emit_by_name (button, "clicked");
          break;
        }
    }
  g_assert_true (test_options_has_text (row, "IP_MTU_DISCOVER", "IP_PMTUDISC_PROBE"));
  test_find_press (row, "Apply");
  test_app_wait_until (test_options_is_named (row, "IP_MTU_DISCOVER, ", "changed"));
  g_assert_true (test_options_last_is (&test, "s1.setsockopt(IPPROTO_IP, IP_MTU_DISCOVER, "));
}

static void
test_option_editor_fill_group (GtkWidget  *row,
                               const char *group,
                               const char *interface)
{
  test_options_type (row, "Group", group);
  test_options_type (row, "Interface", interface);
}

/* A group is joined and left; twice is the kernel's to refuse. */
static void
test_option_editor_membership (void)
{
  g_auto (TestOptions) test = { 0 };
  GtkWidget *row;
  guint64 rows;

  test_options_begin (&test, AF_INET, SOCK_DGRAM);
  row = test_options_open (&test, "IP_ADD_MEMBERSHIP");
  rows = test_app_count_rows (test.session);
  test_option_editor_fill_group (row, "239.1.2.3", "lo");
  test_find_press (row, "Join");
  test_app_wait_until (test_app_count_rows (test.session) == rows + 1);
  test_app_settle ();
  g_assert_false (test_options_shows_error (row));
  g_assert_true (test_options_last_is (&test, "s1.setsockopt(IPPROTO_IP, IP_ADD_MEMBERSHIP, "));
  g_assert_true (test_options_has_text (row, "Group", "239.1.2.3"));

  test_find_press (row, "Join");
  test_app_wait_until (test_find_shows (row, "EADDRINUSE"));
  test_find_press (row, "Leave");
  test_app_wait_until (test_app_count_rows (test.session) == rows + 3);
  test_app_wait_until (!test_options_shows_error (row));
  g_assert_true (test_options_last_is (&test, "s1.setsockopt(IPPROTO_IP, IP_DROP_MEMBERSHIP, "));
}

/* Neither of them is a call: a group that is none, an interface that is not. */
static void
test_option_editor_no_group (void)
{
  static const struct
  {
    const char *group;
    const char *interface;
  } cases[] = {
    { "10.0.0.1", "lo" },
    { "", "lo" },
    { "239.1.2.3", "no-such-if" },
    { "ff02::1", "lo" },
  };
  g_auto (TestOptions) test = { 0 };
  GtkWidget *row;
  guint64 rows;

  test_options_begin (&test, AF_INET, SOCK_DGRAM);
  row = test_options_open (&test, "IP_ADD_MEMBERSHIP");
  rows = test_app_count_rows (test.session);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      test_option_editor_fill_group (row, cases[i].group, cases[i].interface);
      g_assert_false (test_options_shows_error (row));
      test_find_press (row, "Join");
      g_assert_true (test_options_shows_error (row));
    }
  test_app_settle ();
  g_assert_cmpuint (test_app_count_rows (test.session), ==, rows);
}

static void
test_option_editor_source (void)
{
  g_auto (TestOptions) test = { 0 };
  GtkWidget *row;
  guint64 rows;

  test_options_begin (&test, AF_INET, SOCK_DGRAM);
  row = test_options_open (&test, "IP_ADD_SOURCE_MEMBERSHIP");
  rows = test_app_count_rows (test.session);
  test_option_editor_fill_group (row, "232.1.2.3", "lo");
  /* The mistake is marked where it is. */
  for (guint i = 0; i < 2; i++)
    {
      test_options_type (row, "Source", i == 0 ? "" : "nobody");
      test_find_press (row, "Join");
      g_assert_true (gtk_widget_has_css_class (test_find (row, GTK_TYPE_ENTRY, "Source"), "error"));
      g_assert_false (gtk_widget_has_css_class (test_find (row, GTK_TYPE_ENTRY, "Group"), "error"));
    }
  test_options_type (row, "Source", "127.0.0.1");
  test_find_press (row, "Join");
  test_app_wait_until (test_app_count_rows (test.session) == rows + 1);
  test_app_settle ();
  g_assert_false (test_options_shows_error (row));
  test_find_press (row, "Leave");
  test_app_wait_until (test_app_count_rows (test.session) == rows + 2);
  test_app_settle ();
  g_assert_false (test_options_shows_error (row));
  g_assert_true (test_options_last_is (&test,
                                       "s1.setsockopt(IPPROTO_IP, IP_DROP_SOURCE_MEMBERSHIP, "));
}

static void
test_option_editor_make_all (int family,
                             int type)
{
  g_auto (TestOptions) test = { 0 };
  const SockeyeOption *const *options;
  guint n;

  test_options_begin (&test, family, type);
  options = sockeye_option_list (&n);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *row = test_options_look (&test, NULL, options[i]);

      if (row == NULL)
        continue;
      sockeye_option_row_set_open (SOCKEYE_OPTION_ROW (row), TRUE);
      g_assert_nonnull (test_options_get_editor (row));
      g_assert_false (test_options_shows_error (row));
    }
  g_assert_cmpuint (test_app_count_rows (test.session), ==, 1);
}

/* An editor of each option is made, and none makes a call by itself. */
static void
test_option_editor_all (void)
{
  static const struct
  {
    int family;
    int type;
  } cases[] = {
    { AF_INET, SOCK_STREAM }, { AF_INET, SOCK_DGRAM },   { AF_INET6, SOCK_STREAM },
    { AF_INET6, SOCK_DGRAM }, { AF_UNIX, SOCK_STREAM }, { AF_NETLINK, SOCK_RAW },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int fd = socket (cases[i].family, cases[i].type | SOCK_CLOEXEC, 0);

      if (fd < 0)
        {
          g_test_message ("This kernel has no socket of family %d", cases[i].family);
          continue;
        }
      close (fd);
      test_option_editor_make_all (cases[i].family, cases[i].type);
    }
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sockeye/option-editor/tooltip", test_option_editor_tooltip);
  g_test_add_func ("/sockeye/option-editor/linger", test_option_editor_linger);
  g_test_add_func ("/sockeye/option-editor/time", test_option_editor_time);
  g_test_add_func ("/sockeye/option-editor/choice", test_option_editor_choice);
  g_test_add_func ("/sockeye/option-editor/membership", test_option_editor_membership);
  g_test_add_func ("/sockeye/option-editor/no-group", test_option_editor_no_group);
  g_test_add_func ("/sockeye/option-editor/source", test_option_editor_source);
  g_test_add_func ("/sockeye/option-editor/all", test_option_editor_all);
  return g_test_run ();
}
