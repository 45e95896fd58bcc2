/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-row-text-private.h"

#include "event/sockeye-event-private.h"

#include <string.h>

/* So many different texts are remembered beyond a chunk. */
#define MAX_TEXTS 65536

/* All that the text depends on, but for the chunk where extra is not 0. No padding in it: it is
 * compared as bytes. */
typedef struct
{
  guint32 socket;
  guint32 extra;
  guint32 asked;
  guint32 flags;
  gint32  result;
  guint8  verb;
  guint8  kind;
  guint16 bits;
} SockeyeRowTextKey;
G_STATIC_ASSERT (sizeof (SockeyeRowTextKey) == 24);

typedef struct
{
  SockeyeRowTextKey key;
  SockeyeRowWords   words;
} SockeyeRowTextEntry;

struct _SockeyeRowText
{
  SockeyeChunk        *chunk;    /* held, so that no other comes to lie there */
  GHashTable          *of_chunk; /* SockeyeRowTextEntry, as its own key: with extra */
  GHashTable          *of_all;   /* the same, of rows that have none */
  SockeyeRowTextEntry *latest;
};

static guint
sockeye_row_text_hash (gconstpointer data)
{
  guint32 words[sizeof (SockeyeRowTextKey) / sizeof (guint32)];
  guint32 hash = 2166136261u;

  memcpy (words, data, sizeof words);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    hash = (hash ^ words[i]) * 16777619u;
  return hash ^ hash >> 15;
}

static gboolean
sockeye_row_text_equal (gconstpointer a,
                        gconstpointer b)
{
  return memcmp (a, b, sizeof (SockeyeRowTextKey)) == 0;
}

static void
sockeye_row_text_entry_free (gpointer data)
{
  SockeyeRowTextEntry *entry = data;

  g_free (entry->words.text);
  g_free (entry);
}

SockeyeRowText *
_sockeye_row_text_new (void)
{
  SockeyeRowText *self = g_new0 (SockeyeRowText, 1);

  self->of_chunk = g_hash_table_new_full (sockeye_row_text_hash, sockeye_row_text_equal, NULL,
                                          sockeye_row_text_entry_free);
  self->of_all = g_hash_table_new_full (sockeye_row_text_hash, sockeye_row_text_equal, NULL,
                                        sockeye_row_text_entry_free);
  return self;
}

void
_sockeye_row_text_free (SockeyeRowText *self)
{
  g_hash_table_unref (self->of_chunk);
  g_hash_table_unref (self->of_all);
  g_clear_pointer (&self->chunk, _sockeye_chunk_unref);
  g_free (self);
}

/* A send or receive of which the number of bytes says all, which is a column. */
static gboolean
sockeye_row_text_is_plain (const SockeyeRecord *record)
{
  const guint special = SOCKEYE_BIT_TRUNCATED | SOCKEYE_BIT_CANCELLED | SOCKEYE_BIT_REFUSED;

  return (_sockeye_record_is_send (record) || record->verb == SOCKEYE_VERB_RECV
          || record->verb == SOCKEYE_VERB_RECVFROM)
         && record->result > 0 && !(record->bits & special);
}

static void
sockeye_row_text_make_key (SockeyeRowTextKey   *key,
                           const SockeyeRecord *record)
{
  *key = (SockeyeRowTextKey) {
    .socket = record->socket,
    .extra = record->extra,
    .asked = _sockeye_record_is_send (record) ? 0 : record->asked,
    .flags = record->flags,
    .result = sockeye_row_text_is_plain (record) ? 1 : record->result,
    .verb = record->verb,
    .kind = record->kind,
    .bits = record->bits,
  };
}

/* Without its payload: what is looked for in that is looked for in its bytes. */
static char *
sockeye_row_text_format (const SockeyeRecord *record,
                         SockeyeChunk        *chunk)
{
  SockeyeRecord copy = *record;
  g_autoptr (SockeyeEvent) event = NULL;
  g_autoptr (SockeyeAddress) address = NULL;
  g_autofree char *call = NULL;
  g_autofree char *result = NULL;
  g_autofree char *peer = NULL;

  copy.kept = 0;
  if (_sockeye_record_is_send (record))
    copy.asked = 0;
  /* An event of this thread alone, which no journal knows. */
  event = _sockeye_event_new (0, &copy, 0, _sockeye_chunk_ref (chunk), NULL);
  call = sockeye_event_dup_call_text (event, 0);
  if (!sockeye_row_text_is_plain (record))
    result = sockeye_event_dup_result_text (event);
  address = sockeye_event_dup_address (event);
  if (address != NULL)
    peer = sockeye_address_to_string (address);
  return g_strdup_printf ("%s\n%s\n%s", call, result != NULL ? result : "",
                          peer != NULL ? peer : "");
}

static void
sockeye_row_text_set_chunk (SockeyeRowText *self,
                            SockeyeChunk   *chunk)
{
  if (self->latest != NULL && self->latest->key.extra != 0)
    self->latest = NULL;
  g_hash_table_remove_all (self->of_chunk);
  g_clear_pointer (&self->chunk, _sockeye_chunk_unref);
  self->chunk = _sockeye_chunk_ref (chunk);
}

/* The entry, which is made where there is none. */
static SockeyeRowTextEntry *
sockeye_row_text_look_up (SockeyeRowText          *self,
                          const SockeyeRowTextKey *key,
                          const SockeyeRecord     *record)
{
  GHashTable *entries = key->extra != 0 ? self->of_chunk : self->of_all;
  SockeyeRowTextEntry *entry = g_hash_table_lookup (entries, key);

  if (entry != NULL)
    return entry;
  if (g_hash_table_size (entries) >= MAX_TEXTS)
    g_hash_table_remove_all (entries);
  entry = g_new0 (SockeyeRowTextEntry, 1);
  entry->key = *key;
  entry->words.text = sockeye_row_text_format (record, self->chunk);
  entry->words.length = strlen (entry->words.text);
  g_hash_table_add (entries, entry);
  return entry;
}

/*
 * Returns: (transfer none): the words, until the next call of this function
 */
SockeyeRowWords *
_sockeye_row_text_get (SockeyeRowText      *self,
                       const SockeyeRecord *record,
                       SockeyeChunk        *chunk)
{
  SockeyeRowTextKey key;

  if (chunk != self->chunk)
    sockeye_row_text_set_chunk (self, chunk);
  sockeye_row_text_make_key (&key, record);
  if (self->latest == NULL || !sockeye_row_text_equal (&self->latest->key, &key))
    self->latest = sockeye_row_text_look_up (self, &key, record);
  return &self->latest->words;
}
