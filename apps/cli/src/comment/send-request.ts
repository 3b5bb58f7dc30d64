import { setTimeout as wait } from "node:timers/promises";
import { PromptrailError } from "@promptrail/core";
import { isError, toErrorText } from "@promptrail/core/errors";
import { isLoopbackUrl } from "../project/serving/loopback.js";

export interface HostApi {
  /** `GitHub` */
  readonly name: string;
  /** Without a slash at its end. */
  readonly url: string;
  /** Never in a message. */
  readonly token: string;
  /** All that each request has. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface HostRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH";
  /** Behind the API's URL. */
  readonly path: string;
  readonly body?: Readonly<Record<string, string>> | undefined;
  /** False: it is sent once, since what it makes would be made twice. Default: true. */
  readonly mayRepeat?: boolean | undefined;
}

export interface HostReply {
  readonly status: number;
  /** Undefined where it is no JSON. */
  readonly json: unknown;
}

export const mostTries = 4;
const patience = 20_000;
/** Milliseconds before the second, third and fourth try, where the host does not say. */
export const pauses = [500, 2_000, 5_000] as const;
const longestPause = 30_000;

/**
 * Sends a request to a host's API, and again where the host is busy or cannot be reached: four times at most. A redirect is
 * not followed, since the token is for this host alone: it is a reply. Any reply below 500 but 429 is one.
 *
 * @throws PromptrailError `server_unreachable`, `rate_limited`; `request_invalid` for an API that is not on https.
 */
export async function sendRequest(api: HostApi, request: HostRequest): Promise<HostReply> {
  requireSafe(api);
  const tries = request.mayRepeat === false ? 1 : mostTries;
  let problem = "";
  for (let turn = 0; turn < tries; turn += 1) {
    const sent = await trySend(api, request);
    if ("reply" in sent) return sent.reply;
    problem = sent.problem;
    if (turn < tries - 1) await wait(sent.pause ?? pauses[turn] ?? longestPause);
  }
  const code = /\b429\b/.test(problem) ? "rate_limited" : "server_unreachable";
  throw new PromptrailError(
    code,
    `${api.name} could not be asked for the comment: ${hide(problem, api)}. Run the job again.`,
  );
}

type Sent =
  | { readonly reply: HostReply }
  | { readonly problem: string; readonly pause: number | null };

async function trySend(api: HostApi, { method, path, body }: HostRequest): Promise<Sent> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${api.url}${path}`, {
      method,
      redirect: "manual",
      signal: AbortSignal.timeout(patience),
      headers: {
        ...api.headers,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    text = await response.text();
  } catch (error) {
    return { problem: describeFailure(error), pause: null };
  }
  const { status, headers } = response;
  if (status >= 500 || status === 429 || isSecondaryLimit(status, headers)) {
    return { problem: `it answers ${status}`, pause: readPause(headers) };
  }
  return { reply: { status, json: parse(text) } };
}

/** GitHub says 403 where too much is sent at once, and then when to come again. */
function isSecondaryLimit(status: number, headers: Headers): boolean {
  return status === 403 && headers.has("retry-after");
}

function readPause(headers: Headers): number | null {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1_000, longestPause) : null;
}

function describeFailure(error: unknown): string {
  const cause = isError(error) && error.cause !== undefined ? error.cause : error;
  return toErrorText(cause).replace(/\.$/, "");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function requireSafe({ name, url }: HostApi): void {
  const parsed = URL.parse(url);
  if (parsed?.protocol === "https:") return;
  if (parsed !== null && isLoopbackUrl(parsed.origin)) return;
  throw new PromptrailError(
    "request_invalid",
    `The URL of ${name}'s API, "${url}", is not on https, so the token was not sent there. Set the variable that names it to an https URL.`,
  );
}

/** A text of the host without the token, which it may repeat. */
export function hide(text: string, { token }: Pick<HostApi, "token">): string {
  return token === "" ? text : text.replaceAll(token, "***");
}
