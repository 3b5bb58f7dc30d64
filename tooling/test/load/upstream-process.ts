import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { isUpstreamKind, type UpstreamKind } from "./upstream-kind.ts";

/** A vendor on OpenAI's wire, well or ill by the first part of the path: `/hanging/v1/chat/completions`. */
const slowMs = 300;
const endlessPauseMs = 20;
const noise = "more and more of the same, ".repeat(600);

const answers: Readonly<
  Record<UpstreamKind, (streams: boolean, response: ServerResponse) => unknown>
> = {
  healthy: sendWhole,
  slow: async (streams, response) => {
    await delay(slowMs);
    sendWhole(streams, response);
  },
  failing: (_streams, response) => {
    if (Math.random() < 0.5) response.socket?.destroy();
    else response.writeHead(500).end();
  },
  hanging: () => {},
  endless: sendEndless,
};

const server = createServer((request, response) => {
  response.on("error", () => {});
  void answer(request, response).catch(() => response.destroy());
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
  const kind = (request.url ?? "").split("/")[1] ?? "";
  if (!isUpstreamKind(kind)) return void response.writeHead(404).end();
  await answers[kind](text.includes('"stream":true'), response);
}

function sendWhole(streams: boolean, response: ServerResponse): void {
  const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };
  const head = begin(streams, response);
  const choice = { index: 0, finish_reason: "stop" };
  if (!streams) {
    const choices = [{ ...choice, message: { role: "assistant", content: "A kettle." } }];
    response.end(JSON.stringify({ ...head, choices, usage }));
    return;
  }
  response.write(toFrame({ ...head, choices: [{ ...choice, delta: { content: "A kettle." } }] }));
  response.end(`${toFrame({ ...head, choices: [], usage })}data: [DONE]\n\n`);
}

async function sendEndless(streams: boolean, response: ServerResponse): Promise<void> {
  const head = begin(streams, response);
  const delta = { index: 0, delta: { content: noise }, finish_reason: null };
  const part = streams ? toFrame({ ...head, choices: [delta] }) : noise;
  if (!streams) {
    response.write('{"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"');
  }
  // About 0.8 MB a second each: all of them together leave the machine room for what is measured.
  const sending = setInterval(() => {
    if (!response.writableNeedDrain) response.write(part);
  }, endlessPauseMs);
  await once(response, "close");
  clearInterval(sending);
}

function begin(streams: boolean, response: ServerResponse) {
  const type = streams ? "text/event-stream" : "application/json";
  response.writeHead(200, { "content-type": type });
  const object = streams ? "chat.completion.chunk" : "chat.completion";
  return { id: "c", object, created: 0, model: "m" };
}

function toFrame(event: unknown): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : undefined });
});
process.once("disconnect", () => process.exit());
