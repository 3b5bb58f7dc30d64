/** `type` says what a token is; operators have their own text as type. */
export interface Token {
  readonly type: string;
  readonly value: string;
  readonly line: number;
  readonly column: number;
}

export const endOfTemplate = "end of template";

/** How a message names a token. */
export function describeToken(token: Token): string {
  if (token.type === endOfTemplate) return endOfTemplate;
  if (token.type === "block-end") return "end of statement block";
  if (token.type === "variable-end") return "end of print statement";
  if (token.type === "block-begin") return "begin of statement block";
  if (token.type === "variable-begin") return "begin of print statement";
  return `'${token.value}'`;
}
