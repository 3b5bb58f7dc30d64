import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("load-process.ts", import.meta.url));

async function callWith(characters: number) {
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(characters)]);
  return JSON.parse(stdout);
}

test("a call that fits by its bytes starts no thread and loads no tokenizer", async () => {
  const { headroom, threads, loads } = await callWith(1_000);
  // 1,000 characters and the frame of the message, by the ratio of a model of which nobody knows it.
  const inputBound = Math.ceil(1_004 * 1.53);
  expect(headroom).toMatchObject({ foundBy: "bytes", inputBound, counted: null });
  expect(headroom.tokens).toBe(200_000 - inputBound - 100);
  expect({ threads, loads }).toEqual({ threads: 0, loads: false });
});

test("one that does not is counted in a thread, which ends with the process", async () => {
  const { headroom, threads, loads } = await callWith(500_000);
  expect(headroom).toMatchObject({ foundBy: "count", counted: { kind: "latin", tools: false } });
  expect(headroom.counted.tokens).toBeGreaterThan(99_000);
  expect(headroom.counted.tokens).toBeLessThan(101_000);
  expect({ threads, loads }).toEqual({ threads: 1, loads: false });
});
