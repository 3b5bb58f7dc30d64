/**
 * The TypeScript block that follows the comment `<!-- example -->` in a Markdown text.
 *
 * @throws when there is none.
 */
export function parseExampleBlock(markdown: string): string {
  const [, after] = markdown.split("<!-- example -->");
  const block = /^\s*```ts\n(?<code>.*?)\n```/s.exec(after ?? "")?.groups?.["code"];
  if (block === undefined) {
    throw new Error(
      "README.md has no example: put `<!-- example -->` right before a block that opens with ```ts.",
    );
  }
  return `${block}\n`;
}
