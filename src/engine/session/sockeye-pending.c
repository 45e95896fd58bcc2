/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-pending-private.h"

struct _SockeyePending
{
  GObject      parent_instance;

  guint64      ticket;
  SockeyeCall *call;
  gint64       started;
};

G_DEFINE_FINAL_TYPE (SockeyePending, sockeye_pending, G_TYPE_OBJECT)

static void
sockeye_pending_finalize (GObject *object)
{
  SockeyePending *self = SOCKEYE_PENDING (object);

  g_clear_pointer (&self->call, sockeye_call_unref);

  G_OBJECT_CLASS (sockeye_pending_parent_class)->finalize (object);
}

static void
sockeye_pending_class_init (SockeyePendingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sockeye_pending_finalize;
}

static void
sockeye_pending_init (SockeyePending *self)
{
}

/* Started is CLOCK_MONOTONIC, ns. */
SockeyePending *
_sockeye_pending_new (guint64      ticket,
                      SockeyeCall *call,
                      gint64       started)
{
  SockeyePending *self = g_object_new (SOCKEYE_TYPE_PENDING, NULL);

  self->ticket = ticket;
  self->call = sockeye_call_ref (call);
  self->started = started;
  return self;
}

/**
 * sockeye_pending_get_ticket:
 *
 * Returns: what tells this call from every other of the session
 */
guint64
sockeye_pending_get_ticket (SockeyePending *self)
{
  g_return_val_if_fail (SOCKEYE_IS_PENDING (self), 0);

  return self->ticket;
}

/**
 * sockeye_pending_get_call:
 *
 * Returns: (transfer none): the call; for a name, the look-up that comes first
 */
SockeyeCall *
sockeye_pending_get_call (SockeyePending *self)
{
  g_return_val_if_fail (SOCKEYE_IS_PENDING (self), NULL);

  return self->call;
}

/**
 * sockeye_pending_get_socket:
 *
 * Returns: the socket it was called on, or 0
 */
SockeyeSocketId
sockeye_pending_get_socket (SockeyePending *self)
{
  g_return_val_if_fail (SOCKEYE_IS_PENDING (self), 0);

  return sockeye_call_get_socket (self->call);
}

/**
 * sockeye_pending_get_started:
 *
 * Returns: when the call was first tried: CLOCK_MONOTONIC in ns, as the times
 * of rows
 */
gint64
sockeye_pending_get_started (SockeyePending *self)
{
  g_return_val_if_fail (SOCKEYE_IS_PENDING (self), 0);

  return self->started;
}
