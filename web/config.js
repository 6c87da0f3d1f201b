// Reads the addresses of the API, the drop bucket and the sign-in. A deployment has a config.json
// next to the pages; in a local run the runner serves it.
function origin(url) {
  return url ? new URL(url, location.href).origin : undefined;
}

// Limits the page to these addresses. An added policy can only narrow what the page's header and
// its own meta element allow.
function narrow(config) {
  const allowed = new Set(
    [location.origin, config.apiUrl, config.dropEndpoint, config.oidc?.issuer, ...(config.oidc?.origins ?? [])]
      .map(origin)
      .filter(Boolean),
  );
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  const drops = origin(config.dropEndpoint);
  meta.content = `connect-src ${[...allowed].join(" ")}; img-src 'self' data: ${drops ?? ""}; media-src ${drops ?? "'none'"}`;
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
// The code that awaits the settings shows the failure. Without this line the browser would report
// it a second time.
config.catch(() => {});
