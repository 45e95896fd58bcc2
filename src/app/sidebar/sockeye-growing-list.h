/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GListModel *sockeye_growing_list_new (GListModel *model);

G_END_DECLS
