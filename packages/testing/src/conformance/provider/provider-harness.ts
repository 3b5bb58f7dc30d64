import type { Provider } from "@promptrail/core";

/**
 * What the vendor does on the next request.
 * - `answer`: a whole answer of more than one word, with usage; for a request that names a tool it offers, a call of it
 * - `plain-stop`: the same, with the vendor's word for a plain end also where it calls a tool
 * - `half-tool-input`: the same, with the input of a tool call cut in half and no word of it
 * - `truncated`: an answer cut by the token limit
 * - `refused`: a refusal, in whatever form the vendor has
 * - `unknown-stop`: an answer with a stop word that does not exist yet
 * - `auth`, `rate-limited` (asking to wait 3 s), `server-error`: the vendor's errors for 401, 429, 500
 * - `bad-request`: 400
 * - `redirect`: 307 to another path of the same upstream
 * - `endless`: an answer that goes on until the client goes away; streamed: pieces of text
 * - `drop`: the connection closes without an answer, and so does a second one of the same call
 * - `cut`: the connection closes inside the answer; streamed: after the first piece of text
 * - `early-end`: a stream that ends cleanly after its first piece of text, without its terminal event
 * - `malformed`: what is no JSON; streamed: after the first piece of text
 * - `error-event`: an error event in a stream, after the first piece of text
 * - `silence`: nothing, until the client goes away
 * - `stalled`: silence after the first piece of text of a stream
 */
export type ProviderScene =
  | "answer"
  | "plain-stop"
  | "half-tool-input"
  | "truncated"
  | "refused"
  | "unknown-stop"
  | "auth"
  | "rate-limited"
  | "server-error"
  | "bad-request"
  | "redirect"
  | "endless"
  | "drop"
  | "cut"
  | "early-end"
  | "malformed"
  | "error-event"
  | "silence"
  | "stalled";

/** A provider in front of an upstream that a test can direct. */
export interface ProviderHarness {
  readonly provider: Provider;
  /** A model that the upstream serves. */
  readonly model: string;
  /** The key that the provider holds, if any: no error may repeat it. */
  readonly secret?: string;
  /** Sets what the upstream does on the next request. */
  play(scene: ProviderScene): void | Promise<void>;
  close?(): Promise<void>;
}
