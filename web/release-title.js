// What a release is called.

// Returns the name of the file, or of the folder of a full drop.
export function dropName(release) {
  const [, ...path] = release.drop?.key?.split("/") ?? [];
  return path.length > 1 ? path[0] : (path[0] ?? "");
}

export function releaseTitle(release) {
  return release.app?.name ?? release.bundleId ?? dropName(release);
}
