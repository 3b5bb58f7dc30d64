import { createServer, type ServerResponse } from "node:http";
import { summary } from "../summary-call.ts";

/**
 * A vendor on Claude's wire that does as little as it can: the same answer to each request, whole at once, or
 * as so many events so far apart. It tells what it used of its core when it is asked.
 */
const [events = 50, pauseMs = 20] = process.argv.slice(2).map(Number);
const text = "A blue lamp of two kilograms that ships on Monday.";
const usage = { input_tokens: 40, output_tokens: 12 };
const message = {
  id: "msg_bench",
  type: "message",
  role: "assistant",
  model: summary.content.model,
  content: [{ type: "text", text }],
  stop_reason: "end_turn",
  stop_sequence: null,
  usage,
};
const whole = JSON.stringify(message);
const head = { "content-type": "application/json", "request-id": "req_bench" };

const toFrame = (type: string, rest: object) =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`;
const begin =
  toFrame("message_start", { message: { ...message, content: [], stop_reason: null } }) +
  toFrame("content_block_start", { index: 0, content_block: { type: "text", text: "" } });
const delta = toFrame("content_block_delta", {
  index: 0,
  delta: { type: "text_delta", text: "A blue lamp. " },
});
const end =
  toFrame("content_block_stop", { index: 0 }) +
  toFrame("message_delta", { delta: { stop_reason: "end_turn", stop_sequence: null }, usage }) +
  toFrame("message_stop", {});

const server = createServer((request, response) => {
  response.on("error", () => {});
  let isStreamed = false;
  let tail = "";
  request.setEncoding("utf8");
  request.on("data", (piece: string) => {
    tail += piece;
    isStreamed ||= tail.includes('"stream":true');
  });
  request.on("end", () =>
    isStreamed ? stream(response) : response.writeHead(200, head).end(whole),
  );
});

function stream(response: ServerResponse): void {
  response.writeHead(200, { ...head, "content-type": "text/event-stream" });
  response.write(begin);
  let sent = 0;
  const sending = setInterval(() => {
    sent += 1;
    response.write(delta);
    if (sent < events) return;
    clearInterval(sending);
    response.end(end);
  }, pauseMs);
  response.once("close", () => clearInterval(sending));
}

server.listen(0, "127.0.0.1", 4_096, () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : undefined });
});
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ microseconds: user + system });
});
process.once("disconnect", () => process.exit());
