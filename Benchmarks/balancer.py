#!/usr/bin/env python3
"""Compares our balancer with HAProxy before the same backend and prints the ratios.

Needs haproxy and wrk (Debian packages of these names), Linux, and a release build:

    cd Benchmarks && swift build -c release --static-swift-stdlib && ./balancer.py

Requests per core are requests / CPU seconds of the balancer's process (user and system, from /proc), so that other work on the
machine changes them little. Added p99 is p99 through the balancer minus p99 of the backend alone.
"""
import argparse
import json
import os
import pathlib
import re
import socket
import statistics
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
COMMON = "global\n  nbthread 1\ndefaults\n  mode http\n  timeout client 60s\n  timeout server 60s\n  timeout connect 5s\n"
BACKEND, HAPROXY, OURS = 19801, 19802, 19803


def wait_for(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"nothing listens on port {port}")


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def load(port, seconds, connections, pid=None):
    before = cpu_seconds(pid) if pid else 0
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", f"http://127.0.0.1:{port}/"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    used = (cpu_seconds(pid) - before) if pid else 0
    requests = int(re.search(r"(\d+) requests in", text).group(1))
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", text)
    return {
        "requests": requests,
        "per_second": requests / seconds,
        "per_core": requests / used if used else None,
        "p99_ms": milliseconds(re.search(r"99%\s+(\S+)", text).group(1)),
        "errors": errors.group(0) if errors else None,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=64)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    (folder / "backend.cfg").write_text(
        COMMON + f"frontend b\n  bind 127.0.0.1:{BACKEND}\n"
        '  http-request return status 200 content-type text/plain string "hello world"\n')
    (folder / "proxy.cfg").write_text(
        COMMON + f"  option forwardfor\n  http-reuse always\nfrontend f\n  bind 127.0.0.1:{HAPROXY}\n  default_backend b\n"
        f"backend b\n  server s 127.0.0.1:{BACKEND} check\n")
    processes = [
        subprocess.Popen(["haproxy", "-q", "-f", folder / "backend.cfg"]),
        subprocess.Popen(["haproxy", "-q", "-f", folder / "proxy.cfg"]),
        subprocess.Popen([HERE / ".build/release/BalancerUnderTest", str(OURS), str(BACKEND), "1"]),
    ]
    try:
        for port in (BACKEND, HAPROXY, OURS):
            wait_for(port)
        time.sleep(1)
        results = {"backend": [], "haproxy": [], "viridian": []}
        for _ in range(options.rounds):
            results["backend"].append(load(BACKEND, options.seconds, options.connections))
            results["haproxy"].append(load(HAPROXY, options.seconds, options.connections, processes[1].pid))
            results["viridian"].append(load(OURS, options.seconds, options.connections, processes[2].pid))
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()

    def median(who, what):
        return statistics.median(round_[what] for round_ in results[who])

    base = median("backend", "p99_ms")
    summary = {
        "requests_per_core_ratio": round(median("viridian", "per_core") / median("haproxy", "per_core"), 3),
        "requests_per_second_ratio": round(median("viridian", "per_second") / median("haproxy", "per_second"), 3),
        "viridian_per_core": round(median("viridian", "per_core")),
        "haproxy_per_core": round(median("haproxy", "per_core")),
        "added_p99_ms": {who: round(median(who, "p99_ms") - base, 3) for who in ("haproxy", "viridian")},
        "errors": [round_["errors"] for who in results for round_ in results[who] if round_["errors"]],
    }
    print(json.dumps(summary, indent=2))


if __name__ == "__main__":
    main()
