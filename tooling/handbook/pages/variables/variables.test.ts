import { describe, expect, test } from "vitest";
import { parsePage } from "../../../checks/pages/parse-page.ts";
import { listPages } from "../list-pages.ts";
import { findVariableFaults } from "./find-variable-faults.ts";

test("the variables that our pages set or name are read by somebody", () => {
  expect(listPages().flatMap(findVariableFaults)).toEqual([]);
});

describe("a variable of a page", () => {
  const read = (text: string) => findVariableFaults({ path: "a.md", ...parsePage(text) });

  test.each([
    ["set for a command", "```console\n$ PROMPTRAIL_ENVIRONMENT=a promptrail status\n```\n", 2],
    ["exported", "```sh\nexport PROMPTRAIL_ENV=a DATABSE_URL=b\n```\n", 2],
    ["named in a sentence", "Text.\n\nSet `PROMPTRAIL_SEVER` there.\n", 3],
    ["named with a value", "`DATABASE_URI=postgres://a`\n", 1],
  ])("is found where it is %s and nobody reads it", (_what, text, line) => {
    expect(read(text)).toEqual([expect.stringMatching(`^a.md:${line}: nothing reads `)]);
  });

  test("is no fault where our programs, Node or the page itself read it", () => {
    const line = "$ export DATABASE_URL=a NODE_OPTIONS=b KEY=c PROMPTRAIL_BUILD=d";
    const text = `\`OPENAI_PROJECT_ID\`, \`DEEPSEEK_API_KEY\`\n\n\`\`\`console\n${line}\n$ curl -H "$KEY"\n\`\`\`\n`;
    expect(read(text)).toEqual([]);
  });
});
