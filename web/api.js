// Calls Slipway's API: JSON in and out, problems (RFC 9457) as errors.
import { inTheirName } from "./brand.js";
import { config } from "./config.js";
import { refused, SignInFault, token } from "./sign-in.js";
import { texts } from "./texts.js";

const PATIENCE_MILLIS = 35_000;
// Sentences for people in answers; names and ids of the user's own things stay as they are.
const SENTENCES = new Set(["detail", "title", "advice", "remedy", "ground"]);
let showVersion = () => {};
let linkToken;

// Sends the token of a connect link from now on, instead of signing in.
export function useConnectLink(token) {
  linkToken = token;
}

// Sets the function that shows which version of Slipway answered.
export function onVersion(show) {
  showVersion = show;
}

export class ApiProblem extends Error {
  constructor(status, problem) {
    // What the gateway answers for itself, such as {"message": "Forbidden"}, has no words for people.
    super(problem.detail ?? problem.title ?? (status === 403 ? texts.trouble.forbidden : texts.trouble.unknown(status)));
    this.status = status;
    this.problem = problem;
  }
}

// Reports that no answer arrived. Callers retry automatically.
export class Unreachable extends Error {
  constructor() {
    super(texts.trouble.offline);
  }
}

// Returns whether the cause may pass by itself, so that a page that asks again anyway goes on.
export function mayPass(e) {
  return e instanceof Unreachable || (e instanceof ApiProblem && (e.status >= 500 || e.status === 429));
}

export async function api(method, path, body, signal) {
  const { apiUrl } = await config;
  const request = {
    method,
    headers: {},
    cache: "no-store",
    credentials: "omit",
    signal: AbortSignal.any([AbortSignal.timeout(PATIENCE_MILLIS), ...(signal ? [signal] : [])]),
  };
  if (body !== undefined) {
    request.headers["content-type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  const send = async () => {
    if (linkToken) {
      request.headers["slipway-connect-link"] = linkToken;
      return { answer: await fetch(apiUrl + path, request), again: false };
    }
    const bearer = await token();
    request.headers.authorization = `Bearer ${bearer}`;
    const answer = await fetch(apiUrl + path, request);
    return { answer, again: answer.status === 401 && refused(bearer) };
  };
  let answer;
  try {
    let again;
    ({ answer, again } = await send());
    if (again) ({ answer } = await send());
  } catch (e) {
    if (signal?.aborted || e instanceof SignInFault) throw e;
    throw new Unreachable();
  }
  const version = answer.headers.get("slipway-version");
  if (version) showVersion(version);
  if (answer.status === 204) return undefined;
  const document = await answer
    .text()
    .then((text) => JSON.parse(text, (name, value) => (SENTENCES.has(name) && typeof value === "string" ? inTheirName(value) : value)))
    .catch(() => ({}));
  if (answer.ok) return document;
  throw new ApiProblem(answer.status, document);
}
