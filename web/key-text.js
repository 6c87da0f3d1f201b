// Reads a private key in the forms that users have it. The API has the same rules (KeyText.java,
// PemBlock.java, PrivateKeyReader.java), and its names for what is wrong; key-input.json of the tests
// holds both to them.
import { plain } from "./key-ids.js";
import { otherFormat } from "./key-format.js";

export const MAX_BYTES = 64 * 1024;

// Enough for base64 of base64 of a key JSON with a base64 key inside.
const MAX_WRAPPINGS = 4;
const P256 = "2a8648ce3d030107";
const EC = "2a8648ce3d0201";
const RSA = "2a864886f70d0101";

const LINE =
  /(BEGIN|END)([A-Z0-9\s]{0,40}?(?:PRIVATE\s{0,3}KEY|PUBLIC\s{0,3}KEY|CERTIFICATE|PARAMETERS))(?![A-Za-z0-9])/g;
const RUN = /(?:^|[^A-Za-z0-9+/])((?:LS0tLS1CRUdJTi|MI[GH]|M[DEH][A-Z])[A-Za-z0-9+/\s"'>|,]{80,})/g;
const LEAST_LENGTH = 80;
const ENTITIES = {
  plus: "+",
  sol: "/",
  equals: "=",
  dash: "-",
  hyphen: "-",
  ndash: "-",
  mdash: "-",
  minus: "-",
  horbar: "-",
  nbsp: " ",
  NewLine: "\n",
  quot: '"',
  apos: "'",
  lt: "<",
  gt: ">",
  amp: "&",
};

// Returns {pem, keyId, issuerId} of a key; the ids only if they came beside it. Else {code}, what is
// wrong. `pem` is written from the key alone, so that nothing else of the file is sent.
export async function readKey(bytes) {
  if (bytes.length > MAX_BYTES) return { code: "TOO_LARGE" };
  return read(bytes, 0);
}

async function read(bytes, wrappings) {
  const other = otherFormat(bytes);
  if (other) return { code: other };
  if (bytes.length > 1 && bytes[0] === 0x30 && (wrappings > 0 || lengthOf(bytes) === bytes.length)) {
    return readStructure(bytes);
  }
  const text = decoded(bytes);
  const found = await readText(text, wrappings);
  if (["NOT_PEM", "BROKEN_PEM", "EMPTY"].includes(found.code)) {
    if (text.startsWith("{\\rtf")) return { code: "RICH_TEXT" };
    if (/^\s{0,40}<(?:!doctype html|html)/i.test(text)) return { code: "WEB_PAGE" };
  }
  return found;
}

async function readText(original, wrappings) {
  if (original.trimStart().startsWith("{")) {
    const found = await readKeyJson(original, wrappings);
    if (found) return found;
  }
  const text = unquoted(restored(original));
  if (!text) return { code: "EMPTY" };
  const blocks = blocksOf(text);
  if (blocks.length > 0) return readBlocks(blocks);
  let remains = /PRIVATE\s{0,3}KEY/.test(text.toUpperCase());
  if (wrappings < MAX_WRAPPINGS) {
    const bytes = decode(text);
    if (bytes) {
      const inner = await read(bytes, wrappings + 1);
      if (inner.code !== "EMPTY") return inner;
    }
    for (const run of runsOf(text)) {
      const inner = await read(run, wrappings + 1);
      if (inner.pem) return inner;
      remains = true;
    }
  }
  return { code: remains ? "BROKEN_PEM" : "NOT_PEM" };
}

// Reads fastlane's {"key_id": …, "issuer_id": …, "key": …}.
async function readKeyJson(text, wrappings) {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if ([json.key, json.key_id, json.issuer_id].some((value) => value != null && typeof value !== "string")) return undefined;
  if (json.key == null || wrappings >= MAX_WRAPPINGS) return undefined;
  const inner = await read(new TextEncoder().encode(json.key), wrappings + 1);
  return inner.pem ? { pem: inner.pem, keyId: json.key_id ?? undefined, issuerId: json.issuer_id ?? undefined } : inner;
}

// --- Text ---

function decoded(bytes) {
  const wide = (high) =>
    bytes.length >= 4 && bytes[high] === 0 && bytes[high + 2] === 0 && bytes[1 - high] !== 0 && bytes[3 - high] !== 0;
  let text;
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || wide(0)) text = new TextDecoder("utf-16be").decode(bytes);
  else if ((bytes[0] === 0xff && bytes[1] === 0xfe) || wide(1)) text = new TextDecoder("utf-16le").decode(bytes);
  else {
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    }
  }
  return text.replace(/^\uFEFF/, "");
}

const character = (hex) => String.fromCharCode(parseInt(hex, 16));

// Undoes what editors, mail programs, shells and web pages add.
function restored(original) {
  let text = original;
  if (text.startsWith("{\\rtf")) {
    text = text
      .replace(/\\'([0-9a-fA-F]{2})/g, (_, hex) => character(hex))
      .replace(/\\u(-?[0-9]{1,5}) ?\\??/g, (_, number) => String.fromCharCode(Number(number) & 0xffff))
      .replace(/\\(?:par|line)(?![a-z]) ?|\\\r?\n/g, "\n")
      .replace(/\\(?:emdash|endash)(?![a-z]) ?|\\_/g, "-")
      .replace(/\\[a-z]{1,32}-?[0-9]{0,10} ?|\\[^a-z]|[{}]/g, "");
  }
  if (/<(?:!|\/|br|p|div|span|pre)|&#?[a-z0-9]+;/i.test(text)) {
    text = text
      .replace(/<[^<>]{0,300}>/g, "\n")
      .replace(/&(?:#([0-9]{1,6})|#[xX]([0-9a-fA-F]{1,5})|([a-zA-Z]{2,8}));/g, (all, decimal, hex, name) =>
        decimal || hex ? String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex, 16)) : (ENTITIES[name] ?? all),
      );
  }
  for (let i = 0; i < 3 && /%(?:2[05BbDdFf]|3[Dd]|0[AaDd])/.test(text); i++) {
    // In a form, a plus sign is a space.
    const spaced = /(?:BEGIN|PRIVATE)\+/.test(text) ? text.replaceAll("+", " ") : text;
    text = spaced.replace(/%([0-7][0-9a-fA-F])/g, (_, hex) => character(hex));
  }
  text = text
    .replace(/\\{1,8}(?:u\{?([0-9a-fA-F]{4})\}?|x([0-9a-fA-F]{2}))/g, (_, four, two) => character(four ?? two))
    .replace(/([A-Za-z0-9+/=-])(?:`r)?`n/g, "$1\n")
    .replace(/\\{1,8}[nrt]/g, "\n")
    .replaceAll("\\", "")
    .replace(/=([2-7][0-9A-F]|0[AD])/g, (_, hex) => character(hex))
    .replace(/=\r?\n(?=[A-Za-z0-9+/])/g, "");
  return plain(text);
}

function unquoted(text) {
  let [from, to] = [0, text.length];
  while (from < to && "\"'` \n\t".includes(text[from])) from++;
  while (from < to && "\"'` \n\t".includes(text[to - 1])) to--;
  return text.slice(from, to);
}

// --- PEM and base64 ---

// Returns all blocks, {label, body}. The BEGIN or the END line may be missing, and so may dashes.
function blocksOf(text) {
  const blocks = [];
  let open;
  let at = 0;
  const add = (label, body) => blocks.push({ label, body: trimmed(body) });
  for (const match of text.matchAll(LINE)) {
    const label = match[2].replace(/\s/g, "");
    const before = text.slice(at, match.index);
    const begins = match[1] === "BEGIN";
    if (open) add(open, before);
    else if (!begins) add(label, before);
    open = begins ? label : undefined;
    at = match.index + match[0].length;
  }
  if (open) add(open, text.slice(at));
  return blocks;
}

// Returns the body without the dashes of the lines around it. A space at the end may have been a plus
// sign.
function trimmed(body) {
  let end = body.length;
  while (end > 0 && "-\n\t".includes(body[end - 1])) end--;
  return body.slice(0, end).replace(/^[-\s]+/, "");
}

async function readBlocks(blocks) {
  const keys = blocks.filter(({ label }) => label.endsWith("PRIVATEKEY"));
  if (keys.length === 0) {
    for (const { label } of blocks) {
      if (label.endsWith("CERTIFICATE")) return { code: "CERTIFICATE" };
      if (label.endsWith("PUBLICKEY")) return { code: "PUBLIC_KEY" };
    }
    return { code: "NOT_PEM" };
  }
  const filled = keys.filter(({ body }) => body.trim());
  if (filled.length > 1) return { code: "SEVERAL_KEYS" };
  if (filled.length === 0) return { code: "BROKEN_PEM" };
  const [{ label, body }] = filled;
  if (label.startsWith("ENCRYPTED") || body.includes("ENCRYPTED")) return { code: "ENCRYPTED" };
  if (label === "RSAPRIVATEKEY") return { code: "RSA_KEY" };
  if (label !== "PRIVATEKEY" && label !== "ECPRIVATEKEY") return { code: "NOT_EC" };
  const parameters = blocks.find((block) => block.label === "ECPARAMETERS");
  const curve = parameters && candidatesOf(parameters.body)[0];
  let first = { code: "BROKEN_PEM" };
  for (const der of candidatesOf(body)) {
    const found = await readStructure(der, curve);
    if (found.pem) return found;
    if (first.code === "BROKEN_PEM") first = found;
  }
  return first;
}

// Returns what the body can be; only one is a whole structure. Ends of lines can lose the backslash of
// \n, and a form that was not encoded turns each plus sign into a space.
function candidatesOf(body) {
  const lines = /^(r?n)((?:[A-Za-z0-9+/]{64}\1)*[A-Za-z0-9+/=]{1,64})\1$/.exec(body);
  const joined = lines ? lines[2].replace(new RegExp(`(.{64})${lines[1]}`, "g"), "$1") : "";
  return [decode(body), ...runsOf(body), decode(joined), decode(body.replaceAll(" ", "+"))].filter((der) => der);
}

function compact(text) {
  return text.replace(/["'`]\s{0,40}[+.&]\s{0,40}["'`]/g, "").replace(/[\s"'`>|,;*\\]/g, "");
}

// Returns the bytes, or undefined when the text is neither base64 nor hexadecimal.
function decode(text) {
  let digits = compact(text);
  if (digits.length % 2 === 0 && /^(?:2d2d2d|30[4-8])[0-9a-f]{120,}$/i.test(digits)) {
    return Uint8Array.from(unhex(digits));
  }
  if (!/[+/]/.test(digits)) digits = digits.replaceAll("-", "+").replaceAll("_", "/");
  if (!digits || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return undefined;
  try {
    return Uint8Array.from(atob(digits), (c) => c.charCodeAt(0));
  } catch {
    return undefined;
  }
}

// Finds keys in base64 between other words. Each ends where its structure says.
function runsOf(text) {
  const found = [];
  for (const match of text.matchAll(RUN)) {
    const digits = compact(match[1]);
    if (digits.length < LEAST_LENGTH) continue;
    let length = digits.length - (digits.length % 4);
    if (digits.startsWith("M")) {
      length = Math.min(digits.length, Math.floor((lengthOf(decode(digits.slice(0, 8))) * 4 + 2) / 3));
    }
    const bytes = decode(digits.slice(0, length));
    if (bytes) found.push(bytes);
  }
  return found;
}

// --- DER ---

// Returns the length of the first value, with its header; 0 when it is incomplete or too large.
function lengthOf(der) {
  if (der.length < 2) return 0;
  const count = der[1] < 0x80 ? 0 : der[1] - 0x80;
  if (count > 2 || der.length < 2 + count) return 0;
  let length = count === 0 ? der[1] : 0;
  for (let i = 0; i < count; i++) length = length * 256 + der[2 + i];
  return 2 + count + length;
}

// Returns the values inside a value; throws when they do not fill it.
function inside(der, tag) {
  if (der[0] !== tag || lengthOf(der) !== der.length) throw new RangeError("not DER");
  const values = [];
  let at = der[1] < 0x80 ? 2 : 2 + (der[1] - 0x80);
  while (at < der.length) {
    const length = lengthOf(der.subarray(at));
    if (length === 0 || at + length > der.length) throw new RangeError("not DER");
    values.push(der.subarray(at, at + length));
    at += length;
  }
  return values;
}

function content(value, tag) {
  if (value?.[0] !== tag) throw new RangeError("not DER");
  return value.subarray(value[1] < 0x80 ? 2 : 2 + (value[1] - 0x80));
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

// Reads PKCS#8 or SEC 1, whatever the BEGIN line says.
async function readStructure(der, parameters) {
  let found;
  try {
    found = pkcs8(der);
  } catch {
    try {
      found = sec1(der, parameters);
    } catch {
      return { code: "BROKEN_PEM" };
    }
  }
  if (found.code || !(await isSound(found.der))) return { code: found.code ?? "BROKEN_PEM" };
  const lines = btoa(String.fromCharCode(...found.der)).match(/.{1,64}/g);
  return { pem: ["-----BEGIN PRIVATE KEY-----", ...lines, "-----END PRIVATE KEY-----", ""].join("\n") };
}

function pkcs8(der) {
  const [version, algorithm, key] = inside(der, 0x30);
  if (!["00", "01"].includes(hex(content(version, 0x02)))) throw new RangeError("not PKCS#8");
  const [id, curve] = inside(algorithm, 0x30);
  const kind = hex(content(id, 0x06));
  if (kind.startsWith(RSA)) return { code: "RSA_KEY" };
  if (kind !== EC) return { code: "NOT_EC" };
  inside(content(key, 0x04), 0x30);
  return isP256(curve) ? { der } : { code: "WRONG_CURVE" };
}

function sec1(der, parameters) {
  const [version, secret, ...rest] = inside(der, 0x30);
  content(version, 0x02);
  content(secret, 0x04);
  const tagged = rest.find((value) => value[0] === 0xa0);
  const curve = tagged ? content(tagged, 0xa0) : parameters;
  if (!isP256(curve)) return { code: "WRONG_CURVE" };
  const algorithm = value(0x30, [...value(0x06, unhex(EC)), ...value(0x06, unhex(P256))]);
  return { der: Uint8Array.from(value(0x30, [...value(0x02, [0]), ...algorithm, ...value(0x04, [...der])])) };
}

function isP256(curve) {
  if (!curve) throw new RangeError("no curve");
  return hex(curve) === `0608${P256}`;
}

const unhex = (digits) => digits.match(/../g).map((two) => parseInt(two, 16));

function value(tag, bytes) {
  return bytes.length < 0x80 ? [tag, bytes.length, ...bytes] : [tag, 0x81, bytes.length, ...bytes];
}

// Compares the two halves of the key. Only pages of secure origins have WebCrypto; elsewhere the API
// compares them.
async function isSound(der) {
  if (!globalThis.crypto?.subtle) return true;
  try {
    await crypto.subtle.importKey("pkcs8", der, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
    return true;
  } catch {
    return false;
  }
}
