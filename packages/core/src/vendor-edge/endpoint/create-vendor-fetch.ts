import { ProviderError } from "../../errors/provider-error.js";
import type { AskedVendor } from "../asked-vendor.js";
import { readHeaders } from "../reply-headers.js";

/** In bytes after decompression. No model writes so much, and one answer must not fill the memory. */
export const longestAnswer = 32_000_000;

/**
 * A `fetch` for a vendor's client, the platform's by default. A redirect is an error and never followed, since it
 * would carry prompt and key elsewhere; an answer has at most `longestAnswer` bytes, also one that is compressed,
 * streamed or without an end. Both are a ProviderError, which a client may wrap: see `findProviderError`.
 */
export function createVendorFetch(vendor: AskedVendor, send = fetch): typeof fetch {
  return async (input, init) => {
    const response = await send(input, { ...init, redirect: "manual" });
    requireNoRedirect(vendor, response);
    return limitReply(vendor, response);
  };
}

/** Throws ProviderError for a reply that is a redirect. */
export function requireNoRedirect(vendor: AskedVendor, response: Response): void {
  if (!isRedirect(response)) return;
  response.body?.cancel().catch(() => {});
  throw toRedirectError(vendor, response);
}

/** The same reply, of which at most `longestAnswer` bytes are read. */
export function limitReply(vendor: AskedVendor, response: Response): Response {
  return limitBody(response, longestAnswer, () => toLengthError(vendor, response.status));
}

/** A `fetch` of somebody's own may have followed one, or hide it. */
function isRedirect({ status, type, redirected }: Response): boolean {
  return redirected || type === "opaqueredirect" || (status >= 300 && status < 400);
}

function toRedirectError({ provider, name }: AskedVendor, response: Response): ProviderError {
  const place = URL.parse(readHeaders(response).get("location") ?? "", response.url)?.origin;
  return new ProviderError({
    kind: "not_found",
    provider,
    reason: `${name}'s address answers with a redirect${place === undefined ? "" : ` to ${place}`}. It was not followed, because the prompt and the key are sent only to the configured address. Correct the base URL.`,
    status: response.status,
  });
}

function toLengthError({ provider, name }: AskedVendor, status: number): ProviderError {
  return new ProviderError({
    kind: "server_error",
    provider,
    reason: `${name}'s answer has more than ${longestAnswer / 1_000_000} MB; the rest was not read. Check that the base URL is ${name}'s API, or try again later.`,
    status,
  });
}

/** An answer that counts its own bytes, as those of `@promptrail/transport` do: nothing has to stand between. */
interface CountingAnswer extends Response {
  limitBytes(mostBytes: number, refuse: () => Error): void;
}

/**
 * The same answer, whose body has at most `mostBytes`, however it is read. Beyond them the source is given
 * up, and the reader gets what `refuse` makes.
 */
export function limitBody(response: Response, mostBytes: number, refuse: () => Error): Response {
  if (isCounting(response)) {
    response.limitBytes(mostBytes, refuse);
    return response;
  }
  if (response.body === null) return response;
  return withPieces(response, new CountedPieces(response.body, mostBytes, refuse));
}

function isCounting(response: Response): response is CountingAnswer {
  return "limitBytes" in response && typeof response.limitBytes === "function";
}

/**
 * Text and JSON, which is what clients read, come from the source with nothing between: a second Response
 * around a counted stream adds a twentieth to a call on loopback. It is made where another way is asked for.
 */
function withPieces(response: Response, pieces: CountedPieces): Response {
  const { status, statusText, headers } = response;
  let stream: ReadableStream<Uint8Array> | undefined;
  let copy: Response | undefined;
  const body = () => {
    stream ??= toStream(pieces);
    return copy === undefined ? stream : copy.body;
  };
  const requireUnread = () => {
    if (response.bodyUsed || stream?.locked) throw new TypeError("This body was read already.");
  };
  const toCopy = () => {
    if (copy === undefined) requireUnread();
    copy ??= new Response(body(), { status, statusText, headers });
    return copy;
  };
  const text = async () => {
    if (copy !== undefined) return copy.text();
    requireUnread();
    return readText(pieces);
  };
  return Object.defineProperties(response, {
    body: { get: body },
    text: { value: text },
    json: { value: async (): Promise<unknown> => JSON.parse(await text()) },
    arrayBuffer: { value: async () => toCopy().arrayBuffer() },
    blob: { value: async () => toCopy().blob() },
    bytes: { value: async () => toCopy().bytes() },
    formData: { value: async () => toCopy().formData() },
    clone: { value: () => toCopy().clone() },
  });
}

class CountedPieces {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #mostBytes: number;
  readonly #refuse: () => Error;
  #size = 0;

  constructor(source: ReadableStream<Uint8Array>, mostBytes: number, refuse: () => Error) {
    this.#reader = source.getReader();
    this.#mostBytes = mostBytes;
    this.#refuse = refuse;
  }

  /** The next piece; undefined at the end. Throws where the answer is too long, or its connection breaks. */
  async next(): Promise<Uint8Array | undefined> {
    const { value } = await this.#reader.read();
    this.#size += value?.byteLength ?? 0;
    if (this.#size <= this.#mostBytes) return value;
    await this.cancel().catch(() => {});
    throw this.#refuse();
  }

  cancel(reason?: unknown): Promise<void> {
    return this.#reader.cancel(reason);
  }
}

function toStream(pieces: CountedPieces): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const piece = await pieces.next();
        if (piece === undefined) controller.close();
        else controller.enqueue(piece);
      },
      cancel: (reason) => pieces.cancel(reason),
    },
    // Nothing is read ahead: who reads slowly holds one piece.
    { highWaterMark: 0 },
  );
}

async function readText(pieces: CountedPieces): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for (let piece = await pieces.next(); piece !== undefined; piece = await pieces.next()) {
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
