import { PromptrailError } from "@promptrail/core";
import { routes } from "@promptrail/http-api";
import type { Caller } from "../http/caller.js";
import { handle, type ServerPorts } from "../http/route-handler.js";
import { createKeyring, type Keyring } from "../keys/keyring.js";
import { withDeadline } from "../limits/with-deadline.js";
import { decisionMs } from "./decide.js";

const changing = "The store of API keys, which may still apply the change (read the list of keys),";

export const keyHandlers = {
  listKeys: handle(routes.listKeys, async (ports, { caller }) =>
    withDeadline(openKeyring(ports, caller).listKeys(), decisionMs, "The store of API keys"),
  ),
  addKey: handle(routes.addKey, async (ports, { input, caller }) =>
    withDeadline(openKeyring(ports, caller).addKey(input), decisionMs, changing),
  ),
  rotateKey: handle(routes.rotateKey, async (ports, { input, caller }) => {
    const rotating = openKeyring(ports, caller).rotateKey(input);
    const made = await withDeadline(rotating, decisionMs, changing);
    ports.keys.forget(input.keyId);
    return made;
  }),
  revokeKey: handle(routes.revokeKey, async (ports, { input: { keyId }, caller }) => {
    requireNotChosen(ports, keyId);
    await withDeadline(openKeyring(ports, caller).revokeKey(keyId), decisionMs, changing);
    ports.keys.forget(keyId);
    return undefined;
  }),
};

function openKeyring({ promptrail, keys }: ServerPorts, { key: giver }: Caller): Keyring {
  const { environment } = promptrail;
  return createKeyring({ keys: keys.store, environment, giver, now: keys.now });
}

/** This process has it from its operator, and would go on taking it. */
function requireNotChosen({ keys: { chosenKey } }: ServerPorts, keyId: string): void {
  if (chosenKey?.id !== keyId) return;
  throw new PromptrailError(
    "not_eligible",
    `The key "${chosenKey.name}" is set in PROMPTRAIL_ADMIN_KEY. Unset the variable, or set another key, and restart the server.`,
    { key: chosenKey.name },
  );
}
