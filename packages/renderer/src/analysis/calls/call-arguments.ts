import type { CallArguments } from "../../syntax/ast.js";
import type { AbstractValue } from "../values/abstract-value.js";
import type { Walk } from "../walk.js";

export interface ArgumentValues {
  readonly positional: readonly AbstractValue[];
  readonly keywords: ReadonlyMap<string, AbstractValue>;
  /** True where `*items` or `**mapping` may bring more. */
  readonly open: boolean;
}

/** What a call is given; passing a value reads nothing yet. */
export function evaluateArguments(walk: Walk, args: CallArguments): ArgumentValues {
  const positional = args.positional.map((value) => walk.evaluate(value));
  const keywords = new Map(args.keywords.map(({ name, value }) => [name, walk.evaluate(value)]));
  if (args.spread) walk.use(args.spread, { kind: "any" });
  if (args.spreadKeywords) walk.use(args.spreadKeywords, { kind: "any" });
  return { positional, keywords, open: args.spread !== null || args.spreadKeywords !== null };
}

export function allArguments({ positional, keywords }: ArgumentValues): readonly AbstractValue[] {
  return [...positional, ...keywords.values()];
}
