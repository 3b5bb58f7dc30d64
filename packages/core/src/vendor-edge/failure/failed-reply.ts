import { isError } from "../../errors/any-error.js";
import type { ReplyHeaders } from "../reply-headers.js";
import type { ToldFailure } from "./read-failure.js";

/**
 * A vendor's reply that tells of a failure, whatever its HTTP status. Its message is the same for each: clients take
 * some words ("timed out") for a failure of their own.
 */
export class FailedReply extends Error {
  readonly status: number | undefined;
  readonly headers: ReplyHeaders | undefined;
  readonly told: ToldFailure;

  constructor(told: ToldFailure, status?: number, headers?: ReplyHeaders) {
    super("The vendor's reply reports a failure.");
    this.name = "FailedReply";
    this.told = told;
    this.status = status;
    this.headers = headers;
  }
}

/** The FailedReply that was thrown, or that a vendor's client has wrapped; null where there is none. */
export function findFailedReply(error: unknown): FailedReply | null {
  if (error instanceof FailedReply) return error;
  const cause = isError(error) ? error.cause : undefined;
  return cause instanceof FailedReply ? cause : null;
}
