import type { PromptrailError } from "@promptrail/core";
import type { FilePlace } from "../places/file-place.js";

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
  /** Where it is about a model's retirement. */
  readonly model?: ModelDetails | undefined;
  /** The place in the project's files where it is about one, and not about a template. */
  readonly place?: FilePlace | undefined;
}

export interface ModelDetails {
  /** `product_description_v2` */
  readonly prompt: string;
  readonly provider: string;
  /** `claude-sonnet-4-20250514` */
  readonly name: string;
  /** `2026-06-15` */
  readonly retiresAt: string;
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
