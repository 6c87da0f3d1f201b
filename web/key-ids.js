// Reads ids as people paste them, and the name of a key's file. The API has the same rules
// (PastedId.java, KeyFileName.java); key-input.json of the tests holds both to them.
const KEY_ID = /^[A-Z0-9]{10}$/;
const ISSUER = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const ISSUER_ID = new RegExp(`^${ISSUER}$`);
const BRACKETS = /["'`*{}()<>[\]]/g;
const KEY_LABEL =
  /^(?:export )?(?:(?:app store connect )?(?:[a-z0-9_]{1,40}_)?(?:api[ _-]?)?key[ _-]?id(?![a-z0-9])|key(?= ?[:=#])|kid(?= ?[:=#])) ?[:=#]? ?/i;
const TEAM_LABEL = /^team[ _-]?id(?![a-z0-9]) ?[:=#]? ?/i;
const ISSUER_LABEL = /^(?:app store connect )?(?:api[ _-]?)?(?:issuer(?:[ _-]?id)?|iss)(?![a-z0-9]) ?[:=#]? ?/;
// Between spaces and marks that base64 does not have, so that it is never a part of a key.
const KEY_ID_INSIDE = /(?:^|[ :,;|])(?=[A-Z]*[0-9])([A-Z0-9]{10})(?=$|[ :,;|.])/g;
const EDGES = /^[ ,;.:=_|/#!?~]{1,40}|[ ,;.:=_|/#!?~]{1,40}$/g;
const SPACES = /\s{1,40}/g;

const KEY_ID_IN_NAME = /((?:auth|api)key)[_ -]([a-z0-9]{10})/gi;
const OTHER_SERVICE =
  /subscription[_ -]?key|(?:^|[^a-z])(?:apns|(?:push|iap|siwa|in[_ -]?app[_ -]?purchase|sign[_ -]?in[_ -]?with[_ -]?apple|(?:device[_ -]?check|(?:music|map|weather)[_ -]?kit))(?![a-z]))/i;

// Returns the text with ASCII dashes, quotes and spaces, without invisible characters.
export function plain(text) {
  return text
    .normalize("NFKC")
    .replace(/[\p{Pd}\u2212\u2500\u2501\u0096\u0097]/gu, "-")
    .replace(/[“”„‟«»″\u0093\u0094]/g, '"')
    .replace(/[‘’‚‛‹›′\u0091\u0092]/g, "'")
    .replace(/[\p{Cf}\0]/gu, "")
    .replace(/[\r\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(/(?![\n\t])[\p{Zs}\p{Cc}]/gu, " ")
    .trim();
}

function unwrapped(text) {
  return plain(text).replace(BRACKETS, "").replace(SPACES, " ").replace(EDGES, "");
}

function squeezed(text) {
  return text.replace(EDGES, "").replace(SPACES, "");
}

function isKeyId(text) {
  return KEY_ID.test(text);
}

function isIssuerId(text) {
  return ISSUER_ID.test(text);
}

// Returns the Key ID in a text, in upper case; without one, the text without its wrapping.
export function tidyKeyId(text) {
  const all = unwrapped(text);
  const bare = squeezed(all.replace(KEY_LABEL, "")).toUpperCase();
  if (isKeyId(bare)) return bare;
  const found = new Set([keyIdOf(all)].filter((id) => id));
  if (!TEAM_LABEL.test(all)) for (const [, id] of all.matchAll(KEY_ID_INSIDE)) found.add(id);
  return found.size === 1 ? [...found][0] : bare;
}

// Returns the Issuer ID in a text, in lower case; without one, the text without its wrapping.
export function tidyIssuerId(text) {
  const bare = unwrapped(text).toLowerCase();
  const inside = new RegExp(`(?:^|[^0-9a-z])(${ISSUER})(?![0-9a-z])`, "g");
  const found = new Set([...bare.matchAll(inside)].map((match) => match[1]));
  if (found.size === 1) return [...found][0];
  const rest = squeezed(bare.replace(ISSUER_LABEL, ""));
  const digits = rest.replaceAll("-", "");
  if (!/^[0-9a-f]{32}$/.test(digits)) return rest;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// Returns whether the text given as an Issuer ID is a Key ID or a Team ID, which have one form.
function isShortId(text) {
  return isKeyId(tidyKeyId(unwrapped(text).replace(TEAM_LABEL, "")));
}

// Returns what is wrong with a Key ID, in the API's words for it; undefined when it is right.
export function keyIdCode(text) {
  const id = tidyKeyId(text);
  if (!id) return "KEY_ID_MISSING";
  if (isIssuerId(tidyIssuerId(id))) return "KEY_ID_IS_ISSUER_ID";
  return isKeyId(id) ? undefined : "KEY_ID_MALFORMED";
}

// Returns what is wrong with an Issuer ID; undefined when it is right or missing.
export function issuerIdCode(text) {
  const id = tidyIssuerId(text);
  if (!id || isIssuerId(id)) return undefined;
  return isShortId(text) ? "ISSUER_ID_IS_SHORT_ID" : "ISSUER_ID_MALFORMED";
}

// Returns the Key ID in the name of a file; undefined when it has none or several.
export function keyIdOf(fileName) {
  const found = new Set();
  for (const match of fileName.matchAll(KEY_ID_IN_NAME)) {
    const [all, prefix, id] = match;
    const next = fileName.charAt(match.index + all.length);
    const upper = /^[A-Z0-9]+$/.test(id) && !/[A-Z0-9]/.test(next);
    const lower = /^[a-z]+$/.test(prefix) && /^[a-z0-9]*[0-9][a-z0-9]*$/.test(id) && !/[a-z0-9]/.test(next);
    if (upper || lower) found.add(id.toUpperCase());
  }
  return found.size === 1 ? [...found][0] : undefined;
}

// Returns whether Apple names the files of individual keys so.
export function namesIndividualKey(fileName) {
  return /apikey[_ -]/i.test(fileName) && keyIdOf(fileName) !== undefined;
}

// Returns whether the name is one of keys for another Apple service. A hint, and no proof.
export function namesOtherService(fileName) {
  return OTHER_SERVICE.test(fileName);
}
