import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { definePrompt, memory, type Store } from "@promptrail/core";
import type { Snapshot } from "@promptrail/core/lifecycle";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VersionCatalog } from "../../src/catalog/version-catalog.js";
import { formatKeptState, parseKeptState } from "../../src/last-known-good/kept-state.js";
import { StateKeeper } from "../../src/last-known-good/state-keeper.js";
import { loadProject } from "../../src/project/load-project.js";
import { greetingV1, project, scoreV1 } from "../prompts.js";
import { withStatus } from "../with-status.js";
import { activeOf, startRuntime } from "./start-runtime.js";
import { switchableStore } from "./switchable-store.js";
import { temporaryFolder } from "./temporary-folder.js";

const by = { actor: "ada", reason: "It went bad." } as const;
const nameOf = (environment: string) => `.promptrail/last-known-good-${environment}.json`;

/** The file that a process with a rolled back family leaves. */
async function leaveFile(): Promise<{ readonly folder: string; readonly text: string }> {
  const folder = temporaryFolder();
  const { promptrail } = await startRuntime({ store: switchableStore(), projectFolder: folder });
  await promptrail.rollback({ ...by, family: "greeting" });
  await promptrail.close();
  return { folder, text: readFileSync(join(folder, nameOf("production")), "utf8") };
}

/** Tells times that cannot be read, as from a database that writes them otherwise. */
function withTimesThatAreNone(store: Store): Store {
  const spoil = (snapshot: Snapshot): Snapshot => ({
    ...snapshot,
    families: snapshot.families.map((family) => ({ ...family, decidedAt: new Date("gestern") })),
  });
  return withStatus(store, (status) => ({
    readSnapshot: async () => spoil(await status.readSnapshot()),
    watch: (revision, tell, onProblem) =>
      status.watch(revision, (snapshot) => tell(spoil(snapshot)), onProblem),
  }));
}

describe("the last-known-good file", () => {
  test("holds what was applied last, and reads back as it was written", async () => {
    const { text } = await leaveFile();
    const kept = parseKeptState(text, "production");
    if (typeof kept === "string") throw new Error(kept);
    expect(kept.snapshot.families.find(({ family }) => family === "greeting")?.activeVersion).toBe(
      1,
    );
    expect(parseKeptState(formatKeptState(kept), "production")).toEqual(kept);
    expect(JSON.parse(text)).toMatchObject({ format: 1 });
  });

  test("is read as an editor saved it: with a byte order mark, or with the line end of Windows", async () => {
    const { folder, text } = await leaveFile();
    const away = switchableStore(memory(), "refusing");
    for (const saved of [`\uFEFF${text}`, text.replace(/\n$/, "\r\n")]) {
      writeFileSync(join(folder, nameOf("production")), saved);
      const restored = await startRuntime({ store: away, projectFolder: folder });
      expect(restored.promptrail.status().stateSource).toBe("last_known_good");
    }
  });

  test("stands in a folder that keeps itself out of git", async () => {
    const { folder } = await leaveFile();
    expect(readFileSync(join(folder, ".promptrail", ".gitignore"), "utf8")).toMatch(/^\*$/m);
  });

  test("is not written by a process that is behind the one that wrote it", async () => {
    const { folder, text } = await leaveFile();
    const kept = parseKeptState(text, "production");
    if (typeof kept === "string") throw new Error(kept);
    const { registry, renderer } = loadProject(project(), "production");
    const catalog = new VersionCatalog(registry, { filters: [], functions: [] }, renderer);
    const problems: unknown[] = [];
    const onProblem = (error: unknown) => problems.push(error);
    const keeper = new StateKeeper({ projectFolder: folder, catalog, onProblem });
    const { revision } = kept.snapshot;
    const keep = async (changes: Partial<Snapshot>): Promise<Snapshot | string> => {
      keeper.keep({ ...kept.snapshot, ...changes });
      await keeper.flush();
      const read = parseKeptState(
        readFileSync(join(folder, nameOf("production")), "utf8"),
        "production",
      );
      return typeof read === "string" ? read : read.snapshot;
    };
    expect(await keep({ revision: revision - 1, headHash: "earlier" })).toEqual(kept.snapshot);
    expect(await keep({ revision: revision + 1 })).toMatchObject({ revision: revision + 1 });
    // Another store's revisions say nothing of this one's.
    expect(await keep({ revision: 1, storeId: "another" })).toMatchObject({ storeId: "another" });
    expect(problems).toEqual([]);
  });

  test("is read, and not written, by a process that keeps no state", async () => {
    const { folder, text } = await leaveFile();
    const store = switchableStore();
    const keeping = { store, projectFolder: folder };
    const away = switchableStore(memory(), "refusing");
    const settings = { keepsState: false };
    const restored = await startRuntime({ ...keeping, store: away }, settings);
    expect(restored.promptrail.status().stateSource).toBe("last_known_good");
    expect(activeOf(restored)).toBe(1);
    const { promptrail } = await startRuntime(keeping, settings);
    await promptrail.rollback({ ...by, family: "greeting" });
    await promptrail.close();
    expect(readFileSync(join(folder, nameOf("production")), "utf8")).toBe(text);
  });

  test("is ignored when it is torn at any byte", async () => {
    const { text } = await leaveFile();
    const bytes = Buffer.from(text);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(typeof parseKeptState(bytes.toString("utf8", 0, length), "production")).toBe("string");
    }
  });

  test("is ignored when any bytes of it are others", async () => {
    const { text } = await leaveFile();
    const place = fc.nat({ max: text.length - 1 });
    const written = fc.string({ minLength: 1, maxLength: 8, unit: "binary-ascii" });
    fc.assert(
      fc.property(place, written, (at, part) => {
        const changed = text.slice(0, at) + part + text.slice(at + part.length);
        fc.pre(changed !== text);
        expect(typeof parseKeptState(changed, "production")).toBe("string");
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ["of another environment", "staging", (text: string) => text, /environment "production"/],
    ["of a newer format", "production", (text: string) => text.replace(':1,"', ':2,"'), /format 2/],
    ["torn", "production", (text: string) => text.slice(0, -20), /end is missing/],
  ])(
    "that is %s is reported, and the declared version is served",
    async (_title, environment, change, reason) => {
      const { folder, text } = await leaveFile();
      writeFileSync(join(folder, nameOf(environment)), change(text));
      const store = switchableStore(memory(), "refusing");
      const started = await startRuntime({ store, projectFolder: folder, environment });
      expect(activeOf(started)).toBe(2);
      expect(started.promptrail.status().stateSource).toBe("code_default");
      expect(String(started.problems[0])).toMatch(reason);
    },
  );

  test("that cannot be written is reported once, and nothing else suffers", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, ".promptrail"), "no folder");
    const started = await startRuntime({ store: switchableStore(), projectFolder: folder });
    await started.promptrail.rollback({ ...by, family: "greeting" });
    await started.promptrail.close();
    const reports = started.problems.filter((problem) =>
      String(problem).includes("cannot be written"),
    );
    expect(reports).toHaveLength(1);
    expect(activeOf(started)).toBe(1);
  });

  test("stays as it was where what the process has would not be read back", async () => {
    const folder = temporaryFolder();
    const inner = memory();
    const store = switchableStore(inner);
    const started = await startRuntime({ store, projectFolder: folder });
    await started.promptrail.rollback({ ...by, family: "greeting" });
    await started.promptrail.flush();
    const file = join(folder, nameOf("production"));
    await expect.poll(() => existsSync(file)).toBe(true);
    await started.promptrail.close();
    const kept = readFileSync(file, "utf8");
    const timeless = withTimesThatAreNone(switchableStore(inner));
    const again = await startRuntime({ store: timeless, projectFolder: folder });
    await again.promptrail.promote({
      ...by,
      family: "greeting",
      toVersion: 2,
      override: "Mended.",
    });
    await again.promptrail.close();
    expect(readFileSync(file, "utf8")).toBe(kept);
    expect(again.problems.map(String).join()).toContain("could not be read back");
  });

  test("is not written for a store in memory", async () => {
    const folder = temporaryFolder();
    const { promptrail } = await startRuntime({ projectFolder: folder });
    await promptrail.rollback({ ...by, family: "greeting" });
    await promptrail.close();
    expect(existsSync(join(folder, ".promptrail"))).toBe(false);
  });

  test("never lets new text be served under an old number", async () => {
    const folder = temporaryFolder();
    const inner = memory();
    await startRuntime({ store: inner });
    const edited = definePrompt({
      family: "greeting",
      version: 2,
      status: "active",
      changelog: "Edited.",
      provider: "fake",
      model: "m",
      maxTokens: 50,
      userTemplate: "Edited {{ name }}.",
    });
    const build = { prompts: [greetingV1, edited, scoreV1], projectFolder: folder };
    const read = async (condition: "up" | "refusing") => {
      const started = await startRuntime({ ...build, store: switchableStore(inner, condition) });
      const { messages } = await started.promptrail.render("greeting", { name: "Ada" });
      const codes = started.promptrail.status().problems.map(({ code }) => code);
      await started.promptrail.close();
      return { text: JSON.stringify(messages), codes };
    };
    const online = await read("up");
    expect(online.text).toContain("Greet Ada");
    expect(online.codes).toEqual(["immutability_violation"]);
    expect((await read("refusing")).text).toContain("Greet Ada");
  });
});

test("while the store is away, every resolution and call goes on, and the state comes after it", async () => {
  const inner = memory();
  const store = switchableStore(inner);
  const started = await startRuntime({ store, projectFolder: temporaryFolder() });
  store.switchTo("silent");
  let slowestMs = 0;
  for (let count = 0; count < 50_000; count += 1) {
    const at = performance.now();
    expect(started.promptrail.resolve("greeting").degraded).toBeNull();
    slowestMs = Math.max(slowestMs, performance.now() - at);
  }
  expect(slowestMs).toBeLessThan(250);
  const result = await started.promptrail.call("greeting", { name: "Ada" });
  expect(result).toMatchObject({ version: 2, stateSource: "store" });
  store.switchTo("up");
  const other = await startRuntime({ store: inner });
  await other.promptrail.rollback({ ...by, family: "greeting" });
  await expect.poll(() => activeOf(started)).toBe(1);
});
