import type { TemplateNote } from "@promptrail/core/lifecycle";
import type { Position } from "../syntax/syntax-error.js";

/** What is worth knowing of single places: each once, however often a macro is called. */
export class AnalysisNotes {
  private readonly notes = new Map<string, TemplateNote>();

  add({ line, column }: Position, reason: string): void {
    this.notes.set(`${line}:${column} ${reason}`, { line, column, reason });
  }

  list(): readonly TemplateNote[] {
    return [...this.notes.values()];
  }
}
