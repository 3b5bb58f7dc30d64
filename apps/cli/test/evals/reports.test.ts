import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { commitAll, git } from "../ci/git-repository.js";
import { type CliProject, createCliProject } from "../cli-project.js";

/** Two families; a "long" version answers with more words than its suite allows, for some cases. */
const config = (
  ...versions: readonly (readonly [family: string, status: string, text: string])[]
) => {
  const counts = new Map<string, number>();
  const prompts = versions.map(([family, status, userTemplate]) => {
    const version = (counts.get(family) ?? 0) + 1;
    counts.set(family, version);
    const settings = {
      family,
      version,
      status,
      changelog: `Why <b>v${version}</b>.`,
      userTemplate,
    };
    return { ...settings, provider: "simulated", model: "simulated-small", maxTokens: 90 };
  });
  return `
    import { existsSync, renameSync } from "node:fs";
    import { join } from "node:path";
    import { defineConfig } from "@promptrail/config";
    import { definePrompt } from "@promptrail/core";
    import { cases, defineSuite, maxWords } from "@promptrail/evals";
    import { simulatedProvider } from "@promptrail/testing";
    const simulated = simulatedProvider();
    const at = (name) => join(import.meta.dirname, name);
    const writer = {
      ...simulated,
      complete: async (request, call) => {
        if (existsSync(at("armed"))) renameSync(at("armed"), at("away"));
        const completion = await simulated.complete(request, call);
        const asked = JSON.stringify(request.messages);
        const isLong = asked.includes("At length") && /thing [0-3]\\b/.test(asked);
        return { ...completion, text: isLong ? "It is a </div><script>alert(1)</script> @team thing." : "A thing." };
      },
    };
    const rows = Array.from({ length: 30 }, (_, at) => ({
      id: "thing-" + at, context: { name: "thing " + at }, tags: [at % 2 === 0 ? "even" : "odd"],
    }));
    const things = cases("things", rows);
    const read = async function* () {
      if (existsSync(at("away"))) throw new Error("The dataset is <away>.");
      yield* things.read();
    };
    const suite = (family) => defineSuite({
      family, dataset: family === "slogan" ? { ...things, read } : things, evals: [maxWords(3)],
    });
    export default defineConfig({
      prompts: ${JSON.stringify(prompts)}.map((prompt) => definePrompt(prompt)),
      providers: [writer],
      suites: [suite("caption"), suite("slogan")],
    });`;
};

const brief = "Write about {{ name }}.";
const long = "At length, write about {{ name }}.";

let project: CliProject;
beforeAll(async () => {
  // Nobody listens there: who opened the store would fail.
  project = await createCliProject({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing" });
  await git(project.folder, "init", "--quiet", "--initial-branch", "main");
  await project.write(
    "promptrail.config.ts",
    config(["caption", "active", brief], ["slogan", "active", brief]),
  );
  await project.run("lock");
  await commitAll(project.folder, "First");
  await git(project.folder, "checkout", "--quiet", "-b", "branch");
  await project.write(
    "promptrail.config.ts",
    config(
      ["caption", "active", brief],
      ["slogan", "active", brief],
      ["caption", "draft", long],
      ["slogan", "draft", `${brief} `],
    ),
  );
});
afterAll(() => project.remove());

const read = (name: string) => readFile(join(project.folder, name), "utf8");
const evalChanged = (...words: readonly string[]) =>
  project.run("eval", "--changed", "--against", "main", ...words);
const files = [
  "--junit",
  "made/junit.xml",
  "--markdown",
  "made/eval.md",
  "--html",
  "made/eval.html",
];

test("a run that fails writes all its reports, of all families, each as a whole", async () => {
  const { exitCode, out } = await evalChanged(...files);
  expect(exitCode).toBe(1);
  expect(out).toContain("Report: made/junit.xml, made/eval.md, made/eval.html");
  expect((await readdir(join(project.folder, "made"))).toSorted()).toEqual([
    ...["eval.html", "eval.md", "junit.xml"],
  ]);
  const junit = await read("made/junit.xml");
  expect(junit).toContain('<testcase classname="caption.gate" name="gate"');
  expect(junit).toContain('<testcase classname="slogan.max_words(3)" name="thing-29"');
  expect(junit.match(/<failure /g)?.length).toBeGreaterThan(4);
  const markdown = await read("made/eval.md");
  expect(markdown).toMatch(/^<!-- promptrail:eval \* -->\n## ❌ Evals do not pass\n/);
  expect(markdown).toContain("caption\\_v2 against caption\\_v1 (base)");
  expect(markdown).toContain("+At length, write about {{ name }}.");
  expect(markdown).toContain("Why: Why \\<b\\>v2\\</b\\>.");
  expect(markdown).not.toContain('"name": "thing 1"');
  const page = await read("made/eval.html");
  expect(page).toContain("slogan_v2");
  expect(page).toContain("&lt;/div&gt;&lt;script&gt;");
  expect(page).toContain("&quot;name&quot;: &quot;thing 1&quot;");
  expect(page).not.toContain("<script");
});

test("a run of one family marks its comment by it, and replaces the files of before", async () => {
  const { exitCode, out } = await project.run(
    ...["eval", "--changed", "slogan", "--against", "main", "--json", ...files],
  );
  expect(JSON.parse(out).ok).toBe(exitCode === 0);
  expect(await read("made/eval.md")).toMatch(/^<!-- promptrail:eval slogan -->\n/);
  expect(await read("made/eval.html")).not.toContain("caption_v2");
});

test("a family whose run ends in an error takes nothing from those before it", async () => {
  // The first call of the first family takes the dataset of the other one away.
  await project.write("armed", "");
  onTestFinished(() => rm(join(project.folder, "away")));
  const { exitCode, out } = await evalChanged("--fresh", "--json", ...files);
  const { reports, failed, not_run, ok } = JSON.parse(out);
  expect({ exitCode, ok, not_run, judged: reports.length }).toEqual({
    exitCode: 3,
    ok: false,
    not_run: [],
    judged: 1,
  });
  expect(failed).toMatchObject([
    { family: "slogan", error: { code: "unexpected", message: "The dataset is <away>." } },
  ]);
  expect(await read("made/eval.html")).toMatch(
    /<th scope="row">slogan<\/th>.*Error<\/span>.*The dataset is &lt;away&gt;\./,
  );
  expect(await read("made/eval.html")).toContain("caption_v2 against caption_v1");
  expect(await read("made/eval.md")).toContain("**slogan**: no verdict, because its run ended");
  expect(await read("made/junit.xml")).toMatch(/classname="slogan.gate".*<error type="unexpected"/);
});

test("where nothing is run, the reports say so", async () => {
  await project.write(
    "promptrail.config.ts",
    config(["caption", "active", brief], ["slogan", "active", brief]),
  );
  expect((await evalChanged(...files)).exitCode).toBe(0);
  expect(await read("made/eval.md")).toContain("## ✅ Evals pass\n\nNothing was run.");
  expect(await read("made/junit.xml")).toContain('tests="0" failures="0" errors="0"');
});

test("a file that cannot be written is named before anything is asked", async () => {
  await mkdir(join(project.folder, "a-folder"));
  const answers = () => readdir(join(project.folder, ".promptrail", "evals"));
  const before = await answers();
  const folder = await evalChanged("--html", "a-folder");
  expect(folder).toMatchObject({ exitCode: 2, out: "" });
  expect(folder.err).toContain('"a-folder" is not a file, so no report can be written there.');
  const below = await evalChanged("--junit", "promptrail.config.ts/junit.xml");
  expect(below.exitCode).toBe(3);
  expect(below.err).toMatch(
    /"promptrail\.config\.ts\/junit\.xml" cannot be written: a part of its path is a file, not a folder \(ENOTDIR\)\. Move that file away\./,
  );
  // Node's own recursive mkdir never comes back from here.
  const nowhere = await evalChanged("--html", "/proc/promptrail/report.html");
  expect(nowhere.exitCode).toBe(3);
  expect(nowhere.err).toMatch(
    /"\/proc\/promptrail\/report\.html" cannot be written: the system lets no user create anything in its folder/,
  );
  const twice = await evalChanged("--html", "./x", "--markdown", "x");
  expect(twice).toMatchObject({ exitCode: 2 });
  expect(twice.err).toContain("--markdown and --html name the same file");
  expect(await answers()).toEqual(before);
});
