import {
  fromKeyListWire,
  fromMadeKeyWire,
  type KeyList,
  type KeyRequest,
  type KeyRotation,
  keyListWire,
  type MadeKey,
  madeKeyWire,
  routes,
} from "@promptrail/http-api";
import type { Connection } from "../connection/connection.js";
import { readAnswer, requireNoProblem } from "../connection/read-answer.js";

export async function listKeys(connection: Connection): Promise<KeyList> {
  const response = await connection(routes.listKeys, {});
  return fromKeyListWire(await readAnswer(response, keyListWire));
}

export async function addKey(
  connection: Connection,
  { name, scopes, families, expiresAt }: KeyRequest,
): Promise<MadeKey> {
  const body = { name, scopes, families, expires_at: expiresAt?.toISOString() };
  const response = await connection(routes.addKey, { body });
  return fromMadeKeyWire(await readAnswer(response, madeKeyWire));
}

export async function rotateKey(
  connection: Connection,
  { keyId, overlapMs }: KeyRotation,
): Promise<MadeKey> {
  const response = await connection(routes.rotateKey, {
    params: { key_id: keyId },
    body: { overlap_ms: overlapMs },
  });
  return fromMadeKeyWire(await readAnswer(response, madeKeyWire));
}

export async function revokeKey(connection: Connection, keyId: string): Promise<void> {
  await requireNoProblem(await connection(routes.revokeKey, { params: { key_id: keyId } }));
}
