import { PromptrailError } from "@promptrail/core";
import type { Snapshot } from "@promptrail/core/lifecycle";
import { routes } from "@promptrail/http-api";
import type { Server } from "../ask.js";
import { readAnswer } from "../read-answer.js";

export interface StatusAnswer {
  /** Null where nothing has changed since the ETag that was sent. */
  readonly snapshot: Snapshot | null;
  readonly etag: string | null;
}

interface StatusQuestion {
  readonly etag?: string | null;
  readonly signal?: AbortSignal;
}

/** A server that is frozen is a server that is away. */
const timeoutMs = 3_000;

/**
 * What a server says is live.
 *
 * @throws PromptrailError what the server says; `server_unreachable` where no answer comes; `store_unavailable`
 * where the server itself goes by its code alone: that is no state to follow.
 */
export async function readStatusAnswer(
  server: Server,
  { etag = null, signal }: StatusQuestion,
): Promise<StatusAnswer> {
  const asked = { ifNoneMatch: etag ?? undefined };
  const response = await server.send(routes.status, asked, { signal, timeoutMs });
  if (response.status === 304 && etag !== null) return { snapshot: null, etag };
  const { snapshot, stateSource } = await readAnswer(routes.status, response);
  if (stateSource === "code_default") {
    throw new PromptrailError(
      "store_unavailable",
      "The server cannot reach its store, so it does not know what is live and serves what its code declares. This process keeps the state that it has. Check the server's `/readyz` and its store.",
    );
  }
  return { snapshot, etag: response.headers.get("etag") };
}
