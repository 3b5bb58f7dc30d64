import { toErrorText } from "@promptrail/core/errors";
import { readRefusal, toErrorDocument } from "../../documents/to-error-document.js";
import type { FailedRun } from "../../project/evaluating/evaluate-each.js";
import type { Terminal } from "../../terminal.js";

/** The run that ended in an error, beside those that were judged before; nothing of none. */
export function describeFailed(
  failed: FailedRun | null,
  { colors }: Pick<Terminal, "colors">,
): readonly string[] {
  if (failed === null) return [];
  const { code } = toErrorDocument(failed.error).error;
  return [`${colors.red("✗")} ${explainFailed(failed)} ${colors.dim(`(${code})`)}`];
}

/** `slogan has no verdict, because its run ended in an error: …` */
export function explainFailed({ family, error }: FailedRun): string {
  return `${family} has no verdict, because its run ended in an error: ${readReason(error)}`;
}

export function toFailedJson(failed: FailedRun | null) {
  if (failed === null) return {};
  return { failed: [{ family: failed.family, ...toErrorDocument(failed.error) }] };
}

/** For report files. */
export function toFailedFamilies(failed: FailedRun | null) {
  if (failed === null) return [];
  const { family, error } = failed;
  return [{ family, code: toErrorDocument(error).error.code, reason: readReason(error) }];
}

function readReason(error: unknown): string {
  const refusal = readRefusal(error);
  return [toErrorText(error), ...(typeof refusal === "string" ? [refusal] : [])].join(" ");
}
