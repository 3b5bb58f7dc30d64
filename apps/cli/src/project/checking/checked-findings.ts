import type { Finding } from "@promptrail/check";

/** What a check found, as its reports show it. */
export interface CheckedFindings {
  /** Errors first, then warnings, then notes; without those that are not shown. */
  readonly findings: readonly Finding[];
  /** What was looked at, in a line. */
  readonly checked: string;
  readonly isGood: boolean;
}

/** `prompts/topic.ts:4:7`; empty where a finding is about no place. */
export function describePlace({ template, place }: Finding): string {
  const { file, line, column } = template ?? place ?? {};
  return [file, line, column].filter((part) => part !== undefined).join(":");
}

/** `Check does not pass: 2 errors` */
export function titleCheck({ findings, isGood }: CheckedFindings): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (isGood) return "Check passes";
  return `Check does not pass: ${errors} ${errors === 1 ? "error" : "errors"}`;
}
