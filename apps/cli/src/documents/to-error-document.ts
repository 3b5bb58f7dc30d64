import { findRefusal, isPromptrailError, toErrorText } from "@promptrail/core/errors";
import type { ErrorDocument } from "./error-document.js";

/**
 * Apart from its schema: what went wrong must be told also where no command was loaded.
 *
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
