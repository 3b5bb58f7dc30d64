import { dictMethods } from "../../methods/dict-methods.js";
import { listMethods } from "../../methods/list-methods.js";
import { textCaseMethods } from "../../methods/text-case-methods.js";
import { textMethods } from "../../methods/text-methods.js";
import type { Call } from "../../syntax/ast.js";
import { isMarkup, noteEscape } from "../note-markup.js";
import {
  type AbstractValue,
  literalText,
  literalValue,
  numberValue,
  type RecordValue,
  textValue,
  unknownValue,
} from "../values/abstract-value.js";
import { joinValues } from "../values/join-values.js";
import { entryOf, keyIdentity, memberOf, pairsOf, settledValue } from "../values/value-steps.js";
import type { Walk } from "../walk.js";
import { type ArgumentValues, allArguments, evaluateArguments } from "./call-arguments.js";
import { callMacro } from "./call-macro.js";
import { consumeBraced } from "./format-arguments.js";
import { putValue } from "./put-value.js";

const textNames: ReadonlySet<string> = new Set([...textMethods.keys(), ...textCaseMethods.keys()]);
/** The methods of texts that put their arguments into the text. */
const escaping: ReadonlySet<string> = new Set(["format", "format_map", "join", "replace"]);
const numberMethods: ReadonlySet<string> = new Set(["find", "rfind", "index", "count"]);

/** `callee(…)`. `caller` is the block of a `call` tag. */
export function evaluateCall(walk: Walk, node: Call, caller?: AbstractValue): AbstractValue {
  const { callee } = node;
  if (callee.typename === "Member") {
    const target = walk.evaluate(callee.target);
    const args = evaluateArguments(walk, node.args);
    if (escaping.has(callee.name) && isMarkup(target)) {
      noteEscape(walk, node, `'.${callee.name}()'`, allArguments(args));
    }
    return callMethod(walk, target, callee.name, args);
  }
  const value = walk.evaluate(callee);
  const given = evaluateArguments(walk, node.args);
  if (value.kind === "global" && value.name === "namespace") {
    return { ...makeDict(walk, given), maker: node };
  }
  const keywords = caller ? new Map([...given.keywords, ["caller", caller] as const]) : null;
  return callValue(walk, value, keywords ? { ...given, keywords } : given);
}

function callValue(walk: Walk, callee: AbstractValue, args: ArgumentValues): AbstractValue {
  switch (callee.kind) {
    case "macro":
      return callMacro(walk, callee, args);
    case "either":
      return joinValues(
        callee.arms.map((arm) => walk.branch([], () => callValue(walk, arm, args))),
      );
    case "global":
      return callGlobal(walk, callee.name, args);
    case "loop":
      // The children's children are not followed: the whole counts as read.
      for (const argument of args.positional) walk.consume(argument, { kind: "any" });
      return textValue;
    default:
      walk.consume(callee, { kind: "any" });
      for (const argument of allArguments(args)) walk.passOn(argument);
      return unknownValue;
  }
}

function callGlobal(walk: Walk, name: string, args: ArgumentValues): AbstractValue {
  const all = allArguments(args);
  if (name === "range") {
    for (const argument of all) walk.consume(argument, { kind: "number" });
    return { kind: "list", element: numberValue, source: unknownValue };
  }
  if (name === "dict") return makeDict(walk, args);
  if (name === "joiner") {
    for (const argument of all) walk.consume(argument, { kind: "printable" });
    return unknownValue;
  }
  // Own functions take no absent value; the others keep what they are given.
  const use = { kind: "any", optional: !walk.isFunction(name) } as const;
  for (const argument of all) walk.consume(argument, use);
  return unknownValue;
}

/** `dict(…)` and `namespace(…)`. */
function makeDict(walk: Walk, { positional, keywords, open }: ArgumentValues): RecordValue {
  const [source] = positional;
  if (source) walk.consume(source, { kind: "mapping" });
  return { kind: "record", members: keywords, rest: open ? unknownValue : (source ?? null) };
}

function callMethod(
  walk: Walk,
  target: AbstractValue,
  name: string,
  args: ArgumentValues,
): AbstractValue {
  if (target.kind === "loop") return callLoopMethod(walk, name, args);
  if (target.kind === "record" && !dictMethods.has(name)) {
    return callValue(walk, memberOf(target, name), args);
  }
  if (name === "get") return callGet(walk, target, args);
  if (name === "items" || name === "values" || name === "keys") {
    walk.consume(target, { kind: "mapping" });
    const pairs = pairsOf(target, walk.token());
    if (name === "items" || pairs.kind !== "list" || pairs.element.kind !== "tuple") return pairs;
    const [key = unknownValue, value = unknownValue] = pairs.element.items;
    return { ...pairs, element: name === "keys" ? key : value };
  }
  if (name === "copy") {
    walk.consume(target, { kind: "mapping" });
    return target;
  }
  return textNames.has(name)
    ? callTextMethod(walk, target, name, args)
    : callOther(walk, target, name, args);
}

function callLoopMethod(walk: Walk, name: string, args: ArgumentValues): AbstractValue {
  if (name === "cycle") return joinValues([...args.positional, unknownValue]);
  for (const argument of args.positional) {
    walk.consume(argument, { kind: "condition", weak: true, noneHandled: true });
  }
  return { kind: "condition", yes: [], no: [] };
}

function callGet(walk: Walk, target: AbstractValue, args: ArgumentValues): AbstractValue {
  walk.consume(target, { kind: "mapping" });
  const key = args.positional[0] ?? args.keywords.get("key") ?? unknownValue;
  const fallback = args.positional[1] ?? args.keywords.get("default") ?? literalValue(null);
  const name = literalText(key);
  walk.consume(key, { kind: "condition" });
  const found =
    name === undefined ? entryOf(target, keyIdentity(key) ?? walk.token()) : memberOf(target, name);
  return joinValues([settledValue(found), fallback]);
}

function callTextMethod(
  walk: Walk,
  target: AbstractValue,
  name: string,
  args: ArgumentValues,
): AbstractValue {
  // Lists have these two as well.
  const shared = name === "count" || name === "index";
  walk.consume(target, { kind: shared ? "iterable" : "string" });
  const all = allArguments(args);
  if (name === "format") {
    consumeBraced(walk, literalText(target), all);
    return textValue;
  }
  if (name === "join") {
    for (const argument of all) {
      walk.consume(argument, { kind: "iterable" });
      walk.consumeItems(argument, { kind: "string" });
    }
    return textValue;
  }
  for (const argument of all) {
    walk.consume(argument, { kind: shared ? "condition" : "printable" });
  }
  if (numberMethods.has(name)) return numberValue;
  if (name.includes("split") || name.includes("partition")) {
    return { kind: "list", element: textValue, source: unknownValue };
  }
  if (name.startsWith("is") || name === "startswith" || name === "endswith") {
    return { kind: "condition", yes: [], no: [] };
  }
  return textValue;
}

function callOther(
  walk: Walk,
  target: AbstractValue,
  name: string,
  args: ArgumentValues,
): AbstractValue {
  const known = listMethods.has(name) || dictMethods.has(name);
  if (putValue(walk, target, name, args)) return literalValue(null);
  walk.consume(target, { kind: known ? "any" : "mapping" });
  if (!known) walk.consume(memberOf(target, name), { kind: "any" });
  for (const argument of allArguments(args)) walk.passOn(argument);
  return unknownValue;
}
