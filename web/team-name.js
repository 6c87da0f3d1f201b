// Names a team on the screen.
import { texts } from "./texts.js";

const t = texts.teams;

function isIndividual({ kind }) {
  return kind === "INDIVIDUAL";
}

function appNames({ verdict }) {
  return verdict?.appNames ?? verdict?.apps?.map((app) => app.name) ?? [];
}

// Returns the name that a person gave the team. Apple's API does not report a team's name, so
// without one the team is named after an app or its Issuer ID.
export function plainName(connection) {
  const { label, issuerId, keyId } = connection;
  if (label) return label;
  const [first] = appNames(connection);
  if (first) return t.teamOf(first);
  return issuerId ? t.unnamed(`${issuerId.slice(0, 8)}…${issuerId.slice(-4)}`) : t.individual(keyId);
}

// Does the same where only one line of text says which key it is.
export function teamName(connection) {
  const name = plainName(connection);
  return isIndividual(connection) && (connection.label || appNames(connection).length > 0) ? t.withIndividual(name) : name;
}

// Returns [id, text] pairs in the order of the texts, of which no two are the same.
export function teamChoices(connections) {
  const named = Map.groupBy(connections, teamName);
  return [...named]
    .flatMap(([name, teams]) => teams.map(({ id, keyId }) => [id, teams.length > 1 ? t.withKey(name, keyId) : name]))
    .sort(([, one], [, other]) => one.localeCompare(other));
}

// Returns the names of a few apps in a sentence; nothing without apps.
export function appsLine(connection) {
  const names = appNames(connection);
  const count = connection.verdict?.appCount ?? names.length;
  if (count === 0) return undefined;
  const shown = names.slice(0, 2).join(", ");
  return t.appsOf(shown, count - Math.min(2, names.length), count);
}

export function individualBadge(connection) {
  return isIndividual(connection) ? t.individualKey : undefined;
}
