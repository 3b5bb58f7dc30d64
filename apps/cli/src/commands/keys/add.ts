import { scopes } from "@promptrail/core/portable";
import { addCommand, type CommandHost } from "../../add-command.js";
import type { CommonOptions } from "../../command-scope.js";
import { parseFamilies, parseScopes } from "../../project/parse-key-reach.js";
import { parseEnd } from "../../project/parse-options.js";
import { keepFlag, makeKey } from "./make-key.js";

interface AddOptions extends CommonOptions {
  readonly scopes?: string;
  readonly families?: string;
  readonly expires?: string;
  readonly keep?: boolean;
}

export function addKeysAdd(host: CommandHost): void {
  addCommand<AddOptions>(host, {
    usage: "add <name>",
    summary: "make a key, and show it once; the history tells its decisions as key:NAME",
    flags: [
      ["--scopes <list>", `what it may do, with commas between: ${scopes.join(", ")}; or all`],
      ["--families <globs>", "for which families: fraud_*,greeting; default: every family"],
      ["--expires <when>", "after 90d or 12h, or at a date; default: never"],
      keepFlag,
    ],
    run: async (scope, [name = ""], { families, expires, keep, ...options }) => {
      const request = {
        name,
        scopes: parseScopes(options.scopes),
        ...(families === undefined ? {} : { families: parseFamilies(families) }),
        ...(expires === undefined ? {} : { expiresAt: parseEnd(expires, "--expires", new Date()) }),
      };
      return makeKey(scope, keep === true, (keyring) => keyring.add(request));
    },
  });
}
