// What a team is called on the screen.
import { texts } from "./texts.js";

const t = texts.teams;

// Apple tells nobody a team's name: it is called by its apps, or by its Issuer ID.
export function teamName(connection) {
  const apps = connection.verdict?.apps ?? [];
  if (apps.length > 0) {
    const names = apps.slice(0, 2).map((app) => app.name).join(", ");
    return apps.length > 2 ? `${names} ${t.more(apps.length - 2)}` : names;
  }
  const { issuerId, keyId } = connection;
  return issuerId ? t.unnamed(`${issuerId.slice(0, 8)}…${issuerId.slice(-4)}`) : t.individual(keyId);
}
