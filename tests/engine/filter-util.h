/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Rows for the tests of filters, as the reactor would write them. */

#pragma once

#include "journal/sockeye-journal-private.h"

#include <arpa/inet.h>
#include <netinet/in.h>

/* Appends a row with this payload, and where they are given, the address that
 * the kernel gave or, of a connect(), that it was given, and the socket that was
 * accepted. Returns its number. */
static inline guint64
append_row (SockeyeJournal      *journal,
            const SockeyeRecord *row,
            gconstpointer        payload,
            gsize                size,
            const char          *host,
            guint                port,
            SockeyeSocketId      child)
{
  g_autoptr (GByteArray) extra = g_byte_array_new ();
  SockeyeRecord record = *row;

  if (size > 0)
    {
      memcpy (_sockeye_journal_reserve (journal, size), payload, size);
      record.data = _sockeye_journal_commit (journal, size);
      record.kept = (guint32) size;
    }
  if (host != NULL)
    {
      struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons ((guint16) port) };

      g_assert_cmpint (inet_pton (AF_INET, host, &address.sin_addr), ==, 1);
      _sockeye_extra_add (extra,
                          record.verb == SOCKEYE_VERB_CONNECT ? SOCKEYE_EXTRA_ADDRESS
                                                              : SOCKEYE_EXTRA_PEER,
                          &address, sizeof address);
    }
  if (child != 0)
    _sockeye_extra_add (extra, SOCKEYE_EXTRA_CHILD, &child, sizeof child);
  return _sockeye_journal_append (journal, &record, extra->len > 0 ? extra : NULL);
}
