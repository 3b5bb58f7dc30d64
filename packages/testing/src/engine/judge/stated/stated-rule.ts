/** A part of what is judged by, as a rubric names it: `the input's ticket.subject`. */
export interface NamedText {
  readonly block: "input" | "reference";
  /** Keys from the top, and places of a list; empty: the whole block. */
  readonly path: readonly string[];
}

/** A rule that a rubric states in a sentence of the simple form. */
export type StatedRule =
  | {
      readonly kind: "count";
      readonly unit: CountedUnit;
      readonly least: number;
      readonly most: number;
    }
  | {
      readonly kind: "contains";
      readonly phrases: readonly string[];
      readonly wanted: "any" | "all" | "none";
    }
  | { readonly kind: "begins" | "ends"; readonly phrase: string }
  | { readonly kind: "names"; readonly text: NamedText }
  | { readonly kind: "known_numbers" }
  | { readonly kind: "anything" };

export type CountedUnit = "words" | "sentences" | "characters";
