/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "address/sockeye-address.h"
#include "control/sockeye-control.h"

G_BEGIN_DECLS

/**
 * SockeyeCall:
 *
 * One socket API call to make: a verb and its arguments. Immutable and
 * reference-counted (atomically). What a button, a step of an example and the
 * command line all produce, and what Python is printed from.
 */
typedef struct _SockeyeCall SockeyeCall;

#define SOCKEYE_TYPE_CALL (sockeye_call_get_type ())
GType            sockeye_call_get_type        (void) G_GNUC_CONST;
SockeyeCall     *sockeye_call_new_gethostname (void);
SockeyeCall     *sockeye_call_new_getaddrinfo (SockeyeSocketId  socket,
                                               const char      *host,
                                               guint            port,
                                               int              family,
                                               int              type,
                                               int              flags);
SockeyeCall     *sockeye_call_new_getservbyname (SockeyeSocketId socket,
                                               const char      *service,
                                               int              type);
SockeyeCall     *sockeye_call_new_socket      (int              family,
                                               int              type,
                                               int              protocol);
SockeyeCall     *sockeye_call_new_setsockopt  (SockeyeSocketId  socket,
                                               int              level,
                                               int              option,
                                               int              value);
/* Any option, with the bytes of its value: see sockeye-option.h. */
SockeyeCall     *sockeye_call_new_setsockopt_bytes (SockeyeSocketId socket,
                                               int              level,
                                               int              option,
                                               GBytes          *bytes);
SockeyeCall     *sockeye_call_new_getsockopt  (SockeyeSocketId  socket,
                                               int              level,
                                               int              option);
SockeyeCall     *sockeye_call_new_linger      (SockeyeSocketId  socket,
                                               gboolean         on,
                                               int              seconds);
SockeyeCall     *sockeye_call_new_bind        (SockeyeSocketId  socket,
                                               SockeyeAddress  *address);
SockeyeCall     *sockeye_call_new_listen      (SockeyeSocketId  socket,
                                               int              backlog);
SockeyeCall     *sockeye_call_new_accept      (SockeyeSocketId  socket);
SockeyeCall     *sockeye_call_new_connect     (SockeyeSocketId  socket,
                                               SockeyeAddress  *address);
SockeyeCall     *sockeye_call_new_send        (SockeyeSocketId  socket,
                                               GBytes          *bytes,
                                               int              flags);
SockeyeCall     *sockeye_call_new_sendto      (SockeyeSocketId  socket,
                                               GBytes          *bytes,
                                               int              flags,
                                               SockeyeAddress  *address);
SockeyeCall     *sockeye_call_new_sendmsg     (SockeyeSocketId  socket,
                                               GBytes          *bytes,
                                               GPtrArray       *controls,
                                               int              flags,
                                               SockeyeAddress  *address);
SockeyeCall     *sockeye_call_new_recv        (SockeyeSocketId  socket,
                                               gsize            size,
                                               int              flags);
SockeyeCall     *sockeye_call_new_recvfrom    (SockeyeSocketId  socket,
                                               gsize            size,
                                               int              flags);
SockeyeCall     *sockeye_call_new_recvmsg     (SockeyeSocketId  socket,
                                               gsize            size,
                                               gsize            room,
                                               int              flags);
SockeyeCall     *sockeye_call_new_shutdown    (SockeyeSocketId  socket,
                                               int              how);
SockeyeCall     *sockeye_call_new_close       (SockeyeSocketId  socket,
                                               gboolean         now);
SockeyeCall     *sockeye_call_ref             (SockeyeCall     *self);
void             sockeye_call_unref           (SockeyeCall     *self);
SockeyeVerb      sockeye_call_get_verb        (SockeyeCall     *self);
SockeyeSocketId  sockeye_call_get_socket      (SockeyeCall     *self);
int              sockeye_call_get_family      (SockeyeCall     *self);
int              sockeye_call_get_socktype    (SockeyeCall     *self);
int              sockeye_call_get_protocol    (SockeyeCall     *self);
int              sockeye_call_get_level       (SockeyeCall     *self);
int              sockeye_call_get_option      (SockeyeCall     *self);
int              sockeye_call_get_value       (SockeyeCall     *self);
int              sockeye_call_get_seconds     (SockeyeCall     *self);
int              sockeye_call_get_backlog     (SockeyeCall     *self);
int              sockeye_call_get_how         (SockeyeCall     *self);
gboolean         sockeye_call_get_now         (SockeyeCall     *self);
int              sockeye_call_get_flags       (SockeyeCall     *self);
gsize            sockeye_call_get_size        (SockeyeCall     *self);
GBytes          *sockeye_call_get_bytes       (SockeyeCall     *self);
SockeyeAddress  *sockeye_call_get_address     (SockeyeCall     *self);
GPtrArray       *sockeye_call_get_controls    (SockeyeCall     *self);
gsize            sockeye_call_get_room        (SockeyeCall     *self);
const char      *sockeye_call_get_host        (SockeyeCall     *self);
guint            sockeye_call_get_port        (SockeyeCall     *self);
char            *sockeye_call_to_python       (SockeyeCall     *self,
                                               gsize            limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeCall, sockeye_call_unref)

G_END_DECLS
