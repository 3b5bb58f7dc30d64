import { PromptrailError } from "@promptrail/core/errors";
import { describeIssues } from "@promptrail/core/portable";
import {
  findSuccess,
  fromProblem,
  problemMediaType,
  problemWire,
  type Route,
  type RouteAnswer,
} from "@promptrail/http-api";
import { toNetworkError } from "./to-network-error.js";

/**
 * What a route answers, read by its schema; undefined for an answer without a body. Unknown fields are passed
 * over: a newer server may send some.
 *
 * @throws PromptrailError what a problem tells; `server_unreachable` for an answer that is none of a
 * Promptrail server.
 */
export async function readAnswer<Asked extends Route>(
  route: Asked,
  response: Response,
): Promise<RouteAnswer<Asked>> {
  // "Not ready" is told by the same body as "ready", under another status.
  const told = isProblem(response) ? undefined : route.responses[response.status];
  if (told === undefined) await requireNoProblem(response);
  const { schema } = told ?? findSuccess(route);
  if (schema === null) {
    await response.body?.cancel();
    return undefined as RouteAnswer<Asked>;
  }
  const parsed = schema.safeParse(await readJson(response));
  if (parsed.success) return parsed.data as RouteAnswer<Asked>;
  throw strangeAnswer(response, describeIssues(parsed.error.issues));
}

function isProblem({ headers }: Response): boolean {
  return headers.get("content-type")?.startsWith(problemMediaType) === true;
}

/** @throws PromptrailError what a problem tells, or `server_unreachable` for another failure. */
export async function requireNoProblem(response: Response): Promise<void> {
  if (isProblem(response)) {
    const problem = problemWire.safeParse(await readJson(response));
    throw problem.success
      ? fromProblem(problem.data)
      : strangeAnswer(response, "a problem document that cannot be read");
  }
  if (response.ok) return;
  await response.body?.cancel();
  throw strangeAnswer(response, `HTTP ${response.status} without a problem document`);
}

async function readJson(response: Response): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw toNetworkError(
      toPlace(response),
      "the connection was closed before the answer ended",
      error,
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    throw strangeAnswer(response, `HTTP ${response.status} with a body that is not JSON`);
  }
}

function strangeAnswer(response: Response, reason: string): PromptrailError {
  const place = toPlace(response);
  return new PromptrailError(
    "server_unreachable",
    `${place} does not answer like a Promptrail server of this release: ${reason}. Check the URL, any proxy in between, and that client and server are of the same release.`,
    { url: place, status: response.status },
  );
}

function toPlace(response: Response): string {
  const url = URL.parse(response.url);
  return url === null ? "The server" : `${url.origin}${url.pathname}`;
}
