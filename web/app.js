// Shows what the API answers: connections and releases of the signed-in user, every two seconds.
const byId = (id) => document.getElementById(id);
const tokens = new Map();
let run;
let user;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function trouble(message) {
  byId("trouble").textContent = message;
  byId("trouble").hidden = !message;
}

async function signIn(code) {
  if (tokens.has(user)) return;
  const query = new URLSearchParams({ user, ...(code ? { code } : {}) });
  const answer = await fetch(`/local/token?${query}`);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.message);
  tokens.set(user, body.token);
  byId("sign-in").hidden = true;
}

async function api(path) {
  const answer = await fetch(path, { headers: { authorization: `Bearer ${tokens.get(user)}` } });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail ?? body.message);
  return body;
}

function tone(state) {
  if (["READY_FOR_DISTRIBUTION", "CONNECTED"].includes(state)) return "good";
  return ["REJECTED", "NEEDS_ATTENTION", "NOT_CONNECTED"].includes(state) ? "bad" : "quiet";
}

function card(title, state) {
  const item = element("li");
  const head = element("div", undefined, "title");
  head.append(element("span", title), element("span", state.replaceAll("_", " "), tone(state)));
  item.append(head);
  return item;
}

function releaseCard(release) {
  const name = release.app?.name ?? release.bundleId ?? release.drop.key.split("/").pop();
  const item = card(`${name} ${release.version ?? ""}`, release.state);
  if (release.upload?.running) {
    const bar = element("progress");
    bar.max = release.upload.totalBytes;
    bar.value = release.upload.finishedBytes;
    bar.setAttribute("aria-label", `Upload of ${name}`);
    item.append(bar);
  }
  if (release.problem) item.append(element("p", release.problem.detail, "bad"));
  const steps = element("ol");
  for (const entry of release.timeline ?? []) {
    steps.append(element("li", `${new Date(entry.at).toLocaleString()}: ${entry.message}`));
  }
  item.append(steps);
  return item;
}

function connectionCard(connection) {
  const item = card(`Key ${connection.keyId}`, connection.state);
  const place = `s3://${run.dropBucket}/${connection.id}/`;
  item.append(element("div", `Drop builds into ${place}`, "quiet"));
  if (connection.verdict?.problem) {
    item.append(element("p", connection.verdict.problem.detail, "bad"));
  }
  return item;
}

function fill(list, items, empty) {
  const children = items.length ? items : [element("li", empty, "quiet")];
  byId(list).replaceChildren(...children);
}

async function show() {
  if (!tokens.has(user)) return;
  try {
    const [{ connections }, { releases }] = await Promise.all([
      api("/connections"),
      api("/releases?limit=10"),
    ]);
    const whole = await Promise.all(releases.map((release) => api(`/releases/${release.id}`)));
    fill("connections", connections.map(connectionCard), "No team is connected yet.");
    fill("releases", whole.map(releaseCard), "Nothing was dropped yet.");
    trouble("");
  } catch (error) {
    trouble(error.message);
  }
}

async function become(name) {
  user = name;
  for (const button of byId("users").children) {
    button.setAttribute("aria-pressed", String(button.textContent === name));
  }
  byId("sign-in").hidden = !run.codeNeeded || tokens.has(user);
  try {
    if (!run.codeNeeded) await signIn();
    await show();
  } catch (error) {
    trouble(error.message);
  }
}

byId("sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    await signIn(byId("code").value.trim());
    await show();
  } catch (error) {
    trouble(error.message);
  }
});

run = await (await fetch("/local/run.json")).json();
for (const [name, value] of [
  ["API", location.origin],
  ["S3, Secrets Manager", run.awsUrl],
  ["Drop bucket", `s3://${run.dropBucket}/<connection id>/`],
  ["App Store Connect", run.appleUrl || "Apple"],
]) {
  byId("addresses").append(element("dt", name), element("dd", value));
}
for (const name of run.users) {
  const button = element("button", name);
  button.addEventListener("click", () => become(name));
  byId("users").append(button);
}
await become(run.users[0]);
setInterval(() => document.hidden || show(), 2000);
