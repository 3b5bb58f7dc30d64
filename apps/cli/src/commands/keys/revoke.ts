import { keyWire, toWire } from "@promptrail/http-api";
import { addCommand, type CommandHost } from "../../add-command.js";
import { revokedKeyDocument } from "../../documents/live-documents.js";
import { findKey } from "../../project/find-key.js";
import { withKeyring } from "../../project/live/with-keyring.js";

export function addKeysRevoke(host: CommandHost): void {
  addCommand(host, {
    usage: "revoke <key>",
    summary: "revoke a key, given by its name or its id; a server may still accept it for 30 s",
    documents: { "keys revoke": revokedKeyDocument },
    examples: ["keys revoke bob"],
    run: async (scope, [named = ""]) => {
      const { environment, key } = await withKeyring(scope, async (keyring) => {
        const list = await keyring.list();
        const found = findKey(list, named);
        await keyring.revoke({ keyId: found.id });
        return { environment: list.environment, key: found };
      });
      const { green } = scope.terminal.colors;
      return {
        text: `${green("✓")} ${environment}: the key ${key.name} (${key.id}) is revoked.`,
        json: { environment, revoked: toWire(keyWire, key) },
      };
    },
  });
}
