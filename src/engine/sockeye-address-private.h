/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the rows of the catalog hold: the address code of each family. Called
 * through the catalog only. */

#pragma once

#include "sockeye-address.h"

G_BEGIN_DECLS

SockeyeAddress *_sockeye_address_inet_parse   (int                     protocol,
                                               const char             *host,
                                               const char             *port,
                                               SockeyeUse              use,
                                               GError                **error);
gboolean        _sockeye_address_inet_split   (const char             *text,
                                               char                  **host,
                                               char                  **port,
                                               GError                **error);
guint           _sockeye_address_inet_port    (const struct sockaddr  *sockaddr);
char           *_sockeye_address_inet_format  (const struct sockaddr  *sockaddr,
                                               socklen_t               length);
void            _sockeye_address_inet_python  (const struct sockaddr  *sockaddr,
                                               socklen_t               length,
                                               const char             *host,
                                               gboolean                result,
                                               GString                *string);

SockeyeAddress *_sockeye_address_inet6_parse  (int                     protocol,
                                               const char             *host,
                                               const char             *port,
                                               SockeyeUse              use,
                                               GError                **error);
gboolean        _sockeye_address_inet6_split  (const char             *text,
                                               char                  **host,
                                               char                  **port,
                                               GError                **error);
guint           _sockeye_address_inet6_port   (const struct sockaddr  *sockaddr);
char           *_sockeye_address_inet6_format (const struct sockaddr  *sockaddr,
                                               socklen_t               length);
void            _sockeye_address_inet6_python (const struct sockaddr  *sockaddr,
                                               socklen_t               length,
                                               const char             *host,
                                               gboolean                result,
                                               GString                *string);

SockeyeAddress *_sockeye_address_unix_parse   (int                     protocol,
                                               const char             *path,
                                               const char             *port,
                                               SockeyeUse              use,
                                               GError                **error);
gboolean        _sockeye_address_unix_split   (const char             *text,
                                               char                  **path,
                                               char                  **port,
                                               GError                **error);
char           *_sockeye_address_unix_format  (const struct sockaddr  *sockaddr,
                                               socklen_t               length);
void            _sockeye_address_unix_python  (const struct sockaddr  *sockaddr,
                                               socklen_t               length,
                                               const char             *path,
                                               gboolean                result,
                                               GString                *string);

/* What is typed, as an error message quotes it: one line, cut, escaped. */
char           *_sockeye_address_quote        (const char             *text);

G_END_DECLS
