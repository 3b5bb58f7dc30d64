import { once } from "node:events";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { parsePage } from "../../../checks/pages/parse-page.ts";
import { startPostgres } from "../../../test/postgres-server.ts";
import { createTestDatabase } from "../../../test/test-database.ts";
import { titleOnPostgres } from "../../../test/title-on-postgres.ts";
import { linkPackages } from "../compiled/link-packages.ts";
import { listPages, type NamedPage } from "../list-pages.ts";
import { followPage, type Reader } from "./follow-page.ts";
import { startNight } from "./start-night.ts";

const adminUrl = inject("postgresAdminUrl");
/** About forty commands one after the other, each a process of its own. */
const storyMs = 600_000;
let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "promptrail-follow-")));
  writeFileSync(
    join(folder, ".gitconfig"),
    "[user]\n  name = Ada\n  email = ada@example.com\n[init]\n  defaultBranch = main\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function createReader(settings: Pick<Reader, "signal"> & Partial<Reader>): Reader {
  const path = [dirname(process.execPath), process.env["PATH"]].join(delimiter);
  return {
    folder,
    project: folder,
    environment: { PATH: path, HOME: folder, NO_COLOR: "1", NO_UPDATE_NOTIFIER: "1" },
    places: [],
    events: {},
    ...settings,
  };
}

describe.skipIf(adminUrl === null)(titleOnPostgres("a page that is followed word by word"), () => {
  test("leads from an edit to production and back", { timeout: storyMs }, async ({ signal }) => {
    const database = await createTestDatabase(adminUrl ?? "");
    onTestFinished(() => database.drop());
    const project = join(folder, "support");
    const reader = createReader({
      signal,
      project,
      places: [
        // Finding what it runs takes npx longer than running it.
        ["npx promptrail", join(project, "node_modules", ".bin", "promptrail")],
        ["postgres://postgres:tutorial@127.0.0.1:5432/postgres", database.url],
        ["3000", String(await findFreePort())],
      ],
      events: { install: () => linkPackages(project) },
    });
    const page = findPage("learn/from-an-edit-to-production.md");
    expect(await followPage(page, reader)).toBeGreaterThan(20);
  });

  test("leads through the night, also where the database stops", { timeout: storyMs }, async ({
    signal,
  }) => {
    const postgres = await startPostgres();
    onTestFinished(() => postgres?.stop());
    const reader = createReader({ signal });
    const night = await startNight({
      folder: join(folder, "night"),
      databaseUrl: postgres?.adminUrl ?? "",
      port: await findFreePort(),
      environment: reader.environment,
    });
    onTestFinished(() => night.close());
    const bin = join(folder, "night", "node_modules", ".bin");
    const followed = await followPage(findPage("operate/three-in-the-morning.md"), {
      ...reader,
      environment: {
        ...reader.environment,
        PATH: [bin, reader.environment["PATH"]].join(delimiter),
      },
      places: [
        ["https://prompts.example.com", night.url],
        ["pk_production_…", night.key],
      ],
      events: {
        "rolled back already": () => {},
        "the database stops": () => postgres?.stop(),
      },
    });
    expect(followed).toBeGreaterThan(5);
  });
});

function findPage(path: string): NamedPage {
  const page = listPages().find((each) => each.path === `tooling/handbook/${path}`);
  if (page === undefined) throw new Error(`There is no page ${path}.`);
  return page;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

describe("a reader who follows", () => {
  const follow = (text: string, signal: AbortSignal) =>
    followPage(
      { path: "a.md", ...parsePage(text) },
      createReader({ signal, events: { install: () => {} } }),
    );
  const block = (...lines: readonly string[]) => `\`\`\`console\n${lines.join("\n")}\n\`\`\`\n\n`;

  test("sees what the page shows, where it may leave lines out and times differ", async ({
    signal,
  }) => {
    const text = block(
      "$ printf 'a\\nb\\nc took 12 ms\\nd (3f58b634)\\n'",
      "a",
      "…",
      "c took 7.5 s",
      "d (0f58b635)",
    );
    expect(await follow(text, signal)).toBe(1);
  });

  test("writes the page's files, changes them where a sentence asks for it, and keeps terminals apart", async ({
    signal,
  }) => {
    const followed = await follow(
      `\`\`\`sh\n# notes/a.env\nA=1\n\`\`\`\n\n<!-- edit notes/a.env: A=1 => A=2 -->\n\n<!-- not followed: install -->\n\n${block("$ false")}` +
        `${block("$ export B=3", "$ cat notes/a.env", "# notes/a.env", "A=2")}` +
        `<!-- terminal: second -->\n\n${block('$ echo "B is \\', '  $B"', "B is")}`,
      signal,
    );
    expect(followed).toBe(3);
  });

  test.each([
    [
      "another output",
      block("$ echo a", "b"),
      "a.md:2: `echo a` exits with 0 and does not print\nb",
    ],
    ["an output less", block("$ echo a", "a", "b"), "b"],
    ["a line in between that is not told", block("$ printf 'a\\nb\\nc\\n'", "a", "c"), "c"],
    [
      "an exit code, where the page shows no output",
      block("$ exit_code() { return 3; }; exit_code"),
      "exits with 3",
    ],
    ["an event that nobody knows", "<!-- happens: a flood -->\n", "a flood"],
    ["an edit of what is not there", "<!-- edit .gitconfig: nothing => something -->\n", "nothing"],
  ])("stops at %s", async (_what, text, told) => {
    await expect(follow(text, AbortSignal.timeout(60_000))).rejects.toThrow(told);
  });
});
