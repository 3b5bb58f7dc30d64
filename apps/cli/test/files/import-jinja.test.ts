import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";

const flags = ["--provider", "simulated", "--model", "m"];
const config = `import { defineConfig } from "@promptrail/config";
import { simulatedProvider } from "@promptrail/testing";
import { chatV1 } from "./prompts/chat-v1.ts";
export default defineConfig({
  prompts: [chatV1],
  providers: [simulatedProvider()],
  families: { chat: { gate: "none" } },
});
`;

let project: CliProject;
beforeAll(async () => {
  project = await createCliProject();
  await project.write("t/system.jinja", ["You are `kind` and $", "{cheap}. \\n\n"].join(""));
  await project.write(
    "t/chat.user.jinja",
    "{% for m in messages %}\n  {% if m.role == 'x' %}\n  {{ raise_exception('no role ' ~ m.role) }}\n  {% endif %}\n{{ m.text | tojson }}\n{% endfor %}\n{% include 'parts/end.jinja' %}\n",
  );
  await project.write("t/parts/end.jinja", "\ufeffBye {{ name }}\r\n");
});
afterAll(() => project.remove());

test("template files become a version that renders as their framework does", async () => {
  const files = ["t/system.jinja", "t/chat.user.jinja", "--family", "chat"];
  const made = await project.run("import", "jinja", ...files, ...flags, "--host", "transformers");
  expect(made).toMatchObject({ exitCode: 0, err: "" });
  expect(made.out).toContain("prompts/chat-v1.ts exports chatV1");
  expect(made.out).toContain("`tojson` became `json`");
  await project.write("promptrail.config.ts", config);
  const context = { messages: [{ role: "user", text: "<é>" }], name: "Ada" };
  const shown = await project.run("render", "chat", "--context", JSON.stringify(context), "--json");
  const { messages } = JSON.parse(shown.out) as {
    messages: readonly { content: readonly { text: string }[] }[];
  };
  const texts = messages.map(({ content }) => content.map(({ text }) => text).join(""));
  expect(texts).toEqual([["You are `kind` and $", "{cheap}. \\n"].join(""), '"<é>"\nBye Ada']);
});

test("a refusal of the template's own function is told to who called", async () => {
  const context = { messages: [{ role: "x", text: "" }], name: "Ada" };
  const refused = await project.run("render", "chat", "--context", JSON.stringify(context));
  expect(refused.exitCode).not.toBe(0);
  expect(refused.err).toContain("function 'raise_exception' refused its arguments");
  expect(refused.err).toContain("\n  no role x\n");
});

test("nothing is overwritten, and what cannot be made says why", async () => {
  const before = await readFile(join(project.folder, "prompts/chat-v1.ts"), "utf8");
  const again = await project.run("import", "jinja", "t/chat.user.jinja", ...flags);
  expect(again).toMatchObject({ exitCode: 2 });
  expect(again.err).toContain("The file prompts/chat-v1.ts exists already");
  expect(await readFile(join(project.folder, "prompts/chat-v1.ts"), "utf8")).toBe(before);
  const refusals = [
    [["t/none.jinja", ...flags], "cannot be read at"],
    [["t/chat.user.jinja"], "Give both: --provider ID --model NAME"],
    [["t/chat.user.jinja", ...flags, "--host", "transformer"], 'Did you mean "transformers"'],
  ] as const;
  for (const [args, words] of refusals) {
    const { exitCode, err } = await project.run("import", "jinja", ...args, "--out", "x.ts");
    expect([exitCode, err]).toEqual([2, expect.stringContaining(words)]);
  }
});
