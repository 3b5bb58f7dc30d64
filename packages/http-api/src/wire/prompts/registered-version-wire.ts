import { type RegisteredVersion, versionKey } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { familyName, versionNumber } from "../../schemas/fields.js";
import { promptContentWire } from "./prompt-content-wire.js";

/** A version as the store keeps it. */
export const registeredVersionWire = z
  .object({
    family: familyName,
    version: versionNumber,
    key: z.string(),
    content_hash: z.string(),
    changelog: z.string().nullable(),
    content: promptContentWire,
  })
  .register(components, { id: "RegisteredVersion" });

export type RegisteredVersionWire = z.infer<typeof registeredVersionWire>;

export function toRegisteredVersionWire(registered: RegisteredVersion): RegisteredVersionWire {
  const { family, version, contentHash, changelog, content } = registered;
  const key = versionKey(family, version);
  return { family, version, key, content_hash: contentHash, changelog, content };
}

/** The content's hash is not verified here. */
export function fromRegisteredVersionWire(wire: RegisteredVersionWire): RegisteredVersion {
  const { family, version, content_hash: contentHash, changelog, content } = wire;
  return { family, version, contentHash, changelog, content };
}
