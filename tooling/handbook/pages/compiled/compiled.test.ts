import { expect, test } from "vitest";
import { parsePage } from "../../../checks/pages/parse-page.ts";
import { listPages } from "../list-pages.ts";
import { compileBlocks } from "./compile-blocks.ts";

test("the TypeScript of our pages has the types of the packages", async () => {
  expect(await compileBlocks(listPages())).toEqual([]);
});

const faulty = `A page.

\`\`\`ts
// prompts/greeting-v1.ts
import { definePrompt } from "@promptrail/core";

export const greetingV1 = definePrompt({
  family: "greeting", version: 1, status: "live",
  provider: "simulated", model: "simulated-small", maxTokens: 50, userTemplate: "Hello",
});
\`\`\`

\`\`\`ts
import { greetingV1 } from "./prompts/greeting-v1.ts";
import { ticketSummaryV1 } from "./prompts/ticket-summary-v1.ts";

console.log(greetingV1.family, ticketSummaryV1.famliy);
\`\`\`

\`\`\`ts fragment
const a: string = 1;
\`\`\`
`;

test("a wrong word of a block is found on its line, and another block can import it", async () => {
  const found = await compileBlocks([{ path: "a.md", ...parsePage(faulty) }]);
  expect(found.toSorted()).toEqual([
    expect.stringMatching(/^a\.md:17: .*'famliy'/),
    expect.stringMatching(/^a\.md:8: .*"live"/),
  ]);
});
