/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* Names and meanings of the codes that calls fail with. */

#include "config.h"

#include "sockeye-explain.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <netdb.h>
#include <string.h>

/* Linux has no errno from here on: include/linux/err.h. */
#define SOCKEYE_ERRNO_END 4096

typedef struct
{
  int         code;
  const char *meaning;
} SockeyeMeaning;

/* What an error says, in a few plain words, by name. */
static const SockeyeMeaning meanings[] = {
  { EACCES, N_("permission denied") },
  { EADDRINUSE, N_("address already in use") },
  { EADDRNOTAVAIL, N_("no such address on this machine") },
  { EAFNOSUPPORT, N_("address family not supported") },
  { EAGAIN, N_("the call would have to wait") },
  { EALREADY, N_("an earlier connect has not finished") },
  { EBADF, N_("not an open descriptor") },
  { EBUSY, N_("in use") },
  { ECONNABORTED, N_("connection aborted") },
  { ECONNREFUSED, N_("connection refused") },
  { ECONNRESET, N_("connection reset by peer (RST)") },
  { EDESTADDRREQ, N_("destination address required") },
  { EDOM, N_("value out of range") },
  { EDQUOT, N_("quota used up") },
  { EEXIST, N_("file exists") },
  { EFAULT, N_("bad address in memory") },
  { EHOSTDOWN, N_("host down") },
  { EHOSTUNREACH, N_("host unreachable") },
  { EINPROGRESS, N_("connecting goes on") },
  { EINTR, N_("interrupted by a signal") },
  { EINVAL, N_("invalid argument") },
  { EIO, N_("input or output error") },
  { EISCONN, N_("already connected") },
  { ELOOP, N_("too many symbolic links") },
  { EMFILE, N_("too many open descriptors in this program") },
  { EMSGSIZE, N_("message too long") },
  { ENAMETOOLONG, N_("name too long") },
  { ENETDOWN, N_("network down") },
  { ENETUNREACH, N_("network unreachable") },
  { ENFILE, N_("too many open descriptors on this machine") },
  { ENOBUFS, N_("no buffer space") },
  { ENODATA, N_("there is no value") },
  { ENODEV, N_("no such device") },
  { ENOENT, N_("no such file or folder") },
  { ENOMEM, N_("out of memory") },
  { ENONET, N_("not on a network") },
  { ENOPKG, N_("not built into this kernel") },
  { ENOPROTOOPT, N_("no such option at this level") },
  { ENOSPC, N_("no space left on the device") },
  { ENOSR, N_("out of stream resources") },
  { ENOTCONN, N_("not connected") },
  { ENOTDIR, N_("a part of the path is not a folder") },
  { ENOTSOCK, N_("not a socket") },
  { ENXIO, N_("no such interface") },
  { EOPNOTSUPP, N_("not supported on this kind of socket") },
  { EPERM, N_("operation not permitted") },
  { EPIPE, N_("broken pipe: nobody can receive any more") },
  { EPROTO, N_("protocol error") },
  { EPROTONOSUPPORT, N_("protocol not supported") },
  { EPROTOTYPE, N_("wrong type of socket for this peer") },
  { ERANGE, N_("result too long for its room") },
  { EROFS, N_("read-only file system") },
  { ESOCKTNOSUPPORT, N_("type of socket not supported") },
  { ESRCH, N_("no such process") },
  { ETIMEDOUT, N_("timed out: no answer") },
  { ETOOMANYREFS, N_("too many descriptors on their way") },
};

/* Second names of the same numbers. */
static const struct
{
  const char *name;
  int         code;
} aliases[] = {
  { "ENOTSUP", EOPNOTSUPP },
  { "EWOULDBLOCK", EAGAIN },
};
G_STATIC_ASSERT (ENOTSUP == EOPNOTSUPP && EWOULDBLOCK == EAGAIN);

typedef struct
{
  int         code;
  const char *name;
  const char *meaning;
} SockeyeEai;

static const SockeyeEai eais[] = {
  { EAI_ADDRFAMILY, "EAI_ADDRFAMILY", N_("no address of this family") },
  { EAI_AGAIN, "EAI_AGAIN", N_("no answer from the name server for now") },
  { EAI_BADFLAGS, "EAI_BADFLAGS", N_("invalid flags") },
  { EAI_FAIL, "EAI_FAIL", N_("the name server failed") },
  { EAI_FAMILY, "EAI_FAMILY", N_("address family not supported") },
  { EAI_MEMORY, "EAI_MEMORY", N_("out of memory") },
  { EAI_NODATA, "EAI_NODATA", N_("the name has no address") },
  { EAI_NONAME, "EAI_NONAME", N_("name not known") },
  { EAI_OVERFLOW, "EAI_OVERFLOW", N_("the answer is too long") },
  { EAI_SERVICE, "EAI_SERVICE", N_("service not available for this type of socket") },
  { EAI_SOCKTYPE, "EAI_SOCKTYPE", N_("type of socket not supported") },
  { EAI_SYSTEM, "EAI_SYSTEM", N_("system error") },
};

/* A number without a name. Kept for good: there are few, all of the kernel's. */
static const char *
sockeye_explain_intern_number (const char *word,
                               int         number)
{
  g_autofree char *text = g_strdup_printf ("%s %d", word, number);

  return g_intern_string (text);
}

/**
 * sockeye_errno_get_nth:
 * @nth: from 0
 *
 * Returns: the errnos that have a meaning of ours, by name; 0 after the last
 */
int
sockeye_errno_get_nth (guint nth)
{
  return nth < G_N_ELEMENTS (meanings) ? meanings[nth].code : 0;
}

/**
 * sockeye_errno_from_name:
 * @name: "ECONNREFUSED", in any case
 *
 * Returns: its number; 0 for a name that the C library does not know
 */
int
sockeye_errno_from_name (const char *name)
{
  g_return_val_if_fail (name != NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_ascii_strcasecmp (name, aliases[i].name) == 0)
      return aliases[i].code;
  for (int error = 1; error < SOCKEYE_ERRNO_END; error++)
    {
      const char *known = strerrorname_np (error);

      if (known != NULL && g_ascii_strcasecmp (name, known) == 0)
        return error;
    }
  return 0;
}

/**
 * sockeye_errno_to_name:
 * @error: an errno
 *
 * Returns: (transfer none): "ECONNREFUSED"; "errno 999" for a number that the
 *   C library does not know
 */
const char *
sockeye_errno_to_name (int error)
{
  const char *name = error != 0 ? strerrorname_np (error) : NULL;

  return name != NULL ? name : sockeye_explain_intern_number ("errno", error);
}

/**
 * sockeye_errno_to_meaning:
 * @error: an errno
 *
 * Returns: (transfer none): a few plain words, translated: "connection refused"
 */
const char *
sockeye_errno_to_meaning (int error)
{
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].code == error)
      return _(meanings[i].meaning);
  return g_strerror (error);
}

static const SockeyeEai *
sockeye_eai_find (int code)
{
  for (guint i = 0; i < G_N_ELEMENTS (eais); i++)
    if (eais[i].code == code)
      return &eais[i];
  return NULL;
}

/**
 * sockeye_eai_get_nth:
 * @nth: from 0
 *
 * Returns: the errors of getaddrinfo(3), by name; 0 after the last
 */
int
sockeye_eai_get_nth (guint nth)
{
  return nth < G_N_ELEMENTS (eais) ? eais[nth].code : 0;
}

/**
 * sockeye_eai_from_name:
 * @name: "EAI_NONAME", in any case
 *
 * Returns: its number; 0 for a name that is none
 */
int
sockeye_eai_from_name (const char *name)
{
  g_return_val_if_fail (name != NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (eais); i++)
    if (g_ascii_strcasecmp (name, eais[i].name) == 0)
      return eais[i].code;
  return 0;
}

/**
 * sockeye_eai_to_name:
 * @code: an error of getaddrinfo(3)
 *
 * Returns: (transfer none): "EAI_NONAME"; "EAI -999" for a number that has none
 */
const char *
sockeye_eai_to_name (int code)
{
  const SockeyeEai *eai = sockeye_eai_find (code);

  return eai != NULL ? eai->name : sockeye_explain_intern_number ("EAI", code);
}

/**
 * sockeye_eai_to_meaning:
 * @code: an error of getaddrinfo(3)
 *
 * Returns: (transfer none): a few plain words, translated: "name not known"
 */
const char *
sockeye_eai_to_meaning (int code)
{
  const SockeyeEai *eai = sockeye_eai_find (code);

  return eai != NULL ? _(eai->meaning) : gai_strerror (code);
}
