import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { makeFolder, makeProjectFolders } from "./state-folder.js";

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "promptrail-folder-"));
  onTestFinished(() => rmSync(project, { recursive: true, force: true }));
});

const ignoreFile = () => join(project, ".promptrail", ".gitignore");

describe("the folder of what belongs to this machine", () => {
  test.each([[[]], [["store"]], [["evals", "runs"]]])(
    "ignores itself when %j in it is made",
    (inside) => {
      makeFolder(join(project, ".promptrail", ...inside));
      expect(readFileSync(ignoreFile(), "utf8")).toMatch(/^\*$/m);
    },
  );

  test("gets what it lacks when it is there already, and keeps what somebody wrote", () => {
    makeFolder(join(project, ".promptrail"));
    rmSync(ignoreFile());
    makeFolder(join(project, ".promptrail"));
    expect(existsSync(ignoreFile())).toBe(true);
    writeFileSync(ignoreFile(), "mine\n");
    makeFolder(join(project, ".promptrail", "store"));
    expect(readFileSync(ignoreFile(), "utf8")).toBe("mine\n");
  });

  test("is closed to others with all in it, also where it was open, and no link leads out of it", () => {
    const inner = join(project, ".promptrail", "store", "base");
    mkdirSync(inner, { recursive: true, mode: 0o755 });
    writeFileSync(join(inner, "1"), "", { mode: 0o644 });
    writeFileSync(join(project, "outside"), "", { mode: 0o644 });
    symlinkSync(join(project, "outside"), join(inner, "link"));
    makeFolder(join(project, ".promptrail", "evals"));
    const mode = (...names: readonly string[]) => statSync(join(project, ...names)).mode & 0o777;
    for (const folder of [".promptrail", ".promptrail/evals", ".promptrail/store/base"]) {
      expect(mode(folder)).toBe(0o700);
    }
    expect(mode(".promptrail/store/base/1")).toBe(0o600);
    expect(mode(".promptrail/.gitignore")).toBe(0o600);
    expect(mode("outside")).toBe(0o644);
  });

  test.skipIf(process.platform === "win32")(
    "elsewhere belongs to its owner as well, with all above it that is made, and what was there stays as it was",
    () => {
      mkdirSync(join(project, "data"), { mode: 0o755 });
      makeFolder(join(project, "data", "ours", "spool"));
      makeProjectFolders(join(project, "judges", "tone", "card.json"));
      makeProjectFolders(join(project, ".promptrail", "judges", "card.json"));
      const mode = (...names: readonly string[]) => statSync(join(project, ...names)).mode & 0o777;
      expect(mode("data")).toBe(0o755);
      expect([mode("data", "ours"), mode("data", "ours", "spool")]).toEqual([0o700, 0o700]);
      const usual = 0o777 & ~process.umask();
      expect([mode("judges"), mode("judges", "tone")]).toEqual([usual, usual]);
      expect(mode(".promptrail", "judges")).toBe(0o700);
    },
  );

  test("is the only one that does", () => {
    makeFolder(join(project, "data", "store"));
    expect(existsSync(join(project, ".gitignore"))).toBe(false);
    expect(existsSync(join(project, "data", ".gitignore"))).toBe(false);
    expect(existsSync(join(project, "data", "store", ".gitignore"))).toBe(false);
  });
});
