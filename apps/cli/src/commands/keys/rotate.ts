import { addCommand, type CommandHost } from "../../add-command.js";
import type { CommonOptions } from "../../command-scope.js";
import { findKey } from "../../project/find-key.js";
import { parseDuration } from "../../project/parse-options.js";
import { keepFlag, makeKey } from "./make-key.js";

interface RotateOptions extends CommonOptions {
  readonly overlap?: string;
  readonly keep?: boolean;
}

export function addKeysRotate(host: CommandHost): void {
  addCommand<RotateOptions>(host, {
    usage: "rotate <key>",
    summary: "make a key for the same in another one's place, which works on for a while",
    flags: [
      ["--overlap <span>", "for how long the other works on: 30m, 1d, 0; default: 1h"],
      keepFlag,
    ],
    run: async (scope, [named = ""], { overlap, keep }) => {
      const span = overlap === undefined ? {} : { overlapMs: parseDuration(overlap, "--overlap") };
      return makeKey(scope, keep === true, async (keyring) => {
        const { id: keyId } = findKey(await keyring.list(), named);
        return keyring.rotate({ keyId, ...span });
      });
    },
  });
}
