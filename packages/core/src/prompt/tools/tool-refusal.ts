const brand = Symbol.for("promptrail.tool-refusal");

/**
 * Thrown by a function of a tool that cannot do what the model asks for: its text goes to the model, as the result of
 * the call. Of any other error the model hears only that the tool failed, since its message may hold secrets.
 */
export class ToolRefusal extends Error {
  readonly [brand] = true;

  constructor(text: string) {
    super(text);
    this.name = "ToolRefusal";
  }
}

/** True for a refusal of any copy of this package. */
export function isToolRefusal(value: unknown): value is ToolRefusal {
  return typeof value === "object" && value !== null && brand in value;
}
