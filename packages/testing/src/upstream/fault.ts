import type { Break } from "./break.js";

/**
 * How a simulated upstream misbehaves on one request. `afterEvents` counts server-sent events of a
 * streamed answer (0: none); an answer that is not streamed breaks in the middle of its body.
 */
export type Fault =
  /** Answers well. Keeps the place of a request in a script. */
  | { readonly type: "none" }
  /** An error in the vendor's own form. `code` is the vendor's word for it, if the usual one is not meant. */
  | {
      readonly type: "status";
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      /** The value of the `retry-after` header. */
      readonly retryAfter?: string;
      /** Sent beside the reply's own, and in their place. */
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Sends the client to another address: `location`, by default another path of the same upstream. */
  | { readonly type: "redirect"; readonly location?: string }
  /**
   * Repeats what comes after so many events until the client goes away; an answer that is not streamed goes on
   * in its body. Compressed where `gzip` is true: a thousandth of it is sent.
   */
  | { readonly type: "endless"; readonly afterEvents: number; readonly gzip?: boolean }
  /** Breaks at a phase of the exchange, in one of many ways. */
  | Break
  /** Closes the connection before it answers. */
  | { readonly type: "drop" }
  /** Closes the connection inside the answer. */
  | { readonly type: "cut"; readonly afterEvents: number }
  /** Ends the answer cleanly, but before its last events. */
  | { readonly type: "early-end"; readonly afterEvents: number }
  /** Sends an error event inside the stream; an answer that is not streamed fails with HTTP 500. */
  | { readonly type: "error-event"; readonly afterEvents: number; readonly code?: string }
  /** Sends what is no JSON. */
  | { readonly type: "malformed"; readonly afterEvents: number }
  /** Sends nothing more until the client goes away; without `afterEvents`, no headers either. */
  | { readonly type: "silence"; readonly afterEvents?: number }
  /** Cuts the answer in half and says that the token limit was reached. */
  | { readonly type: "truncate" }
  | { readonly type: "refuse" }
  | { readonly type: "content-filter" }
  /** Cuts the input of a tool call in half and says nothing of it. */
  | { readonly type: "half-tool-input" }
  /** Ends with the vendor's word for a plain end, also where the answer calls a tool. */
  | { readonly type: "plain-stop" }
  /** Ends with this stop word of the vendor's, known or not. */
  | { readonly type: "stop-word"; readonly word: string }
  /** Answers well, but does not say how many tokens were used. */
  | { readonly type: "no-usage" }
  /** Waits before it answers, well or with another fault. */
  | { readonly type: "latency"; readonly milliseconds: number; readonly fault?: Fault };
