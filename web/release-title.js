// What a release is called.

// Returns the name of the file, or of the folder of a full drop.
export function dropName(release) {
  const [, ...path] = release.drop?.key?.split("/") ?? [];
  return path.length > 1 ? path[0] : (path[0] ?? "");
}

// The names of apps, as Apple showed them to other releases and to the last check of a team.
const names = new Map();

function keyOf(connectionId, bundleId) {
  return `${connectionId} ${bundleId}`;
}

// Takes the names of a team's apps, for drops that failed before their app was looked up.
export function nameApps({ id, verdict }) {
  for (const { bundleId, name } of verdict?.apps ?? []) names.set(keyOf(id, bundleId), name);
}

// Does the same with the names that other releases have.
export function nameAppsOf(releases) {
  for (const { connectionId, bundleId, app } of releases) if (app && bundleId) names.set(keyOf(connectionId, bundleId), app.name);
}

export function releaseTitle(release) {
  return release.app?.name ?? names.get(keyOf(release.connectionId, release.bundleId)) ?? release.bundleId ?? dropName(release);
}
