import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";

const lamp =
  "A desk lamp of brass with a shade of linen and a cord of two metres, for one bulb of nine watts";
const yaml = `# The lamps that were sold.
- id: brass # the first one
  context: { text: "${lamp}" }
  ground_truth: 9
  tags: [lamp]
- id: again
  context: { text: "${lamp.toUpperCase()} " }
  ground_truth: 9
# Another truth.
- id: near
  context: { text: "${lamp.replace("nine", "ten")}" }
  ground_truth: 10
- id: stool
  context: { text: "A stool" }
`;

const config = `
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { simulatedProvider } from "@promptrail/testing";
  import { z } from "zod";
  export default defineConfig({
    prompts: [definePrompt({
      family: "note", version: 1, status: "active", provider: "simulated", model: "m", maxTokens: 50,
      input: z.strictObject({ note: z.string().max(100), kind: z.enum(["a", "b"]) }), userTemplate: "{{ note }} {{ kind }}",
    })],
    providers: [simulatedProvider()],
  });`;

let project: CliProject;
beforeAll(async () => {
  project = await createCliProject();
  await project.write("lamps.yaml", yaml);
  await project.write("project/promptrail.config.ts", config);
});
afterAll(() => project.remove());

const read = (path: string) => readFile(join(project.folder, path), "utf8");

async function run(...args: readonly string[]) {
  const ran = await project.run("dataset", ...args, "--json");
  return { ...JSON.parse(ran.out), exitCode: ran.exitCode };
}

test("dedupe shows what is alike, and with --write removes what adds nothing, once", async () => {
  const shown = await run("dedupe", "lamps.yaml");
  expect(shown).toMatchObject({
    remove: ["again"],
    clusters: [
      { id: "brass", cluster: "brass" },
      { id: "near", cluster: "brass" },
    ],
    written: false,
  });
  expect(await read("lamps.yaml")).toBe(yaml);
  expect(await run("dedupe", "lamps.yaml", "--write")).toMatchObject({ written: true });
  const written = await read("lamps.yaml");
  expect(written).toContain("# The lamps that were sold.\n- id: brass # the first one\n");
  expect(written).toContain("# Another truth.\n- id: near");
  expect(written).not.toContain("again");
  const again = await run("dedupe", "lamps.yaml", "--write");
  expect(again).toMatchObject({ pairs: [], written: false });
  expect(await read("lamps.yaml")).toBe(written);
});

test("generate writes variants beside the file, the same ones once", async () => {
  const made = await run("generate", "lamps.yaml", "--count", "12");
  expect(made).toMatchObject({
    file: join(project.folder, "lamps.variants.jsonl"),
    sources: 3,
    written: 12,
    already: 0,
  });
  const rows = (await read("lamps.variants.jsonl")).trim().split("\n");
  expect(rows).toHaveLength(12);
  expect(await run("generate", "lamps.yaml", "--count", "12")).toMatchObject({
    written: 0,
    already: 12,
  });
  const slip = ["dataset", "generate", "lamps.yaml", "--to", "./lamps.yaml"];
  const before = await read("lamps.yaml");
  const refused = await project.run(...slip);
  expect(refused.err).toContain("./lamps.yaml is the dataset itself");
  expect(refused.err).toContain("give --into-dataset in its place");
  expect((await project.run(...slip, "--into-dataset")).err).toContain("Remove one of the two");
  expect(refused.exitCode).toBe(2);
  expect(await read("lamps.yaml")).toBe(before);
  // Into the file itself: a case that had no cluster is of one with its variants.
  const own = await run("generate", "lamps.yaml", "--count", "24", "--into-dataset");
  expect(own.written).toBeGreaterThan(12);
  expect(await read("lamps.yaml")).toContain("  cluster: stool\n");
});

test("split divides no cluster, and refuses to write over what it would lose", async () => {
  const split = await run("split", "lamps.yaml", "--into", "train=50,test=50", "--to", "parts");
  const [train, other] = split.parts;
  expect(train.cases + other.cases).toBe(3 + (await run("stats", "lamps.yaml")).variants);
  const clusters = async (part: string) =>
    new Set((await read(`parts/lamps.${part}.yaml`)).match(/cluster: \w+/g));
  const inTest = await clusters("test");
  for (const cluster of await clusters("train")) expect(inTest.has(cluster)).toBe(false);
  const seed = ["--seed", String(split.seed)];
  const same = ["split", "lamps.yaml", "--into", "train=50,test=50", "--to", "parts", ...seed];
  expect((await run(...same)).parts).toEqual(split.parts);

  await project.write("parts/lamps.train.yaml", "- id: by-hand\n  context: {}\n");
  const refused = await run(...same);
  expect(refused).toMatchObject({ exitCode: 2, error: { code: "request_invalid" } });
  expect(refused.error.message).toMatch(/case "by-hand".*would be lost/);
  expect(await read("parts/lamps.train.yaml")).toContain("by-hand");
});

test.each([
  ["no parts", ["split", "lamps.yaml"], /--into is missing/],
  ["a part without a share", ["split", "lamps.yaml", "--into", "a=1,b"], /--into has "b" in it/],
  ["a part twice", ["split", "lamps.yaml", "--into", "a=1,a=2"], /--into has a name twice/],
  [
    "a part that would be empty",
    ["split", "lamps.yaml", "--into", "a=0.000000001,b=0.999999999"],
    /"a" would have no/,
  ],
  ["a file that is not there", ["dedupe", "none.csv"], /none\.csv.*does not exist/],
])("%s is refused with the cure", async (_what, args, message) => {
  const refused = await run(...args);
  expect(refused.exitCode).toBe(2);
  expect(refused.error.message).toMatch(message);
});

test("of a family without a dataset, generate makes a first case by its input schema", async () => {
  const { out } = await project.runIn("project", "dataset", "generate", "note", "--json");
  const made = JSON.parse(out);
  expect(made).toMatchObject({ family: "note", sources: 1 });
  const huge = made.kinds.find(({ kind }: { kind: string }) => kind === "huge");
  expect(huge).toMatchObject({ made: 0, dropped: 1 });
  const rows = (await read("project/datasets/note.variants.jsonl")).trim().split("\n");
  for (const row of rows) expect(JSON.parse(row).context.kind).toBe("a");
});
