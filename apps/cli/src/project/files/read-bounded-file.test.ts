import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readBoundedFile } from "./read-bounded-file.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "promptrail-bounded-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a file is read up to its bound, and not beyond", async () => {
  const path = join(folder, "a.txt");
  await writeFile(path, "12345");
  expect(await readBoundedFile(path, 5)).toEqual(new TextEncoder().encode("12345"));
  expect(await readBoundedFile(path, 4)).toBeNull();
  await writeFile(path, "");
  expect(await readBoundedFile(path, 4)).toEqual(new Uint8Array());
  await expect(readBoundedFile(folder, 100_000)).rejects.toMatchObject({ code: "EISDIR" });
});

test("what says no size of itself is read to its end, or to the bound", async () => {
  expect(await readBoundedFile("/dev/zero", 100_000)).toBeNull();
  expect(await readBoundedFile("/dev/null", 100_000)).toEqual(new Uint8Array());
  const pipe = join(folder, "pipe");
  await promisify(execFile)("mkfifo", [pipe]);
  const [, read] = await Promise.all([writeFile(pipe, "x".repeat(9)), readBoundedFile(pipe, 9)]);
  expect(read).toHaveLength(9);
});
