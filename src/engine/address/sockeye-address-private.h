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
gboolean        _sockeye_address_inet_split   (int                     protocol,
                                               const char             *text,
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
gboolean        _sockeye_address_inet6_split  (int                     protocol,
                                               const char             *text,
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
gboolean        _sockeye_address_unix_split   (int                     protocol,
                                               const char             *text,
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

SockeyeAddress *_sockeye_address_netlink_parse  (int                     protocol,
                                                 const char             *host,
                                                 const char             *port,
                                                 SockeyeUse              use,
                                                 GError                **error);
gboolean        _sockeye_address_netlink_split  (int                     protocol,
                                                 const char             *text,
                                                 char                  **host,
                                                 char                  **port,
                                                 GError                **error);
char           *_sockeye_address_netlink_format (const struct sockaddr  *sockaddr,
                                                 socklen_t               length);
void            _sockeye_address_netlink_python (const struct sockaddr  *sockaddr,
                                                 socklen_t               length,
                                                 const char             *host,
                                                 gboolean                result,
                                                 GString                *string);

SockeyeAddress *_sockeye_address_packet_parse  (int                     protocol,
                                                const char             *host,
                                                const char             *port,
                                                SockeyeUse              use,
                                                GError                **error);
gboolean        _sockeye_address_packet_split  (int                     protocol,
                                                const char             *text,
                                                char                  **host,
                                                char                  **port,
                                                GError                **error);
char           *_sockeye_address_packet_format (const struct sockaddr  *sockaddr,
                                                socklen_t               length);
void            _sockeye_address_packet_python (const struct sockaddr  *sockaddr,
                                                socklen_t               length,
                                                const char             *host,
                                                gboolean                result,
                                                GString                *string);
/* "ETH_P_IP", as it is typed. */
char           *_sockeye_address_packet_dup_ethertype (guint16 ethertype);

SockeyeAddress *_sockeye_address_vsock_parse  (int                     protocol,
                                               const char             *host,
                                               const char             *port,
                                               SockeyeUse              use,
                                               GError                **error);
gboolean        _sockeye_address_vsock_split  (int                     protocol,
                                               const char             *text,
                                               char                  **host,
                                               char                  **port,
                                               GError                **error);
char           *_sockeye_address_vsock_format (const struct sockaddr  *sockaddr,
                                               socklen_t               length);
void            _sockeye_address_vsock_python (const struct sockaddr  *sockaddr,
                                               socklen_t               length,
                                               const char             *host,
                                               gboolean                result,
                                               GString                *string);

SockeyeAddress *_sockeye_address_x25_parse  (int                     protocol,
                                             const char             *host,
                                             const char             *port,
                                             SockeyeUse              use,
                                             GError                **error);
gboolean        _sockeye_address_x25_split  (int                     protocol,
                                             const char             *text,
                                             char                  **host,
                                             char                  **port,
                                             GError                **error);
char           *_sockeye_address_x25_format (const struct sockaddr  *sockaddr,
                                             socklen_t               length);

SockeyeAddress *_sockeye_address_can_parse  (int                     protocol,
                                             const char             *host,
                                             const char             *port,
                                             SockeyeUse              use,
                                             GError                **error);
gboolean        _sockeye_address_can_split  (int                     protocol,
                                             const char             *text,
                                             char                  **host,
                                             char                  **port,
                                             GError                **error);
char           *_sockeye_address_can_format (const struct sockaddr  *sockaddr,
                                             socklen_t               length);
void            _sockeye_address_can_python (const struct sockaddr  *sockaddr,
                                             socklen_t               length,
                                             const char             *host,
                                             gboolean                result,
                                             GString                *string);

SockeyeAddress *_sockeye_address_bluetooth_parse  (int                     protocol,
                                                   const char             *host,
                                                   const char             *port,
                                                   SockeyeUse              use,
                                                   GError                **error);
gboolean        _sockeye_address_bluetooth_split  (int                     protocol,
                                                   const char             *text,
                                                   char                  **host,
                                                   char                  **port,
                                                   GError                **error);
char           *_sockeye_address_bluetooth_format (const struct sockaddr  *sockaddr,
                                                   socklen_t               length);
void            _sockeye_address_bluetooth_python (const struct sockaddr  *sockaddr,
                                                   socklen_t               length,
                                                   const char             *host,
                                                   gboolean                result,
                                                   GString                *string);

SockeyeAddress *_sockeye_address_tipc_parse  (int                     protocol,
                                              const char             *host,
                                              const char             *port,
                                              SockeyeUse              use,
                                              GError                **error);
gboolean        _sockeye_address_tipc_split  (int                     protocol,
                                              const char             *text,
                                              char                  **host,
                                              char                  **port,
                                              GError                **error);
char           *_sockeye_address_tipc_format (const struct sockaddr  *sockaddr,
                                              socklen_t               length);
void            _sockeye_address_tipc_python (const struct sockaddr  *sockaddr,
                                              socklen_t               length,
                                              const char             *host,
                                              gboolean                result,
                                              GString                *string);

/* Of a family that the catalog has no address code for: the bytes of sa_data,
 * in hex. */
SockeyeAddress *_sockeye_address_raw_parse    (int                     family,
                                               const char             *text,
                                               GError                **error);
char           *_sockeye_address_raw_format   (const struct sockaddr  *sockaddr,
                                               socklen_t               length);
void            _sockeye_address_raw_python   (const struct sockaddr  *sockaddr,
                                               socklen_t               length,
                                               const char             *host,
                                               gboolean                result,
                                               GString                *string);

/* What is typed, as an error message quotes it: one line, cut, escaped. */
char           *_sockeye_address_quote        (const char             *text);

/* --- sockeye-address-host.c: what stands as a host of INET and INET6 --------------- */

struct in_addr;
struct in6_addr;

gboolean        _sockeye_address_read_v4        (const char               *host,
                                                 struct in_addr           *address);
/* The scope id after % is cut off and left to the caller. */
gboolean        _sockeye_address_read_v6        (const char               *host,
                                                 struct in6_addr          *address,
                                                 const char              **scope);
/* What is left when host is no address of the family asked for: a plausible
 * name, or a mistake to be named. */
gboolean        _sockeye_address_check_name     (const char               *host,
                                                 GError                  **error);

/* --- sockeye-address-parts.c: what several families type in the same way ----------- */

/* A name of the kernel's for a number, without its prefix. */
typedef struct
{
  const char *name; /* "IPV6", of ETH_P_IPV6 */
  guint32     number;
} SockeyeAddressName;

/* Sets error; returns FALSE. */
gboolean        _sockeye_address_fail           (GError                  **error,
                                                 SockeyeError              code,
                                                 const char               *format,
                                                 ...) G_GNUC_PRINTF (3, 4);
/* Decimal, or hex after 0x; digits alone. */
gboolean        _sockeye_address_read_number    (const char               *text,
                                                 guint64                   max,
                                                 guint64                  *number);
/* By name, with the prefix or without, in small letters or capitals. */
gboolean        _sockeye_address_find_name      (const SockeyeAddressName *names,
                                                 guint                     n_names,
                                                 const char               *prefix,
                                                 const char               *text,
                                                 guint32                  *number);
/* A network interface that exists, by name or number; "" and "*" are all: 0. */
gboolean        _sockeye_address_read_interface (const char               *text,
                                                 guint                    *index,
                                                 GError                  **error);
/* The name it has, or had last; name has room for IF_NAMESIZE bytes. */
gboolean        _sockeye_address_find_interface (guint                     index,
                                                 char                     *name);
/* Its name, or its number where it was never seen; "*" for 0. */
char           *_sockeye_address_dup_interface  (guint                     index);
/* The same as CPython: "" where it was never seen, and for 0. Of an argument, as it was
 * typed, for "" would stand for all. */
void            _sockeye_address_python_interface (guint                   index,
                                                 const char               *host,
                                                 GString                  *string);
/* Bytes with a colon between two digits of hex each. The most that may be is
 * max; 0 for a text that is something else. */
gsize           _sockeye_address_read_bytes     (const char               *text,
                                                 guint8                   *bytes,
                                                 gsize                     max);
/* In two parts at colon, which may be NULL. (transfer full) */
void            _sockeye_address_split_at       (const char               *text,
                                                 const char               *colon,
                                                 char                    **host,
                                                 char                    **port);

G_END_DECLS
