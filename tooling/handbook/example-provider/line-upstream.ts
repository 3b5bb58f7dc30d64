import type { Wire, WireExchange } from "@promptrail/testing/provider-suite";

const toLine = (value: object) => `${JSON.stringify(value)}\n`;

/** The server's side of the wire, as its documents describe it: what the conformance suite sends, whole or broken. */
export const lineWire: Wire = {
  vendor: "line",
  basePath: "",
  requestIdHeader: "x-request-id",
  streamType: "application/x-ndjson",
  streamsAlways: true,
  filler: toLine({ text: "on and ".repeat(10_000) }),
  failures: {
    overloaded: { status: 503, code: "busy" },
    rate_limited: { status: 429, code: "too_many" },
    quota: { status: 402, code: "no_credit" },
    server_error: { status: 500, code: "failed" },
  },
  answer: ({ fault }) => ({
    body: {},
    text: "Good morning.",
    events: {
      begin: [],
      content: [toLine({ text: "Good " }), toLine({ text: "morning." })],
      end: [toLine({ stop: toStop(fault), input: 12, output: 3 })],
    },
  }),
  toErrorBody: ({ status, code, message }) => ({
    error: code ?? `status ${status}`,
    message: message ?? "No.",
  }),
  toErrorEvent: (code = "failed") => toLine({ error: code }),
};

function toStop(fault: WireExchange["fault"]): string {
  switch (fault?.type) {
    case "truncate":
      return "limit";
    case "refuse":
    case "content-filter":
      return "refusal";
    case "stop-word":
      return fault.word;
    default:
      return "end";
  }
}
