import type { JsonObject, JsonValue } from "@promptrail/core";
import { countTokens, cutToTokens } from "./count-tokens.js";
import { readProduct } from "./description/read-product.js";
import { writeDescription } from "./description/write-description.js";
import type { EngineAnswer, EngineRequest } from "./engine-request.js";
import { fillSchema } from "./fill-schema.js";
import { forecastSales } from "./forecast/forecast-sales.js";
import { readSales } from "./forecast/read-sales.js";
import { scoreOrder } from "./fraud/score-order.js";
import { applyHabits, attendTo, findWindow } from "./habits/model-habits.js";
import { settleConflicts } from "./habits/settle-conflicts.js";
import { isJsonObject } from "./json-shape.js";
import { judgeAnswer } from "./judge/judge-answer.js";
import { presentJson } from "./present-json.js";
import { readFacts } from "./read-facts.js";
import { type Instructions, readInstructions } from "./read-instructions.js";
import { createSeededChoice } from "./seeded-choice.js";
import { summariseText } from "./summarise-text.js";

/**
 * The simulated model. The same request always gets the same answer; a request whose prompt states
 * a rule gets an answer that keeps it, nearly always.
 */
export function answerRequest(request: EngineRequest): EngineAnswer {
  const inputTokens = request.texts.reduce(
    (sum, text) => sum + countTokens(text),
    3 + request.attachedTokens,
  );
  const toolCall = findToolCall(request);
  if (toolCall !== null) {
    const outputTokens = countTokens(JSON.stringify(toolCall.input)) + countTokens(toolCall.name);
    return { text: "", toolCall, stop: "tool", stopSequence: null, inputTokens, outputTokens };
  }
  const written = writeText(request, inputTokens);
  const { text, stopSequence } = stopAt(written, request.stopSequences);
  const room = Math.max(0, findWindow(request.model) - inputTokens);
  const cut = cutToTokens(text, Math.min(request.maxTokens, room));
  const isCut = cut.length < text.length;
  return {
    text: cut,
    toolCall: null,
    stop: isCut
      ? room < request.maxTokens
        ? "window"
        : "length"
      : stopSequence === null
        ? "end"
        : "stop_sequence",
    stopSequence: isCut ? null : stopSequence,
    inputTokens,
    outputTokens: countTokens(cut),
  };
}

function writeText(given: EngineRequest, inputTokens: number): string {
  const { system, output, model, vendor } = given;
  // First: what is judged may hold the words of any task. A verdict has its schema's form already.
  const verdict = judgeAnswer(system, given.user);
  if (verdict !== null) return typeof verdict === "string" ? verdict : JSON.stringify(verdict);
  const choice = createSeededChoice(given.user);
  const request = { ...given, user: attendTo(given, inputTokens, choice) };
  const stated = settleConflicts(readInstructions(system), { system, vendor, choice });
  const instructions = applyHabits(stated, model, choice);
  const task = findTask(request, instructions);
  if (typeof task !== "string") return presentJson(task, output, instructions.jsonOnly, choice);
  if (output.kind === "schema") {
    return JSON.stringify(fillSchema(output.schema, { text: task, description: task }, choice));
  }
  if (output.kind === "json" || instructions.jsonOnly) return JSON.stringify({ text: task });
  return task;
}

/** The answer proper: prose, or what the JSON will hold. */
function findTask(request: EngineRequest, instructions: Instructions): string | JsonObject {
  const { system, user, temperature } = request;
  const choice = createSeededChoice(user);
  const product = readProduct(user);
  // The system text tells the task; the user text only where it does not, as values may hold any word.
  const told = product === null ? `${system}\n${user}` : system;
  if (/\bfraud/i.test(told)) return scoreOrder(system, user, choice);
  if (/forecast|weekly sales/i.test(told) && readSales(user).length > 0) {
    return forecastSales(request, instructions, choice);
  }
  if (product === null) return summariseText(user, instructions.maxWords);
  return writeDescription({
    product,
    instructions,
    temperature,
    productChoice: choice,
    slipChoice: createSeededChoice(`${system}\n${user}\n${temperature}`),
  });
}

/** A tool is called when the user's words name it, or the request asks for it. */
function findToolCall(request: EngineRequest): EngineAnswer["toolCall"] {
  const { forcedTool, tools, user } = request;
  const tool = tools.find(({ name }) =>
    forcedTool === null ? user.includes(name) : name === forcedTool,
  );
  if (tool === undefined) return null;
  const facts: Record<string, JsonValue> = {};
  for (const { key, value } of readFacts(request.user)) facts[toPropertyName(key)] = value;
  const input = fillSchema(tool.inputSchema, facts, createSeededChoice(request.user));
  return { name: tool.name, input: isJsonObject(input) ? input : {} };
}

function toPropertyName(key: string): string {
  return key
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/gu, "_");
}

function stopAt(text: string, sequences: readonly string[]) {
  const found = sequences
    .map((sequence) => ({ sequence, index: text.indexOf(sequence) }))
    .filter(({ index }) => index >= 0)
    .sort((first, second) => first.index - second.index)[0];
  if (found === undefined) return { text, stopSequence: null };
  return { text: text.slice(0, found.index), stopSequence: found.sequence };
}
