/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-interface.h"

#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

struct _SockeyeInterface
{
  GObject         parent_instance;

  char           *name;
  guint           index; /* 0 where it went meanwhile */
  guint           flags; /* IFF_UP and the like */
  SockeyeAddress *address;
  char           *text;
};

G_DEFINE_FINAL_TYPE (SockeyeInterface, sockeye_interface, G_TYPE_OBJECT)

static void
sockeye_interface_finalize (GObject *object)
{
  SockeyeInterface *self = SOCKEYE_INTERFACE (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->address, sockeye_address_unref);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (sockeye_interface_parent_class)->finalize (object);
}

static void
sockeye_interface_class_init (SockeyeInterfaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sockeye_interface_finalize;
}

static void
sockeye_interface_init (SockeyeInterface *self)
{
}

static SockeyeInterface *
sockeye_interface_new (const struct ifaddrs *found)
{
  SockeyeInterface *self = g_object_new (SOCKEYE_TYPE_INTERFACE, NULL);
  socklen_t length = found->ifa_addr->sa_family == AF_INET ? sizeof (struct sockaddr_in)
                                                           : sizeof (struct sockaddr_in6);

  self->name = g_strdup (found->ifa_name);
  self->index = if_nametoindex (found->ifa_name);
  self->flags = found->ifa_flags;
  self->address = sockeye_address_new (found->ifa_addr, length, NULL);
  self->text = sockeye_address_dup_numeric_host (self->address);
  return self;
}

/* Loopback first, the addresses of an interface together, IPv4 before IPv6.
 * The sort is stable: else the order is the kernel's. */
static int
sockeye_interface_compare (gconstpointer a,
                           gconstpointer b)
{
  SockeyeInterface *first = *(SockeyeInterface *const *) a;
  SockeyeInterface *second = *(SockeyeInterface *const *) b;

  if (sockeye_interface_is_loopback (first) != sockeye_interface_is_loopback (second))
    return sockeye_interface_is_loopback (first) ? -1 : 1;
  if (first->index != second->index)
    return first->index < second->index ? -1 : 1;
  return sockeye_interface_get_family (first) - sockeye_interface_get_family (second);
}

/* In a worker thread: a machine with many interfaces answers slowly. */
static void
sockeye_interfaces_list_thread (GTask        *task,
                                gpointer      source_object,
                                gpointer      task_data,
                                GCancellable *cancellable)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *list;
  struct ifaddrs *all;

  if (getifaddrs (&all) != 0)
    {
      int error = errno;

      g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (error),
                               "getifaddrs(): %s", g_strerror (error));
      return;
    }
  for (const struct ifaddrs *found = all; found != NULL; found = found->ifa_next)
    if (found->ifa_addr != NULL
        && (found->ifa_addr->sa_family == AF_INET || found->ifa_addr->sa_family == AF_INET6))
      g_ptr_array_add (items, sockeye_interface_new (found));
  freeifaddrs (all);

  g_ptr_array_sort (items, sockeye_interface_compare);
  list = g_list_store_new (SOCKEYE_TYPE_INTERFACE);
  g_list_store_splice (list, 0, 0, items->pdata, items->len);
  g_task_return_pointer (task, list, g_object_unref);
}

/**
 * sockeye_interfaces_list_async:
 * @cancellable: (nullable): whose cancelling drops the answer
 *
 * Asks for the addresses of this machine, getifaddrs(3), in a worker thread.
 */
void
sockeye_interfaces_list_async (GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, sockeye_interfaces_list_async);
  g_task_set_name (task, "sockeye-interfaces");
  g_task_run_in_thread (task, sockeye_interfaces_list_thread);
}

/**
 * sockeye_interfaces_list_finish:
 *
 * Returns: (transfer full): the #SockeyeInterface as they are now, of AF_INET
 *   and AF_INET6: loopback first, the addresses of an interface together
 */
GListModel *
sockeye_interfaces_list_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sockeye_interface_get_name:
 *
 * Returns: (transfer none): "lo", "eth0"
 */
const char *
sockeye_interface_get_name (SockeyeInterface *self)
{
  g_return_val_if_fail (SOCKEYE_IS_INTERFACE (self), NULL);

  return self->name;
}

gboolean
sockeye_interface_is_up (SockeyeInterface *self)
{
  g_return_val_if_fail (SOCKEYE_IS_INTERFACE (self), FALSE);

  return (self->flags & IFF_UP) != 0;
}

gboolean
sockeye_interface_is_loopback (SockeyeInterface *self)
{
  g_return_val_if_fail (SOCKEYE_IS_INTERFACE (self), FALSE);

  return (self->flags & IFF_LOOPBACK) != 0;
}

/**
 * sockeye_interface_get_address:
 *
 * Returns: (transfer none): its address, with port 0 and, where it is
 *   link-local, the scope id
 */
SockeyeAddress *
sockeye_interface_get_address (SockeyeInterface *self)
{
  g_return_val_if_fail (SOCKEYE_IS_INTERFACE (self), NULL);

  return self->address;
}

int
sockeye_interface_get_family (SockeyeInterface *self)
{
  g_return_val_if_fail (SOCKEYE_IS_INTERFACE (self), AF_UNSPEC);

  return sockeye_address_get_family (self->address);
}

/**
 * sockeye_interface_get_text:
 *
 * Returns: (transfer none): the address as Host takes it: "fe80::1%eth0"
 */
const char *
sockeye_interface_get_text (SockeyeInterface *self)
{
  g_return_val_if_fail (SOCKEYE_IS_INTERFACE (self), NULL);

  return self->text;
}
