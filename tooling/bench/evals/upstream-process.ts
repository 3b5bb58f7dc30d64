import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { asked } from "./evals-project.ts";

/**
 * A vendor on OpenAI's wire that does as little as it can: the same answer to each request, at once or so many
 * milliseconds later. Asked for it, it tells what it used of its core, and of the requests since it was asked last how many
 * there were, when the first one came and when the last was answered.
 */
const delayMs = Number(process.argv[2] ?? 0);
const text =
  "A blue lamp for the desk at home. It weighs two kilograms, ships on Monday, and its shade of linen gives a warm light to read by.";
const whole = JSON.stringify({
  id: "chatcmpl-bench",
  object: "chat.completion",
  created: 0,
  model: asked.model,
  choices: [
    {
      index: 0,
      message: { role: "assistant", content: text, refusal: null },
      logprobs: null,
      finish_reason: "stop",
    },
  ],
  usage: { prompt_tokens: 60, completion_tokens: 32, total_tokens: 92 },
});
const head = {
  "content-type": "application/json",
  "content-length": Buffer.byteLength(whole),
  "x-request-id": "req_bench",
};

let answered = 0;
let first = 0;
let last = 0;

const server = createServer((request, response) => {
  if (first === 0) first = Date.now();
  response.on("error", () => {});
  request.resume().once("end", () => {
    if (delayMs === 0) answer();
    else void delay(delayMs).then(answer);
  });
  const answer = () => {
    response.writeHead(200, head).end(whole);
    answered += 1;
    last = Date.now();
  };
});

server.listen(0, "127.0.0.1", 4_096, () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : undefined });
});
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicroseconds: user + system, answered, first, last });
  answered = 0;
  first = 0;
});
process.once("disconnect", () => process.exit());
