import { freezeAll } from "../runner/evaluator/freeze-copy.js";
import type { EvalRequest, PackedRequests } from "./worker-messages.js";

/** The requests for one answer, which follow each other. */
interface AnswerRequests extends Omit<EvalRequest, "evalName"> {
  readonly evalNames: readonly string[];
}

/**
 * As JSON, each answer once. To copy objects from thread to thread takes V8 ten times as long as to write and read them as
 * text, and a run copies each of its answers.
 */
export function packRequests(requests: readonly EvalRequest[]): PackedRequests {
  const answers = groupByAnswer(requests);
  const isSaid = answers.every((each) => isSaidByJson(each.subject) && isSaidByJson(each.case));
  return isSaid ? JSON.stringify(answers) : requests;
}

/** The requests, in their order; those for one answer have the same subject, which none of their evals can change. */
export function unpackRequests(packed: PackedRequests): readonly EvalRequest[] {
  if (typeof packed !== "string") return freezeAll(packed);
  // Written by `packRequests` in this process.
  const answers = JSON.parse(packed) as readonly AnswerRequests[];
  return answers.flatMap(({ evalNames, subject, ...answer }) => {
    const shown = freezeAll(subject);
    return evalNames.map((evalName) => ({ ...answer, subject: shown, evalName }));
  });
}

function groupByAnswer(requests: readonly EvalRequest[]): readonly AnswerRequests[] {
  const groups: { readonly first: EvalRequest; readonly evalNames: string[] }[] = [];
  for (const request of requests) {
    const last = groups.at(-1);
    if (last !== undefined && isSameAnswer(last.first, request)) {
      last.evalNames.push(request.evalName);
    } else groups.push({ first: request, evalNames: [request.evalName] });
  }
  return groups.map(({ first, evalNames }) => {
    const { family, suiteHash, case: testCase, subject } = first;
    return { family, suiteHash, case: testCase, subject, evalNames };
  });
}

function isSameAnswer(one: EvalRequest, other: EvalRequest): boolean {
  return (
    one.subject === other.subject && one.case === other.case && one.suiteHash === other.suiteHash
  );
}

/** Beyond it, as in what holds itself, V8 looks. */
const deepest = 100;

/** Whether it is the same once it is written as JSON and read again. */
function isSaidByJson(value: unknown, depth = 0): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0);
    case "object":
      return value === null || (depth < deepest && isPlain(value, depth + 1));
    default:
      return false;
  }
}

function isPlain(value: object, depth: number): boolean {
  const keys = Object.keys(value);
  if (Array.isArray(value)) {
    // One with holes, or with names of its own, is not.
    return keys.length === value.length && value.every((each) => isSaidByJson(each, depth));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  const own = value as Readonly<Record<string, unknown>>;
  return !("toJSON" in own) && keys.every((key) => isSaidByJson(own[key], depth));
}
