import type { Message } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { familyName, versionNumber } from "../../schemas/fields.js";
import { fromMessageWire, messageWire, toMessageWire } from "./message-wire.js";

/** What would be sent for a context. */
export interface RenderedMessages {
  readonly family: string;
  readonly version: number;
  readonly key: string;
  readonly contentHash: string;
  readonly messages: readonly Message[];
}

export const renderedPromptWire = z
  .object({
    family: familyName,
    version: versionNumber,
    key: z.string(),
    content_hash: z.string(),
    messages: z.array(messageWire),
  })
  .register(components, { id: "RenderedPrompt" });

export type RenderedPromptWire = z.infer<typeof renderedPromptWire>;

export function toRenderedPromptWire(rendered: RenderedMessages): RenderedPromptWire {
  const { family, version, key, contentHash, messages } = rendered;
  return { family, version, key, content_hash: contentHash, messages: messages.map(toMessageWire) };
}

export function fromRenderedPromptWire(wire: RenderedPromptWire): RenderedMessages {
  const { family, version, key, content_hash: contentHash, messages } = wire;
  return { family, version, key, contentHash, messages: messages.map(fromMessageWire) };
}
