import type { PreparePorts } from "./prepare/prepare-call.js";
import type { SendPorts } from "./send/send-plan.js";

/** What a call needs of the process around it. */
export interface CallPorts extends PreparePorts, SendPorts {}
