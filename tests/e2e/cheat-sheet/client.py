#!/usr/bin/python3            # This is client.py file
# SPDX-License-Identifier: GPL-3.0-or-later

import socket                 # Import socket module

s = socket.socket()           # Create a socket object
host = socket.gethostname()   # Get local machine name
port = 12345                  # Reserve a port for your service.

s.connect((host, port))
print(s.recv(1024))
s.close()                     # Close the socket when done
