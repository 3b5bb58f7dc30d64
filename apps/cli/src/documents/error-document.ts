import { isPromptrailError } from "@promptrail/core";
import { findRefusal, toErrorText } from "@promptrail/core/errors";
import { z } from "zod";

/** What every command prints with `--json` where it fails, wrong use included. */
export const errorDocument = z.object({
  error: z.object({
    code: z
      .string()
      .describe("what went wrong, for scripts; `unexpected` for a failure that has no code"),
    message: z.string().describe("the thing, the reason and the cure, for people"),
    data: z.record(z.string(), z.unknown()).describe("the same facts, by the code"),
  }),
});

export type ErrorDocument = z.input<typeof errorDocument>;

/**
 * @param message As it is shown; default: the error's own.
 */
export function toErrorDocument(
  error: unknown,
  message: string = toErrorText(error),
): ErrorDocument {
  const { code, data } = isPromptrailError(error) ? error : { code: "unexpected", data: {} };
  const refusal = readRefusal(error);
  return { error: { code, message, data: refusal === undefined ? data : { ...data, refusal } } };
}

/** What a template of the user's refused, here or on a server: its text is in no message. */
export function readRefusal(error: unknown) {
  return findRefusal(error) ?? (isPromptrailError(error) ? error.data["refusal"] : undefined);
}
