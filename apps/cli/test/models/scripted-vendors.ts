import { createServer } from "node:http";
import { z } from "zod";

/** How a scripted model answers a text, by whatever the test has in mind. */
export type ScriptedModel = (text: string) => string | Promise<string>;

export interface ScriptedVendors {
  /** `claude-haiku-4-5 What is 3?` of each request, in order. */
  readonly asked: string[];
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const parts = z.array(z.object({ text: z.string() }));
const request = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.union([z.string(), parts]) })),
});

/** One HTTP server that speaks as much of Anthropic's Messages and of OpenAI's Chat Completions as a whole answer takes. */
export async function startScriptedVendors(
  models: Readonly<Record<string, ScriptedModel>>,
): Promise<ScriptedVendors> {
  const asked: string[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { model, messages } = request.parse(JSON.parse(await readText(incoming)));
    const content = messages.findLast(({ role }) => role === "user")?.content ?? "";
    const text = typeof content === "string" ? content : content.map((part) => part.text).join("");
    asked.push(`${model} ${text}`);
    const answer = models[model];
    const isAnthropic = incoming.url?.includes("/messages") === true;
    const status = answer === undefined ? 404 : 200;
    outgoing.writeHead(status, { "content-type": "application/json" });
    const reply =
      answer === undefined
        ? { type: "error", error: { type: "not_found_error", message: `No model ${model}.` } }
        : (isAnthropic ? toMessage : toChat)(model, await answer(text));
    outgoing.end(JSON.stringify(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    asked,
    environment: {
      ANTHROPIC_API_KEY: "scripted",
      ANTHROPIC_BASE_URL: url,
      OPENAI_API_KEY: "scripted",
      OPENAI_BASE_URL: `${url}/v1`,
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function readText(stream: AsyncIterable<unknown>): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}

function toMessage(model: string, text: string) {
  return {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model,
    content: [{ type: "text", text }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: { input_tokens: 100, output_tokens: 50 },
  };
}

function toChat(model: string, content: string) {
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1,
    model,
    choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content } }],
    usage: { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 },
  };
}
