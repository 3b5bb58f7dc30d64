import { readFile } from "node:fs/promises";
import * as builtIn from "@promptrail/evals/built-in";
import { matchesJsonSchema } from "@promptrail/evals/json-schema";
import { expect, test } from "vitest";
import { parsePage } from "../../checks/pages/parse-page.ts";

const page = new URL("../evals/built-in-evals.md", import.meta.url);

/** What a user's own eval is made of. */
const others = new Set(["pass", "fail", "countWords", "countSentences"]);

test("the page of built-in evals has each of them in an example", async () => {
  const { blocks } = parsePage(await readFile(page, "utf8"));
  const examples = blocks.filter(({ language }) => language === "ts").map(({ text }) => text);
  const names = [...Object.keys(builtIn), matchesJsonSchema.name].filter(
    (name) => !others.has(name),
  );
  const missing = names.filter(
    (name) => !examples.some((text) => new RegExp(`\\b${name}\\(`).test(text)),
  );
  expect(missing).toEqual([]);
});
