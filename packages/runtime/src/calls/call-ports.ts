import type { PromptVersion } from "@promptrail/core";
import type { Resend } from "./plan/resend.js";
import type { PreparePorts } from "./prepare/prepare-call.js";
import type { SendPorts } from "./send/send-plan.js";
import type { KeepPorts } from "./send-kept.js";

/** What a call needs of the process around it. */
export interface CallPorts extends PreparePorts, SendPorts, KeepPorts {
  /** What calls of production may spend on being sent again. */
  readonly resend: Resend;
  /** The versions of a family that this build declares; none of one that it does not. */
  readonly declaredOf: (family: string) => readonly PromptVersion[];
}
