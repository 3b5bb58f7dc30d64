/** What the example's product template takes. */
export interface ProductContext {
  readonly product: {
    readonly name: string;
    readonly category: string;
    readonly price: number;
    readonly attributes: Readonly<Record<string, string>>;
  };
}

/** A product whose values nunjucks and Jinja2 print alike: texts, and a price without a tie to round. */
export function createProductContext(attributeCount: number): ProductContext {
  const attributes: Record<string, string> = {};
  for (let number = 1; number <= attributeCount; number += 1) {
    attributes[`Attribute ${number}`] = `value ${number} of the catalogue`;
  }
  return {
    product: {
      name: "Trail lamp",
      category: "Outdoor",
      price: 34.95,
      attributes,
    },
  };
}
