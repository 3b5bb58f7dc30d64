import { isError, PromptrailError, TemplateError } from "@promptrail/core/errors";
import type { FailedReply, RefusedReply } from "./worker-messages.js";

/** An error as data, for the thread that asked. */
export function toErrorReply(error: unknown): RefusedReply | FailedReply {
  if (error instanceof TemplateError) {
    const { kind, reason, line, column, partial, path, concretePath, template, refusal } = error;
    return {
      type: "refused",
      details: { kind, reason, line, column, partial, path, concretePath, template, refusal },
    };
  }
  if (error instanceof PromptrailError) {
    return { type: "failed", code: error.code, message: error.message };
  }
  // The message of an unknown error may hold a value.
  const name = isError(error) ? error.name : typeof error;
  return {
    type: "failed",
    code: "not_supported",
    message: `The render worker failed (${name}). Render the template without a worker to see where.`,
  };
}

/** The error of a reply, as it would have been thrown here. */
export function fromErrorReply(reply: RefusedReply | FailedReply): PromptrailError {
  if (reply.type === "refused") return new TemplateError(reply.details);
  return new PromptrailError(reply.code, reply.message);
}
