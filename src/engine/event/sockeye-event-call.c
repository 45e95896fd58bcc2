/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What an event's record and extra area say as objects: addresses, and the
 * call that made the row. */

#include "config.h"

#include "sockeye-event-private.h"

#include "catalog/sockeye-catalog.h"

#include <string.h>

static char *
sockeye_event_dup_extra_text (SockeyeEvent    *self,
                              SockeyeExtraTag  tag)
{
  gsize size;
  const guint8 *data = _sockeye_event_find_extra (self, tag, 0, &size);

  return data != NULL ? g_utf8_make_valid ((const char *) data, (gssize) size) : NULL;
}

static SockeyeAddress *
sockeye_event_dup_sockaddr (SockeyeEvent    *self,
                            SockeyeExtraTag  tag,
                            guint            nth,
                            const char      *host)
{
  gsize size;
  const guint8 *data = _sockeye_event_find_extra (self, tag, nth, &size);
  struct sockaddr_storage storage = { 0 };

  if (data == NULL || size < sizeof storage.ss_family || size > sizeof storage)
    return NULL;
  memcpy (&storage, data, size);
  return sockeye_address_new ((const struct sockaddr *) &storage, (socklen_t) size, host);
}

static guint
sockeye_event_get_port (SockeyeEvent *self)
{
  gsize size;
  const guint8 *data = _sockeye_event_find_extra (self, SOCKEYE_EXTRA_PORT, 0, &size);
  guint32 port = 0;

  if (data != NULL && size == sizeof port)
    memcpy (&port, data, size);
  return port;
}

/* The address that was passed to bind(), connect() or sendto(): with its
 * sockaddr, or as a name whose look-up gave none. */
static SockeyeAddress *
sockeye_event_dup_argument (SockeyeEvent *self)
{
  const SockeyeRecord *record = _sockeye_event_get_record (self);
  g_autofree char *host = sockeye_event_dup_extra_text (self, SOCKEYE_EXTRA_HOST);
  SockeyeAddress *address = sockeye_event_dup_sockaddr (self, SOCKEYE_EXTRA_ADDRESS, 0, host);
  gint32 family;

  if (address != NULL || host == NULL || record->verb == SOCKEYE_VERB_GETADDRINFO
      || record->verb == SOCKEYE_VERB_GETSERVBYNAME)
    return address;
  if (!_sockeye_event_get_args (self, &family, 1))
    family = AF_INET;
  return sockeye_address_new_name (family, host, sockeye_event_get_port (self));
}

/**
 * sockeye_event_dup_address:
 * @self: an event
 *
 * Returns: (transfer full) (nullable): the address that the call was given,
 *   otherwise the peer that the kernel returned (accept(), recvfrom()); %NULL
 *   for none
 */
SockeyeAddress *
sockeye_event_dup_address (SockeyeEvent *self)
{
  SockeyeAddress *address;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  address = sockeye_event_dup_argument (self);
  if (address == NULL)
    address = sockeye_event_dup_sockaddr (self, SOCKEYE_EXTRA_PEER, 0, NULL);
  return address;
}

/**
 * sockeye_event_dup_answers:
 * @self: an event
 *
 * Returns: (transfer full) (element-type SockeyeAddress): what a look-up
 *   answered, in its order; empty for other rows
 */
GPtrArray *
sockeye_event_dup_answers (SockeyeEvent *self)
{
  GPtrArray *answers;
  SockeyeAddress *address;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  answers = g_ptr_array_new_with_free_func ((GDestroyNotify) sockeye_address_unref);
  for (guint i = 0;
       (address = sockeye_event_dup_sockaddr (self, SOCKEYE_EXTRA_ANSWER, i, NULL)) != NULL; i++)
    g_ptr_array_add (answers, address);
  return answers;
}

/**
 * sockeye_event_dup_remark:
 * @self: an event
 *
 * Returns: (transfer full) (nullable): the text of the row: of a note, why
 *   Sockeye refused a call, the host name that gethostname() returned
 */
char *
sockeye_event_dup_remark (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  return sockeye_event_dup_extra_text (self, SOCKEYE_EXTRA_TEXT);
}

/**
 * sockeye_event_dup_canonical_name:
 * @self: an event
 *
 * Returns: (transfer full) (nullable): of a look-up with AI_CANONNAME, the
 *   official name of the host
 */
char *
sockeye_event_dup_canonical_name (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  return sockeye_event_dup_extra_text (self, SOCKEYE_EXTRA_CANONICAL);
}

/* The bytes of a send, or NULL where not all of them are kept. */
static GBytes *
sockeye_event_dup_whole_payload (SockeyeEvent *self)
{
  const SockeyeRecord *record = _sockeye_event_get_record (self);

  if (record->asked == 0)
    return g_bytes_new (NULL, 0);
  if (record->kept != record->asked || record->bits & SOCKEYE_BIT_PARTIAL)
    return NULL;
  return sockeye_event_dup_payload (self);
}

static SockeyeCall *
sockeye_event_dup_send (SockeyeEvent *self)
{
  const SockeyeRecord *record = _sockeye_event_get_record (self);
  g_autoptr (GBytes) bytes = sockeye_event_dup_whole_payload (self);
  g_autoptr (SockeyeAddress) address = NULL;

  if (bytes == NULL)
    return NULL;
  if (record->verb == SOCKEYE_VERB_SEND)
    return sockeye_call_new_send (record->socket, bytes, (int) record->flags);

  address = sockeye_event_dup_argument (self);
  if (record->verb == SOCKEYE_VERB_SENDMSG)
    {
      g_autoptr (GPtrArray) controls = sockeye_event_dup_controls (self);

      return sockeye_call_new_sendmsg (record->socket, bytes, controls, (int) record->flags,
                                       address);
    }
  if (address == NULL)
    return NULL;
  return sockeye_call_new_sendto (record->socket, bytes, (int) record->flags, address);
}

static SockeyeCall *
sockeye_event_dup_bind_or_connect (SockeyeEvent *self)
{
  const SockeyeRecord *record = _sockeye_event_get_record (self);
  g_autoptr (SockeyeAddress) address = sockeye_event_dup_argument (self);

  if (address == NULL)
    return NULL;
  if (record->verb == SOCKEYE_VERB_BIND)
    return sockeye_call_new_bind (record->socket, address);
  return sockeye_call_new_connect (record->socket, address);
}

static SockeyeCall *
sockeye_event_dup_getaddrinfo (SockeyeEvent *self,
                               int           family,
                               int           type,
                               int           flags)
{
  const SockeyeRecord *record = _sockeye_event_get_record (self);
  g_autofree char *host = sockeye_event_dup_extra_text (self, SOCKEYE_EXTRA_HOST);

  if (host == NULL)
    return NULL;
  return sockeye_call_new_getaddrinfo (record->socket, host, sockeye_event_get_port (self),
                                       family, type, flags);
}

static SockeyeCall *
sockeye_event_dup_getservbyname (SockeyeEvent *self,
                                 int           type)
{
  const SockeyeRecord *record = _sockeye_event_get_record (self);
  g_autofree char *service = sockeye_event_dup_extra_text (self, SOCKEYE_EXTRA_HOST);

  return service != NULL ? sockeye_call_new_getservbyname (record->socket, service, type) : NULL;
}

static GBytes *
sockeye_event_dup_extra_bytes (SockeyeEvent    *self,
                               SockeyeExtraTag  tag)
{
  gsize size;
  const guint8 *data = _sockeye_event_find_extra (self, tag, 0, &size);

  return data != NULL ? g_bytes_new (data, size) : NULL;
}

/**
 * sockeye_event_dup_option_value:
 * @self: an event
 *
 * Returns: (transfer full) (nullable): the bytes that setsockopt() was given or
 *   that getsockopt() gave; %NULL for other rows and a failed getsockopt()
 */
GBytes *
sockeye_event_dup_option_value (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  return sockeye_event_dup_extra_bytes (self, SOCKEYE_EXTRA_OPTION);
}

/**
 * sockeye_event_dup_read_back:
 * @self: an event
 *
 * Returns: (transfer full) (nullable): what the kernel made of the value that
 *   setsockopt() set; %NULL where it keeps it as it is, or does not tell
 */
GBytes *
sockeye_event_dup_read_back (SockeyeEvent *self)
{
  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  return sockeye_event_dup_extra_bytes (self, SOCKEYE_EXTRA_READ_BACK);
}

/* Where control messages came, as the call that Python gets them by. */
static SockeyeCall *
sockeye_event_dup_recv (SockeyeEvent *self)
{
  const SockeyeRecord *record = _sockeye_event_get_record (self);
  gsize room = _sockeye_event_get_room (self);

  if (room > 0)
    return sockeye_call_new_recvmsg (record->socket, record->asked, room, (int) record->flags);
  if (record->verb == SOCKEYE_VERB_RECVFROM)
    return sockeye_call_new_recvfrom (record->socket, record->asked, (int) record->flags);
  return sockeye_call_new_recv (record->socket, record->asked, (int) record->flags);
}

static SockeyeCall *
sockeye_event_dup_setsockopt (SockeyeEvent *self,
                              const gint32 *args)
{
  SockeyeSocketId socket = sockeye_event_get_socket (self);
  g_autoptr (GBytes) bytes = sockeye_event_dup_option_value (self);

  if (bytes != NULL)
    return sockeye_call_new_setsockopt_bytes (socket, args[0], args[1], bytes);
  if (args[0] == SOL_SOCKET && args[1] == SO_LINGER)
    return sockeye_call_new_linger (socket, args[2], args[3]);
  return sockeye_call_new_setsockopt (socket, args[0], args[1], args[2]);
}

/**
 * sockeye_event_dup_made:
 * @self: the row of a socket()
 *
 * Returns: (transfer full) (nullable): what the kernel made where it is not what
 *   was asked for, by SO_DOMAIN, SO_TYPE and SO_PROTOCOL: "SOCK_DGRAM", as a
 *   program names it; %NULL where it is the same
 */
char *
sockeye_event_dup_made (SockeyeEvent *self)
{
  const SockeyeConstant *type;
  const SockeyeFamily *family;
  gint32 asked[3], made[3];
  GString *string;
  const guint8 *data;
  gsize size;

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  data = _sockeye_event_find_extra (self, SOCKEYE_EXTRA_MADE, 0, &size);
  if (data == NULL || size != sizeof made)
    return NULL;
  memcpy (made, data, sizeof made);
  _sockeye_event_get_args (self, asked, G_N_ELEMENTS (asked));
  family = sockeye_catalog_find_family (made[0]);
  type = sockeye_catalog_find_type (made[1]);
  string = g_string_new (NULL);
  if (made[0] != asked[0])
    g_string_append_printf (string, "%s, ", family != NULL ? family->constant.name : "?");
  if (made[1] != asked[1] || made[0] != asked[0])
    g_string_append (string, type != NULL ? type->name : "?");
  if (made[2] != asked[2] && asked[2] != 0)
    {
      g_autofree char *protocol = sockeye_catalog_dup_protocol_name (made[0], made[2]);

      g_string_append_printf (string, "%s%s", string->len > 0 ? ", " : "", protocol);
    }
  return g_string_free (string, FALSE);
}

/**
 * sockeye_event_dup_call:
 * @self: an event
 *
 * Returns: (transfer full) (nullable): the call that made this row, as it could
 *   be made again; %NULL where no call made it, or where not all bytes that it
 *   sent are kept
 */
SockeyeCall *
sockeye_event_dup_call (SockeyeEvent *self)
{
  const SockeyeRecord *record;
  gint32 args[4];

  g_return_val_if_fail (SOCKEYE_IS_EVENT (self), NULL);

  record = _sockeye_event_get_record (self);
  _sockeye_event_get_args (self, args, G_N_ELEMENTS (args));
  switch ((SockeyeVerb) record->verb)
    {
    case SOCKEYE_VERB_GETHOSTNAME:
      return sockeye_call_new_gethostname ();
    case SOCKEYE_VERB_GETADDRINFO:
      return sockeye_event_dup_getaddrinfo (self, args[0], args[1], args[2]);
    case SOCKEYE_VERB_GETSERVBYNAME:
      return sockeye_event_dup_getservbyname (self, args[1]);
    case SOCKEYE_VERB_SOCKET:
      return sockeye_call_new_socket (args[0], args[1], args[2]);
    case SOCKEYE_VERB_SETSOCKOPT:
      return sockeye_event_dup_setsockopt (self, args);
    case SOCKEYE_VERB_GETSOCKOPT:
      return sockeye_call_new_getsockopt (record->socket, args[0], args[1]);
    case SOCKEYE_VERB_BIND:
    case SOCKEYE_VERB_CONNECT:
      return sockeye_event_dup_bind_or_connect (self);
    case SOCKEYE_VERB_LISTEN:
      return sockeye_call_new_listen (record->socket, args[0]);
    case SOCKEYE_VERB_ACCEPT:
      return sockeye_call_new_accept (record->socket);
    case SOCKEYE_VERB_SEND:
    case SOCKEYE_VERB_SENDTO:
    case SOCKEYE_VERB_SENDMSG:
      return sockeye_event_dup_send (self);
    case SOCKEYE_VERB_RECV:
    case SOCKEYE_VERB_RECVFROM:
      return sockeye_event_dup_recv (self);
    case SOCKEYE_VERB_SHUTDOWN:
      return sockeye_call_new_shutdown (record->socket, args[0]);
    case SOCKEYE_VERB_CLOSE:
      return sockeye_call_new_close (record->socket, (record->bits & SOCKEYE_BIT_NOW) != 0);
    case SOCKEYE_VERB_NONE:
    case SOCKEYE_N_VERBS:
    default:
      return NULL;
    }
}
