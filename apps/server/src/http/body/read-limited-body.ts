import { RequestError } from "../../problems/request-error.js";

/** What a body may hold, in bytes: the largest context that anybody should send. */
export const largestBody = 1_000_000;

/**
 * What of a larger one is read and thrown away, in bytes, so that its sender gets to read the answer:
 * a connection that is closed on unread data loses both (RFC 9112, 9.6).
 */
export const mostDiscarded = 16_000_000;

/**
 * A request's body, never more of it in memory than the limit, however its length is told.
 *
 * @throws RequestError 413; 400 for a body that broke off, whose sender has left.
 */
export async function readLimitedBody(
  request: Pick<Request, "headers" | "body">,
): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > mostDiscarded) throw tooLarge();
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of untilCut(request.body as AsyncIterable<Uint8Array>)) {
    size += chunk.byteLength;
    if (size > mostDiscarded) throw tooLarge();
    if (size <= largestBody) chunks.push(chunk);
  }
  if (size > largestBody) throw tooLarge();
  return Buffer.concat(chunks, size);
}

/** What arrives. A connection that ends in the middle is its sender's doing, and no failure of the server. */
async function* untilCut(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch {
    throw new RequestError(
      "The connection was closed before the body ended. Send the request again.",
      { status: 400 },
    );
  }
}

function tooLarge(): RequestError {
  return new RequestError(`The body is larger than ${largestBody} bytes. Send a smaller body.`, {
    status: 413,
    // Some of it may stay unread, so the connection must not carry another request: it would be cut.
    headers: { connection: "close" },
  });
}
