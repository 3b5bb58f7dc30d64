import { expect, test } from "vitest";
import { fraudVerdict } from "../prompts/schemas/fraud-verdict.ts";
import { readJsonAnswer } from "./read-json-answer.ts";

const verdict = { score: 0.4, reasons: ["The account is new."] };

test("reads bare JSON, with white space around it", () => {
  const answer = readJsonAnswer(`\n ${JSON.stringify(verdict)} \n`, fraudVerdict);
  expect(answer).toEqual({ ok: true, data: verdict });
});

test.each([
  ["a fence around it", `\`\`\`json\n${JSON.stringify(verdict)}\n\`\`\``],
  ["talk before it", `Sure! ${JSON.stringify(verdict)}`],
  ["its end cut off", JSON.stringify(verdict).slice(0, -3)],
  ["nothing at all", ""],
])("refuses JSON with %s", (_what, output) => {
  expect(readJsonAnswer(output, fraudVerdict)).toEqual({
    ok: false,
    problem: "The answer is not JSON and nothing else",
  });
});

test("says which field does not fit", () => {
  const answer = readJsonAnswer('{"score": 7, "reasons": []}', fraudVerdict);
  expect(answer).toMatchObject({ ok: false, problem: expect.stringContaining("score") });
});
