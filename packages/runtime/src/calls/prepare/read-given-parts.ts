import type { Attachment, Message } from "@promptrail/core";
import {
  type AttachmentRecord,
  attachmentInvalid,
  type PlacedAttachment,
  requireAttachments,
  toAttachmentRecord,
} from "@promptrail/core/lifecycle";
import { isAttachment } from "@promptrail/core/portable";
import type { CallOptions } from "../plan/call-options.js";
import type { GivenParts } from "../plan/given-parts.js";

/**
 * Checks what the caller gave, and takes a copy of all bytes: what is changed later reaches neither the vendor nor a
 * shadow run, and the record's hash is that of what was sent.
 *
 * @throws PromptrailError `attachment_invalid`.
 */
export function readGivenParts(options: GivenOptions): GivenParts {
  const { attachments = [], turns = [], earlierTurns = [] } = options;
  requireList(attachments);
  const placed = [
    ...earlierTurns.flatMap(placeIn("earlierTurns")),
    ...attachments.map((attachment, index) => ({ attachment, place: `attachments[${index}]` })),
    ...turns.flatMap(placeIn("turns")),
  ];
  if (placed.length === 0) return { attachments, turns, earlierTurns, records: [] };
  requireAttachments(placed);
  const copies = new Map(placed.map(({ attachment }) => [attachment, toOwn(attachment)]));
  const own = (given: Attachment) => copies.get(given) ?? given;
  const ownTurn = (turn: Message): Message =>
    turn.role === "user"
      ? { ...turn, content: turn.content.map((part) => (isAttachment(part) ? own(part) : part)) }
      : turn;
  return {
    attachments: attachments.map(own),
    turns: turns.map(ownTurn),
    earlierTurns: earlierTurns.map(ownTurn),
    records: placed.map(({ attachment }) => toRecord(own(attachment))),
  };
}

interface GivenOptions extends Pick<CallOptions, "attachments" | "turns"> {
  readonly earlierTurns?: readonly Message[];
}

/** Code without types may give a single one. */
function requireList(attachments: unknown): void {
  if (Array.isArray(attachments)) return;
  throw attachmentInvalid("`attachments` must be a list. Give a list, even for one attachment.");
}

function placeIn(list: "turns" | "earlierTurns") {
  return ({ content }: Message, turn: number): readonly PlacedAttachment[] =>
    [...content].flatMap((part, index) =>
      isAttachment(part) ? [{ attachment: part, place: `${list}[${turn}].content[${index}]` }] : [],
    );
}

/** Those that are ours already, with their records: a shadow run copies and hashes nothing again. */
const owned = new WeakMap<Attachment, AttachmentRecord>();

function toOwn(given: Attachment): Attachment {
  if (owned.has(given)) return given;
  const copy = Object.freeze(
    given.data === undefined ? { ...given } : { ...given, data: new Uint8Array(given.data) },
  );
  owned.set(copy, toAttachmentRecord(copy));
  return copy;
}

function toRecord(own: Attachment): AttachmentRecord {
  return owned.get(own) ?? toAttachmentRecord(own);
}

/** All that is sent: the earlier turns stand in front of the last rendered user message, the turns at the end. */
export function joinMessages(
  rendered: readonly Message[],
  { attachments, turns, earlierTurns }: GivenParts,
): readonly Message[] {
  const attached = attach(rendered, attachments);
  if (earlierTurns.length === 0) return [...attached, ...turns];
  const last = attached.findLastIndex(({ role }) => role === "user");
  const at = last < 0 ? attached.length : last;
  return [...attached.slice(0, at), ...earlierTurns, ...attached.slice(at), ...turns];
}

/**
 * The rendered messages with the attachments behind the text of the last user message; where a version has none, as a
 * user message of their own. The text stays in front, so that a vendor finds it in its cache whatever is attached.
 */
function attach(
  rendered: readonly Message[],
  attachments: readonly Attachment[],
): readonly Message[] {
  if (attachments.length === 0) return rendered;
  const last = rendered.findLastIndex(({ role }) => role === "user");
  if (last < 0) return [...rendered, { role: "user", content: attachments }];
  return rendered.map((message, index) =>
    index === last && message.role === "user"
      ? { ...message, content: [...message.content, ...attachments] }
      : message,
  );
}
