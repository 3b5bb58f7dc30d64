import type { FindingSeverity } from "@promptrail/core/lifecycle";

/** One thing that `check` has to say. */
export interface Finding {
  readonly severity: FindingSeverity;
  readonly code: string;
  /** Names the thing, the reason and the cure. */
  readonly message: string;
  /** Where it is about a template. */
  readonly template?: TemplateDetails;
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
  /** The context's path. */
  readonly path?: string | undefined;
}
