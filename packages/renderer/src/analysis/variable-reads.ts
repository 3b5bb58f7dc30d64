import type { TemplateRead, TemplateVariable, VariableUse } from "@promptrail/core";

const strength: Readonly<Record<VariableUse, number>> = { optional: 0, branch: 1, always: 2 };

/** Collects readings of paths. */
export class VariableReads {
  private readonly readings = new Map<string, TemplateRead[]>();

  add(path: string, read: TemplateRead): void {
    const known = this.readings.get(path);
    if (known === undefined) this.readings.set(path, [read]);
    else if (!known.some((other) => isSame(other, read))) known.push(read);
  }

  toVariables(): TemplateVariable[] {
    return [...this.readings].map(([path, reads]) => {
      const kinds = [...new Set(reads.map(({ kind }) => kind))].filter((kind) => kind !== "any");
      const use = reads.map((read) => read.use).reduce(strongest, "optional");
      return { path, use, kinds: kinds.length > 0 ? kinds : ["any"], reads };
    });
  }
}

function strongest(one: VariableUse, other: VariableUse): VariableUse {
  return strength[one] >= strength[other] ? one : other;
}

function isSame(one: TemplateRead, other: TemplateRead): boolean {
  return (
    one.line === other.line &&
    one.column === other.column &&
    one.kind === other.kind &&
    one.use === other.use &&
    one.noneHandled === other.noneHandled
  );
}
