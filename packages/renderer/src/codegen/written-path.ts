import type { Expression } from "../syntax/ast.js";
import { formatStep, type PathTemplate } from "../values/path-template.js";
import type { Scope } from "./scope.js";

/** A path as its author wrote it, and with room for loop positions. */
export interface WrittenPath {
  readonly written: string;
  readonly concrete: PathTemplate;
}

/**
 * The path of a chain of names, members and items; undefined for computed values.
 * `open`: leaves a computed index at the end to the one who knows its value.
 */
export function writtenPath(node: Expression, scope: Scope, open = false): WrittenPath | undefined {
  if (node.typename === "Name") {
    const origin = scope.find(node.name)?.origin ?? [node.name];
    return { written: node.name, concrete: origin };
  }
  if (node.typename !== "Member" && node.typename !== "Item") return undefined;
  const target = writtenPath(node.target, scope);
  if (!target) return undefined;
  if (node.typename === "Member") return extend(target, `.${node.name}`, `.${node.name}`);
  const { index } = node;
  const fixed = fixedIndex(index);
  if (fixed !== undefined) {
    const bracket = typeof fixed === "string" ? `['${fixed}']` : `[${fixed}]`;
    return extend(target, bracket, formatStep(fixed));
  }
  const written = `[${writtenPath(index, scope)?.written ?? "…"}]`;
  return open
    ? { written: target.written + written, concrete: target.concrete }
    : extend(target, written, "[…]");
}

function extend(target: WrittenPath, written: string, step: string): WrittenPath {
  return { written: target.written + written, concrete: [...target.concrete, step] };
}

/** The key or position that the template itself states. */
export function fixedIndex(index: Expression): string | number | undefined {
  if (index.typename === "TextLiteral" || index.typename === "NumberLiteral") return index.value;
  if (index.typename !== "Unary" || index.operator !== "-") return undefined;
  return index.operand.typename === "NumberLiteral" ? -index.operand.value : undefined;
}
