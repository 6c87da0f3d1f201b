// Signs the user in. In a deployment: OpenID Connect, authorization code with PKCE (RFC 7636). The
// tokens stay in memory; only what has to survive the redirect (state, verifier) is put into
// sessionStorage, for one use. A page that is reloaded signs in again, which the service does
// without asking. A page that stays open renews its token with the refresh token (RFC 6749, section
// 6), so that an upload may take longer than a token lives. In a local run: the runner's own issuer.
// A token that was obtained with a one-time code is kept for this tab, because the code cannot be
// used again.
import { config } from "./config.js";
import { forgetUploads } from "./remembered-uploads.js";
import { texts } from "./texts.js";

const PENDING = "slipway.sign-in";
const KNOWN = "slipway.signed-in";
const LOCAL_USER = "slipway.local-user";
const LOCAL_TOKEN = "slipway.local-token";
const SPARE_MILLIS = 60_000;

let current;
let ask;
const work = new Set();

// Registers a function that says whether something is under way that leaving the page would lose.
// The page does not leave for the sign-in service meanwhile. Returns a function that ends this.
export function keepPage(isUnderWay) {
  work.add(isUnderWay);
  return () => work.delete(isUnderWay);
}

// Sets the function that shows the sign-in form. Its promise resolves when the user is signed in.
export function onSignInNeeded(show) {
  ask = show;
}

export class SignInFault extends Error {}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

let discovered;

async function endpoints(oidc) {
  if (discovered) return discovered;
  const answer = await fetch(`${oidc.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  if (!answer.ok) throw new SignInFault(texts.signIn.failed);
  discovered = await answer.json();
  return discovered;
}

function pageUrl() {
  return location.origin + location.pathname;
}

export async function begin() {
  const { oidc } = await config;
  const found = await endpoints(oidc);
  const verifier = random();
  const state = random();
  const challenge = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier)));
  sessionStorage.setItem(PENDING, JSON.stringify({ state, verifier, search: location.search, hash: location.hash }));
  const url = new URL(found.authorization_endpoint);
  url.search = new URLSearchParams({
    response_type: "code",
    client_id: oidc.clientId,
    redirect_uri: pageUrl(),
    scope: oidc.scope ?? "openid",
    state,
    code_challenge: base64url(challenge),
    code_challenge_method: "S256",
  });
  location.assign(url);
  return new Promise(() => {});
}

// Completes a redirect from the sign-in service, if this page load is one.
async function returned(oidc) {
  const query = new URLSearchParams(location.search);
  if (!query.has("state") || !(query.has("code") || query.has("error"))) return undefined;
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? "null");
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, "", pageUrl() + (pending?.search ?? "") + (pending?.hash ?? ""));
  if (!pending || pending.state !== query.get("state")) throw new SignInFault(texts.signIn.foreign);
  if (query.has("error")) {
    throw new SignInFault(texts.signIn.refused(query.get("error_description") ?? query.get("error")));
  }
  const found = await endpoints(oidc);
  const answer = await post(found.token_endpoint, {
    grant_type: "authorization_code",
    client_id: oidc.clientId,
    code: query.get("code"),
    redirect_uri: pageUrl(),
    code_verifier: pending.verifier,
  });
  if (!answer.ok) throw new SignInFault(texts.signIn.failed);
  return held(await answer.json(), oidc.token ?? "id_token");
}

function post(url, form) {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form),
    cache: "no-store",
  });
}

// A setting says which token the API takes: the user pool of the stack puts tenant and scopes into
// the access token. The user's name is in the ID token. A renewal may bring another refresh token
// (rotation) or none, and then the one before stays valid.
function held(tokens, kind, before) {
  const value = tokens[kind];
  if (!value) throw new SignInFault(texts.signIn.failed);
  return {
    value,
    expiresAt: Date.now() + (tokens.expires_in ?? 3600) * 1000,
    user: before?.user ?? name(tokens.id_token ?? value),
    refresh: tokens.refresh_token ?? before?.refresh,
  };
}

// Renews the token. Returns undefined when the service does not renew it any longer; throws when the
// service cannot be reached, so that the caller tries again.
async function renewed(before) {
  const { oidc } = await config;
  const url = oidc ? (await endpoints(oidc)).token_endpoint : "/local/token";
  const answer = await post(url, {
    grant_type: "refresh_token",
    client_id: oidc?.clientId ?? "",
    refresh_token: before.refresh,
  });
  if (answer.status >= 500 || answer.status === 429) throw new Error(`token: ${answer.status}`);
  return answer.ok ? held(await answer.json(), oidc ? (oidc.token ?? "id_token") : "access_token", before) : undefined;
}

// Only for the header of the page. The API decides what a user may do.
function name(jwt) {
  try {
    const part = jwt.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(part), (c) => c.charCodeAt(0))));
    return claims.email ?? claims.name ?? claims.preferred_username ?? claims.sub ?? "";
  } catch {
    return "";
  }
}

export async function localToken(user, code) {
  const query = new URLSearchParams(code ? { user, code } : { user });
  const answer = await fetch(`/local/token?${query}`, { cache: "no-store" });
  const body = await answer.json();
  if (!answer.ok) throw new SignInFault(body.message);
  const kept = { value: body.token, expiresAt: new Date(body.expiresAt).getTime(), user };
  sessionStorage.setItem(LOCAL_USER, user);
  if (code) sessionStorage.setItem(LOCAL_TOKEN, JSON.stringify(kept));
  current = { ...kept, refresh: body.refreshToken };
  return current;
}

function fresh(found) {
  return found && found.expiresAt - SPARE_MILLIS > Date.now() ? found : undefined;
}

async function find() {
  const before = current;
  if (before?.refresh) {
    const found = await renewed(before);
    if (found) return found;
    if (current === before) current = undefined;
  }
  const settings = await config;
  if (settings.local) {
    const kept = fresh(JSON.parse(sessionStorage.getItem(LOCAL_TOKEN) ?? "null"));
    if (kept) return kept;
    const user = sessionStorage.getItem(LOCAL_USER);
    if (user && !settings.local.codeNeeded) return localToken(user);
    stay();
    return ask();
  }
  const back = await returned(settings.oidc);
  if (back) {
    sessionStorage.setItem(KNOWN, "1");
    return back;
  }
  stay();
  return sessionStorage.getItem(KNOWN) ? begin() : ask();
}

function stay() {
  if ([...work].some((isUnderWay) => isUnderWay())) throw new SignInFault(texts.signIn.expired);
}

let finding;

export async function session() {
  if (fresh(current)) return current;
  finding ??= find().finally(() => {
    finding = undefined;
  });
  current = await finding;
  return current;
}

export async function token() {
  return (await session()).value;
}

// Reports that the API refused a token. Returns whether another one can be had without the user.
export function refused(value) {
  sessionStorage.removeItem(LOCAL_TOKEN);
  if (current?.value === value) current = current.refresh ? { ...current, expiresAt: 0 } : undefined;
  return Boolean(current);
}

export async function signOut() {
  current = undefined;
  sessionStorage.removeItem(LOCAL_TOKEN);
  sessionStorage.removeItem(LOCAL_USER);
  sessionStorage.removeItem(KNOWN);
  forgetUploads();
  const { oidc } = await config;
  if (oidc?.signOutUrl) {
    location.assign(oidc.signOutUrl);
  } else {
    location.assign(pageUrl());
  }
}
