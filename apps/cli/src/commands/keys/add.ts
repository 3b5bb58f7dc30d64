import type { CommonOptions } from "../../command-scope.js";
import { madeKeyDocument } from "../../documents/live-documents.js";
import { implementCommand } from "../../implement-command.js";
import { parseFamilies, parseScopes } from "../../project/parse-key-reach.js";
import { parseEnd } from "../../project/parse-options.js";
import { makeKey } from "./make-key.js";

interface AddOptions extends CommonOptions {
  readonly scopes?: string;
  readonly families?: string;
  readonly expires?: string;
  readonly keep?: boolean;
}

export const keysAddCommand = implementCommand({
  documents: { "keys add": madeKeyDocument },
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
