import { PromptrailError } from "@promptrail/core";
import { routes } from "@promptrail/http-api";
import { handle, type KeyCheck } from "../http/route-handler.js";
import { withDeadline } from "../limits/with-deadline.js";
import { decisionMs } from "./decide.js";

const changing =
  "The store of API keys, which may still do what was asked (look at the list of keys),";

export const keyHandlers = {
  listKeys: handle(routes.listKeys, async ({ keys }, { caller: { key: giver } }) =>
    withDeadline(keys.list({ giver }), decisionMs, "The store of API keys"),
  ),
  addKey: handle(routes.addKey, async ({ keys }, { input, caller: { key: giver } }) =>
    withDeadline(keys.add({ ...input, giver }), decisionMs, changing),
  ),
  rotateKey: handle(
    routes.rotateKey,
    async ({ keys, keyCheck }, { input, caller: { key: giver } }) => {
      const made = await withDeadline(keys.rotate({ ...input, giver }), decisionMs, changing);
      keyCheck.forget(input.keyId);
      return made;
    },
  ),
  revokeKey: handle(
    routes.revokeKey,
    async ({ keys, keyCheck }, { input: { keyId }, caller: { key: giver } }) => {
      requireNotChosen(keyCheck, keyId);
      await withDeadline(keys.revoke({ keyId, giver }), decisionMs, changing);
      keyCheck.forget(keyId);
      return undefined;
    },
  ),
};

/** This process has it from its operator, and would go on taking it. */
function requireNotChosen({ chosenKey }: KeyCheck, keyId: string): void {
  if (chosenKey?.id !== keyId) return;
  throw new PromptrailError(
    "not_eligible",
    `The key "${chosenKey.name}" is the one in PROMPTRAIL_ADMIN_KEY. Unset that, or set another, and start the server again.`,
    { key: chosenKey.name },
  );
}
