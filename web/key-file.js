// Checks the form of the IDs and the kind of the file before anything is sent. The API checks more
// closely; these checks give an answer while the user is still at the form.
import { texts } from "./texts.js";

const faults = texts.wizard.faults;
const MAX_BYTES = 16 * 1024;
const KEY_ID = /^[A-Z0-9]{10}$/;
const ISSUER_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
// Browsers add " (1)" to the name of a second download.
const FILE_NAME = /^AuthKey_([A-Z0-9]{10})(?: ?\([0-9]{1,3}\))?\.p8$/i;

// Object identifiers, as encoded in DER.
const OIDS = {
  p256: "2a8648ce3d030107",
  ec: "2a8648ce3d0201",
  rsa: "2a864886f70d0101",
};

export function keyIdOf(fileName) {
  return FILE_NAME.exec(fileName)?.[1].toUpperCase();
}

export function tidyKeyId(text) {
  return text.replace(/\s/g, "").toUpperCase();
}

export function tidyIssuerId(text) {
  return text.replace(/\s/g, "").toLowerCase();
}

// Returns the fault of a Key ID, or undefined.
export function keyIdFault(text, fileName) {
  const id = tidyKeyId(text);
  if (!id) return faults.keyIdMissing;
  if (ISSUER_ID.test(id)) return faults.keyIdIsIssuer;
  if (/[^A-Z0-9]/.test(id)) return faults.keyIdLetters;
  if (!KEY_ID.test(id)) return faults.keyIdLength(id.length);
  const named = fileName && keyIdOf(fileName);
  return named && named !== id ? faults.keyIdOtherFile(named) : undefined;
}

// Returns the fault of an Issuer ID, or undefined.
export function issuerIdFault(text, team) {
  const id = tidyIssuerId(text);
  if (!id) return faults.issuerMissing;
  if (KEY_ID.test(id.toUpperCase())) return faults.issuerIsKey;
  if (!ISSUER_ID.test(id)) return faults.issuerForm;
  return team && team.toLowerCase() !== id ? faults.issuerOther : undefined;
}

// Reads a dropped file: returns {text} when it seems to contain a key, else {fault}.
export async function readKeyFile(file) {
  if (file.size === 0) return { fault: faults.fileEmpty };
  if (file.size > MAX_BYTES) return { fault: faults.fileLarge };
  let text;
  try {
    text = new TextDecoder().decode(await file.arrayBuffer());
  } catch {
    return { fault: faults.fileUnreadable };
  }
  if (/^SubscriptionKey_/i.test(file.name)) return { fault: faults.fileSubscription };
  const fault = await keyFault(text);
  return fault ? { fault } : { text };
}

// Restores PEM that was changed on the way: byte order mark, literal \n, base64 of the whole file.
function pem(text) {
  const plain = text.replace(/^\uFEFF/, "").replaceAll("\\r", "").replaceAll("\\n", "\n").trim();
  if (plain.includes("-----BEGIN")) return plain;
  try {
    const inner = atob(plain.replace(/\s/g, ""));
    return inner.includes("-----BEGIN") ? inner : plain;
  } catch {
    return plain;
  }
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function keyFault(text) {
  const found = pem(text);
  const begins = [...found.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map((match) => match[1]);
  if (begins.length === 0) return faults.fileNotKey;
  if (/ENCRYPTED/.test(found.replace(/[a-z0-9+/=\n\r]{40,}/gi, ""))) return faults.fileEncrypted;
  if (begins.includes("RSA PRIVATE KEY")) return faults.fileRsa;
  const keys = begins.filter((label) => label === "PRIVATE KEY" || label === "EC PRIVATE KEY");
  if (keys.length > 1) return faults.fileSeveral;
  if (keys.length === 0) {
    if (begins.some((label) => label.includes("CERTIFICATE"))) return faults.fileCertificate;
    if (begins.some((label) => label.includes("PUBLIC KEY"))) return faults.filePublic;
    return faults.fileKind;
  }
  const body = new RegExp(`-----BEGIN ${keys[0]}-----([A-Za-z0-9+/=\\s]*)-----END ${keys[0]}-----`).exec(found);
  if (!body) return faults.fileDamaged;
  let der;
  try {
    der = Uint8Array.from(atob(body[1].replace(/\s/g, "")), (c) => c.charCodeAt(0));
  } catch {
    return faults.fileDamaged;
  }
  return derFault(der, keys[0]);
}

async function derFault(der, label) {
  if (der[0] !== 0x30 || lengthOf(der) !== der.length) return faults.fileDamaged;
  const digits = hex(der);
  if (digits.includes(OIDS.rsa)) return faults.fileRsa;
  if (!digits.includes(OIDS.p256)) {
    // SEC1 can omit the curve; then the API checks it.
    if (label === "EC PRIVATE KEY" && der.length < 130) return undefined;
    return digits.includes(OIDS.ec) || label === "EC PRIVATE KEY" ? faults.fileCurve : faults.fileKind;
  }
  // Only pages of secure origins have WebCrypto, and it reads only PKCS#8.
  if (label !== "PRIVATE KEY" || !globalThis.crypto?.subtle) return undefined;
  try {
    await crypto.subtle.importKey("pkcs8", der, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
    return undefined;
  } catch {
    return faults.fileDamaged;
  }
}

// Returns the length of the outermost DER value, including its header.
function lengthOf(der) {
  const first = der[1];
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  let length = 0;
  for (let i = 0; i < count; i++) length = length * 256 + der[2 + i];
  return 2 + count + length;
}
