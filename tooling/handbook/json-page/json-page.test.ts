import { readFile } from "node:fs/promises";
import { formatVersion, listDocuments } from "@promptrail/cli";
import { expect, test } from "vitest";
import { z } from "zod";
import { listFields } from "./list-fields.ts";
import { toJsonPage } from "./to-json-page.ts";

test("the page on what --json prints is the one that the schemas give", async () => {
  const page = await readFile(new URL("../json-output.md", import.meta.url), "utf8");
  // Stale: run `node tooling/handbook/json-page/write-json-page.ts`.
  expect(page).toBe(toJsonPage(listDocuments(), formatVersion));
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
