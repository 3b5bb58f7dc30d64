import picocolors from "picocolors";

/** Where a command writes. Results go to `out`, progress and problems to `err`. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly colors: ReturnType<typeof picocolors.createColors>;
  /** Characters a line. */
  readonly columns: number;
  /** True where progress may be drawn over itself. */
  readonly interactive: boolean;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export function createProcessTerminal(): Terminal {
  const { stdout, stderr } = process;
  for (const stream of [stdout, stderr]) stream.on("error", ignoreClosedPipe);
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    colors: picocolors.createColors(picocolors.isColorSupported && stdout.isTTY === true),
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
