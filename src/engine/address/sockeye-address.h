/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "call/sockeye-types.h"

#include <sys/socket.h>

G_BEGIN_DECLS

/**
 * SockeyeAddress:
 *
 * A socket address of a family: what the user typed, what the kernel takes,
 * or both. Immutable and reference-counted (atomically), so that it travels
 * between threads. One that holds a host name has no sockaddr until a look-up
 * has answered.
 */
typedef struct _SockeyeAddress SockeyeAddress;

/* What the address is for: port 0 lets the kernel choose at bind(2), and is
 * refused before connect(2) and sendto(2). */
typedef enum
{
  SOCKEYE_USE_BIND,
  SOCKEYE_USE_CONNECT,
  SOCKEYE_USE_SENDTO,
} SockeyeUse;

#define SOCKEYE_TYPE_ADDRESS (sockeye_address_get_type ())
GType                  sockeye_address_get_type      (void) G_GNUC_CONST;
SockeyeAddress        *sockeye_address_parse         (int                     family,
                                                      int                     protocol,
                                                      const char             *host,
                                                      const char             *port,
                                                      SockeyeUse              use,
                                                      GError                **error);
SockeyeAddress        *sockeye_address_parse_text    (int                     family,
                                                      int                     protocol,
                                                      const char             *text,
                                                      SockeyeUse              use,
                                                      GError                **error);
SockeyeAddress        *sockeye_address_new           (const struct sockaddr  *sockaddr,
                                                      socklen_t               length,
                                                      const char             *host);
SockeyeAddress        *sockeye_address_new_name      (int                     family,
                                                      const char             *host,
                                                      guint                   port);
SockeyeAddress        *sockeye_address_ref           (SockeyeAddress         *self);
void                   sockeye_address_unref         (SockeyeAddress         *self);
int                    sockeye_address_get_family    (SockeyeAddress         *self);
gboolean               sockeye_address_needs_lookup  (SockeyeAddress         *self);
const struct sockaddr *sockeye_address_get_sockaddr  (SockeyeAddress         *self,
                                                      socklen_t              *length);
const char            *sockeye_address_get_host      (SockeyeAddress         *self);
guint                  sockeye_address_get_port      (SockeyeAddress         *self);
gboolean               sockeye_address_equal         (SockeyeAddress         *self,
                                                      SockeyeAddress         *other);
char                  *sockeye_address_to_string     (SockeyeAddress         *self);
char                  *sockeye_address_dup_numeric_host (SockeyeAddress      *self);
void                   sockeye_address_append_python (SockeyeAddress         *self,
                                                      gboolean                result,
                                                      GString                *string);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeAddress, sockeye_address_unref)

G_END_DECLS
