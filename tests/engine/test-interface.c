/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "session-util.h"

#include "address/sockeye-interface.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;
  GListModel **list = data;

  *list = sockeye_interfaces_list_finish (result, &error);
  g_assert_no_error (error);
}

static GListModel *
list_interfaces (void)
{
  GListModel *list = NULL;

  sockeye_interfaces_list_async (NULL, listed_cb, &list);
  TEST_WAIT_UNTIL (list != NULL);
  return list;
}

/* The item with this interface and text; (transfer full), NULL where none. */
static SockeyeInterface *
find_interface (GListModel *list,
                const char *name,
                const char *text)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SockeyeInterface) item = g_list_model_get_item (list, i);

      if (strcmp (sockeye_interface_get_name (item), name) == 0
          && strcmp (sockeye_interface_get_text (item), text) == 0)
        return g_steal_pointer (&item);
    }
  return NULL;
}

/* As the kernel's own numbers say, not as our code formats them. */
static char *
format_address (const struct ifaddrs *found)
{
  const struct sockaddr_in6 *address = (gconstpointer) found->ifa_addr;
  char text[INET6_ADDRSTRLEN];

  if (found->ifa_addr->sa_family == AF_INET)
    inet_ntop (AF_INET, &((const struct sockaddr_in *) (gconstpointer) address)->sin_addr, text,
               sizeof text);
  else
    inet_ntop (AF_INET6, &address->sin6_addr, text, sizeof text);
  if (found->ifa_addr->sa_family == AF_INET6 && IN6_IS_ADDR_LINKLOCAL (&address->sin6_addr))
    return g_strdup_printf ("%s%%%s", text, found->ifa_name);
  return g_strdup (text);
}

static void
test_interface_loopback (void)
{
  g_autoptr (GListModel) list = list_interfaces ();
  g_autoptr (SockeyeInterface) first = g_list_model_get_item (list, 0);
  g_autofree char *text = NULL;

  if (first == NULL || !sockeye_interface_is_loopback (first))
    {
      g_test_skip ("this machine has no loopback interface that is up");
      return;
    }
  g_assert_true (sockeye_interface_is_up (first));
  g_assert_cmpint (sockeye_interface_get_family (first), ==, AF_INET);
  g_assert_cmpstr (sockeye_interface_get_text (first), ==, "127.0.0.1");
  text = sockeye_address_to_string (sockeye_interface_get_address (first));
  g_assert_cmpstr (text, ==, "127.0.0.1:0");
}

/* All that getifaddrs() told, nothing else, and each in a form that Host
 * takes. */
static void
test_interface_complete (void)
{
  g_autoptr (GListModel) list = list_interfaces ();
  struct ifaddrs *all;
  guint n = 0;

  g_assert_cmpint (getifaddrs (&all), ==, 0);
  for (const struct ifaddrs *found = all; found != NULL; found = found->ifa_next)
    {
      g_autoptr (SockeyeInterface) item = NULL;
      g_autoptr (SockeyeAddress) parsed = NULL;
      g_autofree char *text = NULL;

      if (found->ifa_addr == NULL
          || (found->ifa_addr->sa_family != AF_INET && found->ifa_addr->sa_family != AF_INET6))
        continue;
      n++;
      text = format_address (found);
      item = find_interface (list, found->ifa_name, text);
      g_assert_nonnull (item);
      g_assert_cmpint (sockeye_interface_get_family (item), ==, found->ifa_addr->sa_family);
      g_assert_cmpint (sockeye_interface_is_up (item), ==, (found->ifa_flags & IFF_UP) != 0);
      parsed = sockeye_address_parse (found->ifa_addr->sa_family, 0, text, "0", SOCKEYE_USE_BIND,
                                      NULL);
      g_assert_nonnull (parsed);
      g_assert_true (sockeye_address_equal (parsed, sockeye_interface_get_address (item)));
    }
  freeifaddrs (all);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, n);
}

/* Loopback first, and no interface comes twice in the list's groups. */
static void
test_interface_order (void)
{
  g_autoptr (GListModel) list = list_interfaces ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *last = NULL;
  gboolean others = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SockeyeInterface) item = g_list_model_get_item (list, i);
      const char *name = sockeye_interface_get_name (item);

      g_assert_false (others && sockeye_interface_is_loopback (item));
      others = others || !sockeye_interface_is_loopback (item);
      if (g_strcmp0 (last, name) == 0)
        continue;
      g_assert_true (g_hash_table_add (seen, g_strdup (name)));
      g_free (last);
      last = g_strdup (name);
    }
}

static void
cancelled_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      data)
{
  GError **error = data;

  g_assert_null (sockeye_interfaces_list_finish (result, error));
}

static void
test_interface_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  sockeye_interfaces_list_async (cancellable, cancelled_cb, &error);
  g_cancellable_cancel (cancellable);
  TEST_WAIT_UNTIL (error != NULL);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sockeye/interface/loopback", test_interface_loopback);
  g_test_add_func ("/sockeye/interface/complete", test_interface_complete);
  g_test_add_func ("/sockeye/interface/order", test_interface_order);
  g_test_add_func ("/sockeye/interface/cancel", test_interface_cancel);

  return g_test_run ();
}
