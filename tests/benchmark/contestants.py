# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Sockeye authors
"""The receivers that the benchmark compares, and the sender: each is one
process, started, fed and ended the same way."""

import fcntl
import json
import os
import pathlib
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time

PATIENCE = 100  # Seconds; the programs end by themselves a little earlier.


class Failure(Exception):
    """Something could not be run, or its counts are wrong."""


def succeeds(command):
    return (shutil.which(command[0]) is not None
            and subprocess.run(command, capture_output=True).returncode == 0)


def enter_own_network():
    """Runs this program anew in a network namespace of its own, where that is
    allowed. Says where we are."""
    if 'SOCKEYE_BENCHMARK_NETWORK' in os.environ:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            # SIOCGIFFLAGS, SIOCSIFFLAGS and IFF_UP of linux/if.h.
            request = fcntl.ioctl(sock, 0x8913, struct.pack('40s', b'lo'))
            flags = struct.unpack('16xh22x', request)[0] | 1
            fcntl.ioctl(sock, 0x8914, struct.pack('16sh22x', b'lo', flags))
        return 'a network of its own'
    for options in [], ['--map-root-user']:
        command = ['unshare', '--net', *options]
        if succeeds([*command, 'true']):
            os.environ['SOCKEYE_BENCHMARK_NETWORK'] = '1'
            sys.stdout.flush()
            os.execvp(command[0], [*command, sys.executable, *sys.argv])
    return "this machine's loopback"


def read_line(process):
    line = process.stdout.readline()
    try:
        return json.loads(line)
    except ValueError:
        raise Failure(f'{process.args[0]} ended early') from None


class Program:
    """benchmark-engine, which takes a bound for its payload, or benchmark-epoll."""

    def __init__(self, name, path, *arguments):
        self.name, self.path, self.arguments, self.process = name, path, arguments, None

    def start(self, mode, buffer=0, bound=0):
        bounds = [str(bound)] if self.name == 'engine' else []
        self.process = subprocess.Popen([self.path, mode, str(buffer), *bounds, *self.arguments],
                                        text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.facts = read_line(self.process)
        self.port = self.facts['port']

    def finish(self):
        self.process.stdin.close()
        report = read_line(self.process)
        if self.process.wait(PATIENCE) != 0:
            raise Failure(f'{self.path} returned {self.process.returncode}')
        if report.get('wrong'):
            raise Failure(f'{self.name}: {report["wrong"]}')
        return report

    def end(self):
        end_process(self.process)


class Peer:
    """A program of others that records what it receives in a file of its folder,
    received, or writes it to its standard error, the file errors."""

    def __init__(self, name, commands, count):
        """commands: of a mode, a function of port and folder. count: of the folder,
        the bytes received."""
        self.name, self.commands, self.count, self.process = name, commands, count, None

    def start(self, mode, buffer=0, bound=0):
        self.temporary = tempfile.TemporaryDirectory(prefix='sockeye-benchmark-')
        self.folder = pathlib.Path(self.temporary.name)
        self.port = find_free_port(mode)
        with open(self.folder / 'errors', 'wb') as errors:
            # The end of its input would be an end to send.
            # Nor does it stay where this program is killed.
            self.process = subprocess.Popen(['timeout', '--foreground', str(PATIENCE),
                                             *self.commands[mode](self.port, self.folder)],
                                            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                            stderr=errors)
        wait_for_port(self.process, mode, self.port)

    def finish(self):
        size, before = self.read_size(), -1
        while self.process.poll() is None and size != before:
            time.sleep(0.3)
            size, before = self.read_size(), size
        end_process(self.process)
        return {'bytes': self.count(self.folder)}

    def read_size(self):
        return sum(path.stat().st_size for path in self.folder.iterdir())

    def end(self):
        end_process(self.process)
        self.temporary.cleanup()


class Iperf:
    """Discards, and has a sender of its own."""

    name, process = 'iperf3', None

    def measure(self, size):
        """Bytes a second."""
        port = find_free_port('stream')
        server = subprocess.Popen(['iperf3', '-s', '-1', '-B', '127.0.0.1', '-p', str(port)],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            wait_for_port(server, 'stream', port)
            done = subprocess.run(['iperf3', '-c', '127.0.0.1', '-p', str(port), '-n', str(size), '-J'],
                                  stdout=subprocess.PIPE, timeout=PATIENCE)
            if done.returncode != 0:
                raise Failure(f'iperf3 returned {done.returncode}')
            return json.loads(done.stdout)['end']['sum_received']['bits_per_second'] / 8
        except (KeyError, ValueError, subprocess.TimeoutExpired):
            raise Failure('iperf3 tells no rate') from None
        finally:
            end_process(server)


def end_process(process):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for stream in process.stdin, process.stdout:
        if stream is not None:
            stream.close()


def find_free_port(mode):
    kind = socket.SOCK_DGRAM if mode == 'datagrams' else socket.SOCK_STREAM
    with socket.socket(socket.AF_INET, kind) as sock:
        sock.bind(('127.0.0.1', 0))
        return sock.getsockname()[1]


def wait_for_port(process, mode, port):
    path, end = '/proc/net/' + ('udp' if mode == 'datagrams' else 'tcp'), time.monotonic() + 10
    while f'0100007F:{port:04X} 00000000:0000' not in pathlib.Path(path).read_text():
        if process.poll() is not None or time.monotonic() > end:
            raise Failure('it does not listen')
        time.sleep(0.02)


def count_socat(folder):
    """Its hex dump has a line before each block."""
    text = (folder / 'errors').read_text(errors='replace')
    return sum(map(int, re.findall(r'^> .* length=(\d+) ', text, re.M)))


def list_peers():
    """The installed ones, and the names of the others."""
    peers = [
        Peer('ncat', {
            'stream': lambda port, folder: [
                'ncat', '-n', '-l', '127.0.0.1', str(port), '-o', folder / 'received'],
            'datagrams': lambda port, folder: [
                'ncat', '-n', '-u', '-l', '127.0.0.1', str(port), '-o', folder / 'received'],
        }, lambda folder: (folder / 'received').stat().st_size),
        Peer('socat', {
            'stream': lambda port, folder: [
                'socat', '-x', '-u', f'TCP-LISTEN:{port},bind=127.0.0.1', 'OPEN:/dev/null'],
            'datagrams': lambda port, folder: [
                'socat', '-x', '-u', f'UDP-RECV:{port},bind=127.0.0.1', 'OPEN:/dev/null'],
        }, count_socat),
        Iperf(),
    ]
    there = [peer for peer in peers if shutil.which(peer.name)]
    return there, [peer.name for peer in peers if peer not in there]


def send(path, mode, port, *arguments):
    """Runs the sender to its end; what it measured."""
    try:
        done = subprocess.run([path, mode, str(port), *map(str, arguments)], text=True,
                              stdout=subprocess.PIPE, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        raise Failure(f'{path} {mode} did not end') from None
    if done.returncode != 0:
        raise Failure(f'{path} {mode} returned {done.returncode}')
    return json.loads(done.stdout)
