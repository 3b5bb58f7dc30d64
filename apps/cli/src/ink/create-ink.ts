import { randomInt } from "node:crypto";
import { showControls } from "@promptrail/core/portable";

type Paint = (text: string) => string;

/** How a command marks its words. */
export type Colors = Readonly<Record<keyof typeof codes, Paint>>;

export interface Ink {
  readonly colors: Colors;
  /** A text as a stream is given it: our own colours, where it takes any, and every other control made visible. */
  readonly show: (text: string, isColored: boolean) => string;
}

/** Where each begins and ends (ECMA-48, SGR). */
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

/** A code as it stands until it is shown: with the seal of some process. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of our own colours.
export const sealedCode = /(\u001b\[\d+(?:;\d{4}){4}m)/;

/**
 * The colours of one process. Until it is shown, each code carries numbers that nobody else can know: the
 * texts between them come from models, vendors and people, and may hold any code but these.
 */
export function createInk(): Ink {
  const seal = Array.from({ length: 4 }, () => randomInt(1_000, 10_000)).join(";");
  const seals = new RegExp(`\\u001b\\[(\\d+);${seal}m`);
  const mark = (code: number) => `\u001b[${code};${seal}m`;
  const paint =
    ([begin, end]: readonly [number, number]): Paint =>
    // What is painted inside may end in the same way: then this goes on.
    (text) =>
      `${mark(begin)}${text.replaceAll(mark(end), `${mark(end)}${mark(begin)}`)}${mark(end)}`;
  return {
    colors: {
      bold: paint(codes.bold),
      dim: paint(codes.dim),
      red: paint(codes.red),
      green: paint(codes.green),
      yellow: paint(codes.yellow),
      cyan: paint(codes.cyan),
    },
    show: (text, isColored) => {
      const toCode = (code: string) => (isColored ? `\u001b[${code}m` : "");
      return text
        .split(seals)
        .map((piece, index) => (index % 2 === 0 ? showControls(piece) : toCode(piece)))
        .join("");
    },
  };
}
