import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sampleImage, samplePdf } from "@promptrail/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";

let project: CliProject;
const call = (...args: readonly string[]) =>
  project.run("call", "greeting", "--context", '{"name":"Ada"}', "--json", ...args);

beforeAll(async () => {
  project = await createCliProject();
  // Names that say something else than the contents.
  const files = {
    "photo.jpg": sampleImage().data,
    "terms.txt": samplePdf().data,
    "notes.bin": Buffer.from("Notes: é"),
    "empty.png": Buffer.alloc(0),
    "archive.pdf": Buffer.from([0x50, 0x4b, 3, 4, 0, 0]),
    "large.pdf": Buffer.alloc(20_000_001),
  };
  for (const [name, data] of Object.entries(files))
    await writeFile(join(project.folder, name), data);
  await project.write(
    "promptrail.config.mjs",
    `
    import { defineConfig } from "@promptrail/config";
    import { definePrompt, memory } from "@promptrail/core";
    import { fakeProvider } from "@promptrail/testing";
    const model = { contextWindow: 1000, maxOutput: 100, prices: { input: 1, output: 1 }, settings: ["maxTokens"], inputs: ["image", "pdf", "text-file"] };
    const tell = (part) => part.type === "text" ? part.text : [part.type, part.mediaType, part.name, part.data.byteLength].join(" ");
    export default defineConfig({
      prompts: [definePrompt({ family: "greeting", version: 1, status: "active", provider: "fake", model: "m", maxTokens: 50, userTemplate: "For {{ name }}" })],
      providers: [fakeProvider({ models: { m: model }, answers: ({ messages }) => messages[0].content.map(tell).join("; ") })],
      store: memory(),
    });`,
  );
});
afterAll(() => project.remove());

test("files go with a call in their order, and each is what its content says", async () => {
  const args = ["--attach", "terms.txt", "--attach", "photo.jpg", "notes.bin"];
  const { exitCode, out } = await call(...args);
  expect(exitCode).toBe(0);
  const { byteLength } = samplePdf().data;
  const sent = [
    "For Ada",
    `file application/pdf terms.txt ${byteLength}`,
    `image image/png  ${sampleImage().data.byteLength}`,
    "file text/plain notes.bin 9",
  ];
  expect(JSON.parse(out)).toMatchObject({ text: sent.join("; ") });
});

test("what cannot be sent is named with its reason, and nothing is sent", async () => {
  const refused = [
    ["empty.png", /"empty\.png" of --attach is empty/],
    ["archive.pdf", /"archive\.pdf" of --attach has a content that is not PNG/],
    ["missing.png", /"missing\.png" of --attach cannot be read/],
    ["https://files.example/a.png", /is an address, and --attach takes files of this machine/],
    ["large.pdf", /"large\.pdf" of --attach has more than 20000000 bytes/],
    ["/dev/zero", /"\/dev\/zero" of --attach has more than 20000000 bytes/],
  ] as const;
  for (const [file, words] of refused) {
    const { exitCode, out } = await call("--attach", file);
    expect(exitCode).toBe(2);
    const message: unknown = expect.stringMatching(words);
    expect(JSON.parse(out)).toMatchObject({ error: { code: "attachment_invalid", message } });
  }
});

test("a family that --attach has taken as a file is missed with the reason", async () => {
  const { exitCode, err } = await project.run("call", "--attach", "terms.txt", "greeting");
  expect(exitCode).toBe(2);
  expect(err).toContain("Missing required argument 'family'. --attach takes all words behind it");
});
