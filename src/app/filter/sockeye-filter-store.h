/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* The filters that are remembered: the last ones, and those with a name. Kept
 * in the settings; without any, for as long as the window lives. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SOCKEYE_FILTER_STORE_RECENT 20

/* Bytes; longer ones are used, but not remembered: they were pasted. */
#define SOCKEYE_FILTER_STORE_LONGEST 1000

typedef struct
{
  char *name;
  char *text;
} SockeyeSavedFilter;

typedef struct
{
  GSettings *settings; /* or NULL */
  GPtrArray *recent;   /* char *, the latest first */
  GPtrArray *saved;    /* SockeyeSavedFilter, by name */
} SockeyeFilterStore;

void sockeye_filter_store_init     (SockeyeFilterStore *self,
                                    GSettings          *settings);
void sockeye_filter_store_finish   (SockeyeFilterStore *self);
void sockeye_filter_store_load     (SockeyeFilterStore *self);
void sockeye_filter_store_remember (SockeyeFilterStore *self,
                                    const char         *text);
void sockeye_filter_store_save     (SockeyeFilterStore *self,
                                    const char         *name,
                                    const char         *text);
void sockeye_filter_store_delete   (SockeyeFilterStore *self,
                                    const char         *name);

G_END_DECLS
