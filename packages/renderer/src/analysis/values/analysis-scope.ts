import type { AbstractValue, MacroValue } from "./abstract-value.js";

/** The names that one body binds, over those around it. */
export class AnalysisScope {
  readonly parent: AnalysisScope | null;
  /** The macros defined here, which are walked once more at the end if nothing called them. */
  readonly macros: MacroValue[] = [];
  private readonly names = new Map<string, AbstractValue>();

  constructor(parent: AnalysisScope | null) {
    this.parent = parent;
  }

  define(name: string, value: AbstractValue): void {
    this.names.set(name, value);
  }

  own(name: string): AbstractValue | undefined {
    return this.names.get(name);
  }

  find(name: string): AbstractValue | undefined {
    return this.names.get(name) ?? this.parent?.find(name);
  }
}
