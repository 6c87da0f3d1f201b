// What a team is called on the screen.
import { texts } from "./texts.js";

const t = texts.teams;

const SHOWN = 2;

// Apple tells nobody a team's name: it is called by its apps, or by its Issuer ID.
export function teamName(connection) {
  const { verdict, issuerId, keyId } = connection;
  const names = verdict?.appNames ?? verdict?.apps?.map((app) => app.name) ?? [];
  const count = verdict?.appCount ?? names.length;
  if (names.length > 0) {
    const first = names.slice(0, SHOWN).join(", ");
    return count > SHOWN ? `${first} ${t.more(count - SHOWN)}` : first;
  }
  return issuerId ? t.unnamed(`${issuerId.slice(0, 8)}…${issuerId.slice(-4)}`) : t.individual(keyId);
}
