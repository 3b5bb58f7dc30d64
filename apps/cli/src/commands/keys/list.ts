import type { KeyFacts, KeyList } from "@promptrail/core/lifecycle";
import { keyListWire, toWire } from "@promptrail/http-api";
import { implementCommand } from "../../implement-command.js";
import { describeFamilies } from "../../present/describe-key.js";
import { describeTime } from "../../present/describe-time.js";
import { formatTable } from "../../present/table.js";
import { withKeyring } from "../../project/live/with-keyring.js";
import type { Terminal } from "../../terminal.js";
import { toOneLine } from "../../terminal.js";

export const keysListCommand = implementCommand({
  documents: { "keys list": keyListWire },
  run: async (scope) => {
    const list = await withKeyring(scope, (keyring) => keyring.list());
    return { text: present(scope.terminal, list), json: toWire(keyListWire, list) };
  },
});

function present({ colors, columns }: Terminal, { environment, keys }: KeyList): string {
  if (keys.length === 0) return `${environment} has no keys that this key may see.`;
  const now = new Date();
  const head = ["NAME", "ID", "SCOPES", "FAMILIES", "EXPIRES", "LAST USED"].map(colors.bold);
  const rows = keys.map((key) => [
    toOneLine(key.name),
    key.id,
    key.scopes.join(", "),
    describeFamilies(key.families),
    describeEnd(key, now),
    key.lastUsedAt === null ? "never" : describeTime(key.lastUsedAt),
  ]);
  return [colors.bold(environment), formatTable({ head, rows }, columns)].join("\n");
}

function describeEnd({ expiresAt }: KeyFacts, now: Date): string {
  if (expiresAt === null) return "never";
  return expiresAt > now ? describeTime(expiresAt) : "expired";
}
