/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* A writer of JSON (RFC 8259), which GLib has not. Members have a name, and
 * elements of an array the name NULL:
 *
 *   SockeyeCliJson *json = sockeye_cli_json_new ();
 *   sockeye_cli_json_begin_array (json, NULL);
 *   sockeye_cli_json_begin_object (json, NULL);
 *   sockeye_cli_json_add_string (json, "name", "SO_LINGER");
 *   sockeye_cli_json_end (json);
 *   sockeye_cli_json_end (json);
 *   text = sockeye_cli_json_free (json);
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SockeyeCliJson SockeyeCliJson;

SockeyeCliJson *sockeye_cli_json_new          (void);
void            sockeye_cli_json_begin_object (SockeyeCliJson *self,
                                               const char     *name);
void            sockeye_cli_json_begin_array  (SockeyeCliJson *self,
                                               const char     *name);
/* Ends the object or array that was begun last. */
void            sockeye_cli_json_end          (SockeyeCliJson *self);
/* NULL is written as null; what is not UTF-8 is made so. */
void            sockeye_cli_json_add_string   (SockeyeCliJson *self,
                                               const char     *name,
                                               const char     *value);
void            sockeye_cli_json_add_number   (SockeyeCliJson *self,
                                               const char     *name,
                                               gint64          value);
void            sockeye_cli_json_add_boolean  (SockeyeCliJson *self,
                                               const char     *name,
                                               gboolean        value);
void            sockeye_cli_json_add_null     (SockeyeCliJson *self,
                                               const char     *name);
/* (transfer full): the text, with a line's end; what is open is ended. */
char           *sockeye_cli_json_free         (SockeyeCliJson *self);

G_END_DECLS
