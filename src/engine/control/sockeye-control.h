/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Control messages (cmsg(3)): what comes beside the data of recvmsg(2) and
 * goes beside that of sendmsg(2). Pure: nothing here makes a socket call. */

#pragma once

#include "call/sockeye-types.h"

G_BEGIN_DECLS

/**
 * SockeyeControl:
 *
 * One control message: level, type and bytes. Immutable and reference-counted
 * (atomically). One that passes descriptors on (SCM_RIGHTS) and is to be sent
 * holds the sockets instead of bytes: a descriptor is known to the reactor only.
 */
typedef struct _SockeyeControl SockeyeControl;

/* The bytes that each receive has for control messages: 253 descriptors, the
 * most that one message passes on, take a quarter of it. */
#define SOCKEYE_CONTROL_ROOM 4096

/**
 * SockeyeControlFact:
 * @label: what is told, translated: "Interface"
 * @value: (transfer full): "eth0 (2)"
 *
 * One line of what a control message says, in words.
 */
typedef struct
{
  const char *label;
  char       *value;
} SockeyeControlFact;

#define SOCKEYE_TYPE_CONTROL (sockeye_control_get_type ())
GType            sockeye_control_get_type        (void) G_GNUC_CONST;
SockeyeControl  *sockeye_control_new             (int                     level,
                                                  int                     type,
                                                  GBytes                 *bytes);
SockeyeControl  *sockeye_control_new_rights      (const SockeyeSocketId  *sockets,
                                                  guint                   n_sockets);
SockeyeControl  *sockeye_control_ref             (SockeyeControl         *self);
void             sockeye_control_unref           (SockeyeControl         *self);
int              sockeye_control_get_level       (SockeyeControl         *self);
int              sockeye_control_get_control_type (SockeyeControl        *self);
GBytes          *sockeye_control_get_bytes       (SockeyeControl         *self);
gboolean         sockeye_control_is_cut          (SockeyeControl         *self);
const SockeyeSocketId *sockeye_control_get_sockets (SockeyeControl       *self,
                                                  guint                  *n_sockets);

/* As shown: sockeye-control-text.c. */
const char      *sockeye_control_get_level_name  (int                     level);
const char      *sockeye_control_get_type_name   (int                     level,
                                                  int                     type);
char            *sockeye_control_dup_title       (SockeyeControl         *self);
const char      *sockeye_control_get_meaning     (SockeyeControl         *self);
GPtrArray       *sockeye_control_dup_facts       (SockeyeControl         *self);
char            *sockeye_control_dup_summary     (SockeyeControl         *self);
char            *sockeye_control_to_python       (SockeyeControl         *self,
                                                  gsize                   limit);

/* sockeye-control-parse.c */
GPtrArray       *sockeye_control_parse           (const guint8           *data,
                                                  gsize                   size);

/**
 * SockeyeControlInput:
 *
 * How a field of a control message is best typed.
 */
typedef enum
{
  SOCKEYE_CONTROL_INPUT_NUMBER,    /* between minimum and maximum, decimal or 0x */
  SOCKEYE_CONTROL_INPUT_TEXT,
  SOCKEYE_CONTROL_INPUT_INTERFACE, /* a name as in if_nameindex(3), or its number; may be empty */
  SOCKEYE_CONTROL_INPUT_ADDRESS,   /* numeric, of the kind's family; may be empty */
  SOCKEYE_CONTROL_INPUT_SOCKETS,   /* names of sockets: "s2, c3" */
  SOCKEYE_CONTROL_INPUT_HEX,       /* bytes as hex digits; may be empty */
} SockeyeControlInput;

/**
 * SockeyeControlField:
 * @name: translatable, in English: "Interface"
 * @hint: translatable: what may be typed, and what empty means
 * @initial: what stands there first, untranslated
 * @minimum: of a number
 * @maximum: of a number
 */
typedef struct
{
  const char         *name;
  const char         *hint;
  const char         *initial;
  SockeyeControlInput input;
  gint64              minimum;
  gint64              maximum;
} SockeyeControlField;

#define SOCKEYE_CONTROL_MAX_FIELDS 3

/**
 * SockeyeControlKind:
 * @nick: stable, lower-case: "ttl"
 * @title: the name of the type: "IP_TTL", or "Other" (translatable)
 * @meaning: translatable: what it does, one line
 *
 * A kind of control message that can be sent; level and type are -1 where they
 * are fields themselves.
 */
typedef struct
{
  const char         *nick;
  const char         *title;
  const char         *meaning;
  int                 level;
  int                 type;
  guint               n_fields;
  SockeyeControlField fields[SOCKEYE_CONTROL_MAX_FIELDS];
} SockeyeControlKind;

/* sockeye-control-build.c */
const SockeyeControlKind *sockeye_control_list_kinds (guint              *n_kinds);
const SockeyeControlKind *sockeye_control_find_kind (const char          *nick);
gboolean         sockeye_control_kind_suits      (const SockeyeControlKind *kind,
                                                  int                     family,
                                                  int                     type,
                                                  int                     protocol);
SockeyeControl  *sockeye_control_build           (const SockeyeControlKind *kind,
                                                  const char *const      *texts,
                                                  guint                  *bad_field,
                                                  GError                **error);
GByteArray      *sockeye_control_pack            (GPtrArray              *controls);

void             sockeye_control_fact_free       (SockeyeControlFact     *fact);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SockeyeControl, sockeye_control_unref)

G_END_DECLS
