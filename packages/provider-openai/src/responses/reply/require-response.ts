import { requireAnswer, type WholeReply } from "@promptrail/core/provider-kit";
import { z } from "zod";
import { type ResponseReply, responseSchema } from "../responses-reply.js";
import { contentCodes } from "../responses-vendor.js";

type FailedPart = Pick<ResponseReply, "status" | "error">;

const stoppedSchema = responseSchema.refine(isStoppedForContent);

/**
 * A whole response. One that was stopped for its content is an answer, too; any other failure that it tells of is thrown,
 * for `translateVendorError`.
 */
export function requireResponse(
  body: unknown,
  reply?: Pick<WholeReply, "status" | "headers">,
): ResponseReply {
  const stopped = stoppedSchema.safeParse(body);
  if (stopped.success) return stopped.data;
  return requireUnfailed(requireAnswer(body, responseSchema, reply));
}

/** The same response, unless it failed. */
export function requireUnfailed<Told extends FailedPart>(told: Told): Told {
  if (told.status === "failed" && !isStoppedForContent(told)) throwFailure(told.error);
  return told;
}

/** Throws the failure that the vendor tells of in an answer whose HTTP status says that all is well. */
export function throwFailure(error: FailedPart["error"]): never {
  const message = error?.message || "The response failed, and OpenAI named no reason.";
  return requireAnswer({ error: { code: error?.code ?? null, message } }, z.never());
}

function isStoppedForContent({ status, error }: FailedPart): boolean {
  return status === "failed" && contentCodes.has(error?.code ?? "");
}
