// Remembers unfinished uploads in parts for this tab, so that a person who reloads the page chooses
// the same file again and continues. What is kept opens nothing without a sign-in.
const KEY = "slipway.uploads";

// A tab that another one of ours opened begins with a copy of what that one keeps. Those uploads go
// on there.
if (window.opener && history.length === 1 && performance.getEntriesByType("navigation")[0]?.type === "navigate") write([]);

function all() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
}

function write(entries) {
  try {
    if (entries.length > 0) sessionStorage.setItem(KEY, JSON.stringify(entries));
    else sessionStorage.removeItem(KEY);
  } catch {
    // The browser keeps nothing: a reload then starts over.
  }
}

// entry: {connectionId, name, sizeBytes, modified, begun, etags}
export function rememberUpload(entry) {
  write([...all().filter(({ begun }) => begun.uploadId !== entry.begun.uploadId), entry]);
}

export function forgetUpload(uploadId) {
  write(all().filter(({ begun }) => begun.uploadId !== uploadId));
}

// Returns the entry of this file, which a person has chosen again; undefined without one.
export function rememberedUpload(connectionId, name, file) {
  return all().find(
    (entry) => entry.connectionId === connectionId && entry.name === name && entry.sizeBytes === file.size && entry.modified === file.lastModified,
  );
}

export function rememberedUploads() {
  return all();
}

export function forgetUploads() {
  write([]);
}
