import { registerHooks } from "node:module";
import { argv } from "node:process";

// The body of a process of its own: makes a call with a text of so many characters, and prints what that took.
const urls: string[] = [];
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    urls.push(resolved.url);
    return resolved;
  },
});
let threads = 0;
process.on("worker", () => {
  threads += 1;
});

const { definePrompt } = await import("@promptrail/core");
const { createPromptrail } = await import("@promptrail/runtime");
const { simulatedProvider } = await import("@promptrail/testing");

const echo = definePrompt({
  family: "echo",
  version: 1,
  status: "active",
  provider: "simulated",
  model: "simulated-small",
  maxTokens: 100,
  userTemplate: "{{ text }}",
});
const promptrail = await createPromptrail({ prompts: [echo], providers: [simulatedProvider()] });
const text = "long ".repeat(Number(argv[2]) / 5);
const ask = () => promptrail.call("echo", { text }, { accept: ["truncated"] });
let { headroom } = await ask();
// On a busy machine the first count may come too late.
while (headroom?.tokens !== undefined && (headroom.tokens ?? 0) < 0) ({ headroom } = await ask());
console.log(
  JSON.stringify({ headroom, threads, loads: urls.some((url) => url.includes("gpt-tokenizer")) }),
);
await promptrail.close();
