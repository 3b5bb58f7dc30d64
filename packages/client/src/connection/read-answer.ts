import { describeIssues, PromptrailError } from "@promptrail/core";
import { fromProblem, problemMediaType, problemWire } from "@promptrail/http-api";
import { toNetworkError } from "./to-network-error.js";

/** The slice of a zod schema that reading needs. */
interface AnswerSchema<Answer> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: Answer }
    | { readonly success: false; readonly error: { readonly issues: Issues } };
}

type Issues = Parameters<typeof describeIssues>[0];

/**
 * A response's JSON, read by its schema. Unknown fields are passed over: a newer server may send some.
 *
 * @throws PromptrailError what a problem tells; `store_unavailable` for an answer that is none of a
 * Promptrail server.
 */
export async function readAnswer<Answer>(
  response: Response,
  schema: AnswerSchema<Answer>,
): Promise<Answer> {
  await requireNoProblem(response);
  const parsed = schema.safeParse(await readJson(response));
  if (parsed.success) return parsed.data;
  throw strangeAnswer(response, describeIssues(parsed.error.issues));
}

/** @throws PromptrailError what a problem tells, or `store_unavailable` for another failure. */
export async function requireNoProblem(response: Response): Promise<void> {
  const mediaType = response.headers.get("content-type") ?? "";
  if (mediaType.startsWith(problemMediaType)) {
    const problem = problemWire.safeParse(await readJson(response));
    throw problem.success ? fromProblem(problem.data) : strangeAnswer(response, "a broken problem");
  }
  if (response.ok) return;
  await response.body?.cancel();
  throw strangeAnswer(response, `HTTP ${response.status} without a problem`);
}

async function readJson(response: Response): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw toNetworkError(toPlace(response), "the answer was cut", error);
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
    "store_unavailable",
    `${place} does not answer like a Promptrail server of this version: ${reason}. Check the URL, what stands between, and both versions.`,
    { url: place, status: response.status },
  );
}

function toPlace(response: Response): string {
  const url = URL.parse(response.url);
  return url === null ? "The server" : `${url.origin}${url.pathname}`;
}
