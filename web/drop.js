// Turns what the user chose or dropped into the files of a drop, with their names under the
// connection.
import { texts } from "./texts.js";

const faults = texts.upload.faults;
const MANIFEST = "release.json";

export class NoDrop extends Error {}

// Returns the drop of a single .ipa.
export function dropOfFile(file) {
  if (!/.\.ipa$/i.test(file.name)) throw new NoDrop(faults.notIpa(file.name));
  if (file.size === 0) throw new NoDrop(faults.empty(file.name));
  return { title: file.name, files: [{ name: file.name, file }] };
}

// Returns the drop of a folder. `files` are {path, file}; each path begins with the folder's name.
async function dropOfFolder(name, files) {
  const visible = files.filter(({ path }) => !path.split("/").some((segment) => segment.startsWith(".")));
  const inside = (path) => path.startsWith(`${name}/`) && path.split("/").length === 2;
  const manifest = visible.find(({ path }) => path === `${name}/${MANIFEST}`);
  if (!manifest) throw new NoDrop(faults.noManifest(name));
  const hasIpa = visible.some(({ path }) => inside(path) && /\.ipa$/i.test(path));
  if (!hasIpa && !(await needsNoIpa(manifest.file))) throw new NoDrop(faults.noIpa(name));
  return {
    title: name,
    manifest: `${name}/${MANIFEST}`,
    files: visible.map(({ path, file }) => ({ name: path, file })),
  };
}

// Says whether a release.json is for a folder without an .ipa: it names the app. Of one that is not
// JSON nothing is known.
async function needsNoIpa(manifest) {
  try {
    return "bundleId" in JSON.parse(await manifest.text());
  } catch {
    return false;
  }
}

export function dropOfChosenFolder(files) {
  const listed = files.map((file) => ({ path: file.webkitRelativePath, file }));
  return dropOfFolder(listed[0].path.split("/")[0], listed);
}

// Returns the same drop, with only `dryRun` changed in its release.json. An .ipa alone gets a folder
// with a release.json that asks for nothing else.
export async function asPlan(drop) {
  if (!drop.manifest) {
    const folder = drop.title.replace(/\.ipa$/i, "");
    const file = new File([JSON.stringify({ dryRun: true })], MANIFEST);
    const manifest = `${folder}/${MANIFEST}`;
    return { title: drop.title, plan: true, manifest, files: [...drop.files.map((one) => ({ ...one, name: `${folder}/${one.name}` })), { name: manifest, file }] };
  }
  let wishes;
  try {
    wishes = JSON.parse(await drop.files.find(({ name }) => name === drop.manifest).file.text());
  } catch {
    throw new NoDrop(faults.brokenManifest(drop.title));
  }
  if (wishes === null || typeof wishes !== "object" || Array.isArray(wishes)) throw new NoDrop(faults.brokenManifest(drop.title));
  const file = new File([JSON.stringify({ ...wishes, dryRun: true }, undefined, 2)], MANIFEST);
  return { ...drop, plan: true, files: drop.files.map((one) => (one.name === drop.manifest ? { ...one, file } : one)) };
}

// Reads the entries before the first await: the browser clears the event afterwards.
export async function dropOfEvent(transfer) {
  const entries = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.());
  const files = [...transfer.files];
  if (files.length !== 1) throw new NoDrop(faults.several);
  return entries[0]?.isDirectory ? dropOfFolder(entries[0].name, await walk(entries[0])) : dropOfFile(files[0]);
}

async function walk(directory, path = directory.name) {
  const found = [];
  const reader = directory.createReader();
  // A reader returns at most 100 entries at a time.
  for (;;) {
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return found;
    for (const entry of entries) {
      const inner = `${path}/${entry.name}`;
      if (entry.isDirectory) found.push(...(await walk(entry, inner)));
      else found.push({ path: inner, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) });
    }
  }
}
