import { type RegisteredVersion, versionKey } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { familyName, versionNumber } from "../../schemas/fields.js";
import { jsonObject } from "../../schemas/json-object.js";
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
    /** What the input schema says of contexts, as JSON Schema; null without one, absent where nobody told. */
    input: z
      .object({ given: jsonObject.nullable(), made: jsonObject.nullable() })
      .nullable()
      .exactOptional(),
  })
  .register(components, { id: "RegisteredVersion" });

export type RegisteredVersionWire = z.infer<typeof registeredVersionWire>;

export function toRegisteredVersionWire(registered: RegisteredVersion): RegisteredVersionWire {
  const { contentHash, ...rest } = registered;
  return { ...rest, key: versionKey(rest.family, rest.version), content_hash: contentHash };
}

/** The content's hash is not verified here. */
export function fromRegisteredVersionWire(wire: RegisteredVersionWire): RegisteredVersion {
  const { key: _key, content_hash: contentHash, ...rest } = wire;
  return { ...rest, contentHash };
}
