import { expect, test } from "vitest";
import { answerRequest } from "../answer-request.js";
import type { EngineRequest } from "../engine-request.js";
import { createSeededChoice } from "../seeded-choice.js";
import { scoreOrder } from "./score-order.js";

const rubric = [
  "You score orders for fraud, from 0 (safe) to 1 (fraud).",
  "Treat a mismatch of billing and shipping country as a strong signal.",
  "A new account is a moderate signal. High amounts are a moderate signal.",
  "Disposable e-mail addresses add 0.3.",
].join("\n");

const risky = [
  "Order 1001",
  "Amount: $1,950.00",
  "Account age: 1 day",
  "Billing country: US",
  "Shipping country: NG",
  "E-mail: quick@mailinator.com",
].join("\n");

const safe = [
  "Order 1002",
  "Amount: € 35,90",
  "Account age: 4 years",
  "Billing country: DE",
  "Shipping country: DE",
  "E-mail: anna@example.org",
].join("\n");

function score(system: string, user: string): number {
  return Number(scoreOrder(system, user, createSeededChoice(user)).score);
}

test("a risky order scores high and a safe one low", () => {
  expect(score(rubric, risky)).toBeGreaterThan(0.8);
  expect(score(rubric, safe)).toBeLessThan(0.15);
});

test("a rule that is dropped makes its signal weigh less", () => {
  const order = risky
    .replace("quick@mailinator.com", "anna@example.org")
    .replace("1 day", "2 years");
  const without = rubric.replace(/Treat a mismatch.*\n/, "");
  expect(score(rubric, order) - score(without, order)).toBeGreaterThan(0.15);
});

test("the reasons name the strongest signal first", () => {
  const { reasons } = scoreOrder(rubric, risky, createSeededChoice(risky));
  expect(reasons).toContain("The account is new.");
  expect(reasons).toHaveProperty("0", "Billing and shipping countries differ.");
});

function answer(system: string, output: EngineRequest["output"]): string {
  const request = {
    system,
    user: risky,
    texts: [],
    maxTokens: 500,
    temperature: 0,
    stopSequences: [],
    tools: [],
    forcedTool: null,
    attachedTokens: 0,
  };
  return answerRequest({ ...request, output }).text;
}

test("the answer is bare JSON only where the request or a rule asks for it", () => {
  expect(() => JSON.parse(answer(rubric, { kind: "text" }))).toThrow(SyntaxError);
  expect(answer(rubric, { kind: "text" })).toContain("```json");
  expect(JSON.parse(answer(rubric, { kind: "json" }))).toHaveProperty("score");
  expect(JSON.parse(answer(`${rubric}\nAnswer with JSON only.`, { kind: "text" }))).toHaveProperty(
    "score",
  );
});

test("a schema decides which properties the answer has", () => {
  const schema = {
    type: "object",
    properties: { score: { type: "number" }, reviewed: { type: "boolean" } },
  };
  const parsed = JSON.parse(answer(rubric, { kind: "schema", schema }));
  expect(Object.keys(parsed)).toEqual(["score", "reviewed"]);
  expect(parsed.score).toBeGreaterThan(0.8);
});
