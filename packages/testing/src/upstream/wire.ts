import type { IncomingHttpHeaders } from "node:http";
import type { JsonObject, JsonValue, ProviderErrorKind } from "@promptrail/core";
import type { Fault } from "./fault.js";

export const eventStream = "text/event-stream; charset=utf-8";

/** A streamed answer, each event a whole frame with its line ends. */
export interface WireEvents {
  /** What comes before the first of the answer itself. */
  readonly begin: readonly string[];
  /** The answer in pieces, and what stands between it and the terminal event. */
  readonly content: readonly string[];
  /** The event that says that the answer is whole, and all after it. */
  readonly end: readonly string[];
  /** A failure inside of this stream, where it is not told as in the wire's others. */
  readonly toErrorEvent?: (code: string | undefined) => string;
}

/** An answer in a vendor's form. */
export interface WireReply {
  readonly body: JsonObject;
  /** Its text as it stands in the body: where a body breaks before, inside and after its content. */
  readonly text: string;
  /** The same answer as a stream; null: it is sent as its body. */
  readonly events: WireEvents | null;
}

/** All events of a reply in their order; none where it is not streamed. */
export function listEvents({ events }: Pick<WireReply, "events">): readonly string[] {
  return events === null ? [] : [...events.begin, ...events.content, ...events.end];
}

/** A failure inside of a stream, in the words of its wire. */
export function toErrorEvent(wire: Wire, events: WireEvents | null, code?: string): string {
  return events?.toErrorEvent?.(code) ?? wire.toErrorEvent?.(code) ?? "";
}

/** What a fault changes of an answer that is otherwise well formed. */
export type AnswerFault = Extract<
  Fault,
  {
    readonly type:
      | "truncate"
      | "refuse"
      | "content-filter"
      | "half-tool-input"
      | "no-usage"
      | "plain-stop"
      | "stop-word";
  }
>;

export interface WireExchange {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: JsonValue;
  readonly fault: AnswerFault | null;
  /** What the upstream remembers between requests: its prompt cache. */
  readonly cache: Set<string>;
  /** Counts from 1; makes the vendor's ids. */
  readonly number: number;
}

export interface WireErrorDetails {
  readonly status: number;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

/** How a vendor says that something failed: its HTTP status, and its word where the status alone does not say it. */
export interface FailureWord {
  readonly status: number;
  readonly code?: string;
}

/** One vendor's wire protocol. */
export interface Wire {
  readonly vendor: string;
  /** Where the SDK's base URL ends. */
  readonly basePath: string;
  readonly requestIdHeader: string;
  /** In lower case; default: `authorization` with a bearer, or `x-api-key`. */
  readonly keyHeader?: string;
  /** Default: `text/event-stream`. */
  readonly streamType?: string;
  /** A long piece that may stand between two events, of an answer without an end; default: a comment. */
  readonly filler?: string;
  /** True where an answer that nobody asked to stream is sent as a stream as well. */
  readonly streamsAlways?: boolean;
  /** The vendor's own words for failures. A kind that it has no word for is left out. */
  readonly failures: Partial<Readonly<Record<ProviderErrorKind, FailureWord>>>;
  /** Throws WireError for what the vendor refuses. */
  answer(exchange: WireExchange): WireReply;
  toErrorBody(error: WireErrorDetails): JsonObject;
  /** A failure inside of a stream; null where the vendor has no such event. */
  readonly toErrorEvent: ((code: string | undefined) => string) | null;
}

/** A request that the vendor refuses. */
export class WireError extends Error {
  readonly details: WireErrorDetails;

  constructor(details: WireErrorDetails) {
    super(details.message ?? `HTTP ${details.status}`);
    this.name = "WireError";
    this.details = details;
  }
}

/** A tool's input as the text that is sent, whole or cut. */
export function toInputText(input: JsonObject, fault: AnswerFault | null): string {
  const text = JSON.stringify(input);
  return fault?.type === "half-tool-input" ? text.slice(0, Math.ceil(text.length / 2)) : text;
}

/** One server-sent event. */
export function toFrame(data: JsonObject, event?: string): string {
  const name = event === undefined ? "" : `event: ${event}\n`;
  return `${name}data: ${JSON.stringify(data)}\n\n`;
}

/** Small pieces of a text, as models stream it; never inside a surrogate pair. */
export function splitDeltas(text: string): readonly string[] {
  return (
    text.match(/\s*\S{1,12}/gu)?.concat(text.match(/\s+$/u) ?? []) ?? (text === "" ? [] : [text])
  );
}
