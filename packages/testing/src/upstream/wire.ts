import type { IncomingHttpHeaders } from "node:http";
import type { JsonObject, JsonValue } from "@promptrail/core";
import type { Fault } from "./fault.js";

/** An answer in a vendor's form. */
export interface WireReply {
  readonly body: JsonObject;
  /** The same answer as server-sent events, each a whole frame; the last one is terminal. Empty: not streamed. */
  readonly events: readonly string[];
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

/** One vendor's wire protocol. */
export interface Wire {
  readonly vendor: string;
  /** Where the SDK's base URL ends. */
  readonly basePath: string;
  readonly requestIdHeader: string;
  /** Throws WireError for what the vendor refuses. */
  answer(exchange: WireExchange): WireReply;
  toErrorBody(error: WireErrorDetails): JsonObject;
  toErrorEvent(code: string | undefined): string;
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
