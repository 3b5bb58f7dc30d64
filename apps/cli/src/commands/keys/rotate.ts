import type { CommonOptions } from "../../command-scope.js";
import { madeKeyDocument } from "../../documents/live-documents.js";
import { implementCommand } from "../../implement-command.js";
import { findKey } from "../../project/find-key.js";
import { parseDuration } from "../../project/parse-options.js";
import { makeKey } from "./make-key.js";

interface RotateOptions extends CommonOptions {
  readonly overlap?: string;
  readonly keep?: boolean;
}

export const keysRotateCommand = implementCommand({
  documents: { "keys rotate": madeKeyDocument },
  run: async (scope, [named = ""], { overlap, keep }: RotateOptions) => {
    const span = overlap === undefined ? {} : { overlapMs: parseDuration(overlap, "--overlap") };
    return makeKey(scope, keep === true, async (keyring) => {
      const { id: keyId } = findKey(await keyring.list(), named);
      return keyring.rotate({ keyId, ...span });
    });
  },
});
