// Chooses a team, which a person names in the same place.
import { h, fill } from "./elements.js";
import { teamHeading } from "./team-heading.js";
import { teamChoices } from "./team-name.js";

// Returns {select, naming, showTeams}: the field, what is beside it, and what shows `connections` as
// they are by then. They are changed in place when a team gets another name, before `renamed` is called.
export function teamSelect(id, connections, chosen, renamed = () => {}) {
  const select = h("select", { id });
  const naming = h("div", null);

  function showChoices(selected) {
    fill(select, teamChoices(connections).map(([value, name]) => h("option", { value, selected: value === selected }, name)));
  }

  function showNaming() {
    const connection = connections.find((one) => one.id === select.value);
    fill(naming, connection && teamHeading(connection, () => undefined, changeName));
  }

  function changeName(changed) {
    const at = connections.findIndex((one) => one.id === changed.id);
    connections[at] = { ...connections[at], label: changed.label };
    showChoices(select.value);
    renamed();
  }

  showChoices(chosen);
  showNaming();
  select.addEventListener("change", showNaming);
  return { select, naming, showTeams: () => showChoices(select.value) };
}
