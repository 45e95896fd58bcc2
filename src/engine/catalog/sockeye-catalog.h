/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "address/sockeye-address.h"

G_BEGIN_DECLS

/* A constant of the kernel: its number, its name there, a plain word for it
 * (untranslated; pass it to gettext). */
typedef struct
{
  int         number;
  const char *name; /* "SOCK_STREAM" */
  const char *word; /* N_("byte stream") */
} SockeyeConstant;

/**
 * SockeyeFamily:
 *
 * A row of the catalog: an address family, and all that differs in how its
 * addresses are parsed, formatted and written as Python. Another family is
 * another row, not code elsewhere.
 */
typedef struct _SockeyeFamily SockeyeFamily;
struct _SockeyeFamily
{
  SockeyeConstant constant;
  const char     *alias;      /* "PF_INET", for finding */
  const char     *host_label; /* N_("Host"), N_("Path"), N_("Interface") */
  const char     *port_label; /* N_("Port"), N_("Groups"); NULL: one field is enough */
  const char     *host_hint;  /* what may be typed there, N_("a name or its number"), or NULL */
  const char     *port_hint;
  const char     *text_hint;  /* both in one piece, N_("host:port"), or NULL */
  gboolean        has_names;  /* a host may be a name that getaddrinfo(3) looks up */
  const char     *proposal;   /* Host proposed for bind, or NULL to compute a path */
  const char     *port_proposal; /* Port proposed for bind, or NULL */

  /* As sockeye_address_parse(). */
  SockeyeAddress *(*parse)  (int                     protocol,
                             const char             *host,
                             const char             *port,
                             SockeyeUse              use,
                             GError                **error);
  /* One text, as the To field takes it, in two parts for parse(). FALSE with
   * error where it cannot be split. */
  gboolean        (*split)  (int                     protocol,
                             const char             *text,
                             char                  **host,
                             char                  **port,
                             GError                **error);
  /* In host byte order; NULL where there are no ports of TCP and UDP. This and
   * what follows is given a zero-filled sockaddr_storage, so that a short
   * address can be read safely. */
  guint           (*port)   (const struct sockaddr  *sockaddr);
  /* "127.0.0.1:80", "[fe80::1%2]:80", "@name"; (transfer full) */
  char           *(*format) (const struct sockaddr  *sockaddr,
                             socklen_t               length);
  /* Appends as Python. host: as typed, or NULL. result: printed as a result
   * of the kernel, where CPython gives all four parts of an INET6 address. */
  void            (*python) (const struct sockaddr  *sockaddr,
                             socklen_t               length,
                             const char             *host,
                             gboolean                result,
                             GString                *string);
};

const SockeyeFamily   *sockeye_catalog_list_families     (guint *n_families);
const SockeyeConstant *sockeye_catalog_list_types        (guint *n_types);
const SockeyeConstant *sockeye_catalog_list_protocols    (int    family,
                                                          guint *n_protocols);
const SockeyeFamily   *sockeye_catalog_find_family       (int    family);
const SockeyeConstant *sockeye_catalog_find_type         (int    type);
const SockeyeConstant *sockeye_catalog_find_protocol     (int    family,
                                                          int    protocol);
char                  *sockeye_catalog_dup_protocol_name (int    family,
                                                          int    protocol);
char                  *sockeye_catalog_dup_proposal      (int    family);
char                  *sockeye_catalog_dup_port_proposal (int    family,
                                                          int    protocol);
char                  *sockeye_catalog_describe          (int    family,
                                                          int    type,
                                                          int    protocol);
const char            *sockeye_catalog_get_kind          (int    family,
                                                          int    type,
                                                          int    protocol);
gboolean               sockeye_catalog_is_stream         (int    type);
gboolean               sockeye_catalog_is_connection     (int    type);
gboolean               sockeye_catalog_is_tcp            (int    family,
                                                          int    type,
                                                          int    protocol);
gboolean               sockeye_catalog_can_answer        (int    family,
                                                          int    type);

G_END_DECLS
