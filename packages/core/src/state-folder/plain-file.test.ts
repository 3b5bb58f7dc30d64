import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { readPlainFile, writePlainFile } from "./plain-file.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "promptrail-plain-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});
const at = (name: string) => join(folder, name);

test("a file is written for its owner alone, knows its inode, and a copy has another", () => {
  const inode = writePlainFile(at("file"), (own) => `I am ${own}`);
  expect(readPlainFile(at("file"))).toMatchObject({ text: `I am ${inode}`, inode });
  expect(statSync(at("file")).mode & 0o777).toBe(0o600);
  copyFileSync(at("file"), at("copy"));
  const copy = readPlainFile(at("copy"));
  expect(copy?.text).toBe(`I am ${inode}`);
  expect(copy?.inode).not.toBe(inode);
});

test("a link in its place is replaced, and what it led to stays", () => {
  writeFileSync(at("victim"), "mine");
  symlinkSync(at("victim"), at("file"));
  writePlainFile(at("file"), () => "new");
  expect(readFileSync(at("victim"), "utf8")).toBe("mine");
  expect(lstatSync(at("file")).isSymbolicLink()).toBe(false);
});

test("what cannot be put in its place leaves nothing behind", () => {
  mkdirSync(at("file"));
  expect(() => writePlainFile(at("file"), () => "new")).toThrow(/EISDIR|EEXIST|EPERM/);
  expect(readdirSync(folder)).toEqual(["file"]);
});

test.each<[string, (path: string) => void]>([
  ["nothing", () => {}],
  [
    "a link",
    (path) => {
      writeFileSync(`${path}-target`, "theirs");
      symlinkSync(`${path}-target`, path);
    },
  ],
  ["a folder", (path) => mkdirSync(path)],
  ["a pipe", (path) => execFileSync("sh", ["-c", 'mkfifo "$1"', "sh", path])],
  ["a file of a megabyte", (path) => writeFileSync(path, "x".repeat(1_000_000))],
])("%s is read as no file", (_what, make) => {
  make(at("file"));
  expect(readPlainFile(at("file"))).toBeNull();
});
