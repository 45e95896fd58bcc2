/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-call.h"

#include "sockeye-catalog.h"
#include "sockeye-python.h"

struct _SockeyeCall
{
  gatomicrefcount  ref_count;
  SockeyeVerb      verb;
  SockeyeSocketId  socket;
  int              args[3]; /* as the verb has them, in order */
  int              flags;
  gboolean         now;
  gsize            size;
  GBytes          *bytes;
  SockeyeAddress  *address;
  char            *host;
  guint            port;
};

G_DEFINE_BOXED_TYPE (SockeyeCall, sockeye_call, sockeye_call_ref, sockeye_call_unref)

static SockeyeCall *
sockeye_call_new (SockeyeVerb     verb,
                  SockeyeSocketId socket)
{
  SockeyeCall *self = g_new0 (SockeyeCall, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->verb = verb;
  self->socket = socket;
  return self;
}

static SockeyeCall *
sockeye_call_new_args (SockeyeVerb     verb,
                       SockeyeSocketId socket,
                       int             first,
                       int             second,
                       int             third)
{
  SockeyeCall *self = sockeye_call_new (verb, socket);

  self->args[0] = first;
  self->args[1] = second;
  self->args[2] = third;
  return self;
}

SockeyeCall *
sockeye_call_new_gethostname (void)
{
  return sockeye_call_new (SOCKEYE_VERB_GETHOSTNAME, 0);
}

/**
 * sockeye_call_new_getaddrinfo:
 * @socket: the socket that it is for, or 0; shown with it, no argument
 * @host: the name
 *
 * Returns: (transfer full): getaddrinfo(host, port, family, type)
 */
SockeyeCall *
sockeye_call_new_getaddrinfo (SockeyeSocketId  socket,
                              const char      *host,
                              guint            port,
                              int              family,
                              int              type)
{
  SockeyeCall *self = sockeye_call_new_args (SOCKEYE_VERB_GETADDRINFO, socket, family, type, 0);

  g_return_val_if_fail (host != NULL, NULL);

  self->host = g_strdup (host);
  self->port = port;
  return self;
}

SockeyeCall *
sockeye_call_new_socket (int family,
                         int type,
                         int protocol)
{
  return sockeye_call_new_args (SOCKEYE_VERB_SOCKET, 0, family, type, protocol);
}

SockeyeCall *
sockeye_call_new_setsockopt (SockeyeSocketId socket,
                             int             level,
                             int             option,
                             int             value)
{
  return sockeye_call_new_args (SOCKEYE_VERB_SETSOCKOPT, socket, level, option, value);
}

static SockeyeCall *
sockeye_call_new_address (SockeyeVerb      verb,
                          SockeyeSocketId  socket,
                          SockeyeAddress  *address)
{
  SockeyeCall *self = sockeye_call_new (verb, socket);

  g_return_val_if_fail (address != NULL, NULL);

  self->address = sockeye_address_ref (address);
  return self;
}

SockeyeCall *
sockeye_call_new_bind (SockeyeSocketId  socket,
                       SockeyeAddress  *address)
{
  return sockeye_call_new_address (SOCKEYE_VERB_BIND, socket, address);
}

SockeyeCall *
sockeye_call_new_listen (SockeyeSocketId socket,
                         int             backlog)
{
  return sockeye_call_new_args (SOCKEYE_VERB_LISTEN, socket, backlog, 0, 0);
}

SockeyeCall *
sockeye_call_new_accept (SockeyeSocketId socket)
{
  return sockeye_call_new (SOCKEYE_VERB_ACCEPT, socket);
}

SockeyeCall *
sockeye_call_new_connect (SockeyeSocketId  socket,
                          SockeyeAddress  *address)
{
  return sockeye_call_new_address (SOCKEYE_VERB_CONNECT, socket, address);
}

/**
 * sockeye_call_new_send:
 * @bytes: what to send; a reference is taken, nothing is copied
 * @flags: MSG_ flags; MSG_NOSIGNAL is always added and never shown
 */
SockeyeCall *
sockeye_call_new_send (SockeyeSocketId  socket,
                       GBytes          *bytes,
                       int              flags)
{
  SockeyeCall *self = sockeye_call_new (SOCKEYE_VERB_SEND, socket);

  g_return_val_if_fail (bytes != NULL, NULL);

  self->bytes = g_bytes_ref (bytes);
  self->flags = flags;
  return self;
}

SockeyeCall *
sockeye_call_new_sendto (SockeyeSocketId  socket,
                         GBytes          *bytes,
                         int              flags,
                         SockeyeAddress  *address)
{
  SockeyeCall *self = sockeye_call_new_send (socket, bytes, flags);

  g_return_val_if_fail (address != NULL, NULL);

  self->verb = SOCKEYE_VERB_SENDTO;
  self->address = sockeye_address_ref (address);
  return self;
}

/**
 * sockeye_call_new_recv:
 * @size: the most bytes to receive
 */
SockeyeCall *
sockeye_call_new_recv (SockeyeSocketId socket,
                       gsize           size,
                       int             flags)
{
  SockeyeCall *self = sockeye_call_new (SOCKEYE_VERB_RECV, socket);

  self->size = size;
  self->flags = flags;
  return self;
}

SockeyeCall *
sockeye_call_new_recvfrom (SockeyeSocketId socket,
                           gsize           size,
                           int             flags)
{
  SockeyeCall *self = sockeye_call_new_recv (socket, size, flags);

  self->verb = SOCKEYE_VERB_RECVFROM;
  return self;
}

/* How: SHUT_RD, SHUT_WR or SHUT_RDWR. */
SockeyeCall *
sockeye_call_new_shutdown (SockeyeSocketId socket,
                           int             how)
{
  return sockeye_call_new_args (SOCKEYE_VERB_SHUTDOWN, socket, how, 0, 0);
}

/**
 * sockeye_call_new_close:
 * @now: closes at once; otherwise behind the bytes that wait to be sent
 */
SockeyeCall *
sockeye_call_new_close (SockeyeSocketId socket,
                        gboolean        now)
{
  SockeyeCall *self = sockeye_call_new (SOCKEYE_VERB_CLOSE, socket);

  self->now = now;
  return self;
}

SockeyeCall *
sockeye_call_ref (SockeyeCall *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sockeye_call_unref (SockeyeCall *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->address, sockeye_address_unref);
  g_free (self->host);
  g_free (self);
}

SockeyeVerb
sockeye_call_get_verb (SockeyeCall *self)
{
  return self->verb;
}

SockeyeSocketId
sockeye_call_get_socket (SockeyeCall *self)
{
  return self->socket;
}

int
sockeye_call_get_family (SockeyeCall *self)
{
  return self->args[0];
}

int
sockeye_call_get_socktype (SockeyeCall *self)
{
  return self->args[1];
}

int
sockeye_call_get_protocol (SockeyeCall *self)
{
  return self->args[2];
}

int
sockeye_call_get_level (SockeyeCall *self)
{
  return self->args[0];
}

int
sockeye_call_get_option (SockeyeCall *self)
{
  return self->args[1];
}

int
sockeye_call_get_value (SockeyeCall *self)
{
  return self->args[2];
}

int
sockeye_call_get_backlog (SockeyeCall *self)
{
  return self->args[0];
}

int
sockeye_call_get_how (SockeyeCall *self)
{
  return self->args[0];
}

gboolean
sockeye_call_get_now (SockeyeCall *self)
{
  return self->now;
}

int
sockeye_call_get_flags (SockeyeCall *self)
{
  return self->flags;
}

/* Bytes that recv() asks for. */
gsize
sockeye_call_get_size (SockeyeCall *self)
{
  return self->size;
}

/* (transfer none) (nullable) */
GBytes *
sockeye_call_get_bytes (SockeyeCall *self)
{
  return self->bytes;
}

/* (transfer none) (nullable) */
SockeyeAddress *
sockeye_call_get_address (SockeyeCall *self)
{
  return self->address;
}

const char *
sockeye_call_get_host (SockeyeCall *self)
{
  return self->host;
}

guint
sockeye_call_get_port (SockeyeCall *self)
{
  return self->port;
}

/* --- Python ----------------------------------------------------------------- */

/* A constant by its name in the catalog, else by its number, as Python takes
 * either. */
static void
sockeye_call_append_constant (GString               *string,
                              const SockeyeConstant *constant,
                              int                    number)
{
  if (constant != NULL && number != 0)
    g_string_append (string, constant->name);
  else
    g_string_append_printf (string, "%d", number);
}

static void
sockeye_call_append_family (GString *string,
                            int      family)
{
  const SockeyeFamily *row = sockeye_catalog_find_family (family);

  sockeye_call_append_constant (string, row != NULL ? &row->constant : NULL, family);
}

static void
sockeye_call_append_socket_args (SockeyeCall *self,
                                 GString     *string)
{
  sockeye_call_append_family (string, self->args[0]);
  g_string_append (string, ", ");
  sockeye_call_append_constant (string, sockeye_catalog_find_type (self->args[1]), self->args[1]);
  g_string_append (string, ", ");
  sockeye_call_append_constant (string, sockeye_catalog_find_protocol (self->args[2]), self->args[2]);
}

static void
sockeye_call_append_option_args (SockeyeCall *self,
                                 GString     *string)
{
  const char *level = sockeye_catalog_get_level_name (self->args[0]);
  const char *option = sockeye_catalog_get_option_name (self->args[0], self->args[1]);

  if (level != NULL)
    g_string_append_printf (string, "%s, ", level);
  else
    g_string_append_printf (string, "%d, ", self->args[0]);
  if (option != NULL)
    g_string_append_printf (string, "%s, ", option);
  else
    g_string_append_printf (string, "%d, ", self->args[1]);
  g_string_append_printf (string, "%d", self->args[2]);
}

static void
sockeye_call_append_look_up_args (SockeyeCall *self,
                                  GString     *string)
{
  sockeye_python_append_str (string, self->host, 0);
  g_string_append_printf (string, ", %u, ", self->port);
  sockeye_call_append_family (string, self->args[0]);
  g_string_append (string, ", ");
  sockeye_call_append_constant (string, sockeye_catalog_find_type (self->args[1]), self->args[1]);
}

static void
sockeye_call_append_how (SockeyeCall *self,
                         GString     *string)
{
  static const char *const names[] = { "SHUT_RD", "SHUT_WR", "SHUT_RDWR" };

  if (self->args[0] >= 0 && self->args[0] < (int) G_N_ELEMENTS (names))
    g_string_append (string, names[self->args[0]]);
  else
    g_string_append_printf (string, "%d", self->args[0]);
}

/* What follows the payload is written first, so that the payload alone is cut
 * and the call still closes. */
static void
sockeye_call_append_send_args (SockeyeCall *self,
                               GString     *string,
                               gsize        limit)
{
  g_autoptr(GString) tail = g_string_new (NULL);
  gsize size;
  const guint8 *data = g_bytes_get_data (self->bytes, &size);
  gsize used;

  if (self->flags != 0)
    {
      g_string_append (tail, ", ");
      sockeye_python_append_flags (tail, self->flags);
    }
  if (self->address != NULL)
    {
      g_string_append (tail, ", ");
      sockeye_address_append_python (self->address, FALSE, tail);
    }
  used = g_utf8_strlen (string->str, -1) + g_utf8_strlen (tail->str, -1) + 1;
  sockeye_python_append_bytes (string, data, size, limit == 0 ? 0 : MAX (limit, used + 8) - used);
  g_string_append (string, tail->str);
}

static void
sockeye_call_append_recv_args (SockeyeCall *self,
                               GString     *string)
{
  g_string_append_printf (string, "%" G_GSIZE_FORMAT, self->size);
  if (self->flags != 0)
    {
      g_string_append (string, ", ");
      sockeye_python_append_flags (string, self->flags);
    }
}

static void
sockeye_call_append_args (SockeyeCall *self,
                          GString     *string,
                          gsize        limit)
{
  switch (self->verb)
    {
    case SOCKEYE_VERB_GETADDRINFO:
      sockeye_call_append_look_up_args (self, string);
      break;
    case SOCKEYE_VERB_SOCKET:
      sockeye_call_append_socket_args (self, string);
      break;
    case SOCKEYE_VERB_SETSOCKOPT:
      sockeye_call_append_option_args (self, string);
      break;
    case SOCKEYE_VERB_BIND:
    case SOCKEYE_VERB_CONNECT:
      sockeye_address_append_python (self->address, FALSE, string);
      break;
    case SOCKEYE_VERB_LISTEN:
      g_string_append_printf (string, "%d", self->args[0]);
      break;
    case SOCKEYE_VERB_SEND:
    case SOCKEYE_VERB_SENDTO:
      sockeye_call_append_send_args (self, string, limit);
      break;
    case SOCKEYE_VERB_RECV:
    case SOCKEYE_VERB_RECVFROM:
      sockeye_call_append_recv_args (self, string);
      break;
    case SOCKEYE_VERB_SHUTDOWN:
      sockeye_call_append_how (self, string);
      break;
    default:
      break;
    }
}

/**
 * sockeye_call_to_python:
 * @limit: the most characters, 0 for all; a payload is cut to fit, with "…"
 *
 * The call in Python 3's form under `from socket import *`, without what it
 * is assigned to: `s1.bind(('127.0.0.1', 12345))`.
 *
 * Returns: (transfer full): one line
 */
char *
sockeye_call_to_python (SockeyeCall *self,
                        gsize        limit)
{
  GString *string = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  if (self->socket != 0 && self->verb != SOCKEYE_VERB_GETADDRINFO)
    {
      g_autofree char *name = sockeye_socket_id_to_string (self->socket);

      g_string_append_printf (string, "%s.", name);
    }
  g_string_append_printf (string, "%s(", sockeye_verb_to_string (self->verb));
  sockeye_call_append_args (self, string, limit);
  g_string_append_c (string, ')');
  return g_string_free (string, FALSE);
}
