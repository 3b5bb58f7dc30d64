/** How messages call a template: `product_description_v2 user (message 2)`. */
export function templateName(key: string, role: string, index: number): string {
  return `${key} ${role} (message ${index + 1})`;
}
