#!/usr/bin/env python3
"""Transforms template.yaml as the SAM service would, offline, and lints before and after.

cfn-lint on the source finds mistakes in the template. cfn-lint on the result finds faults that the
transform hides (resources that SAM adds, references that it breaks). The script lints every way to
deploy (VARIANTS) and evaluates the template's rules for each. It also runs `sam validate --lint` if
the SAM command line is installed. With CFN_HANDLERS=<file> it compares what CloudFormation needs with
what deploy-role.yaml allows (deploy_rights.py).

    infrastructure/check-template.py [--out transformed.json]

The last line is `lint: types=N needed=N missing=N unneeded=N`: types of resources in all ways to deploy,
actions that they need, those that the deploy role lacks, and those that it has and no handler names.
"""

import argparse
import importlib.machinery
import importlib.util
import json
import logging
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")
# samtranslator logs errors about its own telemetry when it is used more than once.
logging.getLogger("samtranslator").setLevel(logging.ERROR)

import costs  # noqa: E402
import deploy_rights  # noqa: E402
import revisions  # noqa: E402
from samtranslator.public.exceptions import InvalidDocumentException  # noqa: E402
from samtranslator.public.translator import ManagedPolicyLoader  # noqa: E402
from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
TEMPLATE = ROOT / "template.yaml"
OWN_ISSUER = {
    "JwtIssuer": "https://issuer.example.com",
    "JwtAudience": "slipway",
    "TenantClaim": "https://example.com/tenant",
    "ReadScope": "none",
    "ConnectScope": "none",
    "ReleaseScope": "none",
}
# What infrastructure/parameters always gives.
REQUIRED = {"Stage": "check", "Revision": "0123456789abcdef"}
# The ways to deploy. Parameters that are not listed have their defaults.
VARIANTS = {
    "defaults": {},
    "own issuer": OWN_ISSUER,
    "own issuer, everything": {
        **OWN_ISSUER,
        "ReadScope": "slipway:read",
        "ConnectScope": "slipway:connect",
        "ReleaseScope": "slipway:release",
        "AuditScope": "slipway:audit",
        "ActForTenantsScope": "slipway:act",
        "ApproveScope": "slipway:approve",
        "WebHosting": "true",
        "WebDomainName": "slipway.example.com",
        "WebCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/1b2c3d4e-0000-4000-8000-000000000000",
        "WebConnectSources": "https://issuer.example.com",
        "ApiDomainName": "api.example.com",
        "ApiCertificateArn": "arn:aws:acm:eu-central-1:123456789012:certificate/1b2c3d4e-0000-4000-8000-000000000000",
        "OwnBucketKey": "true",
        "NotificationEmail": "operations@example.com",
        "WebhookUrl": "https://hooks.example.com/1",
        "ReserveConcurrency": "false",
        "PermissionsBoundary": "arn:aws:iam::123456789012:policy/slipway-boundary",
        "Monitoring": "full",
    },
    "user pool, web pages": {"WebHosting": "true", "Monitoring": "full"},
    "user pool, a program that acts for tenants": {"MachineClient": "true"},
    "nothing watched": {"Monitoring": "none"},
    "user pool, web pages elsewhere, Slack": {
        "WebOrigin": "https://slipway.example.com",
        "WebhookUrl": "https://hooks.example.com/1",
        "WebhookFormat": "slack",
    },
}
# The combinations of parameters that the template's rules must reject.
REFUSED = {
    "scope to act for tenants without issuer": {"ActForTenantsScope": "act"},
    "machine client with issuer": {**OWN_ISSUER, "MachineClient": "true"},
    "scope to act for tenants that others have": {**OWN_ISSUER, "ReleaseScope": "a", "ActForTenantsScope": "a"},
    "issuer without tenant claim": {**OWN_ISSUER, "TenantClaim": ""},
    "issuer without audience": {**OWN_ISSUER, "JwtAudience": ""},
    "issuer without a word on who may read": {**OWN_ISSUER, "ReadScope": ""},
    "issuer without a word on who may connect": {**OWN_ISSUER, "ConnectScope": ""},
    "issuer without a word on who may release": {**OWN_ISSUER, "ReleaseScope": ""},
    "tenant claim without issuer": {"TenantClaim": "sub"},
    "domain without certificate": {"ApiDomainName": "api.example.com"},
    "web domain without hosting": {"WebDomainName": "slipway.example.com", "WebCertificateArn": "arn:aws:acm:us-east-1:x"},
    "no revision": {"Revision": "unset"},
    "two homes for the pages": {"WebHosting": "true", "WebOrigin": "https://slipway.example.com"},
}


class NoManagedPolicies(ManagedPolicyLoader):
    """Loads nothing from IAM, because all policies are inline in the template."""

    def __init__(self):
        super().__init__(None)

    def load(self):
        return {}

    def load_all(self):
        return {}


def lint(path, parameters=None):
    command = ["cfn-lint", "-t", str(path)]
    if parameters:
        command += ["--parameters", *(f"{name}={value}" for name, value in parameters.items())]
    return subprocess.run(command, check=False).returncode


def source():
    return yaml_parse(TEMPLATE.read_text())


def transformed(parameters):
    document = source()
    # `sam deploy` uploads the zip to a bucket first; the transform does not accept a local file.
    for resource in document["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://artifacts/slipway-functions.zip"
    return transform(document, {**REQUIRED, **parameters}, NoManagedPolicies())


def holds(condition, values):
    """Evaluates the functions that the template's rules use: Ref, Fn::Equals, Fn::Contains, Fn::Not, Fn::Or."""
    (name, argument), = condition.items()
    if name == "Fn::Contains":
        *texts, wanted = (values[part["Ref"]] if isinstance(part, dict) else part for part in [*argument[0], argument[1]])
        return wanted in texts
    if name == "Fn::Equals":
        left, right = (values[part["Ref"]] if isinstance(part, dict) else part for part in argument)
        return left == right
    if name == "Fn::Not":
        return not holds(argument[0], values)
    if name == "Fn::Or":
        return any(holds(part, values) for part in argument)
    raise ValueError(f"a rule uses {name}, which this script does not support")


def refusals(document, parameters):
    values = {name: str(about.get("Default", "")) for name, about in document["Parameters"].items()}
    values.update({**REQUIRED, **parameters})
    return [
        assertion["AssertDescription"]
        for rule in document["Rules"].values()
        if "RuleCondition" not in rule or holds(rule["RuleCondition"], values)
        for assertion in rule["Assertions"]
        if not holds(assertion["Assert"], values)
    ]


def check_rules():
    document = source()
    faults = [f"{name}: {why}" for name, given in VARIANTS.items() for why in refusals(document, given)]
    faults += [f"{name}: no rule rejects it" for name, given in REFUSED.items() if not refusals(document, given)]
    for fault in faults:
        print(f"template.yaml, rules: {fault}", file=sys.stderr)
    return len(faults)


def check_token_function():
    """Runs the inline function of the template as Cognito would."""
    names = {}
    exec(source()["Resources"]["TokenFunction"]["Properties"]["Code"]["ZipFile"], names)

    def scopes_taken(tenant, groups, asked=None):
        event = {
            "request": {"userAttributes": tenant, "groupConfiguration": {"groupsToOverride": groups}},
            "response": {},
        }
        if asked is not None:
            event["request"]["scopes"] = asked
        answer = names["handler"](event, None)["response"]["claimsAndScopeOverrideDetails"]["accessTokenGeneration"]
        if answer["claimsToAddOrOverride"] != {"tenant": "acme"}:
            return "the tenant is not in the token"
        return set(answer["scopesToSuppress"])

    acme = {"custom:tenant": "acme"}
    act, approve, audit, connect, release = (
        "slipway/" + name for name in ("act-for-tenants", "approve", "audit", "connect", "release")
    )
    faults = [
        f"TokenFunction, groups {groups}: {got}"
        for groups, asked, wanted in [
            ([], None, {act, approve, audit, connect, release}),
            (None, None, {act, approve, audit, connect, release}),
            (["release", "others"], None, {act, approve, audit, connect}),
            (["connect", "release", "approve", "audit"], None, {act}),
            (["act-for-tenants", "connect", "release"], None, {act, approve, audit}),
            # A scope of tomorrow needs a group too; scopes of others are left alone.
            (["connect"], ["openid", "slipway/read", "slipway/new"], {act, approve, audit, release, "slipway/new"}),
            (["connect", "new"], ["openid", "slipway/read", "slipway/new"], {act, approve, audit, release}),
        ]
        if (got := scopes_taken(acme, groups, asked)) != wanted
    ]
    for nobody in ({}, {"custom:tenant": " "}):
        try:
            scopes_taken(nobody, [])
            faults.append("TokenFunction: gives a token to a user without a tenant")
        except Exception as refusal:
            if "no tenant" not in str(refusal):
                raise
    for fault in faults:
        print(fault, file=sys.stderr)
    return len(faults)


def references(value):
    """Names of parameters, resources and conditions in a value."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name == "Ref":
                yield part
            elif name == "Fn::Sub":
                text, given = (part, {}) if isinstance(part, str) else part
                yield from (found for found in re.findall(r"\$\{([^!.}]+)", text) if found not in given)
                yield from references(given)
            elif name == "Fn::If":
                yield part[0]
                yield from references(part[1:])
            elif name == "Condition" and isinstance(part, str):
                yield part
            else:
                yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


def parameters_of(document, value):
    """The parameters on which a value depends, also through conditions."""
    found, wanted = set(), list(references(value))
    while wanted:
        name = wanted.pop()
        if name in document["Parameters"]:
            found.add(name)
        elif name in document["Conditions"]:
            wanted += references(document["Conditions"][name])
    return found


def versions(given):
    """Logical ids of the published versions, with the Revision of these parameters, and their functions' texts."""
    document = source()
    presets = {name: str(about.get("Default", "")) for name, about in document["Parameters"].items()}
    values = {**presets, **REQUIRED, **given}
    values["Revision"] = revisions.revision(values, ROOT)
    resources = transformed(values)["Resources"]
    return {
        name.partition("Version")[0]: (name, resources[resource["Properties"]["FunctionName"]["Ref"]]["Properties"]["Description"])
        for name, resource in resources.items()
        if resource["Type"] == "AWS::Lambda::Version"
    }


def check_versions():
    """A published version holds its settings, so another value of any parameter that it reads makes another one.

    Its function's description changes with it: Lambda publishes nothing where nothing changed.
    """
    document = source()
    before = versions({})
    faults = [] if before else ["no function publishes versions"]
    for function, (version, description) in before.items():
        properties = {
            name: value for name, value in document["Resources"][function]["Properties"].items() if name != "Events"
        }
        read = parameters_of(document, properties) - {"Revision"}
        print(f"versions: {function} depends on {', '.join(sorted(read))}")
        for parameter in sorted(read):
            after, text = versions({parameter: "another"})[function]
            if after == version or text == description:
                faults.append(f"{function}: {parameter} changes and its version does not")
    if versions({}) != before:
        faults.append("the same parameters give another version")
    for fault in faults:
        print(f"template.yaml, versions: {fault}", file=sys.stderr)
    return len(faults)


def check_deploy_role(variants):
    """Returns the number of faults, and the figures of the last line."""
    if not os.environ.get("CFN_HANDLERS"):
        print("SKIPPED deploy role: CFN_HANDLERS=<file> names the actions that CloudFormation's handlers need")
        return 0, "types=0 needed=0 missing=0 unneeded=0"
    types = json.loads(pathlib.Path(os.environ["CFN_HANDLERS"]).read_text())["types"]
    role = yaml_parse((ROOT / "infrastructure/deploy-role.yaml").read_text())
    faults, figures = deploy_rights.check(role, variants, types)
    for fault in faults:
        print(fault, file=sys.stderr)
    return len(faults), figures


def check_parameters():
    """infrastructure/parameters reads the template's defaults, and each environment of samconfig.toml can be deployed."""
    loader = importlib.machinery.SourceFileLoader("parameters", str(ROOT / "infrastructure/parameters"))
    script = importlib.util.module_from_spec(importlib.util.spec_from_loader("parameters", loader))
    loader.exec_module(script)
    document = source()
    defaults = script.presets(TEMPLATE.read_text())
    faults = [] if defaults == {
        name: str(about["Default"]) if "Default" in about else None for name, about in document["Parameters"].items()
    } else ["infrastructure/parameters reads other defaults than the template has"]
    settings = (ROOT / "infrastructure/samconfig.toml").read_text()
    for environment in re.findall(r"^\[(\w+)\.deploy\.parameters\]", settings, re.M):
        values = {**defaults, **script.of_stage(environment)}
        if not refusals(document, {**values}):
            faults.append(f"{environment}: can be deployed without infrastructure/parameters")
        values["Revision"] = REQUIRED["Revision"]
        faults += [f"{environment}: {why}" for why in refusals(document, values)]
        for name, about in document["Parameters"].items():
            value = values[name]
            if value is None:
                faults.append(f"{environment}: {name} has no value")
            elif not re.fullmatch(about.get("AllowedPattern", ".*"), value):
                faults.append(f"{environment}: {name} may not be {value!r}")
            elif value not in map(str, about.get("AllowedValues", [value])):
                faults.append(f"{environment}: {name} may not be {value!r}")
    for fault in faults:
        print(f"samconfig.toml: {fault}", file=sys.stderr)
    return len(faults)


def check_workflows():
    """The examples pin each action, and their environment is the one that the documentation's subject names."""
    page = (ROOT / "docs/deploying.md").read_text()
    faults = []
    for file in sorted((ROOT / "infrastructure").glob("*-workflow.yaml")):
        text = file.read_text()
        faults += [
            f"{file.name}: {action} is not pinned by its commit"
            for action in re.findall(r"uses: (\S+)", text)
            if not re.search(r"@[0-9a-f]{40}$", action)
        ]
        environment = re.search(r"^    environment: (\S+)", text, re.M)
        if not environment or f"repo:<owner>/<repository>:environment:{environment[1]}," not in page:
            faults.append(f"{file.name}: docs/deploying.md names no subject of its environment")
    for role in sorted((ROOT / "infrastructure").glob("*-role.yaml")):
        if "StringLike\": {\"${OidcProviderHost}" in role.read_text():
            faults.append(f"{role.name}: takes subjects by a pattern")
    for fault in faults:
        print(fault, file=sys.stderr)
    return len(faults)


def check_costs():
    """A small stack stays under its bound, and docs/deploying.md has the tables of today."""
    faults = []
    if costs.first_year() > costs.BOUND:
        faults.append(f"a small stack costs {costs.first_year():.2f} a month, more than {costs.BOUND:.2f}")
    page = (ROOT / "docs/deploying.md").read_text()
    if not all(table in page for table in costs.tables()):
        faults.append("docs/deploying.md has other tables; put in those that it prints")
    for fault in faults:
        print(f"costs.py: {fault}", file=sys.stderr)
    return len(faults)


def check_with_sam():
    if not shutil.which("sam"):
        print("SKIPPED sam validate --lint: the SAM command line is not installed")
        return 0
    print("sam validate --lint", flush=True)
    command = ["sam", "validate", "--lint", "--template-file", str(TEMPLATE)]
    return subprocess.run(command, check=False).returncode


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--out", type=pathlib.Path, help="file for the transformed template, with default parameters")
    out = arguments.parse_args().out
    failed = check_rules() + check_token_function() + check_versions() + check_parameters() + check_workflows() + check_costs()
    variants = {}
    kept = ROOT / "infrastructure/kept-resources.yaml"
    for path in [TEMPLATE, *sorted((ROOT / "infrastructure").glob("*-role.yaml")), kept]:
        print(f"cfn-lint {path.relative_to(ROOT)}", flush=True)
        failed += lint(path) != 0
    with tempfile.TemporaryDirectory() as directory:
        for number, (name, parameters) in enumerate(VARIANTS.items()):
            print(f"cfn-lint template.yaml, transformed: {name}", flush=True)
            try:
                result = transformed(parameters)
            except InvalidDocumentException as fault:
                print(f"template.yaml: {fault.message}", file=sys.stderr)
                for cause in fault.causes:
                    print(f"  {cause.message}", file=sys.stderr)
                return 1
            variants[name] = result["Resources"]
            path = pathlib.Path(directory) / f"transformed-{number}.json"
            path.write_text(json.dumps(result, indent=2))
            if out and number == 0:
                shutil.copy(path, out)
            failed += lint(path, {**REQUIRED, **parameters}) != 0
    failed += check_with_sam() != 0
    faults, figures = check_deploy_role(variants)
    print(f"lint: {figures}")
    return 1 if failed + faults else 0


if __name__ == "__main__":
    sys.exit(main())
