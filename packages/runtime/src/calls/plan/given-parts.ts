import type { Attachment, Message } from "@promptrail/core";
import type { AttachmentRecord } from "@promptrail/core/lifecycle";

/** What the caller gave beside the context, as it was when the call began. */
export interface GivenParts {
  /** Of the version's last user message. */
  readonly attachments: readonly Attachment[];
  readonly turns: readonly Message[];
  /** Turns in front of the version's last user message. */
  readonly earlierTurns: readonly Message[];
  /** In the order in which they are sent: of the earlier turns, of the attachments, of the turns. */
  readonly records: readonly AttachmentRecord[];
}
