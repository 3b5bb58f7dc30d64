import type { JsonObject, JsonValue } from "../json/json-value.js";
import type { FileMediaType, ImageMediaType } from "./media-types.js";

/** Asks the vendor to keep what comes up to here, so that later calls read it from its cache. */
export interface CacheHint {
  readonly ttl: "5m" | "1h";
}

export interface TextPart {
  readonly type: "text";
  readonly text: string;
  readonly cache?: CacheHint;
}

/** The bytes themselves, or an https address from which the vendor fetches them. */
type AttachmentContent =
  | { readonly data: Uint8Array; readonly url?: undefined }
  | { readonly url: string; readonly data?: undefined };

export type ImagePart = {
  readonly type: "image";
  readonly mediaType: ImageMediaType;
} & AttachmentContent;

export type FilePart = {
  readonly type: "file";
  readonly mediaType: FileMediaType;
  /** As the model is told it: `invoice.pdf`. */
  readonly name: string;
} & AttachmentContent;

/** What a caller gives beside the text of a message. No template and no variable can make one. */
export type Attachment = ImagePart | FilePart;

export interface ToolCall {
  readonly type: "tool_call";
  readonly id: string;
  readonly name: string;
  readonly input: JsonValue;
  /**
   * What the vendor wants to see again beside this call, such as reasoning that it has encrypted. Give the call back as
   * it came: only the provider that wrote this reads it.
   */
  readonly vendorState?: JsonObject;
}

export interface ToolResult {
  readonly type: "tool_result";
  readonly toolCallId: string;
  readonly text: string;
  readonly isError: boolean;
}

export type UserPart = TextPart | ToolResult | Attachment;

/** One message of a conversation. Its boundaries are data: no text can open another one. */
export type Message =
  | { readonly role: "system"; readonly content: readonly TextPart[] }
  | { readonly role: "user"; readonly content: readonly UserPart[] }
  | { readonly role: "assistant"; readonly content: readonly (TextPart | ToolCall)[] };

/** True for an image or a file. */
export function isAttachment(part: Message["content"][number]): part is Attachment {
  return part.type === "image" || part.type === "file";
}
