const brand = Symbol.for("promptrail.template-refusal");

/**
 * Thrown by an own function or filter that refuses what it is given. The render fails with a TemplateError
 * of kind `refused`, whose `refusal` is this text: it goes to the caller, and to no record, log or metric.
 */
export class TemplateRefusal extends Error {
  readonly [brand] = true;

  constructor(text: string) {
    super(text);
    this.name = "TemplateRefusal";
  }
}

/** True for a refusal of any copy of this package. */
export function isTemplateRefusal(value: unknown): value is TemplateRefusal {
  return typeof value === "object" && value !== null && brand in value;
}

/** What an own function said to the caller, where an error tells it; of any copy of this package. */
export function findRefusal(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("refusal" in error)) return undefined;
  return typeof error.refusal === "string" ? error.refusal : undefined;
}
