#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
#
# with-display.sh COMMAND [ARGUMENT...]
#
# Runs a command with an X server, a session bus, a home and settings of its
# own, so that a test neither sees nor disturbs the desktop of whoever runs it.
# Everything that was started is gone when this ends, also by a signal.
#
#   WITH_SCREEN=800x600x24   size of the screen (default 1280x1024x24)
#   WITH_LOGS=FOLDER         keep the logs of the X server and the bus there

set -eu

# Short, since an AF_UNIX path has 107 bytes at most.
top=$(mktemp -d /tmp/sockeye-test.XXXXXX)
logs=${WITH_LOGS:-$top}
x_pid= bus_pid= command_pid=

clean_up () {
  trap - EXIT HUP INT TERM
  # The bus takes the accessibility services with it, and the server the rest.
  for pid in $command_pid $bus_pid $x_pid; do
    kill "$pid" 2>/dev/null || :
    wait "$pid" 2>/dev/null || :
  done
  # A service that is just ending may still write a file.
  rm -rf "$top" 2>/dev/null || { sleep 0.3; rm -rf "$top"; }
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

mkdir -p "$logs" "$top/home" "$top/config/gtk-4.0" "$top/cache" "$top/data" "$top/state"
mkdir -m 700 "$top/run"
cat >"$top/config/gtk-4.0/settings.ini" <<SETTINGS
[Settings]
gtk-enable-animations=0
gtk-cursor-blink=0
gtk-font-name=Cantarell 11
SETTINGS

unset WAYLAND_DISPLAY XAUTHORITY AT_SPI_BUS_ADDRESS DBUS_STARTER_ADDRESS DBUS_STARTER_BUS_TYPE \
  DESKTOP_SESSION GTK_THEME NO_AT_BRIDGE SESSION_MANAGER XDG_CURRENT_DESKTOP XDG_SESSION_TYPE

# The server chooses a free number and tells it, so parallel tests cannot race.
mkfifo "$top/display" "$top/bus"
Xvfb -displayfd 3 -screen 0 "${WITH_SCREEN:-1280x1024x24}" -nolisten tcp -noreset \
  3>"$top/display" >"$logs/xvfb.log" 2>&1 &
x_pid=$!
read -r display <"$top/display" || { cat "$logs/xvfb.log" >&2; exit 1; }

export DISPLAY=":$display" HOME="$top/home" XDG_RUNTIME_DIR="$top/run" \
  XDG_CONFIG_HOME="$top/config" XDG_CACHE_HOME="$top/cache" XDG_DATA_HOME="$top/data" \
  XDG_STATE_HOME="$top/state" GDK_BACKEND=x11 GSK_RENDERER="${GSK_RENDERER:-cairo}" \
  GSETTINGS_BACKEND="${GSETTINGS_BACKEND:-memory}" LC_ALL="${LC_ALL:-C.UTF-8}"

# No GL: cairo draws, and what Mesa never frees would be told as our leak.
export __EGL_VENDOR_LIBRARY_FILENAMES=/dev/null

# Activated services write to the bus's own stdout: kept away from TAP.
dbus-daemon --session --nofork --nopidfile --nosyslog --print-address=3 \
  3>"$top/bus" >"$logs/bus.log" 2>&1 &
bus_pid=$!
read -r DBUS_SESSION_BUS_ADDRESS <"$top/bus" || { cat "$logs/bus.log" >&2; exit 1; }
export DBUS_SESSION_BUS_ADDRESS

# In the background, so that a signal to this script is acted on at once.
status=0
"$@" &
command_pid=$!
wait "$command_pid" || status=$?
command_pid=
exit "$status"
