import { keyWire, toWire } from "@promptrail/http-api";
import { revokedKeyDocument } from "../../documents/live-documents.js";
import { implementCommand } from "../../implement-command.js";
import { findKey } from "../../project/find-key.js";
import { withKeyring } from "../../project/live/with-keyring.js";

export const keysRevokeCommand = implementCommand({
  documents: { "keys revoke": revokedKeyDocument },
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
