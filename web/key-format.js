// Recognises files that are not text, by their first bytes, so that the answer can name them. The API
// has the same rules (OtherFormat.java).
const STARTS = [
  ["ARCHIVE", 0, "1f8b"],
  ["ARCHIVE", 0, "377abcaf"],
  ["ARCHIVE", 0, "52617221"],
  ["WORD", 0, "d0cf11e0"],
  ["PDF", 0, "25504446"],
  ["PICTURE", 0, "89504e47"],
  ["PICTURE", 0, "ffd8ff"],
  ["PICTURE", 0, "47494638"],
  ["PICTURE", 0, "49492a00"],
  ["PICTURE", 0, "4d4d002a"],
  ["PICTURE", 4, "66747970"],
  ["SIDE_FILE", 0, "00051607"],
];
const P12 = "02010330";
const SIGNED = "06092a864886f70d010702";
const CERTIFICATE = "a0030201";

// Returns the name of the format; undefined for text and for keys.
export function otherFormat(bytes) {
  const startsWith = (at, digits) =>
    bytes.length >= at + digits.length / 2 && digits.match(/../g).every((two, i) => bytes[at + i] === parseInt(two, 16));
  if (startsWith(0, "504b0304")) {
    const names = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    if (names.includes("word/")) return "WORD";
    if (names.includes("application/vnd.oasis.opendocument")) return "OPEN_DOCUMENT";
    return names.includes("Index/Document.iwa") ? "PAGES" : "ARCHIVE";
  }
  const known = STARTS.find(([, at, digits]) => startsWith(at, digits));
  if (known) return known[0];
  if (bytes.length < 20 || bytes[0] !== 0x30 || bytes[1] < 0x80) return undefined;
  const content = 2 + (bytes[1] & 0x7f);
  if (startsWith(content, P12)) return "P12";
  if (startsWith(content, SIGNED)) return "PROFILE";
  const inner = bytes[content + 1] & 0x80 ? bytes[content + 1] & 0x7f : 0;
  return bytes[content] === 0x30 && startsWith(content + 2 + inner, CERTIFICATE) ? "CERTIFICATE" : undefined;
}
