import type { TemplateVariable, VariableKind, VariableUse } from "@promptrail/core";
import type { Position } from "../syntax/syntax-error.js";

interface Reading {
  use: VariableUse;
  readonly kinds: Set<VariableKind>;
  readonly positions: Position[];
}

const strength: Readonly<Record<VariableUse, number>> = { optional: 0, branch: 1, always: 2 };

/** Collects readings of paths. A path's use is the strongest of its readings'. */
export class VariableReads {
  private readonly readings = new Map<string, Reading>();

  add(path: string, use: VariableUse, kind: VariableKind, { line, column }: Position): void {
    const known = this.readings.get(path);
    const reading = known ?? { use, kinds: new Set<VariableKind>(), positions: [] };
    if (!known) this.readings.set(path, reading);
    if (strength[use] > strength[reading.use]) reading.use = use;
    reading.kinds.add(kind);
    if (!reading.positions.some((place) => place.line === line && place.column === column)) {
      reading.positions.push({ line, column });
    }
  }

  toVariables(): TemplateVariable[] {
    return [...this.readings].map(([path, { use, kinds, positions }]) => {
      const known = [...kinds].filter((kind) => kind !== "any");
      return { path, use, kinds: known.length > 0 ? known : ["any"], positions };
    });
  }
}
