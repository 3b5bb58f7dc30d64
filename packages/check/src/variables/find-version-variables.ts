import type { PromptVersion, Renderer } from "@promptrail/core";
import {
  compileMessage,
  type TemplateRead,
  type TemplateVariable,
} from "@promptrail/core/lifecycle";
import { readInputSchema } from "../templates/read-input-schema.js";
import { describeType } from "./describe-type.js";
import { mergeVariables } from "./merge-variables.js";

/** A variable of a version: what all of its messages do with it, and its type. */
export interface VersionVariable extends TemplateVariable {
  /** By the input schema; null where there is none, or where it does not say. */
  readonly type: string | null;
  readonly reads: readonly VersionRead[];
}

export interface VersionRead extends TemplateRead {
  /** The message's index. */
  readonly message: number;
}

/** @throws TemplateError where a message does not compile. */
export function findVersionVariables(
  version: PromptVersion,
  renderer: Renderer,
): readonly VersionVariable[] {
  const { content, input } = version;
  const lookUp = input === null ? null : readInputSchema(input).lookUp;
  const found = content.messages.flatMap((_, message) =>
    compileMessage(renderer, version, message).variables.map((variable) => ({
      ...variable,
      reads: variable.reads.map((read) => ({ ...read, message })),
    })),
  );
  return mergeVariables(found).map((variable) => ({
    ...variable,
    type: lookUp === null ? null : describeType(lookUp(variable.path)),
  }));
}
