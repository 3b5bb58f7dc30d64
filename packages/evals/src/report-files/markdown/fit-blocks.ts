/** A part of a text, with what it is called where it has to be left out. */
export interface Block {
  /** Made only where there is still room. */
  readonly toText: () => string;
  /** Blocks of a lower one are kept first; those of 0 always. */
  readonly rank: number;
  /** In the plural, as it is counted: "worst cases". */
  readonly name: string;
}

/** Of the line about what is left out, in bytes. */
const lineRoom = 400;

/**
 * Blocks as one text of at most so many bytes, in their order: those of a lower rank are kept first, and once one does not fit, those after it
 * are left out, too. A line at the end says how many of each these are, and where they are found.
 */
export function fitBlocks(blocks: readonly Block[], limit: number, cure: string): string {
  const ranked = blocks.toSorted((left, right) => left.rank - right.rank);
  const kept = new Map<Block, string>();
  let room = limit - lineRoom;
  for (const block of ranked) {
    const text = block.toText();
    room -= text === "" ? 0 : Buffer.byteLength(text) + 2;
    if (room < 0 && block.rank > 0) break;
    kept.set(block, text);
  }
  const texts = blocks.flatMap((block) => kept.get(block) ?? []).filter((text) => text !== "");
  const left = blocks.filter((block) => !kept.has(block));
  if (left.length === 0) return `${texts.join("\n\n")}\n`;
  const counts = Map.groupBy(left, ({ name }) => name);
  const listed = [...counts].map(([name, some]) => `${some.length} ${name}`).join(", ");
  const line = `_Left out, because a comment holds ${limit.toLocaleString("en-US")} bytes: ${listed}. ${cure}_`;
  return `${[...texts, line].join("\n\n")}\n`;
}
