import Anthropic from "@anthropic-ai/sdk";
import { serve } from "@hono/node-server";
import { claude } from "@promptrail/provider-claude";
import { createPromptrail } from "@promptrail/runtime";
import { startServer } from "@promptrail/server";
import { createTransport } from "@promptrail/transport";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { apiKey, renderBody, summary } from "../summary-call.ts";

/**
 * Promptrail's server, and a bare route of the same framework that parses, calls the same client on the same
 * transport and answers.
 */
const [baseUrl = ""] = process.argv.slice(2);
const key = "a-key-of-the-bench-and-nobody-else";

const promptrail = await createPromptrail({
  prompts: [summary],
  providers: [claude({ apiKey, baseUrl })],
});
const unlimited = { burst: 1_000_000, perSecond: 1_000_000 };
const server = await startServer({
  promptrail,
  port: 0,
  adminKey: key,
  limits: { others: unlimited },
  mostCalls: 2_000,
});

const sdk = new Anthropic({
  apiKey,
  baseURL: baseUrl,
  maxRetries: 0,
  fetch: createTransport().fetch,
});
const body = await renderBody(promptrail);
const bare = new Hono()
  .post("/call", async (context) => {
    await context.req.json();
    const message = await sdk.messages.create(body);
    return context.json(message);
  })
  .post("/stream", async (context) => {
    await context.req.json();
    return streamSSE(context, async (stream) => {
      const events = await sdk.messages.create({ ...body, stream: true });
      for await (const event of events) {
        await stream.writeSSE({ event: event.type, data: JSON.stringify(event) });
      }
    });
  });
serve({ fetch: bare.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => {
  process.send?.({ url: server.url, bareUrl: `http://127.0.0.1:${port}`, key });
});
process.once("disconnect", () => process.exit());
