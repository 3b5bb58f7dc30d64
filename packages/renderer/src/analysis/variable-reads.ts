import type { TemplateRead, TemplateVariable, VariableUse } from "@promptrail/core/lifecycle";
import type { Position } from "../syntax/syntax-error.js";

const strength: Readonly<Record<VariableUse, number>> = { optional: 0, branch: 1, always: 2 };

interface Readings {
  readonly reads: TemplateRead[];
  /** Each reading once, however often a macro is called. */
  readonly seen: Set<string>;
  readonly mentionedAt: Position;
}

/** Collects readings of paths. */
export class VariableReads {
  private readonly readings = new Map<string, Readings>();

  add(path: string, read: TemplateRead): void {
    const { line, column, use, kind, noneHandled } = read;
    const { reads, seen } = this.at(path, { line, column });
    const key = `${line}:${column} ${use} ${kind} ${noneHandled}`;
    if (seen.has(key)) return;
    seen.add(key);
    reads.push(read);
  }

  /** A path that the template names without using its value yet. */
  mention(path: string, position: Position): void {
    this.at(path, position);
  }

  private at(path: string, { line, column }: Position): Readings {
    const known = this.readings.get(path);
    if (known) return known;
    const fresh = { reads: [], seen: new Set<string>(), mentionedAt: { line, column } };
    this.readings.set(path, fresh);
    return fresh;
  }

  toVariables(): TemplateVariable[] {
    return [...this.readings].map(([path, { reads, mentionedAt }]) => {
      // Named and never used: nothing is asked of it, but the template knows it.
      const unused: TemplateRead = {
        ...mentionedAt,
        use: "optional",
        kind: "condition",
        noneHandled: true,
      };
      return toVariable(path, reads.length === 0 ? [unused] : reads);
    });
  }
}

function toVariable(path: string, reads: readonly TemplateRead[]): TemplateVariable {
  const kinds = [...new Set(reads.map(({ kind }) => kind))].filter((kind) => kind !== "any");
  const use = reads.map((read) => read.use).reduce(strongest, "optional");
  const ordered = reads.toSorted((one, two) => one.line - two.line || one.column - two.column);
  return { path, use, kinds: kinds.length > 0 ? kinds : ["any"], reads: ordered };
}

function strongest(one: VariableUse, other: VariableUse): VariableUse {
  return strength[one] >= strength[other] ? one : other;
}
