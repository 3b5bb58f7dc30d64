import { addCommand, type CommandHost } from "../../add-command.js";
import type { CommonOptions } from "../../command-scope.js";
import { madeKeyDocument } from "../../documents/live-documents.js";
import { findKey } from "../../project/find-key.js";
import { parseDuration } from "../../project/parse-options.js";
import { keepFlag, makeKey } from "./make-key.js";

interface RotateOptions extends CommonOptions {
  readonly overlap?: string;
  readonly keep?: boolean;
}

export function addKeysRotate(host: CommandHost): void {
  addCommand(host, {
    usage: "rotate <key>",
    summary:
      "replace a key by a new one with the same rights; the old one remains valid for a while",
    documents: { "keys rotate": madeKeyDocument },
    examples: ["keys rotate pipeline --overlap 1d"],
    flags: [
      ["--overlap <span>", "for how long the old key remains valid: 30m, 1d, 0; default: 1h"],
      keepFlag,
    ],
    run: async (scope, [named = ""], { overlap, keep }: RotateOptions) => {
      const span = overlap === undefined ? {} : { overlapMs: parseDuration(overlap, "--overlap") };
      return makeKey(scope, keep === true, async (keyring) => {
        const { id: keyId } = findKey(await keyring.list(), named);
        return keyring.rotate({ keyId, ...span });
      });
    },
  });
}
