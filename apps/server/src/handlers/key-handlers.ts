import { PromptrailError } from "@promptrail/core";
import { routes, toKeyListWire, toMadeKeyWire } from "@promptrail/http-api";
import { answerJson } from "../http/answer-json.js";
import type { Caller } from "../http/caller.js";
import { handleRead, handleWrite, type ServerPorts } from "../http/route-handler.js";
import { createKeyring, type Keyring } from "../keys/keyring.js";
import { withDeadline } from "../limits/with-deadline.js";
import { decisionMs } from "./decide.js";

const changing =
  "The store of API keys, which may still do what was asked (look at the list of keys),";

export const keyHandlers = {
  listKeys: handleRead(routes.listKeys, async (ports, { caller }) => {
    const listing = openKeyring(ports, caller).listKeys();
    return answerJson(
      toKeyListWire(await withDeadline(listing, decisionMs, "The store of API keys")),
    );
  }),
  addKey: handleWrite(routes.addKey, async (ports, { body, caller }) => {
    const { name, scopes, families, expires_at: expiresAt } = body;
    const adding = openKeyring(ports, caller).addKey({
      ...{ name, scopes },
      ...(families === undefined ? {} : { families }),
      ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) }),
    });
    const made = await withDeadline(adding, decisionMs, changing);
    return answerJson(toMadeKeyWire(made), { status: 201 });
  }),
  rotateKey: handleWrite(routes.rotateKey, async (ports, { params, body, caller }) => {
    const { key_id: keyId } = params;
    const { overlap_ms: overlapMs } = body;
    const rotating = openKeyring(ports, caller).rotateKey({
      keyId,
      ...(overlapMs === undefined ? {} : { overlapMs }),
    });
    const made = await withDeadline(rotating, decisionMs, changing);
    ports.keys.forget(keyId);
    return answerJson(toMadeKeyWire(made), { status: 201 });
  }),
  revokeKey: handleRead(routes.revokeKey, async (ports, { params, caller }) => {
    const { key_id: keyId } = params;
    requireNotChosen(ports, keyId);
    await withDeadline(openKeyring(ports, caller).revokeKey(keyId), decisionMs, changing);
    ports.keys.forget(keyId);
    return new Response(null, { status: 204 });
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
    `The key "${chosenKey.name}" is the one in PROMPTRAIL_ADMIN_KEY. Unset that, or set another, and start the server again.`,
    { key: chosenKey.name },
  );
}
