/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* What the files of SockeyeControl share. */

#pragma once

#include "address/sockeye-address.h"
#include "sockeye-control.h"

G_BEGIN_DECLS

/* Numbers that the headers of an older system lack; the kernel's own. */
#define SOCKEYE_SCM_SECURITY       3
#define SOCKEYE_SCM_PIDFD          4
#define SOCKEYE_TIMESTAMP_OLD      29
#define SOCKEYE_TIMESTAMPNS_OLD    35
#define SOCKEYE_TIMESTAMPING_OLD   37
#define SOCKEYE_TIMESTAMP_NEW      63
#define SOCKEYE_TIMESTAMPNS_NEW    64
#define SOCKEYE_TIMESTAMPING_NEW   65
#define SOCKEYE_TS_PKTINFO         58
#define SOCKEYE_UDP_SEGMENT        103
#define SOCKEYE_UDP_GRO            104
#define SOCKEYE_SOL_UDP            17
#define SOCKEYE_SOL_PACKET         263
#define SOCKEYE_SOL_NETLINK        270
#define SOCKEYE_SOL_VSOCK          287
#define SOCKEYE_SOL_CAN_RAW        101

/* One queued error: sock_extended_err (ip(7)) and who reported it. */
typedef struct
{
  guint32         error;
  guint8          origin;
  guint8          type;
  guint8          code;
  guint32         info;
  guint32         data;
  SockeyeAddress *offender; /* or NULL */
} SockeyeLateError;

SockeyeControl *_sockeye_control_new            (int              level,
                                                 int              type,
                                                 gconstpointer    data,
                                                 gsize            size,
                                                 gboolean         cut);
void            _sockeye_control_set_passed     (SockeyeControl  *self,
                                                 GPtrArray       *passed);
void            _sockeye_control_list_passed    (SockeyeControl  *self,
                                                 GPtrArray       *facts);
gboolean        _sockeye_control_find_level     (const char      *name,
                                                 int             *level);
gboolean        _sockeye_control_find_type      (int              level,
                                                 const char      *name,
                                                 int             *type);
void            _sockeye_control_add_fact       (GPtrArray       *facts,
                                                 const char      *label,
                                                 char            *value);
char           *_sockeye_control_interface      (guint            index);
char           *_sockeye_control_inet           (int              family,
                                                 const guint8    *bytes);

/* sockeye-control-facts.c */
gboolean        _sockeye_control_list_facts     (int              level,
                                                 int              type,
                                                 const guint8    *data,
                                                 gsize            size,
                                                 GPtrArray       *facts);

/* sockeye-control-late.c: errors that come back later. */
gboolean        _sockeye_control_is_late        (int              level,
                                                 int              type);
gboolean        _sockeye_late_error_parse       (SockeyeLateError *self,
                                                 const guint8    *data,
                                                 gsize            size);
void            _sockeye_late_error_clear       (SockeyeLateError *self);
gboolean        _sockeye_late_error_is_error    (const SockeyeLateError *self);
/* "port unreachable", "" for a code without words. */
char           *_sockeye_late_error_dup_words   (const SockeyeLateError *self);
/* "port unreachable (ICMP type 3 code 3, from 127.0.0.1)" */
char           *_sockeye_late_error_to_string   (const SockeyeLateError *self);
gboolean        _sockeye_control_list_late_facts (const guint8   *data,
                                                 gsize            size,
                                                 GPtrArray       *facts);

G_END_DECLS
