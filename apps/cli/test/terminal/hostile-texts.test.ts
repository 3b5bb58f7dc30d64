import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "../cli-project.js";

/** A title for the window, red, the cursor to the top, and the same in the form of one byte. */
const hostile = "\u001b]0;owned\u0007\u001b[31m\u009b2J\u009d0;owned\u009c\u202eX";
const evil = JSON.stringify(hostile);

const config = `
  import { defineConfig } from "@promptrail/config";
  import { definePrompt, ProviderError } from "@promptrail/core";
  import { noUsage } from "@promptrail/core/provider-kit";
  import { cases, defineEval, defineSuite, fail } from "@promptrail/evals";
  import { z } from "zod";
  const evil = ${evil};
  const completion = {
    outcome: "ok", text: "answer " + evil, reasoning: "", toolCalls: [], usage: noUsage,
    model: "model " + evil, requestId: evil, stopReason: evil,
    warnings: [{ setting: evil, reason: evil }],
  };
  const provider = {
    id: "evil", optionsSchema: z.strictObject({}), models: {},
    capabilities: { tools: false, output: "none", outputRoot: "any", cacheHints: false, reasoning: false },
    complete: async ({ messages }) => {
      if (JSON.stringify(messages).includes("fail")) {
        throw new ProviderError({ kind: "bad_request", provider: "evil", reason: "the vendor says " + evil });
      }
      if (JSON.stringify(messages).includes("crash")) {
        setTimeout(() => { throw new Error("thrown " + evil); });
        await new Promise((resolve) => { setTimeout(resolve, 3_600_000); });
      }
      if (JSON.stringify(messages).includes("reject")) {
        void Promise.reject("rejected " + evil);
        await new Promise((resolve) => { setTimeout(resolve, 3_600_000); });
      }
      return completion;
    },
    stream: async function* () {
      yield { type: "text-delta", text: completion.text };
      yield { type: "finish", completion };
    },
  };
  const greeting = (version, status) => definePrompt({
    family: "greeting", version, status, userTemplate: "Greet {{ name }} " + evil,
    system: "v" + version, changelog: "why " + evil,
    provider: "evil", model: "asked " + evil, maxTokens: 50,
  });
  const judged = defineEval({ name: "judged " + evil, evaluate: () => fail("the reason " + evil) });
  export default defineConfig({
    prompts: [greeting(1, "deprecated"), greeting(2, "active"), greeting(3, "draft")],
    providers: [provider],
    suites: [defineSuite({
      family: "greeting", evals: [judged],
      dataset: cases("set", [{ id: "case " + evil, context: { name: "Ada" } }, { id: "b", context: { name: "Bo" } }]),
    })],
  });
`;

let project: CliProject;
beforeAll(async () => {
  project = await createStoredProject();
  await project.write("promptrail.config.ts", config);
  await project.run("lock");
  await project.run("deploy");
  await project.run("rollback", "greeting", "--reason", `because ${hostile}`);
});
afterAll(() => project.remove());

const context = ["--context", JSON.stringify({ name: `Ada ${hostile}` })];

/** A command, and how its words begin before what is hostile. */
const commands: readonly [string, readonly string[], RegExp][] = [
  ["list", ["list"], /why \\u001b/],
  ["show", ["show", "greeting", "1"], /why \\u001b/],
  ["diff", ["diff", "greeting", "1", "2"], /why \\u001b/],
  ["render", ["render", "greeting", ...context], /Ada \\u001b/],
  ["call", ["call", "greeting", ...context], /answer \\u001b/],
  ["a streamed call", ["call", "greeting", "--stream", ...context], /answer \\u001b/],
  ["a failed call", ["call", "greeting", "--context", '{"name":"fail"}'], /says \\u001b/],
  ["what nobody caught", ["call", "greeting", "--context", '{"name":"crash"}'], /thrown \\u001b/],
  [
    "what nobody awaited",
    ["call", "greeting", "--context", '{"name":"reject"}'],
    /rejected \\u001b/,
  ],
  ["eval", ["eval", "greeting"], /./],
  ["eval beside the active", ["eval", "greeting", "--version", "3"], /./],
  ["history", ["history", "greeting"], /because/],
  ["status", ["status"], /greeting/],
  ["an unknown family", ["call", hostile], /\\u001b/],
  ["an unknown command", [hostile], /\\u001b/],
  ["an unknown option", ["list", `--${hostile}`], /\\u001b/],
  ["another config", ["list", "--config", hostile], /\\u001b/],
  ["another environment", ["status", "--env", hostile], /./],
  ["a context that is none", ["call", "greeting", "--context", hostile], /\\u001b/],
];

describe("no control of a text reaches the terminal", () => {
  test.each(commands)("%s", async (_what, args, words) => {
    const { out, err } = await project.run(...args);
    expect(out + err).toMatch(words);
    expect(out + err).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e]/u);
  });

  test.each(commands)("%s, as JSON of the same value", async (_what, args, _words) => {
    const { out, err } = await project.run(...args, "--json");
    expect(out + err).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e]/u);
    if (out === "") return;
    const told = JSON.stringify(JSON.parse(out));
    if (out.includes("\\u001b]0;owned")) expect(told).toContain(evil.slice(1, -1));
  });
});

test("what a server tells of a failure in the background holds no control, and no word of the vendor", async () => {
  await project.run("shadow", "greeting", "3", "--reason", "Compare.");
  const server = project.start("serve", "--port", "0");
  await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
  // The shadow run fails beside the call; nobody but the server's own terminal hears of it.
  await project.run("call", "greeting", "--context", '{"name":"fail"}');
  await server.waitFor(/A shadow run of greeting_v3 failed/);
  server.signal("SIGTERM");
  const { out, err } = await server.ended;
  expect(out + err).not.toMatch(/[^\P{Cc}\n]/u);
  // It may repeat what it was sent, which is for the call's record.
  expect(out + err).not.toContain("the vendor says");
});
