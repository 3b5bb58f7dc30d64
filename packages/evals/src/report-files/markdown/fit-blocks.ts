/** A part of a text, with what it is called where it has to be left out. */
export interface Block {
  readonly text: string;
  /** Blocks of a lower one are kept first; those of 0 always. */
  readonly rank: number;
  /** In the plural, as it is counted: "worst cases". */
  readonly name: string;
}

/** Of the line about what is left out, in bytes. */
const lineRoom = 400;

/**
 * Blocks as one text of at most so many bytes, in their order: those of a lower rank are kept first. Where some do not fit, a line at the end says how
 * many of each are left out.
 */
export function fitBlocks(blocks: readonly Block[], limit: number, cure: string): string {
  const size = ({ text }: Block) => Buffer.byteLength(text) + 2;
  const whole = blocks.reduce((sum, block) => sum + size(block), 0);
  if (whole <= limit) return join(blocks);
  let room = limit - lineRoom;
  const kept = new Set<Block>();
  for (const block of blocks.toSorted((left, right) => left.rank - right.rank)) {
    // Once one of a rank does not fit, smaller ones after it are left out, too: what is kept is the first of them.
    room -= size(block);
    if (room < 0 && block.rank > 0) break;
    kept.add(block);
  }
  const left = blocks.filter((block) => !kept.has(block));
  const counts = Map.groupBy(left, ({ name }) => name);
  const listed = [...counts].map(([name, some]) => `${some.length} ${name}`).join(", ");
  const line = `_Left out, because a comment holds ${limit.toLocaleString("en-US")} bytes: ${listed}. ${cure}_`;
  return join([...blocks.filter((block) => kept.has(block)), { text: line, rank: 0, name: "" }]);
}

function join(blocks: readonly Block[]): string {
  return `${blocks
    .map(({ text }) => text)
    .filter((text) => text !== "")
    .join("\n\n")}\n`;
}
