import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCli } from "../../src/index.js";
import { createProcessTerminal } from "../../src/terminal.js";
import { type ScriptedHost, startScriptedHost } from "./scripted-host.js";

const terminal = createProcessTerminal();
const token = "secret-token-of-the-job";
const marker = "<!-- promptrail:comment prompts -->";

let folder: string;
let host: ScriptedHost;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "promptrail-comment-"));
  await writeFile(join(folder, "check.md"), "## Check passes\n");
  await writeFile(join(folder, "eval.md"), "## Evals pass\n");
});
afterEach(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

const hosts = {
  github: {
    start: async (changes: object = {}) => {
      host = await startScriptedHost("github", token);
      const head = { sha: "4f2a9c1d8e7b", repo: { full_name: "acme/shop" } };
      const event = { pull_request: { number: 12, head, ...changes } };
      await writeFile(join(folder, "event.json"), JSON.stringify(event));
    },
    variables: (): Record<string, string> => ({
      GITHUB_ACTIONS: "true",
      GITHUB_API_URL: host.url,
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: join(folder, "event.json"),
      GITHUB_REPOSITORY: "acme/shop",
      GITHUB_RUN_ID: "99",
      GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
      GITHUB_TOKEN: token,
    }),
    self: "github-actions[bot]",
    other: "mallory",
    update: "PATCH",
  },
  gitlab: {
    start: async () => {
      host = await startScriptedHost("gitlab", token);
    },
    variables: (): Record<string, string> => ({
      GITLAB_CI: "true",
      CI_API_V4_URL: host.url,
      CI_PROJECT_ID: "7",
      CI_MERGE_REQUEST_PROJECT_ID: "7",
      CI_MERGE_REQUEST_IID: "12",
      CI_COMMIT_SHA: "4f2a9c1d8e7b",
      CI_JOB_URL: "https://gitlab.example/acme/shop/-/jobs/99",
      GITLAB_TOKEN: token,
    }),
    self: "41",
    other: "13",
    update: "PUT",
  },
} as const;

async function comment(environment: Record<string, string>, ...args: readonly string[]) {
  const printed = { out: "", err: "" };
  const files = args.some((arg) => arg.endsWith(".md")) ? [] : ["check.md", "eval.md"];
  const exitCode = await runCli(["comment", ...files, ...args], {
    ...terminal,
    folder,
    environment,
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
  });
  expect(printed.out + printed.err).not.toContain(token);
  return { exitCode, ...printed };
}

describe.each(["github", "gitlab"] as const)("promptrail comment on %s", (name) => {
  const { start, variables, self, other, update } = hosts[name];
  beforeEach(() => start());

  test("writes the reports as one comment, with the commit and the job", async () => {
    const { exitCode, out } = await comment(variables());
    expect(exitCode).toBe(0);
    expect(out).toMatch(/The comment on (pull|merge) request 12 of .* was created/);
    expect(host.comments).toHaveLength(1);
    const body = host.comments[0]?.body ?? "";
    expect(body).toMatch(
      new RegExp(
        `^${marker}\n## Check passes\n\n---\n\n## Evals pass\n\n_\\[The job\\]\\(https://.*99\\) of 4f2a9c1d`,
      ),
    );
    expect(host.asked.every((each) => each.token === token)).toBe(true);
  });

  test("finds its comment behind two pages of others, leaves those that only look like it, and updates it", async () => {
    host.add(
      other,
      ...Array.from({ length: 230 }, (_, at) => `Comment ${at}`),
      `${marker}\nForged`,
    );
    host.add(self, `I wrote about ${marker}`, `${marker}\nOld`);
    const { out } = await comment(variables(), "--json");
    expect(JSON.parse(out)).toMatchObject({ action: "updated", reason: null });
    expect(host.comments).toHaveLength(233);
    expect(host.comments[230]?.body).toBe(`${marker}\nForged`);
    expect(host.comments[231]?.body).toContain("I wrote about");
    expect(host.comments[232]?.body).toContain("## Evals pass");
    expect(host.asked.filter(({ method }) => method === "POST")).toEqual([]);
  });

  test("keeps a comment of another name beside it", async () => {
    await comment(variables());
    await comment(variables(), "--name", "packages/shop");
    await comment(variables(), "--name", "packages/shop");
    expect(host.comments.map(({ body }) => body.split("\n")[0])).toEqual([
      marker,
      "<!-- promptrail:comment packages/shop -->",
    ]);
  });

  test("asks again where the host is busy, as late as it says", async () => {
    host.add(self, `${marker}\nOld`);
    const again = { "retry-after": "0" };
    host.fail(
      { method: "GET", as: 502, headers: again },
      { method: "GET", as: 429, headers: again },
      { method: update, as: 503, headers: again },
    );
    expect(await comment(variables())).toMatchObject({ exitCode: 0 });
    expect(host.comments.map(({ body }) => body.includes("Evals pass"))).toEqual([true]);
  });

  test("writes no second comment where the reply to the first was lost", async () => {
    host.fail({ method: "POST", as: "lost" });
    const { exitCode } = await comment(variables());
    expect(exitCode).toBe(0);
    expect(host.comments).toHaveLength(1);
    expect(host.asked.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("says what the token lacks, and never shows it", async () => {
    const body = { message: `Resource not accessible with ${token}` };
    host.fail({ method: "POST", as: 403, body });
    const { exitCode, err } = await comment(variables());
    expect(exitCode).toBe(2);
    expect(err).toMatch(
      /answers 403 \(Resource not accessible with \*\*\*\).*Give it the (permission|scope)/,
    );
  });

  test("says that the token is not known", async () => {
    const key = name === "github" ? "GITHUB_TOKEN" : "GITLAB_TOKEN";
    const { exitCode, err } = await comment({ ...variables(), [key]: "another" });
    expect(exitCode).toBe(2);
    expect(err).toMatch(new RegExp(`401 .*token in ${key}`));
    expect(err).not.toContain("another");
  });

  test("takes a token that was pasted with its line end, and refuses one with another inside", async () => {
    const key = name === "github" ? "GITHUB_TOKEN" : "GITLAB_TOKEN";
    expect(await comment({ ...variables(), [key]: `${token}\n` })).toMatchObject({ exitCode: 0 });
    const { exitCode, err } = await comment({ ...variables(), [key]: `${token}\nsecond-half` });
    expect(exitCode).toBe(2);
    expect(err).toMatch(new RegExp(`${key} has a space, a line end`));
    expect(err).not.toContain("second-half");
  });

  test("tells of a reply that is not the API's, and writes nothing more", async () => {
    host.fail({ method: "GET", as: 200 }, { method: "GET", as: 200 });
    const { exitCode, err } = await comment(variables());
    expect(exitCode).toBe(3);
    expect(err).toContain("answers with something else than its API does");
    expect(host.comments).toEqual([]);
  });

  test("follows no redirect with the token", async () => {
    const headers = { location: `${host.url}/stolen` };
    host.fail({ method: "GET", as: 302, headers }, { method: "GET", as: 302, headers });
    const { exitCode, err } = await comment(variables());
    expect(exitCode).toBe(2);
    expect(err).toMatch(/answers 302, a redirect, which is not followed with a token/);
    expect(host.asked.filter(({ path }) => path === "/stolen")).toEqual([]);
  });

  test("gives up where the host does not answer, with exit code 3", async () => {
    const cut = { method: "GET", as: 500, headers: { "retry-after": "0" } } as const;
    host.fail(...Array.from({ length: 12 }, () => cut));
    const { exitCode, err } = await comment(variables());
    expect(exitCode).toBe(3);
    expect(err).toMatch(/could not be asked for the comment: it answers 500/);
  });

  test("tells of a report that is not there", async () => {
    await rm(join(folder, "eval.md"));
    await comment(variables());
    expect(host.comments[0]?.body).toContain("**eval.md was not written**: its step did not run");
  });

  test("sends the token to nobody but an API on https", async () => {
    const key = name === "github" ? "GITHUB_API_URL" : "CI_API_V4_URL";
    const { exitCode, err } = await comment({ ...variables(), [key]: "http://api.example" });
    expect(exitCode).toBe(2);
    expect(err).toContain("is not on https, so the token was not sent there");
  });
});

describe("promptrail comment", () => {
  test("adds the reports to the summary of a GitHub job, also where there is no pull request", async () => {
    await hosts.github.start();
    await writeFile(join(folder, "event.json"), JSON.stringify({ ref: "refs/heads/main" }));
    const { exitCode, out } = await comment(hosts.github.variables());
    expect(exitCode).toBe(0);
    expect(out).toContain(
      "The job is not for a pull request. The reports are in the job's summary.",
    );
    expect(await readFile(join(folder, "summary.md"), "utf8")).toContain("## Evals pass");
    expect(host.asked).toEqual([]);
  });

  test("asks nothing of GitHub for a pull request from a fork, whose job has no right to write", async () => {
    await hosts.github.start({ head: { sha: "4f2a9c1d", repo: { full_name: "mallory/shop" } } });
    const { exitCode, out } = await comment(hosts.github.variables());
    expect(exitCode).toBe(0);
    expect(out).toContain("comes from a fork");
    expect(host.asked).toEqual([]);
  });

  test("needs no token for a merge request from a fork", async () => {
    await hosts.gitlab.start();
    const { GITLAB_TOKEN: _token, ...others } = hosts.gitlab.variables();
    const fork = await comment({ ...others, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "8" });
    expect(fork).toMatchObject({ exitCode: 0, out: expect.stringContaining("comes from a fork") });
    const own = await comment(others);
    expect(own.exitCode).toBe(2);
    expect(own.err).toContain("GITLAB_TOKEN is not set: create a project access token");
    const push = await comment({ GITLAB_CI: "true" });
    expect(push.out).toContain("The job is not for a merge request.");
  });

  test("cuts what no comment holds, and closes what the cut left open", async () => {
    await hosts.github.start();
    const lines = Array.from({ length: 4_000 }, (_, at) => `line ${at} of a long answer`);
    const long = [
      "<details>",
      "<summary>Case</summary>",
      "",
      "````text",
      ...lines,
      "````",
      "</details>",
    ];
    await writeFile(join(folder, "eval.md"), long.join("\n"));
    await comment(hosts.github.variables());
    const body = host.comments[0]?.body ?? "";
    expect(body.length).toBeLessThan(65_536);
    expect(body).toMatch(
      /of a long answer\n````\n\n<\/details>\n\n_The rest did not fit\..*\n\n_\[The job\]/s,
    );
  });

  test.each([
    ["outside of a pipeline", {}, [], /Neither GITHUB_ACTIONS nor GITLAB_CI/],
    ["a name that could end the marker", {}, ["--name", "a-->b"], /cannot mark a comment/],
    ["a folder in the place of a report", {}, [".md"], /cannot be read/],
    ["no token", { GITHUB_TOKEN: "" }, [], /GITHUB_TOKEN is not set: add `env:`/],
    ["no event", { GITHUB_EVENT_PATH: "none.json" }, [], /GITHUB_EVENT_PATH is not set/],
    [
      "an event of something else",
      { GITHUB_EVENT_PATH: "check.md" },
      [],
      /is not an event of GitHub/,
    ],
  ])("refuses %s", async (_title, changes, args, message) => {
    await hosts.github.start();
    await mkdir(join(folder, ".md"));
    const given =
      Object.keys(changes).length === 0 && args.length === 0 ? {} : hosts.github.variables();
    const { exitCode, err } = await comment({ ...given, ...changes }, ...args);
    expect(err).toMatch(message);
    expect(exitCode).toBe(2);
  });
});
