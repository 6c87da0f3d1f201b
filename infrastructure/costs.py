#!/usr/bin/env python3
"""Prints the monthly costs of a stack, with all assumptions.

    infrastructure/costs.py                      the table of docs/deploying.md
    infrastructure/costs.py --ipa-megabytes 400  the table with larger builds

Prices are list prices in US dollars of us-east-1, arm64, without any free tier, as published by AWS
up to the date below; the script does not request them from AWS. The numbers of requests are from
`make crash-test`, for one release of a folder from its drop to the App Store.
"""

import argparse

PRICES_AS_OF = "2026-11"
GIB_SECOND = 0.0000133334
INVOCATION = 0.20 / 1e6
S3_WRITE = 0.005 / 1000  # PUT, POST, LIST
S3_READ = 0.0004 / 1000
S3_GIB_MONTH = 0.023
SECRET_MONTH = 0.40
SECRET_CALL = 0.05 / 10000
KMS_KEY_MONTH = 1.00
KMS_CALL = 0.03 / 10000
HTTP_API_CALL = 1.00 / 1e6
EVENT = 1.00 / 1e6
SCHEDULE = 1.00 / 1e6
LOG_GIB = 0.50
METRIC_MONTH = 0.30
ALARM_MONTH = 0.10
DASHBOARD_MONTH = 3.00
TRACE = 5.00 / 1e6
OUT_GIB = 0.09

DAYS = 30
# One release: S3 calls as the crash harness counts them, Secrets Manager reads (a key is kept 10 min).
RELEASE_WRITES, RELEASE_READS, RELEASE_SECRET_READS = 115, 280, 9
# The upload at 25 MB/s (assumed) and a minute for content and waiting, in the function of 1,769 MB.
UPLOAD_MEGABYTES_PER_SECOND = 25
RELEASE_OTHER_SECONDS = 60
# Following a release: invocations of a second each while Apple processes and reviews.
RELEASE_FOLLOWING_PASSES = 60
# A sweep of releases or checks with nothing due: one listing, one second. Due work is counted with its
# release or connection.
SWEEPS = DAYS * 24 * 12
CHECK_DUE_ROUNDS = DAYS * 24 * 12
# A check: at most 6 calls to Apple in about 2 s, a record read and written, one secret read.
CHECK_SECONDS, CHECK_READS, CHECK_WRITES = 2, 2, 3
PAGE_CALLS_PER_RELEASE = 200
LOG_KILOBYTES_PER_RELEASE = 300
DROP_DAYS = 90
METRICS, ALARMS, DASHBOARDS = 60, 25, 1
MEMORY_GIB = 1.0
UPLOAD_MEMORY_GIB = 1.75


def month(releases, connections, ipa_megabytes):
    """Dollars by item."""
    upload_seconds = ipa_megabytes / UPLOAD_MEGABYTES_PER_SECOND + RELEASE_OTHER_SECONDS
    checks = connections * DAYS
    ipa_gib = ipa_megabytes / 1073.741824
    secret_reads = releases * RELEASE_SECRET_READS + checks
    invocations = (
        SWEEPS + CHECK_DUE_ROUNDS + checks + releases * (RELEASE_FOLLOWING_PASSES + PAGE_CALLS_PER_RELEASE)
    )
    gib_seconds = (
        releases * upload_seconds * UPLOAD_MEMORY_GIB
        + releases * RELEASE_FOLLOWING_PASSES * MEMORY_GIB
        + releases * PAGE_CALLS_PER_RELEASE * 0.1 * MEMORY_GIB
        + (SWEEPS + CHECK_DUE_ROUNDS) * MEMORY_GIB
        + checks * CHECK_SECONDS * MEMORY_GIB
    )
    return {
        "secrets kept": connections * SECRET_MONTH,
        "secrets read": secret_reads * SECRET_CALL,
        "KMS": KMS_KEY_MONTH + secret_reads * KMS_CALL,
        "Lambda": gib_seconds * GIB_SECOND + invocations * INVOCATION,
        "S3 requests: sweeps": (SWEEPS + CHECK_DUE_ROUNDS) * S3_WRITE,
        "S3 requests: checks": checks * (CHECK_WRITES * S3_WRITE + CHECK_READS * S3_READ),
        "S3 requests: releases": releases * (RELEASE_WRITES * S3_WRITE + RELEASE_READS * S3_READ),
        "S3 storage of drops": releases * DROP_DAYS / DAYS * ipa_gib * S3_GIB_MONTH,
        "bytes out to Apple": releases * ipa_gib * OUT_GIB,
        "HTTP API, events, schedules": releases * PAGE_CALLS_PER_RELEASE * HTTP_API_CALL
        + (releases * 30 + checks) * EVENT
        + (SWEEPS + CHECK_DUE_ROUNDS) * SCHEDULE,
        "logs and traces": releases * LOG_KILOBYTES_PER_RELEASE / 1048576 * LOG_GIB + invocations * TRACE,
        "metrics, alarms, dashboard": METRICS * METRIC_MONTH + ALARMS * ALARM_MONTH + DASHBOARDS * DASHBOARD_MONTH,
    }


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--ipa-megabytes", type=float, default=150)
    megabytes = arguments.parse_args().ipa_megabytes
    cases = [(r, c) for r in (10, 1000) for c in (10, 100, 1000)]
    columns = [month(releases, connections, megabytes) for releases, connections in cases]
    print(f"US dollars a month, list prices of {PRICES_AS_OF}, builds of {megabytes:g} MB, no free tier\n")
    print("| releases a month | " + " | ".join(str(releases) for releases, _ in cases) + " |")
    print("| --- |" + " ---: |" * len(cases))
    print("| connections | " + " | ".join(str(connections) for _, connections in cases) + " |")
    for item in columns[0]:
        print(f"| {item} | " + " | ".join(f"{column[item]:.2f}" for column in columns) + " |")
    print("| **all** | " + " | ".join(f"**{sum(column.values()):.2f}**" for column in columns) + " |")


if __name__ == "__main__":
    main()
