// Where API, drop bucket and sign-in are. Deployed, config.json lies beside the pages; locally the
// runner answers it.
function origin(url) {
  return url ? new URL(url, location.href).origin : undefined;
}

// From here on the page can talk to these addresses and to nobody else. A policy that is added can
// only narrow what the page's header and its own meta element allow.
function narrow(config) {
  const allowed = new Set(
    [location.origin, config.apiUrl, config.dropEndpoint, config.oidc?.issuer, ...(config.oidc?.origins ?? [])]
      .map(origin)
      .filter(Boolean),
  );
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = `connect-src ${[...allowed].join(" ")}`;
  document.head.append(meta);
}

async function load() {
  const answer = await fetch("config.json", { cache: "no-store" });
  if (!answer.ok) throw new Error(`config.json: ${answer.status}`);
  const config = await answer.json();
  narrow(config);
  return { ...config, apiUrl: (config.apiUrl ?? "").replace(/\/$/, "") };
}

export const config = load();
// Who awaits it shows the failure; without this line the browser would report it twice.
config.catch(() => {});
