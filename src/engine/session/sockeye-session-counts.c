/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* How much there is, and has been, of all sockets together. */

#include "config.h"

#include "sockeye-session-private.h"

guint
sockeye_session_get_n_open (SockeyeSession *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SESSION (self), 0);

  return self->n_open;
}

/**
 * sockeye_session_get_bytes_in:
 *
 * Returns: bytes received on all sockets, ever
 */
guint64
sockeye_session_get_bytes_in (SockeyeSession *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SESSION (self), 0);

  return self->bytes_in;
}

guint64
sockeye_session_get_bytes_out (SockeyeSession *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SESSION (self), 0);

  return self->bytes_out;
}

/**
 * sockeye_session_get_dropped:
 *
 * Returns: datagrams that the kernel dropped for want of room
 */
guint64
sockeye_session_get_dropped (SockeyeSession *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SESSION (self), 0);

  return self->dropped;
}

/**
 * sockeye_session_get_rates:
 *
 * Returns: (transfer none): what came and went on all sockets in the last minute
 */
SockeyeRates *
sockeye_session_get_rates (SockeyeSession *self)
{
  g_return_val_if_fail (SOCKEYE_IS_SESSION (self), NULL);

  return self->rates;
}
