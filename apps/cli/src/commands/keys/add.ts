import { scopes } from "@promptrail/core/portable";
import { addCommand, type CommandHost } from "../../add-command.js";
import type { CommonOptions } from "../../command-scope.js";
import { madeKeyDocument } from "../../documents/live-documents.js";
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
  addCommand(host, {
    usage: "add <name>",
    summary: "create a key, and show it once; the history names its decisions key:NAME",
    documents: { "keys add": madeKeyDocument },
    examples: [
      "keys add pipeline --scopes read,promote --env production",
      "keys add bob --scopes rollback --families 'product_*' --expires 90d",
    ],
    flags: [
      ["--scopes <list>", `what the key may do, separated by commas: ${scopes.join(", ")}; or all`],
      ["--families <globs>", "for which families: fraud_*,greeting; default: all families"],
      ["--expires <when>", "after 90d or 12h, or at a date; default: never"],
      keepFlag,
    ],
    run: async (scope, [name = ""], { families, expires, keep, ...options }: AddOptions) => {
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
