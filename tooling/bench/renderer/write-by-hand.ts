import type { ProductContext } from "./product-context.ts";

/** The product template as a template literal: the least that any engine can do. */
export function writeByHand({ product }: ProductContext): string {
  let lines = "";
  for (const key of Object.keys(product.attributes)) {
    lines += `\n- ${key}: ${product.attributes[key]}\n`;
  }
  return `Product name: ${product.name}
Category: ${product.category}
Price: $${product.price.toFixed(2)}
Attributes:
${lines}
Write a product description.`;
}
