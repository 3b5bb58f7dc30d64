import type { StreamEvent } from "../provider/stream-event.js";
import type { CallResult } from "./call-result.js";

/** Text as it comes, then one `finish` with the result: look at its `outcome`, the text may be cut. */
export type CallStreamEvent<Data = unknown> =
  | Exclude<StreamEvent, { readonly type: "finish" }>
  | { readonly type: "finish"; readonly result: CallResult<Data> };
