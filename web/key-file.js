// Answers the form: what is wrong with an ID or a file, in words, before anything is sent.
import { issuerIdCode, keyIdCode, keyIdOf, tidyIssuerId, tidyKeyId } from "./key-ids.js";
import { MAX_BYTES, readKey } from "./key-text.js";
import { texts } from "./texts.js";

const faults = texts.wizard.faults;

// Returns the fault of a Key ID, or undefined. `inside` are the ids that the file contains.
export function keyIdFault(text, fileName, inside) {
  const id = tidyKeyId(text);
  switch (keyIdCode(text)) {
    case "KEY_ID_MISSING":
      return faults.keyIdMissing;
    case "KEY_ID_IS_ISSUER_ID":
      return faults.keyIdIsIssuer;
    case "KEY_ID_MALFORMED":
      return /[^A-Z0-9]/.test(id) ? faults.keyIdLetters : faults.keyIdLength(id.length);
  }
  const named = keyIdOf(fileName);
  if (named && named !== id) return faults.keyIdOtherFile(named);
  return inside.keyId && inside.keyId !== id ? faults.keyIdOtherInside(inside.keyId) : undefined;
}

// Returns the fault of an Issuer ID, or undefined.
export function issuerIdFault(text, team, inside) {
  const id = tidyIssuerId(text);
  if (!id) return faults.issuerMissing;
  switch (issuerIdCode(text)) {
    case "ISSUER_ID_IS_SHORT_ID":
      return faults.issuerIsKey;
    case "ISSUER_ID_MALFORMED":
      return faults.issuerForm;
  }
  if (team && team.toLowerCase() !== id) return faults.issuerOther;
  return inside.issuerId && inside.issuerId !== id ? faults.issuerOtherInside : undefined;
}

// Reads a file: returns {pem, inside} when it contains a key, else {fault}.
export async function readKeyFile(file) {
  if (file.size > MAX_BYTES) return { fault: faults.key.TOO_LARGE };
  try {
    return inWords(await readKey(new Uint8Array(await file.arrayBuffer())));
  } catch {
    return { fault: faults.fileUnreadable };
  }
}

// Reads a pasted text like the content of a file.
export async function readKeyText(text) {
  return inWords(await readKey(new TextEncoder().encode(text)));
}

function inWords(found) {
  if (found.code) return { fault: faults.key[found.code] };
  return { pem: found.pem, inside: { keyId: tidyKeyId(found.keyId ?? ""), issuerId: tidyIssuerId(found.issuerId ?? "") } };
}
