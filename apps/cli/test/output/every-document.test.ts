import { fileURLToPath } from "node:url";
import { toWire } from "@promptrail/http-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { errorDocument } from "../../src/documents/error-document.js";
import { formatVersion } from "../../src/documents/print-document.js";
import { listDocuments } from "../../src/program/list-documents.js";
import { type CliProject, type CliRun, createStoredProject } from "../cli-project.js";
import { greetings } from "../greeting-config.js";
import { knownCommands } from "../known-commands.js";
import { runInProcess } from "./run-in-process.js";

const documents = await listDocuments();

const config = `
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineSuite, maxWords } from "@promptrail/evals";
  import { simulatedProvider } from "@promptrail/testing";
  const rows = ["Ada", "Bo"].map((name) => ({ id: name, context: { name } }));
  export default defineConfig({
    prompts: ${JSON.stringify(greetings("deprecated", "active", "draft", "draft"))}.map((prompt) =>
      definePrompt(prompt)),
    providers: [simulatedProvider()],
    suites: [defineSuite({
      family: "greeting", dataset: cases("names", rows), evals: [maxWords(100)],
    })],
  });`;

const judgedConfig = `
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineJudge, defineRubric, defineSuite } from "@promptrail/evals";
  import { simulatedProvider } from "@promptrail/testing";
  const rows = ["Ada", "Bo"].map((name) => ({ id: name, context: { name } }));
  const rubric = defineRubric({
    family: "greeting_judge", version: 1, provider: "simulated", model: "referee-1", task: "It greets.",
    asks: { mode: "criteria", criteria: [{ name: "polite", passes: "It is polite." }] },
  });
  export default defineConfig({
    prompts: [...${JSON.stringify(greetings("deprecated", "active", "draft", "draft"))}.map((prompt) =>
      definePrompt(prompt)), rubric.prompt],
    providers: [simulatedProvider()],
    suites: [defineSuite({
      family: "greeting", dataset: cases("names", rows), evals: [defineJudge({ name: "polite", rubric })],
    })],
  });`;
const answerOf = (name: string) => `Hello ${name}, good morning.`;
/** What an eval printed, and what a person said of its answers. */
const judgedRun = JSON.stringify({
  reports: [
    {
      family: "greeting",
      cases: ["Ada", "Bo"].map((id) => {
        const answer = {
          outcome: "ok",
          passed: true,
          score: 1,
          output: answerOf(id),
          tool_calls: [],
        };
        const evals = [{ name: "polite", passed: true, score: 1, reason: "" }];
        return { id, tags: [], candidate: [{ ...answer, evals, error: null }] };
      }),
    },
  ],
});
const judgedLabels = ["Ada", "Bo"].map((name) =>
  JSON.stringify({
    judge_label: 1,
    family: "greeting",
    case: name,
    input: { name },
    reference: null,
    answers: [answerOf(name)],
    words: { polite: "pass" },
    by: "ada",
    at: "2026-11-30T12:00:00.000Z",
    probability: null,
    judged: null,
  }),
);
const judged = ["greeting", "--config", "judged.config.ts"];

const exampleProvider = fileURLToPath(
  new URL("../../../../tooling/handbook/example-provider/line-harness.ts", import.meta.url),
);
const context = ["--context", '{"name": "Ada"}'];
const because = ["--reason", "Because"];
const override = ["--override", "No time"];

/** One story: what a command line prints, by the usage under which the document is described. */
const story: readonly (readonly [usage: string, args: readonly string[], exitCode: number])[] = [
  ["init", ["init", "new-project"], 0],
  ["import jinja", ["import", "jinja", "hello.j2", "--provider", "p", "--model", "m"], 0],
  ["lock", ["lock"], 0],
  ["new", ["new", "farewell", "--provider", "simulated", "--model", "m"], 0],
  ["lock", ["lock", "--acknowledge"], 2],
  ["check", ["check"], 0],
  ["list", ["list"], 0],
  ["list", ["list", "greeting"], 0],
  ["show", ["show", "greeting", "1"], 0],
  ["diff", ["diff", "greeting", "1", "2"], 0],
  ["render", ["render", "greeting", ...context], 0],
  ["migrate", ["migrate"], 0],
  ["deploy", ["deploy", "--dry-run"], 0],
  ["deploy", ["deploy"], 0],
  ["deploy", ["deploy", "--dry-run"], 0],
  ["lock", ["lock", "--acknowledge"], 0],
  ["call", ["call", "greeting", ...context], 0],
  ["calls", ["calls"], 0],
  ["calls ID", ["calls", "ID"], 0],
  ["calls --usage", ["calls", "--usage"], 0],
  ["calls --erase", ["calls", "--erase", "customer-1"], 0],
  ["eval", ["eval"], 0],
  ["eval", ["eval", "greeting"], 0],
  // Two cases are too few for a verdict.
  ["eval", ["eval", "greeting", "--version", "3"], 1],
  ["eval", ["eval", "greeting", "--models", "simulated-large"], 0],
  ["eval", ["eval", "--changed"], 0],
  ["fuzz", ["fuzz", "greeting", "--max-calls", "20", "--seed", "1"], 1],
  ["judge label", ["judge", "label", ...judged, "--run", "run.json"], 0],
  ["judge calibrate", ["judge", "calibrate", ...judged], 0],
  // The job is for no merge request.
  ["comment", ["comment", "run.json"], 0],
  ["dataset stats", ["dataset", "stats", "greeting"], 0],
  ["dataset generate", ["dataset", "generate", "drawn.jsonl"], 0],
  ["dataset dedupe", ["dataset", "dedupe", "drawn.variants.jsonl"], 0],
  ["dataset split", ["dataset", "split", "drawn.jsonl", "--into", "a=50,b=50"], 0],
  // Its context is that of a case.
  ["dataset from-calls", ["dataset", "from-calls", "greeting", "--to", "drawn.jsonl"], 0],
  ["promote", ["promote", "greeting", "3", ...because, ...override, "--dry-run"], 0],
  ["promote", ["promote", "greeting", "3", ...because, ...override, "--wait"], 0],
  ["rollback", ["rollback", "greeting", "--dry-run"], 0],
  ["rollback", ["rollback", "greeting", ...because], 0],
  ["rollback-all", ["rollback", "--all", "--model", "none", ...because, "--dry-run"], 1],
  ["resume", ["resume", "greeting", ...because], 0],
  ["shadow", ["shadow", "greeting", "4", ...because], 0],
  ["shadow --report", ["shadow", "greeting", "--report"], 0],
  ["compare", ["compare", "greeting"], 0],
  ["compare", ["compare", "greeting", "--from", "dataset"], 0],
  ["archive", ["archive", "greeting", "4", ...because], 0],
  ["status", ["status"], 0],
  ["history", ["history"], 0],
  ["history", ["history", "greeting", "--limit", "1"], 0],
  ["history --verify", ["history", "--verify"], 0],
  ["fleet", ["fleet"], 0],
  ["headroom", ["headroom", "greeting"], 0],
  ["drill", ["drill", "greeting"], 1],
  ["keys add", ["keys", "add", "bob", "--scopes", "rollback"], 0],
  ["keys list", ["keys", "list"], 0],
  ["keys rotate", ["keys", "rotate", "bob", "--overlap", "0"], 0],
  ["keys add", ["keys", "add", "ann", "--scopes", "read", "--expires", "1d"], 0],
  ["keys revoke", ["keys", "revoke", "ann"], 0],
  ["completion", ["completion", "bash"], 0],
  ["provider-test", ["provider-test", exampleProvider], 0],
];

describe("with --json, a command prints one document, as its schema says", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await createStoredProject({ GITLAB_CI: "true" });
    await project.write("promptrail.config.ts", config);
    await project.write("judged.config.ts", judgedConfig);
    await project.write("run.json", judgedRun);
    await project.write(
      "drawn.jsonl",
      ["Ada", "Bo"].map((name) => JSON.stringify({ id: name, context: { name } })).join("\n"),
    );
    await project.write("judges/greeting-polite.labels.jsonl", judgedLabels.join("\n"));
    await project.write("hello.j2", "Hello {{ name }}");
  });
  afterAll(() => project.remove());

  // Every command has once a process of its own, to its end.
  const started = new Set<string>();

  test.each(story)("%s: %j", async (usage, args, exitCode) => {
    const words = args.includes("ID") ? ["calls", await findNewestCall(project)] : args;
    const start = started.has(usage) ? project.run : project.runAlone;
    started.add(usage);
    const run = await start(...words, "--json");
    expect({ exitCode: run.exitCode, err: run.err }).toMatchObject({ exitCode });
    expectDocument(exitCode === 2 ? errorDocument : findSchema(usage), run);
  });

  test("also where a server ends", async () => {
    const server = project.start("serve", "--port", "0", "--json");
    await server.waitFor(/serves development/);
    server.signal("SIGTERM");
    expectDocument(findSchema("serve"), await server.ended);
  });
});

async function findNewestCall(project: CliProject): Promise<string> {
  const { out } = await project.run("calls", "--limit", "1", "--json");
  return JSON.parse(out).calls[0].call_id;
}

test("the story shows every document but those that need PostgreSQL or a lost store", () => {
  const described = documents.map(({ usage }) => usage).filter((usage) => usage !== null);
  const shown = new Set([...story.map(([usage]) => usage), "serve"]);
  expect(described.filter((usage) => !shown.has(usage))).toEqual(["worker", "recover"]);
});

type WrongUse = readonly [title: string, args: readonly string[], message: RegExp];

describe("with --json, wrong use is a document, too, and nothing else is printed", () => {
  test.each<WrongUse>([
    ["an unknown command", ["promte"], /Unknown command 'promte'\. Did you mean promote\?/],
    ["no command", [], /Unknown option '--json'\. `promptrail --help`/],
    ["no command of a group", ["keys"], /Unknown option '--json'\. `promptrail keys --help`/],
    ...knownCommands.map(({ path }): WrongUse => {
      return [`an unknown option of ${path}`, [...path.split(" "), "--jsn"], /Unknown option/];
    }),
    ...knownCommands
      .filter(({ command }) => command.registeredArguments.some(({ required }) => required))
      .map(({ path }): WrongUse => {
        return [`${path} alone`, path.split(" "), /Missing required argument/];
      }),
  ])("%s", async (_what, args, message) => {
    const run = await runInProcess([...args, "--json"]);
    const { error } = expectDocument(errorDocument, run);
    expect(error.message).toMatch(message);
    expect(error.code).toBe("request_invalid");
    expect(run).toMatchObject({ exitCode: 2, err: "" });
  });
});

function findSchema(usage: string): z.ZodType<object> {
  const found = documents.find((each) => each.usage === usage);
  if (found === undefined) throw new TypeError(`No command describes "${usage}".`);
  return found.schema;
}

/** It is one document of the schema, and has no field that the schema does not name. */
function expectDocument<Schema extends z.ZodType<object>>(
  schema: Schema,
  { out }: CliRun,
): z.output<Schema> {
  const { format_version: version, ...document } = JSON.parse(out);
  expect(version).toBe(formatVersion);
  const read = schema.safeParse(document);
  expect(read.error).toBeUndefined();
  if (read.data === undefined) throw new TypeError("It was read.");
  expect(JSON.parse(JSON.stringify(toWire(schema, read.data)))).toEqual(document);
  return read.data;
}
