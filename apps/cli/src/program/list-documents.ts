import type { z } from "zod";
import { errorDocument } from "../documents/error-document.js";
import { createProcessTerminal } from "../terminal.js";
import { createProgram } from "./create-program.js";

/** What `--json` prints, and its schema. */
export interface ListedDocument {
  /** The command line as far as it decides which document it is: `history --verify`; null for what went wrong. */
  readonly usage: string | null;
  /** The commands among which the help has it; null for what went wrong. */
  readonly group: string | null;
  readonly schema: z.ZodType<object>;
}

/** Every document that a command prints with `--json`, in the order of the help, and last the one of an error. */
export async function listDocuments(): Promise<readonly ListedDocument[]> {
  const { commands } = createProgram(createProcessTerminal(), { finish: () => {}, isQuiet: true });
  const listed = await Promise.all(
    commands.map(async ({ load, group }) => {
      const { documents } = await load();
      return Object.entries(documents).map(([usage, schema]) => ({ usage, group, schema }));
    }),
  );
  return [...listed.flat(), { usage: null, group: null, schema: errorDocument }];
}
