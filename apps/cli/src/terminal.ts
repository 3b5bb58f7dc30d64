import picocolors from "picocolors";
import { type Colors, createInk } from "./create-ink.js";

/**
 * Where a command writes. Results go to `out`, progress and problems to `err`. A control in a text is shown,
 * never obeyed: texts come from models, vendors, files and other people's requests.
 */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Draws a line of `err` over the last one that was drawn; an empty one takes it away. */
  readonly redraw: (line: string) => void;
  readonly colors: Colors;
  /** Characters a line. */
  readonly columns: number;
  /** True where progress may be drawn over itself. */
  readonly interactive: boolean;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The one place that writes to a command's terminal. */
export function createProcessTerminal(): Terminal {
  const { stdout, stderr } = process;
  const { colors, show } = createInk(picocolors.isColorSupported && stdout.isTTY === true);
  for (const stream of [stdout, stderr]) stream.on("error", ignoreClosedPipe);
  return {
    out: (text) => void stdout.write(show(text)),
    err: (text) => void stderr.write(show(text)),
    redraw: (line) => void stderr.write(`\r\u001b[2K${show(line)}`),
    colors,
    columns: Math.min(stdout.columns ?? 100, 120),
    interactive: stderr.isTTY === true,
    folder: process.cwd(),
    environment: process.env,
  };
}

/** `promptrail list | head -1`: a reader who has enough is no failure, and the work goes on to its end. */
function ignoreClosedPipe(error: Error): void {
  if (!("code" in error) || error.code !== "EPIPE") throw error;
}
