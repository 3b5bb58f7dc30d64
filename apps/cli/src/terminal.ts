import { stripVTControlCharacters } from "node:util";
import { type AskPerson, createAskPerson } from "./ask/ask-person.js";
import { type Colors, createInk } from "./ink/create-ink.js";
import { wantsColor } from "./ink/wants-color.js";

/** Where a command writes. Results go to `out`, progress and problems to `err`. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Draws a line of `err` over the last one that was drawn; an empty one takes it away. */
  readonly redraw: (line: string) => void;
  /** Null where nobody can be asked: there is no terminal to read from, or to show the question on. */
  readonly ask: AskPerson | null;
  readonly colors: Colors;
  /** A text as a stream may have it: the codes of `colors` where it takes them, any other control made visible. */
  readonly show: (text: string, stream: "out" | "err") => string;
  /** Of a line of `out`; infinite where that is no terminal, so that a file or a program gets everything as it is. */
  readonly columns: number;
  /** True where progress may be drawn over itself. */
  readonly interactive: boolean;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The time of day, for what happens on a date. */
  readonly now: () => Date;
}

/** The terminal of this process: its standard output and error, its folder and its environment. */
export function createProcessTerminal(): Terminal {
  const { env, stdin, stdout, stderr } = process;
  const { colors, show } = createInk();
  const isColored = { out: wantsColor(stdout, env), err: wantsColor(stderr, env) };
  for (const stream of [stdout, stderr]) stream.on("error", ignoreClosedPipe);
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    redraw: (line) => void stderr.write(`\r\u001b[2K${cutToColumns(line, toColumns(stderr))}`),
    ask: stdin.isTTY === true && stderr.isTTY === true ? createAskPerson(stdin, stderr) : null,
    colors,
    show: (text, stream) => show(text, isColored[stream]),
    columns: toColumns(stdout),
    // A log of a pipeline keeps every line, also where it is given a terminal.
    interactive: stderr.isTTY === true && !env["CI"] && env["TERM"] !== "dumb",
    folder: process.cwd(),
    environment: env,
    now: () => new Date(),
  };
}

/**
 * The same terminal, where a control in a text is shown, never obeyed: texts come from models, vendors, files and
 * other people's requests. All that a command writes goes through here.
 */
export function toShowingTerminal(terminal: Terminal): Terminal {
  const { out, err, redraw, ask, show } = terminal;
  return {
    ...terminal,
    out: (text) => out(show(text, "out")),
    err: (text) => err(show(text, "err")),
    redraw: (line) => redraw(show(line, "err")),
    ask: ask === null ? null : (question) => ask(show(question, "err")),
  };
}

/** Infinite where nobody knows: no terminal, or one that says 0, as some do in a container. */
export function toColumns({
  isTTY,
  columns,
}: Pick<typeof process.stdout, "isTTY" | "columns">): number {
  return isTTY === true && columns > 0 ? columns : Number.POSITIVE_INFINITY;
}

/** As much of a line as a terminal shows in one row: what is longer could not be drawn over. */
export function cutToColumns(line: string, columns: number): string {
  if (line.length < columns) return line;
  const plain = stripVTControlCharacters(line);
  return plain.length < columns ? line : `${plain.slice(0, Math.max(0, columns - 2))}…`;
}

/** `promptrail list | head -1`, or a window that was closed: no failure, and the work goes on to its end. */
function ignoreClosedPipe(error: Error): void {
  if (!("code" in error) || (error.code !== "EPIPE" && error.code !== "EIO")) throw error;
}

/** A text from elsewhere for the terminal: no line break or control code of its may pass for ours. */
export function toOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ");
}
