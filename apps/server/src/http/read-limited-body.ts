import { RequestError } from "./request-error.js";

/** What a body may hold, in bytes: the largest context that anybody should send. */
const largestBody = 1_000_000;

/**
 * A request's body, never more of it than the limit, however its length is told.
 *
 * @throws RequestError 413.
 */
export async function readLimitedBody(
  request: Pick<Request, "headers" | "body">,
): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > largestBody) throw tooLarge();
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > largestBody) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function tooLarge(): RequestError {
  return new RequestError(`The body is larger than ${largestBody} bytes. Send less.`, {
    status: 413,
    // Its rest stays unread, so the connection must not carry another request: it would be cut.
    headers: { connection: "close" },
  });
}
