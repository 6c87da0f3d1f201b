#!/usr/bin/env python3
"""Prints what a stack costs in a month: the tables of docs/deploying.md, with every line that AWS bills.

    infrastructure/costs.py                      the tables
    infrastructure/costs.py --ipa-megabytes 400  the same with larger builds

Parameters are those of infrastructure/samconfig.toml, and alarms are counted in template.yaml. Prices are list
prices in US dollars of us-east-1, arm64, without any free tier, as published by AWS up to the date below; the
script does not request them from AWS. Amounts that the template does not say are assumptions, all of them here.
The last line is `costs: dev=N bound=N`, for 10 connections and 10 releases a month in the first year.
"""

import argparse
import dataclasses
import importlib.machinery
import importlib.util
import pathlib
import re
import sys

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parent.parent
BOUND = 8.00

# --- What is counted -------------------------------------------------------------------------
# By days in review: PUT, COPY, POST and LIST (DELETE is free), then GET and HEAD, of all functions for one
# release of a folder from its drop to the App Store. ReleaseRequestsTest counts them and compares.
RELEASE_REQUESTS = {1: (139, 424), 2: (146, 575)}
RELEASE_S3_WRITES, RELEASE_S3_READS = RELEASE_REQUESTS[2]
RELEASE_SECRET_READS = 300  # a key is kept for 10 minutes, and read again while a release is followed
# Rounds with nothing due. What is due is counted with its release or connection.
SWEEP_S3_WRITES = 3  # what is due, what is followed, the heartbeat
SWEEP_S3_READS = 1
DUE_ROUND_S3_WRITES = 2  # lists of what is due, of tenants that leave
DUE_ROUND_S3_READS = 1
DROP_ROUND_S3_WRITES = 2  # the list, the position
DROP_ROUND_S3_READS = 1
# A check of a connection: the record, the key's budget, its share of the daily round's lists.
CHECK_S3_WRITES = 6
CHECK_S3_READS = 4

# --- What is assumed -------------------------------------------------------------------------
DAYS = 30
MEMORY_GIB = 1.0
UPLOAD_MEMORY_GIB = 1.75
UPLOAD_MEGABYTES_PER_SECOND = 25
RELEASE_OTHER_SECONDS = 60  # content, waiting for Apple's answers
RELEASE_FOLLOWING_INVOCATIONS = 60  # of a second each, while Apple processes and reviews
RELEASE_STATE_MEGABYTES = 2  # the record's versions of a year, places in lists, the folder's files
RELEASE_EVENTS = 20  # changes of state
RELEASE_PAGE_CALLS = 200
RELEASE_LOG_KILOBYTES = 300
ROUND_SECONDS = 1
CHECK_SECONDS = 2
PAGE_CALL_SECONDS = 0.1
INVOCATION_LOG_KILOBYTES = 2  # Lambda's own lines and one of ours
LOG_STORED_PART = 0.15  # compressed
PEOPLE = 10
SIGN_INS = PEOPLE * DAYS
PAGE_LOADS = PEOPLE * DAYS * 2
PAGE_FILES, PAGE_MEGABYTES = 86, 0.4  # board.html, the largest
DEPLOYMENTS, ZIP_MEGABYTES = 4, 22  # SAM's bucket keeps every zip
BUCKET_KEY_REQUESTS_PER_CALL = 100  # a bucket key spares calls of KMS
MACHINE_TOKENS = DAYS * 24  # one an hour
OWN_METRICS = 60  # one per metric and value of its dimension

# --- Prices ----------------------------------------------------------------------------------
PRICES_AS_OF = "2026-11"
MILLION = 1e6
LAMBDA_GIB_SECOND = 0.0000133334
LAMBDA_REQUEST = 0.20 / MILLION
S3_WRITE = 0.005 / 1000
S3_READ = 0.0004 / 1000
S3_GIB_MONTH = 0.023
SECRET_MONTH = 0.40
SECRET_CALL = 0.05 / 10000
KMS_KEY_MONTH = 1.00  # the first two yearly rotations add as much again, each
KMS_CALL = 0.03 / 10000
HTTP_API_CALL = 1.00 / MILLION
EVENT = 1.00 / MILLION  # our own, and those that S3 sends
SCHEDULED_CALL = 1.00 / MILLION
SNS_EMAIL = 2.00 / 100000
LOG_GIB = 0.50
LOG_GIB_MONTH = 0.03
ALARM_MONTH = 0.10
METRIC_MONTH = 0.30
DASHBOARD_MONTH = 3.00
TRACE = 5.00 / MILLION
OUT_GIB = 0.09
CLOUDFRONT_REQUEST = 0.01 / 10000
CLOUDFRONT_GIB = 0.085
COGNITO_USER_MONTH = 0.015
COGNITO_MACHINE_MONTH = 6.00
COGNITO_MACHINE_TOKEN = 0.00225

ROUNDS = DAYS * 24 * 12


@dataclasses.dataclass(frozen=True)
class Stack:
    """A way to deploy, and its use."""

    parameters: dict
    connections: int = 10
    releases: int = 10
    ipa_megabytes: float = 150
    year: int = 1
    machine_clients: int = 0

    def has(self, name, value="true"):
        return self.parameters[name] == value


def alarms(monitoring, user_pool):
    """Number of alarms in template.yaml, by their conditions."""
    wanted = {"none": [], "basic": ["Watches"], "full": ["Watches", "MeasuresMore"]}[monitoring]
    pooled = {"Watches": "WatchesSignIn", "MeasuresMore": "MeasuresMoreOfSignIn"}
    wanted += [pooled[name] for name in wanted] if user_pool else []
    template = (ROOT / "template.yaml").read_text()
    return sum(
        condition in wanted for condition in re.findall(r"    Type: AWS::CloudWatch::Alarm\n    Condition: (\w+)\n", template)
    )


def month(stack):
    """Dollars by item, at the end of the year; in the year before, storage is less."""
    releases, connections = stack.releases, stack.connections
    user_pool = stack.has("JwtIssuer", "")
    notified = not stack.has("AppleWebhookUrl", "")
    checks = connections * DAYS
    hours = DAYS * 24
    ipa_gib = stack.ipa_megabytes / 1073.741824
    # Drops stay a week longer under a delete marker, within DropExpirationDays.
    drop_months = int(stack.parameters["DropExpirationDays"]) / DAYS
    log_months = int(stack.parameters["LogRetentionDays"]) / DAYS
    secret_reads = releases * RELEASE_SECRET_READS + checks
    calls = releases * RELEASE_PAGE_CALLS
    rounds = {"sweep": ROUNDS, "check-due": ROUNDS, "drop-sweep": hours, "check-all": DAYS, "pings": 2 * DAYS}
    background = sum(rounds.values()) + checks + releases * RELEASE_FOLLOWING_INVOCATIONS
    sign_ins = SIGN_INS if user_pool else 0
    invocations = background + calls + sign_ins
    upload_seconds = stack.ipa_megabytes / UPLOAD_MEGABYTES_PER_SECOND + RELEASE_OTHER_SECONDS
    gib_seconds = (
        releases * upload_seconds * UPLOAD_MEMORY_GIB
        + releases * RELEASE_FOLLOWING_INVOCATIONS * MEMORY_GIB
        + sum(rounds.values()) * ROUND_SECONDS * MEMORY_GIB
        + checks * CHECK_SECONDS * MEMORY_GIB
        + calls * PAGE_CALL_SECONDS * MEMORY_GIB
        + sign_ins * PAGE_CALL_SECONDS * 0.125
    )
    round_writes = ROUNDS * (SWEEP_S3_WRITES + DUE_ROUND_S3_WRITES) + hours * DROP_ROUND_S3_WRITES
    round_reads = ROUNDS * (SWEEP_S3_READS + DUE_ROUND_S3_READS) + hours * DROP_ROUND_S3_READS
    writes = releases * RELEASE_S3_WRITES + checks * CHECK_S3_WRITES
    reads = releases * RELEASE_S3_READS + checks * CHECK_S3_READS
    log_gib = (releases * RELEASE_LOG_KILOBYTES + (invocations + calls) * INVOCATION_LOG_KILOBYTES) / 1048576
    keys = 2 if stack.has("OwnBucketKey") else 1
    kms_calls = secret_reads + (
        (writes + reads + round_writes + round_reads) / BUCKET_KEY_REQUESTS_PER_CALL if stack.has("OwnBucketKey") else 0
    )
    monitoring = stack.parameters["Monitoring"]
    hosts = stack.has("WebHosting")
    return {
        "secrets: keys of connections": connections * SECRET_MONTH,
        "secrets: Apple's notifications": connections * SECRET_MONTH if notified else 0,
        "secrets: reads": secret_reads * SECRET_CALL,
        "KMS: keys and their rotations": keys * KMS_KEY_MONTH * min(stack.year, 3),
        "KMS: requests": kms_calls * KMS_CALL,
        "Lambda": gib_seconds * LAMBDA_GIB_SECOND + invocations * LAMBDA_REQUEST,
        "S3 requests: rounds": round_writes * S3_WRITE + round_reads * S3_READ,
        "S3 requests: checks": checks * (CHECK_S3_WRITES * S3_WRITE + CHECK_S3_READS * S3_READ),
        "S3 requests: releases": releases * (RELEASE_S3_WRITES * S3_WRITE + RELEASE_S3_READS * S3_READ),
        "S3 storage: drops": releases * drop_months * ipa_gib * S3_GIB_MONTH,
        "S3 storage: records": releases * 12 * RELEASE_STATE_MEGABYTES / 1024 * S3_GIB_MONTH,
        "S3 storage: SAM's zips": stack.year * 12 * DEPLOYMENTS * ZIP_MEGABYTES / 1024 * S3_GIB_MONTH,
        "bytes out to Apple": releases * ipa_gib * OUT_GIB,
        "HTTP API": calls * HTTP_API_CALL,
        "events, schedules, e-mails": (writes + ROUNDS + releases * RELEASE_EVENTS) * EVENT
        + sum(rounds.values()) * SCHEDULED_CALL
        + releases * 5 * SNS_EMAIL,
        "logs": log_gib * (LOG_GIB + LOG_STORED_PART * log_months * LOG_GIB_MONTH),
        "traces": invocations * TRACE,
        "alarms": alarms(monitoring, user_pool) * ALARM_MONTH,
        "metrics and dashboard": OWN_METRICS * METRIC_MONTH + DASHBOARD_MONTH if monitoring == "full" else 0,
        "web pages (CloudFront)": PAGE_LOADS * (PAGE_FILES * CLOUDFRONT_REQUEST + PAGE_MEGABYTES / 1024 * CLOUDFRONT_GIB)
        if hosts
        else 0,
        "sign-in (Cognito)": (PEOPLE * COGNITO_USER_MONTH if user_pool else 0)
        + stack.machine_clients * (COGNITO_MACHINE_MONTH + MACHINE_TOKENS * COGNITO_MACHINE_TOKEN),
    }


def parameters(environment, **changed):
    """The values of infrastructure/parameters, without a person's own answers."""
    loader = importlib.machinery.SourceFileLoader("parameters", str(ROOT / "infrastructure/parameters"))
    script = importlib.util.module_from_spec(importlib.util.spec_from_loader("parameters", loader))
    sys.path.insert(0, str(ROOT / "infrastructure"))
    loader.exec_module(script)
    defaults = script.presets((ROOT / "template.yaml").read_text())
    return {**defaults, **script.of_stage(environment), **changed}


def table(heads, stacks):
    columns = [month(stack) for stack in stacks]
    lines = [f"| {name} | " + " | ".join(cells) + " |" for name, cells in heads]
    lines.insert(1, "| --- |" + " ---: |" * len(columns))
    for item in columns[0]:
        if any(column[item] for column in columns):
            lines.append(f"| {item} | " + " | ".join(f"{column[item]:.2f}" for column in columns) + " |")
    lines.append("| **all** | " + " | ".join(f"**{sum(column.values()):.2f}**" for column in columns) + " |")
    return "\n".join(lines)


def tables(ipa_megabytes=150):
    """The two tables of docs/deploying.md."""
    dev = Stack(parameters("dev"), ipa_megabytes=ipa_megabytes)
    sizes = [
        dataclasses.replace(dev, releases=releases, connections=connections)
        for releases in (10, 1000)
        for connections in (10, 100, 1000)
    ]
    heads = [
        ("releases a month", [str(stack.releases) for stack in sizes]),
        ("connections", [str(stack.connections) for stack in sizes]),
    ]
    production = dataclasses.replace(dev, parameters=parameters("production"))
    ways = {
        "dev": dev,
        "third year": dataclasses.replace(dev, year=3),
        "production": production,
        "production, third year": dataclasses.replace(production, year=3),
        "`Monitoring=full`": dataclasses.replace(dev, parameters=parameters("dev", Monitoring="full")),
        "`AppleWebhookUrl`": dataclasses.replace(dev, parameters=parameters("dev", AppleWebhookUrl="https://api.example.com")),
        "a machine client": dataclasses.replace(dev, machine_clients=1),
    }
    return table(heads, sizes), table([("10 connections, 10 releases", list(ways))], list(ways.values()))


def first_year():
    """Dollars of a month with 10 connections and 10 releases, and dev's parameters."""
    return sum(month(Stack(parameters("dev"))).values())


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--ipa-megabytes", type=float, default=150)
    megabytes = arguments.parse_args().ipa_megabytes
    print(f"US dollars a month, list prices of {PRICES_AS_OF}, builds of {megabytes:g} MB, no free tier\n")
    print("\n\n".join(tables(megabytes)))
    print(f"\ncosts: dev={first_year():.2f} bound={BOUND:.2f}")
    return 0 if first_year() <= BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
