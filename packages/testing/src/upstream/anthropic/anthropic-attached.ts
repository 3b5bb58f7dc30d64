import { imageMediaTypes } from "@promptrail/core/portable";
import { z } from "zod";
import {
  documentTokens,
  imageTokens,
  requireAddress,
  requireContent,
} from "../attached/require-content.js";
import { WireError } from "../wire.js";

const urlSource = z.object({ type: z.literal("url"), url: z.string() });

export const imageBlock = z.object({
  type: z.literal("image"),
  source: z.discriminatedUnion("type", [
    z.object({
      type: z.literal("base64"),
      media_type: z.enum(imageMediaTypes),
      data: z.string(),
    }),
    urlSource,
  ]),
});

export const documentBlock = z.object({
  type: z.literal("document"),
  title: z.string().nullish(),
  source: z.discriminatedUnion("type", [
    z.object({
      type: z.literal("base64"),
      media_type: z.literal("application/pdf"),
      data: z.string(),
    }),
    z.object({
      type: z.literal("text"),
      media_type: z.literal("text/plain"),
      data: z.string().min(1),
    }),
    urlSource,
  ]),
});

type AttachedBlock = z.infer<typeof imageBlock> | z.infer<typeof documentBlock>;

/** The least that Anthropic takes at most of one image, in base64. */
const largestImage = 5 * 1024 * 1024;

interface MessageBlocks {
  readonly role: string;
  readonly content: string | readonly { readonly type: string }[];
}

/** Throws WireError for what the vendor does not take. */
export function requireSoundBlocks(messages: readonly MessageBlocks[]): void {
  for (const [index, { role, content }] of messages.entries()) {
    for (const [at, block] of (typeof content === "string" ? [] : content).entries()) {
      if (!isAttachedBlock(block)) continue;
      const place = `messages.${index}.content.${at}.${block.type}`;
      if (role !== "user") {
        const message = `${place}: blocks of this type are not permitted in ${role} messages`;
        throw new WireError({ status: 400, message });
      }
      requireSource(block, place);
    }
  }
}

function requireSource({ type, source }: AttachedBlock, place: string): void {
  if (source.type === "text") return;
  if (source.type === "url") {
    requireAddress(source.url, place);
    return;
  }
  if (type === "image" && source.data.length > largestImage) {
    throw new WireError({ status: 400, message: `${place}: image exceeds 5 MB maximum` });
  }
  const { data, media_type: mediaType } = source;
  requireContent({ data, mediaType, taken: [...imageMediaTypes, "application/pdf"], place });
}

export function isAttachedBlock(block: { readonly type: string }): block is AttachedBlock {
  return block.type === "image" || block.type === "document";
}

/** What of a block is text: a plain document, which is read as one. */
export function textOfBlock({ source }: AttachedBlock): string {
  return source.type === "text" ? source.data : "";
}

/** Of what is no text. */
export function countBlock({ type, source }: AttachedBlock): number {
  if (source.type === "text") return 0;
  return type === "image" ? imageTokens : documentTokens;
}
