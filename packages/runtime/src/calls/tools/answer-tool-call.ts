import type { ToolCall } from "@promptrail/core";
import { isToolRefusal } from "@promptrail/core/lifecycle";
import { cutText, describeIssues, listSome, readJsonForm } from "@promptrail/core/portable";
import type { ToolAnswer } from "./run-result.js";
import type { ToolContext } from "./tool-function.js";
import type { ToolTable } from "./tool-table.js";

/** A refusal is a sentence for the model, and no place for a result. In UTF-16 units. */
const longestRefusal = 1_000;

export interface AnswerPorts {
  readonly tools: ToolTable;
  /** In UTF-16 units. */
  readonly maxResultLength: number;
  readonly now: () => Date;
}

type Told = Pick<ToolAnswer, "outcome" | "text"> & Partial<ToolAnswer>;

/** Checks what the model wrote, and calls the function with it. Never throws: whatever happens is told to the model. */
export async function answerToolCall(
  ports: AnswerPorts,
  call: ToolCall,
  context: ToolContext,
): Promise<ToolAnswer> {
  const startedAt = ports.now().getTime();
  const told = await tell(ports, call, context);
  const durationMs = ports.now().getTime() - startedAt;
  return { call, isCut: false, error: undefined, durationMs, ...told };
}

async function tell(
  { tools, maxResultLength }: AnswerPorts,
  { name, input }: ToolCall,
  context: ToolContext,
): Promise<Told> {
  const tool = tools.get(name);
  if (tool === undefined) {
    const known = listSome([...tools.keys()]) || "none";
    const text = `There is no tool "${cutText(name)}". Tools: ${known}.`;
    return { outcome: "unknown_tool", text };
  }
  try {
    const checked = await tool.input["~standard"].validate(input);
    if (checked.issues !== undefined) {
      const text = `The input of the tool "${name}" does not fit its schema: ${describeIssues(checked.issues)}. The tool was not called. Call it with an input that fits.`;
      return { outcome: "invalid_input", text };
    }
    const value = await tool.run(checked.value, context);
    return toResult(name, value, maxResultLength);
  } catch (error) {
    if (isToolRefusal(error)) {
      return { outcome: "refused", text: cutText(error.message, longestRefusal), error };
    }
    return { outcome: "failed", text: `The tool "${name}" failed.`, error };
  }
}

/** A text as it is, anything else as JSON; nothing at all is null. */
function toResult(name: string, value: unknown, longest: number): Told {
  if (typeof value === "string") return cutResult(value, longest);
  const { json, problem } = readJsonForm(value === undefined ? null : value, "result");
  if (problem === null) return cutResult(JSON.stringify(json), longest);
  const error = new TypeError(
    `The tool "${name}" returned what JSON cannot represent: ${problem}.`,
  );
  return { outcome: "failed", text: `The tool "${name}" failed.`, error };
}

/** The model must know that something is missing: what is left of a JSON text is none. */
function cutResult(text: string, longest: number): Told {
  if (text.length <= longest) return { outcome: "ok", text };
  const note = `[The result is too long: it has ${text.length} characters, and only the first ${longest} are shown.]`;
  return { outcome: "ok", text: `${cutText(text, longest)}\n${note}`, isCut: true };
}
