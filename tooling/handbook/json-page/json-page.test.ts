import { readdir, readFile } from "node:fs/promises";
import { formatVersion, listDocuments } from "@promptrail/cli";
import { expect, test } from "vitest";
import { z } from "zod";
import { listFields } from "./list-fields.ts";
import { toJsonPages } from "./to-json-page.ts";

test("the pages on what --json prints are those that the schemas give", async () => {
  const folder = new URL("../json-output/", import.meta.url);
  const pages = toJsonPages(await listDocuments(), formatVersion);
  // Stale: run `node tooling/handbook/json-page/write-json-pages.ts`.
  expect((await readdir(folder)).sort()).toEqual([...pages.keys()].sort());
  for (const [name, text] of pages) {
    expect(await readFile(new URL(name, folder), "utf8")).toBe(text);
  }
});

test("lists the fields of lists, of forms and of what may be null, with what they are", () => {
  const form = z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("a"), size: z.int() }),
    z.object({ kind: z.literal("b") }),
  ]);
  const schema = z.object({
    items: z.array(z.object({ name: z.string().describe("its name") }).nullable()),
    form: form.optional(),
  });
  expect(
    listFields(schema).map(({ path, type, isRequired, description }) => [
      path,
      type,
      isRequired,
      description,
    ]),
  ).toEqual([
    ["items", "list of object or null", true, ""],
    ["items[].name", "text", true, "its name"],
    ["form", "object", false, ""],
    ["form(a).kind", "`a`", true, ""],
    ["form(a).size", "whole number", true, ""],
    ["form(b).kind", "`b`", true, ""],
  ]);
});
