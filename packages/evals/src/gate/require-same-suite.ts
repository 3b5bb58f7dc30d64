import { PromptrailError, type Suite } from "@promptrail/core";

/** Throws `request_invalid` where a run was made with another suite than this one. */
export function requireSameSuite(
  run: { readonly family: string; readonly suiteHash: string },
  suite: Suite,
): void {
  if (run.suiteHash === suite.suiteHash && run.family === suite.family) return;
  throw new PromptrailError(
    "request_invalid",
    `The run belongs to another suite than that of family "${suite.family}" as it stands now. Run the eval again.`,
    { family: suite.family },
  );
}
