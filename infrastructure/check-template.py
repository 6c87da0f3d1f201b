#!/usr/bin/env python3
"""Transforms template.yaml as the SAM service would, offline, and lints before and after.

cfn-lint on the source finds what a person wrote wrong; cfn-lint on the result finds what the
transform hides (resources that SAM adds, references that it breaks).

    infrastructure/check-template.py [--out transformed.json]
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")

from samtranslator.public.exceptions import InvalidDocumentException  # noqa: E402
from samtranslator.public.translator import ManagedPolicyLoader  # noqa: E402
from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
PARAMETERS = {
    "Stage": "check",
    "JwtIssuer": "https://issuer.example.com",
    "JwtAudience": "slipway",
    "TenantClaim": "custom:tenant",
}


class NoManagedPolicies(ManagedPolicyLoader):
    """Policies stand inline in our template: nothing is to be loaded from IAM."""

    def __init__(self):
        super().__init__(None)

    def load(self):
        return {}

    def load_all(self):
        return {}


def lint(path):
    print(f"cfn-lint {path}", flush=True)
    return subprocess.run(["cfn-lint", "-t", str(path)], check=False).returncode


def transformed():
    document = yaml_parse((ROOT / "template.yaml").read_text())
    # `sam deploy` puts the zip into a bucket first; the transform takes no local file.
    document["Globals"]["Function"]["CodeUri"] = "s3://artifacts/slipway-functions.zip"
    return transform(document, PARAMETERS, NoManagedPolicies())


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--out", type=pathlib.Path, help="keep the transformed template here")
    out = arguments.parse_args().out
    sources = [ROOT / "template.yaml", *sorted((ROOT / "infrastructure").glob("*-role.yaml"))]
    failed = sum(lint(source) != 0 for source in sources)
    try:
        result = transformed()
    except InvalidDocumentException as fault:
        print(f"template.yaml: {fault.message}", file=sys.stderr)
        for cause in fault.causes:
            print(f"  {cause.message}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as directory:
        path = out or pathlib.Path(directory) / "transformed.json"
        path.write_text(json.dumps(result, indent=2))
        failed += lint(path) != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
