// Chooses a team, which a person names in the same place.
import { h, fill } from "./elements.js";
import { teamHeading } from "./team-heading.js";
import { teamChoices } from "./team-name.js";

// Returns {select, naming}: the field, and what is beside it. `connections` is changed in place
// when a team gets another name.
export function teamSelect(id, connections, chosen) {
  const select = h("select", { id });
  const naming = h("div", null);

  function showChoices(selected) {
    fill(select, teamChoices(connections).map(([value, name]) => h("option", { value, selected: value === selected }, name)));
  }

  function showNaming() {
    const connection = connections.find((one) => one.id === select.value);
    fill(naming, connection && teamHeading(connection, () => undefined, renamed));
  }

  function renamed(changed) {
    const at = connections.findIndex((one) => one.id === changed.id);
    connections[at] = { ...connections[at], label: changed.label };
    showChoices(select.value);
  }

  showChoices(chosen);
  showNaming();
  select.addEventListener("change", showNaming);
  return { select, naming };
}
