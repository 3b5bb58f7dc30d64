import { createServer, type ServerResponse } from "node:http";
import { claude } from "@promptrail/provider-claude";
import { createPromptrail } from "@promptrail/runtime";
import { startServer } from "@promptrail/server";
import { summaryPrompts } from "../lifecycle/summary-prompts.ts";
import { type EventMessage, eventOrder } from "./event-message.ts";

/** The reference server on a store in memory, and a bare server that writes what it is told to write. */
const key = "a-key-of-the-bench-and-nobody-else";
const say = (message: EventMessage) => void process.send?.(message);
const family: string = summaryPrompts[0]?.family ?? "";

const promptrail = await createPromptrail({
  prompts: summaryPrompts,
  providers: [claude({ apiKey: "sk-bench" })],
});
const server = await startServer({ promptrail, port: 0, adminKey: key });

const streams = new Set<ServerResponse>();
const bare = createServer((_request, response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(": connected\n\n");
  streams.add(response);
});
await new Promise<void>((resolve) => bare.listen(0, "127.0.0.1", resolve));
const address = bare.address();
const port = typeof address === "object" ? address?.port : undefined;

let next = 2;
const began = () => say({ kind: "began", at: String(process.hrtime.bigint()) });
process.on("message", (raw) => {
  const order = eventOrder.parse(raw);
  began();
  if (order.kind === "write") {
    for (const stream of streams) stream.write(order.text);
    return;
  }
  void promptrail.promote({
    family,
    toVersion: next,
    actor: "bench",
    reason: "a bench",
    override: "a bench",
  });
  next = next === 2 ? 1 : 2;
});
process.once("disconnect", () => process.exit());
say({ kind: "ready", url: server.url, bareUrl: `http://127.0.0.1:${port}`, key });
