import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { makeFolder } from "./state-folder.js";

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

  test("is the only one that does", () => {
    makeFolder(join(project, "data", "store"));
    expect(existsSync(join(project, ".gitignore"))).toBe(false);
    expect(existsSync(join(project, "data", ".gitignore"))).toBe(false);
    expect(existsSync(join(project, "data", "store", ".gitignore"))).toBe(false);
  });
});
