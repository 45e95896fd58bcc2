/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

/* sock_diag(7): what no option or ioctl tells. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean _sockeye_diag_read_unix_listener (int  fd,
                                           int *n_waiting,
                                           int *backlog);

G_END_DECLS
