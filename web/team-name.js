// Names a team on the screen.
import { texts } from "./texts.js";

const t = texts.teams;

const SHOWN = 2;

// Apple's API does not report a team's name, so a team is named after its apps or its Issuer ID.
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
