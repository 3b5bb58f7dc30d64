import type { Attachment, Message } from "@promptrail/core";
import type { AttachmentRecord } from "@promptrail/core/lifecycle";

/** What the caller gave beside the context, as it was when the call began. */
export interface GivenParts {
  /** Of the version's last user message. */
  readonly attachments: readonly Attachment[];
  readonly turns: readonly Message[];
  /** Of the attachments, then of those in the turns: the order in which they are sent. */
  readonly records: readonly AttachmentRecord[];
}
