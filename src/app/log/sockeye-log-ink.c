/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Sockeye authors */

#include "config.h"

#include "sockeye-log-ink.h"

/* The colours of kinds and results on a light and on a dark ground, each with
 * a contrast of 4.6 and more there and on the tint of a selected row. */
static const GdkRGBA sockeye_log_inks[2][SOCKEYE_LOG_N_INKS] = {
  {
      [SOCKEYE_LOG_INK_DIM] = { 0.35f, 0.36f, 0.37f, 1.f },
      [SOCKEYE_LOG_INK_RECV] = { 0.08f, 0.40f, 0.24f, 1.f },
      [SOCKEYE_LOG_INK_SEND] = { 0.08f, 0.33f, 0.65f, 1.f },
      [SOCKEYE_LOG_INK_ERROR] = { 0.69f, 0.06f, 0.11f, 1.f },
      [SOCKEYE_LOG_INK_NOTE] = { 0.50f, 0.30f, 0.00f, 1.f },
  },
  {
      [SOCKEYE_LOG_INK_DIM] = { 0.74f, 0.75f, 0.76f, 1.f },
      [SOCKEYE_LOG_INK_RECV] = { 0.52f, 0.86f, 0.66f, 1.f },
      [SOCKEYE_LOG_INK_SEND] = { 0.62f, 0.78f, 1.00f, 1.f },
      [SOCKEYE_LOG_INK_ERROR] = { 1.00f, 0.62f, 0.58f, 1.f },
      [SOCKEYE_LOG_INK_NOTE] = { 0.97f, 0.78f, 0.40f, 1.f },
  },
};

/* One character each; the fonts that come with GTK have them. */
const char *
sockeye_log_kind_to_icon (SockeyeKind kind)
{
  switch (kind)
    {
    case SOCKEYE_KIND_ACCEPT:
      return "\342\207\245"; /* ⇥ */
    case SOCKEYE_KIND_RECV:
      return "\342\206\223"; /* ↓ */
    case SOCKEYE_KIND_SEND:
      return "\342\206\221"; /* ↑ */
    case SOCKEYE_KIND_EVENT:
      return "\342\227\207"; /* ◇ */
    case SOCKEYE_KIND_ERROR:
      return "\342\234\225"; /* ✕ */
    case SOCKEYE_KIND_NOTE:
      return "#";
    case SOCKEYE_KIND_GAP:
      return "\342\213\256"; /* ⋮ */
    case SOCKEYE_KIND_CALL:
    default:
      return "\342\200\242"; /* • */
    }
}

SockeyeLogInk
sockeye_log_ink_from_kind (SockeyeKind kind)
{
  switch (kind)
    {
    case SOCKEYE_KIND_RECV:
      return SOCKEYE_LOG_INK_RECV;
    case SOCKEYE_KIND_SEND:
      return SOCKEYE_LOG_INK_SEND;
    case SOCKEYE_KIND_ERROR:
      return SOCKEYE_LOG_INK_ERROR;
    case SOCKEYE_KIND_CALL:
    case SOCKEYE_KIND_ACCEPT:
    case SOCKEYE_KIND_EVENT:
    case SOCKEYE_KIND_NOTE:
    case SOCKEYE_KIND_GAP:
    default:
      return SOCKEYE_LOG_INK_PLAIN;
    }
}

/* Whether the ground is dark shows in the theme's own text colour. */
void
sockeye_log_ink_to_rgba (SockeyeLogInk  ink,
                         GtkWidget     *widget,
                         GdkRGBA       *rgba)
{
  gboolean dark;

  g_return_if_fail (ink < SOCKEYE_LOG_N_INKS);

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), rgba);
  if (ink == SOCKEYE_LOG_INK_PLAIN)
    return;

  dark = 0.299f * rgba->red + 0.587f * rgba->green + 0.114f * rgba->blue > 0.5f;
  *rgba = sockeye_log_inks[dark][ink];
}
