import { expect, test } from "vitest";
import { askOnce, describeOddReplies } from "../../../tooling/test/vendors/describe-odd-replies.ts";
import { claude } from "./claude.js";

const message = {
  type: "message",
  model: "claude-sonnet-4-20250514",
  content: [{ type: "text", text: "Hello" }],
  stop_reason: "end_turn",
  usage: { input_tokens: 3, output_tokens: 2 },
};

const start = { type: "message_start", message: { model: null } };
const said = [
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Hello" } },
];
const end = [
  { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: null },
  { type: "message_stop" },
];

const vendor = { make: claude, model: "claude-sonnet-4-20250514" };

describeOddReplies("Claude", {
  ...vendor,
  whole: {
    "no model": { ...message, model: null },
    "content that is a text": { ...message, content: "Hello" },
    "an error that is null": { ...message, error: null },
    "counts that are none": { ...message, usage: { input_tokens: "3" } },
  },
  streamed: {
    "no model": [start, ...said, ...end],
    "a start without a message": [{ type: "message_start" }, ...said, ...end],
    "counts that are none": [{ ...start, message: { usage: 3 } }, ...said, ...end],
  },
  toErrorEvent: (error) => ({ type: "error", error }),
});

test("a failure under another event's name is told, whatever came before it", async () => {
  const told = JSON.stringify({ type: "error", error: { type: "overloaded_error" } });
  const body = `event: message_start\ndata: ${JSON.stringify(start)}\n\nevent: message\ndata: ${told}\n\n`;
  const asking = askOnce(vendor, { type: "text/event-stream", body }, "stream");
  await expect(asking).rejects.toMatchObject({ kind: "overloaded" });
});
