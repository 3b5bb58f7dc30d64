import type { PromptContent } from "@promptrail/core";
import { PromptrailError } from "@promptrail/core/errors";
import type { RegisteredVersion } from "@promptrail/core/lifecycle";
import { toCanonicalJson, versionKey } from "@promptrail/core/portable";
import { routes } from "@promptrail/http-api";
import type { Server } from "./ask.js";

/**
 * A registered version's body.
 *
 * @throws PromptrailError `immutability_violation` where the content does not have the hash that it
 * comes with, or another version was sent; `unknown_family`, `unknown_version`, `store_unavailable`;
 * `not_supported` on a page that was not loaded over https, which cannot check a hash.
 */
export async function readVersion(
  server: Server,
  family: string,
  version: number,
): Promise<RegisteredVersion> {
  const registered = await server.ask(routes.readVersion, { family, version });
  const hash = await hashContent(registered.content);
  const isAsked = registered.family === family && registered.version === version;
  if (hash === registered.contentHash && isAsked) return registered;
  const key = versionKey(family, version);
  throw new PromptrailError(
    "immutability_violation",
    isAsked
      ? `The body of ${key} that the server sent has the hash ${hash}, but the server names ${registered.contentHash}. The body is not used. Check any proxy in between, and the server's store.`
      : `The server was asked for ${key} but sent ${versionKey(registered.family, registered.version)}, which is not used. Check any proxy in between.`,
    { family, version, stated: registered.contentHash, actual: hash },
  );
}

interface Digester {
  digest(algorithm: string, bytes: Uint8Array): Promise<ArrayBuffer>;
}

/** As core's `hashContent`, where there is no Node. */
async function hashContent(content: PromptContent): Promise<string> {
  // Absent on pages without https: its type does not say so.
  const { subtle }: { readonly subtle?: Digester } = globalThis.crypto;
  if (subtle === undefined) {
    throw new PromptrailError(
      "not_supported",
      "A version's body cannot be checked against its hash here: a browser computes hashes only on pages that were loaded over https or from localhost. Load the page over https.",
    );
  }
  const bytes = new TextEncoder().encode(toCanonicalJson(content));
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return `sha256-${[...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
