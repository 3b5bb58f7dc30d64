import type { TemplateErrorDetails } from "@promptrail/core/lifecycle";
import type { FindingSeverity } from "../findings/finding.js";

/** What was found. Closed, and stable: scripts select by it. */
export type TemplateFindingCode =
  /** The template does not compile. */
  | "template"
  | "unknown_variable"
  | "unguarded_optional"
  /** A sample that the input schema allows does not render. */
  | "sample_fails"
  | "unguarded_null"
  | "prints_none"
  | "prints_structure"
  /** What the schema says and what the template does with it do not go together. */
  | "wrong_kind"
  | "dynamic_read"
  | "unread_field"
  /** Jinja2 would give another text, and the prompt profile does not on purpose. */
  | "jinja2_differs"
  | "unused_partial"
  /** The templates were not compared with the schema, or no sample of it was rendered. */
  | "not_compared";

/** What every finding about one message says of its place. */
export interface TemplatePlace {
  readonly prompt: string;
  readonly message: number;
  readonly template: string;
}

/** One thing that is worth saying of a version's templates. */
export interface TemplateFinding extends Omit<TemplateErrorDetails, "cause" | "refusal"> {
  readonly severity: FindingSeverity;
  readonly code: TemplateFindingCode;
  /** `product_description_v2` */
  readonly prompt: string;
  /** The message's index in the version's content; null where the finding is about all of them. */
  readonly message: number | null;
}

/** In the order of the template. */
export function byPosition(one: TemplateFinding, other: TemplateFinding): number {
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}
