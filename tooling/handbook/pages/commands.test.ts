import { describe, expect, test } from "vitest";
import { parsePage } from "../../checks/pages/parse-page.ts";
import { findCommandFaults } from "./find-command-faults.ts";
import { listPages } from "./list-pages.ts";

describe("the commands and flags of our pages", () => {
  test.each(listPages().map((page) => [page.path, page] as const))(
    "are there: %s",
    (_path, page) => {
      expect(findCommandFaults(page)).toEqual([]);
    },
  );
});

describe("a page whose commands are looked at", () => {
  const read = (text: string) => findCommandFaults({ path: "a.md", ...parsePage(text) });
  const block = (language: string, ...lines: readonly string[]) =>
    `Text.\n\n\`\`\`${language}\n${lines.join("\n")}\n\`\`\`\n`;

  test.each([
    ["a command that is not there", block("console", "$ promptrail rollbakc fraud_score"), 4],
    ["a flag that is not there", block("console", "$ promptrail status --all-of-them"), 4],
    ["a flag without its value", block("console", "$ promptrail serve --port"), 4],
    ["an argument too many", block("console", "$ promptrail rollback fraud_score 2"), 4],
    ["an argument too few", block("console", "$ promptrail promote fraud_score --reason a"), 4],
    ["a group's command", block("sh", "npx promptrail keys make ci"), 4],
    ["one behind variables", block("sh", "A=1 B='2 3' promptrail serv"), 4],
    [
      "one behind another program",
      block("console", "ok", "$ kubectl exec a -- npx promptrail serv"),
      5,
    ],
    ["one in a pipe", block("bash", "cat a | promptrail calll"), 4],
    [
      "one that goes on in the next line",
      block("console", "$ promptrail status \\", "    --jsn"),
      4,
    ],
    ["one in a block without a language", block("", "output", "npx promptrail chek"), 5],
    ["one in a list", `- a\n\n  \`\`\`console\n  $ promptrail chek\n  \`\`\`\n`, 4],
    ["one in a sentence", "Text.\n\nRun `promptrail chek`.", 3],
    ["a flag in a row of a table", "| a |\n| --- |\n| `promptrail check --nope` |\n", 3],
  ])("%s is found", (_what, text, line) => {
    expect(read(text)).toEqual([expect.stringMatching(`^a.md:${line}: promptrail `)]);
  });

  test.each([
    [
      "a whole line",
      block("console", "$ promptrail rollback fraud_score --reason 'It''s wrong' # now"),
    ],
    ["what was printed", block("console", "$ promptrail check", "promptrail serv", "✓ chek")],
    ["help", block("sh", "promptrail --help; promptrail keys add --help && promptrail --version")],
    [
      "a sentence that leaves arguments out",
      "`promptrail rollback`, `promptrail keys`, `promptrail eval --tag`",
    ],
    ["other programs and names", block("sh", "useradd promptrail; docker build -t promptrail .")],
    ["other languages", block("ts", "promptrail serv")],
  ])("%s is no fault", (_what, text) => {
    expect(read(text)).toEqual([]);
  });
});
