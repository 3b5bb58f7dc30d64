/**
 * The TypeScript blocks that follow a comment, such as `<!-- example -->`, in a Markdown text.
 *
 * @param name What the comment says.
 * @throws when there is none, or none right after a comment.
 */
export function parseExampleBlocks(markdown: string, name = "example"): readonly string[] {
  const comment = `<!-- ${name} -->`;
  const [, ...parts] = markdown.split(comment);
  const blocks = parts.map((part) => /^\s*```ts\n(?<code>.*?)\n```/s.exec(part)?.groups?.["code"]);
  if (blocks.length === 0 || blocks.includes(undefined)) {
    throw new Error(
      `The page has no example: put \`${comment}\` right before a block that opens with \`\`\`ts.`,
    );
  }
  return blocks.map((block) => `${block}\n`);
}
