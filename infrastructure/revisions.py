"""Names what a deployment deploys: the zip, the template and the value of every parameter."""

import hashlib
import json

ZIP = "functions/target/slipway-functions.zip"
TEMPLATE = "template.yaml"


def revision(parameters, root):
    """16 digits. SAM makes a version's logical id of them, so another revision publishes another version."""
    digest = hashlib.sha256()
    for name in (ZIP, TEMPLATE):
        file = root / name
        digest.update(hashlib.sha256(file.read_bytes() if file.exists() else b"").digest())
    settings = {name: value for name, value in parameters.items() if name != "Revision"}
    digest.update(json.dumps(settings, sort_keys=True).encode())
    return digest.hexdigest()[:16]
