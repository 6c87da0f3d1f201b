#!/usr/bin/env python3
"""Installs tools of others from PyPI, each into a virtual environment of its own, target/ci-<tool>.

    .ci/foreign_tools.py <tool>...      prints the directory of each tool's programs, one a line

In one environment they would change each other's libraries: LocalStack needs another moto, the SAM command line
another cfn-lint. Prints `<tool>: skipped: <reason>` and exits with 3 where the registry cannot be reached or the
Python that a tool needs is missing; .ci/no-surprising-skips knows these reasons.
"""

import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Name of a tool -> the Python that it needs (None: this one), and its packages.
TOOLS = {
    "cfn-lint": (None, ["cfn-lint==1.58.0", "aws-sam-translator==1.110.0"]),
    "moto": (None, ["moto[server]==5.2.5"]),
    "sam": (None, ["aws-sam-cli==1.170.0"]),
    "codemagic": (None, ["codemagic-cli-tools==0.70.0"]),
    "schemathesis": (None, ["schemathesis==4.32.5"]),
    "openapi-python-client": (None, ["openapi-python-client==0.29.1"]),
    # The last version that starts without a token. It does not bound these libraries, and fails with later ones.
    "localstack": (
        "3.13",
        [
            "localstack-core[base-runtime,runtime]==4.14.0",
            "cbor2==5.6.5",
            "pyOpenSSL==25.3.0",
            "cryptography==46.0.7",
            "service_identity<26",
        ],
    ),
}
# Packages of npm, in one directory. openapi-typescript does not work with TypeScript 7.
NODE_PACKAGES = [
    "@redocly/cli@2.77.0",
    "@stoplight/spectral-cli@6.16.3",
    "openapi-typescript@7.13.0",
    "openapi-fetch@0.17.0",
    "typescript@5.9.3",
    "@types/node@20.19.43",
]
NPM_UNREACHABLE = ("ENOTFOUND", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EAI_AGAIN", "ERR_SOCKET_TIMEOUT")
UNREACHABLE = ("NewConnectionError", "NameResolutionError", "ProxyError", "timed out")


class Skipped(Exception):
    """A tool that cannot be had on this machine; the text says why."""


def pythons(version):
    """The interpreters of a version on this machine: on the PATH, then pyenv's."""
    found = shutil.which(f"python{version}")
    if found:
        yield found
    pyenv = pathlib.Path(os.environ.get("PYENV_ROOT") or pathlib.Path.home() / ".pyenv")
    yield from sorted(pyenv.glob(f"versions/{version}.*/bin/python{version}"), reverse=True)


def interpreter(version):
    if version is None or sys.version_info[:2] == tuple(map(int, version.split("."))):
        return sys.executable
    for python in pythons(version):
        # A shim of pyenv exists for versions that it does not run.
        if subprocess.run([python, "-c", "import ensurepip, venv"], capture_output=True, check=False).returncode == 0:
            return python
    raise Skipped(f"Python {version} is missing")


def install(tool):
    """Returns the directory of the tool's programs.

    Raises Skipped where it cannot be had here, and exits where its installation fails for another reason.
    """
    version, packages = TOOLS[tool]
    directory = ROOT / f"target/ci-{tool}"
    marker = directory / "installed"
    pins = "\n".join(packages)
    if marker.exists() and marker.read_text() == pins:
        return directory / "bin"
    shutil.rmtree(directory, ignore_errors=True)
    made = subprocess.run([interpreter(version), "-m", "venv", directory], capture_output=True, text=True, check=False)
    if made.returncode != 0:
        sys.exit(f"{tool}: no virtual environment: {made.stdout}{made.stderr}")
    pip = [directory / "bin/pip", "install", "-q", "--disable-pip-version-check", "--retries", "1", "--timeout", "20"]
    done = subprocess.run([*pip, *packages], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        if any(word in done.stderr for word in UNREACHABLE):
            raise Skipped(f"PyPI cannot be reached, so {packages[0]} cannot be installed")
        sys.exit(f"{tool}: pip could not install {' '.join(packages)}:\n{done.stderr}")
    marker.write_text(pins)
    return directory / "bin"


def install_node_packages():
    """Returns the directory that holds node_modules with NODE_PACKAGES. No script of a package runs.

    Raises Skipped where they cannot be had here, and exits where the installation fails for another reason.
    """
    if not shutil.which("npm") or not shutil.which("node"):
        raise Skipped("npm is missing")
    directory = ROOT / "target/ci-node"
    marker = directory / "installed"
    pins = "\n".join(NODE_PACKAGES)
    if marker.exists() and marker.read_text() == pins:
        return directory
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    (directory / "package.json").write_text('{"private": true, "type": "module"}\n')
    npm = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=20000"]
    done = subprocess.run([*npm, *NODE_PACKAGES], cwd=directory, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        if any(word in done.stderr for word in NPM_UNREACHABLE):
            raise Skipped("the npm registry cannot be reached")
        sys.exit(f"npm could not install {' '.join(NODE_PACKAGES)}:\n{done.stderr}")
    marker.write_text(pins)
    return directory


def main():
    for tool in sys.argv[1:]:
        try:
            print(install(tool), flush=True)
        except Skipped as reason:
            print(f"{tool}: skipped: {reason}", file=sys.stderr)
            sys.exit(3)


if __name__ == "__main__":
    main()
