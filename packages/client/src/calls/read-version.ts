import { hashContent, PromptrailError, type RegisteredVersion, versionKey } from "@promptrail/core";
import { fromRegisteredVersionWire, registeredVersionWire, routes } from "@promptrail/http-api";
import type { Connection } from "../connection/connection.js";
import { readAnswer } from "../connection/read-answer.js";

/**
 * A registered version's body.
 *
 * @throws PromptrailError `immutability_violation` where the content does not have the hash that it
 * comes with, or another version was sent; `unknown_family`, `unknown_version`, `store_unavailable`.
 */
export async function readVersion(
  connection: Connection,
  family: string,
  version: number,
  signal?: AbortSignal,
): Promise<RegisteredVersion> {
  const response = await connection(routes.readVersion, { params: { family, version }, signal });
  const registered = fromRegisteredVersionWire(await readAnswer(response, registeredVersionWire));
  requireIntact(registered, family, version);
  return registered;
}

function requireIntact(registered: RegisteredVersion, family: string, version: number): void {
  const hash = hashContent(registered.content);
  const isAsked = registered.family === family && registered.version === version;
  if (hash === registered.contentHash && isAsked) return;
  const key = versionKey(family, version);
  throw new PromptrailError(
    "immutability_violation",
    isAsked
      ? `The server's body of ${key} has the hash ${hash}, and the server says ${registered.contentHash}. It is not used: look at what stands between, and at the store.`
      : `The server was asked for ${key} and sent ${versionKey(registered.family, registered.version)}. It is not used: look at what stands between.`,
    { family, version, stated: registered.contentHash, actual: hash },
  );
}
