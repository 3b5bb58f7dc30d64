import { setTimeout as wait } from "node:timers/promises";
import { isPromptrailError } from "@promptrail/core/errors";
import type { CommentHost, HostComment } from "./comment-host.js";
import { mostTries, pauses } from "./send-request.js";
import { toMarker } from "./write-comment-text.js";

export interface PutComment extends HostComment {
  readonly action: "created" | "updated";
}

/**
 * Writes a comment in the place of the one of before, else a new one. Where nobody knows whether a new one was made, it looks for it
 * before it makes another.
 */
export async function putComment(
  host: CommentHost,
  name: string,
  text: string,
): Promise<PutComment> {
  for (let turn = 0; ; turn += 1) {
    const known = await host.find(toMarker(name));
    if (known !== null) return { ...(await host.update(known.id, text)), action: "updated" };
    try {
      return { ...(await host.create(text)), action: "created" };
    } catch (error) {
      if (turn === mostTries - 1 || !isPassing(error)) throw error;
      await wait(pauses[turn]);
    }
  }
}

function isPassing(error: unknown): boolean {
  if (!isPromptrailError(error)) return false;
  return error.code === "server_unreachable" || error.code === "rate_limited";
}
