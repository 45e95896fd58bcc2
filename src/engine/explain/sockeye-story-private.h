/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include "sockeye-story.h"

G_BEGIN_DECLS

/* What of a socket decides which words are true of it: only TCP has a
 * handshake, FIN and RST. OTHER is one that we know nothing of, too. */
typedef enum
{
  SOCKEYE_STORY_TCP = 1 << 0,
  SOCKEYE_STORY_UDP = 1 << 1,
  SOCKEYE_STORY_UNIX_STREAM = 1 << 2,
  SOCKEYE_STORY_UNIX_PACKET = 1 << 3, /* SOCK_SEQPACKET */
  SOCKEYE_STORY_UNIX_DATAGRAM = 1 << 4,
  SOCKEYE_STORY_OTHER = 1 << 5,
} SockeyeStoryKind;

#define SOCKEYE_STORY_INET            (SOCKEYE_STORY_TCP | SOCKEYE_STORY_UDP)
#define SOCKEYE_STORY_UNIX_CONNECTION (SOCKEYE_STORY_UNIX_STREAM | SOCKEYE_STORY_UNIX_PACKET)
#define SOCKEYE_STORY_UNIX            (SOCKEYE_STORY_UNIX_CONNECTION | SOCKEYE_STORY_UNIX_DATAGRAM)
#define SOCKEYE_STORY_MESSAGES \
  (SOCKEYE_STORY_UDP | SOCKEYE_STORY_UNIX_PACKET | SOCKEYE_STORY_UNIX_DATAGRAM)
#define SOCKEYE_STORY_ANY \
  (SOCKEYE_STORY_INET | SOCKEYE_STORY_UNIX | SOCKEYE_STORY_OTHER)

/* A row, and what is known of its socket. Borrows all. */
typedef struct
{
  SockeyeEvent     *event;
  SockeyeVerb       verb;
  SockeyeStoryKind  kind;
  gboolean          connected; /* as the row tells */
  gboolean          listening;
  gboolean          write_shut;
  gboolean          reset;
  SockeyeSocket    *socket;    /* NULL: gone */
} SockeyeStory;

/* A text by what it is true of; a table is read from its top. */
typedef struct
{
  SockeyeVerb  verb;
  int          code;  /* an errno, a SockeyeNews; 0: any */
  guint        kinds; /* SockeyeStoryKind */
  const char  *text;
} SockeyeStoryText;

/* In sockeye-story.c. */
const char *_sockeye_story_find        (const SockeyeStoryText *texts,
                                        guint                   n_texts,
                                        SockeyeVerb             verb,
                                        int                     code,
                                        SockeyeStoryKind        kind);

/* In sockeye-story-error.c. */
const char *_sockeye_story_get_error   (const SockeyeStory     *self);

/* In sockeye-story-data.c. */
char       *_sockeye_story_dup_send    (const SockeyeStory     *self);
char       *_sockeye_story_dup_receive (const SockeyeStory     *self);

/* In sockeye-story-control.c. */
char       *_sockeye_story_with_control    (const SockeyeStory *self,
                                            char               *story);
char       *_sockeye_story_dup_news_passed (const SockeyeStory *self);

/* In sockeye-story-call.c. */
char       *_sockeye_story_dup_call    (const SockeyeStory     *self);

G_END_DECLS
