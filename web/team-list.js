// The connected teams. A platform has hundreds of them, so a page shows the first ones at once, and
// reads the others afterwards.
import { api, ApiProblem, mayPass } from "./api.js";
import { keepAsking } from "./live.js";

const MOST = 100;

// An attempt whose key Apple never accepted is not a team.
export function isTeam({ verified }) {
  return verified;
}

// Reads a page of connections; without `next` the first one.
export async function readConnections(next) {
  return api("GET", `/connections?${new URLSearchParams({ limit: MOST, ...(next && { next }) })}`);
}

// Reads page after page, from `next` on. `arrived` gets the connections of each, until `isWanted`
// returns false.
export async function readAllConnections(arrived, isWanted, next) {
  do {
    const page = await readConnections(next);
    if (!isWanted()) return;
    arrived(page.connections);
    next = page.next;
  } while (next);
}

// A list has the names of apps instead of the apps.
function asListed({ verdict, ...connection }) {
  if (!verdict) return connection;
  const { apps, ...brief } = verdict;
  return { ...connection, verdict: { ...brief, appNames: apps?.map(({ name }) => name) } };
}

export class TeamList {
  // The teams that are known by now; always the same array.
  all = [];
  #next;
  #arrived;

  // Reads the first teams, and these of the others.
  static async open(ids) {
    const teams = new TeamList();
    teams.#take(await api("GET", "/connections"));
    while (teams.all.length === 0 && teams.#next) teams.#take(await readConnections(teams.#next));
    await Promise.all([...new Set(ids)].filter(Boolean).map((id) => teams.find(id)));
    return teams;
  }

  has(id) {
    return this.all.some((team) => team.id === id);
  }

  // Returns whether this is a connected team. Reads it if the list does not have it yet.
  async find(id) {
    if (this.has(id)) return true;
    try {
      this.#add([asListed(await api("GET", `/connections/${encodeURIComponent(id)}`))]);
    } catch (e) {
      if (!(e instanceof ApiProblem) || mayPass(e)) throw e;
    }
    return this.has(id);
  }

  // Reads all other teams, and calls `arrived` when some are known. After a failure it goes on later.
  readOthers(arrived) {
    this.#arrived = arrived;
    if (!this.#next) return;
    const reading = keepAsking(
      async () => {
        while (this.#next) this.#take(await readConnections(this.#next));
        reading.stop();
        return false;
      },
      () => {},
    );
  }

  #take({ connections, next }) {
    this.#next = next;
    this.#add(connections);
  }

  #add(connections) {
    const added = connections.filter((one) => isTeam(one) && !this.has(one.id));
    this.all.push(...added);
    if (added.length > 0) this.#arrived?.();
  }
}
