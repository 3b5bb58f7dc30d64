import { definePrompt } from "@promptrail/core";
import { expect, test } from "vitest";
import { findUnwritten, isUnwritten } from "./find-unwritten.js";

const version = (changelog: string | undefined, userTemplate: string) =>
  definePrompt({
    family: "greeting",
    version: 2,
    status: "draft",
    provider: "p",
    model: "m",
    maxTokens: 1,
    changelog,
    userTemplate,
  });

test("a changelog that is to be written is an error, and a text only a warning", () => {
  const found = findUnwritten([version("TODO: why this version exists.", "TODO: what it does.")]);
  expect(found.map(({ severity, code }) => [severity, code])).toEqual([
    ["error", "changelog_unwritten"],
    ["warning", "text_unwritten"],
  ]);
});

test("a text that speaks of what is to do is written", () => {
  expect(isUnwritten("TODOs are listed first.")).toBe(false);
  expect(isUnwritten("The list of TODO is shorter.")).toBe(false);
  expect(findUnwritten([version(undefined, "TODO list of {{ name }}")])).toEqual([]);
});
