/** A text as a JavaScript literal. The only way in which words of a template enter generated code. */
export function literal(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
