import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { allBounds } from "./all-bounds.ts";
import { formatBound, readBounds } from "./read-bounds.ts";

const page = new URL("../operate/bounds.md", import.meta.url);

describe("the bounds on their page", () => {
  test("are those that the code keeps, each once", async () => {
    const stated = readBounds(await readFile(page, "utf8"));
    const kept = new Map(allBounds.map((bound) => [bound.name, formatBound(bound)]));
    expect(kept.size).toBe(allBounds.length);
    expect(stated.length).toBe(kept.size);
    expect(new Map(stated)).toEqual(kept);
  });

  test("are read from every table of that form, and from no other", () => {
    const text = [
      "| bound | value | beyond it |",
      "| --- | --- | --- |",
      "| calls in flight | 512 calls | 503 |",
      "",
      "| route | scope |",
      "| --- | --- |",
      "| a | b |",
      "",
      "| bound  | value |",
      "| ------ | ----- |",
      "| a body | 1,000 bytes |",
    ].join("\n");
    expect(readBounds(text)).toEqual([
      ["calls in flight", "512 calls"],
      ["a body", "1,000 bytes"],
    ]);
  });
});
