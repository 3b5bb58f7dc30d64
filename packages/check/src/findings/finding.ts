import type { PromptrailError } from "@promptrail/core";

/** An error stops; a warning is text that its author hardly meant; an info is only worth knowing. */
export type FindingSeverity = "error" | "warning" | "info";

/** One thing that there is to say of a project. */
export interface Finding {
  readonly severity: FindingSeverity;
  /** What was found. Stable: scripts select by it. */
  readonly code: string;
  /** Names the thing, the reason and the cure. */
  readonly message: string;
  /** Where it is about a template. */
  readonly template?: TemplateDetails | undefined;
}

export interface TemplateDetails {
  /** `product_description_v2` */
  readonly prompt: string;
  /** Relative to the project's folder; absent where no file with the template's text was found. */
  readonly file?: string | undefined;
  /** In the file. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** In the template as registered. */
  readonly templateLine?: number | undefined;
  readonly templateColumn?: number | undefined;
  /** The partial that the two count in; without one, it is the message's template. */
  readonly partial?: string | undefined;
  /** The context's path. */
  readonly path?: string | undefined;
}

const weights: Readonly<Record<FindingSeverity, number>> = { error: 0, warning: 1, info: 2 };

/** Errors first, then warnings, then infos: for `toSorted`. */
export function bySeverity(one: Finding, other: Finding): number {
  return weights[one.severity] - weights[other.severity];
}

/** An error that was thrown, as a finding. */
export function toFinding({ code, message }: PromptrailError): Finding {
  return { severity: "error", code, message };
}
