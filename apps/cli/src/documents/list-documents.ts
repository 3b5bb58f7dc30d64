import type { z } from "zod";
import { createProgram } from "../create-program.js";
import { createProcessTerminal } from "../terminal.js";
import { errorDocument } from "./error-document.js";

/** What `--json` prints, and its schema. */
export interface ListedDocument {
  /** The command line as far as it decides which document it is: `history --verify`; null for what went wrong. */
  readonly usage: string | null;
  readonly schema: z.ZodType<object>;
}

/** Every document that a command prints with `--json`, in the order of the help, and last the one of an error. */
export function listDocuments(): readonly ListedDocument[] {
  const { commands } = createProgram(createProcessTerminal(), { finish: () => {}, isQuiet: true });
  return [
    ...commands.flatMap(({ documents }) =>
      Object.entries(documents).map(([usage, schema]) => ({ usage, schema })),
    ),
    { usage: null, schema: errorDocument },
  ];
}
