import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parsePage } from "../../../checks/pages/parse-page.ts";
import { repositoryRoot } from "../../../run/run-command.ts";
import { listPageFiles } from "../list-page-files.ts";
import { listPages } from "../list-pages.ts";
import { findFieldFaults } from "./find-field-faults.ts";
import { findProgramFaults } from "./find-program-faults.ts";
import { isManifest, listStartedPrograms } from "./list-started-programs.ts";
import type { StartedProgram } from "./started-program.ts";

const pages = listPages();

describe("the files of our pages that start programs", () => {
  test("are read on each page that has some", () => {
    const pagesWithPrograms = pages.filter((page) => listStartedPrograms(page).length > 0);
    expect(pagesWithPrograms.map(({ path }) => path)).toEqual([
      "tooling/handbook/deploy/ci.md",
      "tooling/handbook/deploy/docker.md",
      "tooling/handbook/deploy/kubernetes.md",
      "tooling/handbook/deploy/systemd.md",
    ]);
  });

  test("have the workflow that init writes", () => {
    const starter = readFileSync(
      join(repositoryRoot, "apps/cli/starter/workflows/prompts.yml"),
      "utf8",
    );
    const shown = pages.flatMap(listPageFiles).map(({ text }) => text);
    expect(shown).toContain(`# .github/workflows/prompts.yml\n${starter}`);
  });

  test("start what there is, as somebody who is not root, and are probed where it answers", () => {
    expect(pages.flatMap(listStartedPrograms).flatMap(findProgramFaults)).toEqual([]);
  });
});

describe("the manifests of our pages", () => {
  test("have the fields of the API", async () => {
    const manifests = pages.flatMap(listPageFiles).filter(isManifest);
    expect(manifests.length).toBeGreaterThan(0);
    expect(await findFieldFaults(manifests)).toEqual([]);
  });

  test("are refused with a field that the API does not have", async () => {
    const text = "apiVersion: v1\nkind: Service\nspec:\n  slector: { a: b }\n";
    const file = { place: "a.md:1", line: 1, language: "yaml", path: null, text };
    expect(await findFieldFaults([file])).toEqual([expect.stringMatching(/^a\.md:1: .*slector/)]);
  });
});

describe("a program that a page starts", () => {
  const right: StartedProgram = {
    place: "a.md:1",
    words: ["node_modules/.bin/promptrail", "serve", "--host", "0.0.0.0", "--port", "80"],
    variables: ["PROMPTRAIL_ENV", "NODE_ENV", "OPENAI_ORG_ID", "HTTPS_PROXY"],
    user: 1000,
    ports: [80],
    probes: [{ path: "/readyz", port: 80 }],
    stopSeconds: 30,
    faults: [],
  };
  test("has no fault where all is right", () => {
    expect(findProgramFaults(right)).toEqual([]);
  });

  test.each<readonly [string, Partial<StartedProgram>, RegExp]>([
    ["a flag that is not there", { words: [...right.words, "--gracee", "3"] }, /--gracee/],
    ["a command that is not there", { words: ["npx", "promptrail", "serv"] }, /serv/],
    ["an address that is not named", { words: ["promptrail", "serve", "--port", "80"] }, /--host/],
    [
      "a variable that nothing reads",
      { variables: ["PROMPTRAIL_ENVIRONMENT"] },
      /PROMPTRAIL_ENVIRONMENT/,
    ],
    ["root", { user: "root" }, /root/],
    ["the number of root", { user: 0 }, /root/],
    ["another port than the program's", { ports: [8080] }, /8080/],
    ["a probe of another port", { probes: [{ path: "/healthz", port: null }] }, /null/],
    ["a probe that needs a key", { probes: [{ path: "/v1/status", port: 80 }] }, /v1.status/],
    ["a probe of no route", { probes: [{ path: "/health", port: 80 }] }, /health/],
    ["too little time to stop", { stopSeconds: 25 }, /25 s/],
    ["what its file lacks", { faults: ["no volume"] }, /no volume/],
  ])("is refused for %s", (_what, change, told) => {
    expect(findProgramFaults({ ...right, ...change })).toEqual([expect.stringMatching(told)]);
  });
});

describe("a file that starts programs", () => {
  const read = (language: string, text: string) =>
    listStartedPrograms({ path: "a.md", ...parsePage(`\`\`\`${language}\n${text}\n\`\`\`\n`) });
  const faultsOf = (language: string, text: string) =>
    read(language, text).flatMap(findProgramFaults);

  test("of Docker runs as root unless it says so, by a list, from stages that are there", () => {
    const text = `FROM node:latest AS a
FROM node:24
COPY --from=b /a /b
HEALTHCHECK CMD curl http://127.0.0.1:80/health
CMD npx promptrail serve`;
    expect(faultsOf("dockerfile", text)).toEqual([
      expect.stringContaining("not a list"),
      expect.stringContaining("--from=b"),
      expect.stringContaining("node:latest"),
      expect.stringContaining("root"),
    ]);
  });

  test("of compose opens a port on an address that it names", () => {
    const text = `# compose.yaml
services:
  a:
    image: a:1
    ports: ["7070:7070"]
    volumes: ["state:/a"]
    depends_on: { b: {} }`;
    expect(faultsOf("yaml", text)).toEqual([
      expect.stringContaining("7070:7070"),
      expect.stringContaining("state"),
      expect.stringContaining("depends on b"),
    ]);
  });

  test("of systemd runs as root unless it says so, and gives what its environment file has", () => {
    const unit = `# /etc/systemd/system/a.service
[Unit]
Description=a
[Service]
WorkingDirectory=/opt/a
Environment=A_B=1
Environment=C_D=2
ExecStart=/opt/a/node_modules/.bin/promptrail serve --host 127.0.0.1 --prot 1
EnvironmentFile=/etc/a.env
TimeoutStopSec=10
[Install]
WantedBy=multi-user.target`;
    expect(faultsOf("ini", unit)).toEqual([
      expect.stringContaining("EnvironmentFile"),
      expect.stringContaining("A_B"),
      expect.stringContaining("C_D"),
      expect.stringContaining("--prot"),
      expect.stringContaining("root"),
      expect.stringContaining("10 s"),
    ]);
  });

  test("of GitHub pins what it uses, and is refused where a word is not known", () => {
    const workflow = (step: string) => `# .github/workflows/a.yml
name: a
on: { push: {} }
permissions: { contents: read }
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - ${step}`;
    expect(faultsOf("yaml", workflow("uses: actions/checkout@v4"))).toEqual([
      expect.stringContaining("not pinned"),
    ]);
    expect(faultsOf("yaml", workflow("run: npx promptrail chek"))).toHaveLength(1);
    expect(() => read("yaml", workflow("rnu: npx promptrail check"))).toThrow(/rnu/);
  });

  test("of no kind that is known is refused, unless it is a fragment", () => {
    expect(() => read("yaml", "a: 1")).toThrow("a.md:2");
    expect(read("yaml fragment", "a: 1")).toEqual([]);
  });
});
