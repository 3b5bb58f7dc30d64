/** Engines that print different texts do different work, and are not worth comparing. */
export function requireSameText(text: string, expected: string): void {
  if (text === expected) return;
  throw new Error(`The engines print different texts:\n${text}\n--- and ---\n${expected}`);
}
