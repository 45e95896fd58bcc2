/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The socket options of Linux: a row each, and their values as bytes, as text
 * and as the fields of an editor. The tables are in sockeye-option-socket.c and
 * its neighbours; knows no descriptor: values are read and set by calls
 * (sockeye-call.h) and sockeye_session_read_options_async(). */

#pragma once

#include "call/sockeye-types.h"

G_BEGIN_DECLS

/* What a value is, and so how it is edited. */
typedef enum
{
  SOCKEYE_SHAPE_SWITCH,       /* int: 0 or 1 */
  SOCKEYE_SHAPE_NUMBER,       /* int, or 64 bits: see size */
  SOCKEYE_SHAPE_CHOICE,       /* int: one of choices */
  SOCKEYE_SHAPE_FLAGS,        /* int: any of choices together */
  SOCKEYE_SHAPE_TIME,         /* struct timeval; 0: for ever */
  SOCKEYE_SHAPE_LINGER,       /* struct linger: on, seconds */
  SOCKEYE_SHAPE_INTERFACE,    /* int: index of an interface, 0 for none; see is_network_order */
  SOCKEYE_SHAPE_INTERFACE4,   /* IP_MULTICAST_IF: struct ip_mreqn to set, struct in_addr to read */
  SOCKEYE_SHAPE_MEMBERSHIP,   /* struct ip_mreqn: an IPv4 group on an interface */
  SOCKEYE_SHAPE_MEMBERSHIP6,  /* struct ipv6_mreq: an IPv6 group on an interface */
  SOCKEYE_SHAPE_SOURCE,       /* struct ip_mreq_source: an IPv4 group, a source, an interface */
  SOCKEYE_SHAPE_GROUP,        /* struct group_req: a group of the socket's family, an interface */
  SOCKEYE_SHAPE_GROUP_SOURCE, /* struct group_source_req: the same, and a source */
  SOCKEYE_SHAPE_LINK_GROUP,   /* struct packet_mreq: an interface, what to receive of it */
  SOCKEYE_SHAPE_STRING,       /* text without a NUL: "cubic", "lo" */
  SOCKEYE_SHAPE_CREDENTIALS,  /* struct ucred: read only */
  SOCKEYE_SHAPE_BYTES,        /* a structure; shown and typed as hex */
} SockeyeOptionShape;

typedef enum
{
  SOCKEYE_OPTION_READABLE = 1 << 0,    /* getsockopt(2) gives it */
  SOCKEYE_OPTION_WRITABLE = 1 << 1,    /* setsockopt(2) takes it, and it can be typed */
  SOCKEYE_OPTION_CONSUMES = 1 << 2,    /* reading changes something (SO_ERROR swallows the error):
                                        * never read for display, only by a call of the user */
  SOCKEYE_OPTION_ADDS = 1 << 3,        /* setting does something to a list or once, as joining a
                                        * group: there is no value to show */
  SOCKEYE_OPTION_POINTER = 1 << 4,     /* setting takes a pointer or a descriptor: not from here */
  SOCKEYE_OPTION_MOVES = 1 << 5,       /* changes by itself, as a clock: never marked as changed */
} SockeyeOptionAccess;

/* One of the values that have names. */
typedef struct
{
  gint64      number;
  const char *name;  /* "IP_PMTUDISC_DO" */
  const char *words; /* "always set DF", or NULL */
} SockeyeOptionChoice;

/**
 * SockeyeOption:
 *
 * A row of the table. Static: never freed, compared by its address. Its words
 * and units are untranslated: pass them to gettext.
 */
typedef struct _SockeyeOption SockeyeOption;
struct _SockeyeOption
{
  int                        level;
  const char                *level_name; /* "IPPROTO_IP" */
  int                        number;
  const char                *name;       /* "IP_TTL" */
  SockeyeOptionShape         shape;
  SockeyeOptionAccess        access;
  const char                *unit;       /* "bytes", "ms", "s" …, or NULL */
  gint64                     minimum;    /* of a number; both 0: whatever fits in size */
  gint64                     maximum;
  guint                      size;       /* bytes of a value; of a string or bytes: at most */
  gboolean                   is_network_order; /* an int in network byte order */
  const SockeyeOptionChoice *choices;    /* ended by a NULL name, or NULL */
  const char                *capability; /* "CAP_NET_ADMIN": setting needs it; or NULL */
  const char                *capability_when; /* "above 6": only then; or NULL: always */
  const char                *words;      /* "…": one line on what it does */
  const char                *page;       /* "ip(7)", "linux/if_packet.h" */
  int                        families[4]; /* that have it, ended by 0; none: all */
  guint                      types;      /* 1 << SOCK_STREAM | …; 0: all */
  int                        protocols[4]; /* that the kernel made, ended by 0; none: all */
};

/* The table. (transfer none); ordered by level, then as man pages and headers
 * have them. */
const SockeyeOption *const *sockeye_option_list   (guint *n_options);
/* NULL where unknown. */
const SockeyeOption *sockeye_option_find          (int                  level,
                                                   int                  number);
const SockeyeOption *sockeye_option_find_by_name  (int                  level,
                                                   const char          *name);
/* "IPPROTO_IP", also where the level has no option here; NULL: unknown. */
const char          *sockeye_option_get_level_name (int                 level);
/* Whether a socket of this kind has it, as far as is known without asking the
 * kernel. protocol: 0 is resolved to the default of family and type. */
gboolean             sockeye_option_applies       (const SockeyeOption *self,
                                                   int                  family,
                                                   int                  type,
                                                   int                  protocol);
/* "int, 1-255", "struct ip_mreqn": the shape in words, translated; (transfer full). */
char                *sockeye_option_describe      (const SockeyeOption *self);

/* --- values ---------------------------------------------------------------------
 *
 * A value is the bytes that setsockopt(2) takes or getsockopt(2) gave. All
 * functions take bytes of any length: what is too short for its shape is shown
 * as hex. All texts that are typed give a GError in SOCKEYE_ERROR with code
 * SOCKEYE_ERROR_OPTION and a translated message where they are not right. */

/* From text, by shape: "on", "off", "1"; "65536", "0x10"; "1.5" (seconds);
 * "off" or "5" (linger); a name or the number of a choice; flags joined by "|";
 * the name or number of an interface, "" or "0" for none; "239.1.1.1%lo",
 * "ff02::123%lo", "10.0.0.1@232.1.1.1%lo" (source@group%interface); a string;
 * hex. NULL with error where it is not right: nothing is to be called then. */
GBytes   *sockeye_option_parse            (const SockeyeOption *self,
                                           const char          *text,
                                           GError             **error);
/* As sockeye_option_parse() takes it, without the unit where number; (transfer
 * full). Interfaces by name where there is one. */
char     *sockeye_option_to_text          (const SockeyeOption *self,
                                           GBytes              *bytes);
/* For display: as to_text, with unit, "on", "off", "1.5 s", translated. */
char     *sockeye_option_format           (const SockeyeOption *self,
                                           GBytes              *bytes);
/* As the argument of Python's setsockopt(). self may be NULL: unknown. */
void      sockeye_option_append_python    (const SockeyeOption *self,
                                           GBytes              *bytes,
                                           GString             *string);

/* The fields of an editor. FALSE where the bytes are no such value. */
/* SWITCH, NUMBER, CHOICE, FLAGS, INTERFACE (the index, in host order). */
gboolean  sockeye_option_get_number       (const SockeyeOption *self,
                                           GBytes              *bytes,
                                           gint64              *number);
/* TIME, in µs. */
gboolean  sockeye_option_get_time         (const SockeyeOption *self,
                                           GBytes              *bytes,
                                           gint64              *time);
gboolean  sockeye_option_get_linger       (const SockeyeOption *self,
                                           GBytes              *bytes,
                                           gboolean            *on,
                                           int                 *seconds);
/* STRING, without the NULs behind it; (transfer full) or NULL. */
char     *sockeye_option_dup_string       (const SockeyeOption *self,
                                           GBytes              *bytes);

/* Values from the fields of an editor; NULL with error where out of range. */
GBytes   *sockeye_option_new_number       (const SockeyeOption *self,
                                           gint64               number,
                                           GError             **error);
GBytes   *sockeye_option_new_time         (const SockeyeOption *self,
                                           gint64               time,
                                           GError             **error);
GBytes   *sockeye_option_new_linger       (const SockeyeOption *self,
                                           gboolean             on,
                                           int                  seconds,
                                           GError             **error);
GBytes   *sockeye_option_new_string       (const SockeyeOption *self,
                                           const char          *text,
                                           GError             **error);
/* MEMBERSHIP, MEMBERSHIP6, SOURCE, GROUP, GROUP_SOURCE, and LINK_GROUP, whose
 * group is the name of a choice with a hardware address behind it where it
 * needs one ("PACKET_MR_PROMISC", "PACKET_MR_MULTICAST 01:00:5e:00:00:fb").
 * interface: a name or number, "" or NULL leaves it to the kernel. source: of
 * SOURCE and GROUP_SOURCE, else NULL. */
GBytes   *sockeye_option_new_membership   (const SockeyeOption *self,
                                           const char          *group,
                                           const char          *interface,
                                           const char          *source,
                                           GError             **error);
/* Whether text is the name or number of an interface of now; index may be NULL. */
gboolean  sockeye_option_parse_interface  (const char          *text,
                                           guint               *index,
                                           GError             **error);

/* --- live reading ------------------------------------------------------------------ */

/**
 * SockeyeOptionReading:
 *
 * What the kernel said of an option of a socket, for display: see
 * sockeye_session_read_options_async().
 */
typedef struct
{
  const SockeyeOption *option;
  GBytes              *bytes;   /* the value; NULL where it was not read or refused */
  GBytes              *fresh;   /* what a new socket of the same kind has; NULL: unknown */
  int                  error;   /* errno of getsockopt(2); 0 also where it was not read:
                                 * write-only, or SOCKEYE_OPTION_CONSUMES */
  gboolean             changed; /* can be set, and bytes differ from fresh */
} SockeyeOptionReading;

SockeyeOptionReading *sockeye_option_reading_new  (const SockeyeOption  *option,
                                                   GBytes               *bytes,
                                                   GBytes               *fresh,
                                                   int                   error);
void                  sockeye_option_reading_free (SockeyeOptionReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeOptionReading, sockeye_option_reading_free)

G_END_DECLS
