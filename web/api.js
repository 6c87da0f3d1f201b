// Calls Slipway's API: JSON in and out, problems (RFC 9457) as errors.
import { config } from "./config.js";
import { token, signedOut } from "./sign-in.js";
import { texts } from "./texts.js";

const PATIENCE_MILLIS = 35_000;

export class ApiProblem extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? problem.message ?? texts.trouble.unknown(status));
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

export async function api(method, path, body, signal) {
  const { apiUrl } = await config;
  const request = {
    method,
    headers: { authorization: `Bearer ${await token()}` },
    cache: "no-store",
    credentials: "omit",
    signal: AbortSignal.any([AbortSignal.timeout(PATIENCE_MILLIS), ...(signal ? [signal] : [])]),
  };
  if (body !== undefined) {
    request.headers["content-type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(apiUrl + path, request);
  } catch (e) {
    if (signal?.aborted) throw e;
    throw new Unreachable();
  }
  if (answer.status === 204) return undefined;
  const document = await answer.json().catch(() => ({}));
  if (answer.ok) return document;
  if (answer.status === 401) signedOut(texts.signIn.expired);
  throw new ApiProblem(answer.status, document);
}
