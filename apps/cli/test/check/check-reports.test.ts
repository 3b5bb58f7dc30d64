import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "@promptrail/check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { formatCheckHtml } from "../../src/project/checking/format-check-html.js";
import { formatCheckMarkdown } from "../../src/project/checking/format-check-markdown.js";
import { brief, topicConfig } from "../ci/topic-config.js";
import { type CliProject, createCliProject } from "../cli-project.js";

let project: CliProject;
beforeEach(async () => {
  project = await createCliProject();
});
afterEach(() => project.remove());

const read = (path: string) => readFile(join(project.folder, path), "utf8");

test("check writes what it found as Markdown and as a page, into a folder that it makes", async () => {
  await project.write("promptrail.config.ts", topicConfig([brief("active")]));
  const files = ["--markdown", "report/check.md", "--html", "report/check.html"];
  expect(await project.run("check", ...files)).toMatchObject({ exitCode: 1 });
  expect(await read("report/check.md")).toMatch(
    /^<!-- promptrail:check -->\n## ❌ Check does not pass: 1 error\n\n```text\n✗ /,
  );
  const page = await read("report/check.html");
  expect(page).toContain("<h1>Check does not pass: 1 error</h1>");
  await project.run("lock");
  expect(await project.run("check", ...files)).toMatchObject({ exitCode: 0 });
  expect(await read("report/check.md")).toMatch(/^<!-- promptrail:check -->\n## ✅ Check passes\n/);
});

test("what an author wrote ends no block of the Markdown, and is no HTML of the page", () => {
  const message = "```\n<script>alert(1)</script> @everyone <!-- promptrail:comment prompts -->";
  const finding: Finding = { severity: "error", code: "template", message };
  const found = { findings: [finding], checked: "1 version.", isGood: false };
  const markdown = formatCheckMarkdown(found);
  // Its fence is longer than any in the text, and the text is one line.
  expect(markdown).toContain("````text\n✗ template ``` <script>");
  const page = formatCheckHtml(found);
  expect(page).not.toContain("<script");
  expect(page).toContain("default-src &#39;none&#39;");
});

test.each([
  [["--markdown", "a", "--html", "a"], /name the same file, "a"/],
  [["--markdown", ""], /--markdown names no file/],
  [["--html", "node_modules"], /"node_modules" is not a file/],
])("check refuses %j", async (args, message) => {
  await project.write("promptrail.config.ts", topicConfig([brief("active")]));
  const { exitCode, err } = await project.run("check", ...args);
  expect(err).toMatch(message);
  expect(exitCode).toBe(2);
});
