import type {
  LookUpPath,
  SchemaPlace,
  TemplateRead,
  TemplateVariable,
  ValueType,
} from "@promptrail/core/lifecycle";
import type { TemplateFindingCode } from "./template-finding.js";

/** One read that hardly does what its author means. */
export interface OddRead {
  readonly code: TemplateFindingCode;
  readonly reason: string;
  readonly read: TemplateRead;
}

/** A path that a template reads, with what the schema says of it. */
export interface ReadPlace {
  readonly place: SchemaPlace;
  readonly types: readonly ValueType[];
  readonly variable: TemplateVariable;
  /** The variables that go one step further than this one. */
  readonly members: readonly TemplateVariable[];
  /** The variable that this one is a part of. */
  readonly around: TemplateVariable | undefined;
  readonly lookUp: LookUpPath;
}
