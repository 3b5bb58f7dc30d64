import {
  type LookUpPath,
  splitPath,
  type TemplateRead,
  type TemplateVariable,
  typesOf,
  type ValueType,
  type VariableKind,
} from "@promptrail/core/lifecycle";
import { findOddStep } from "./find-odd-step.js";
import type { OddRead, ReadPlace } from "./odd-read.js";
import type { TemplateFinding, TemplatePlace } from "./template-finding.js";

/** Warnings of one template: what prints as Python's notation, what may be null, what has another type. */
export function findOddReads(
  template: TemplatePlace,
  variables: readonly TemplateVariable[],
  lookUp: LookUpPath,
): readonly TemplateFinding[] {
  const byPath = new Map(variables.map((variable) => [variable.path, variable]));
  const byParent = Map.groupBy(variables, ({ path }) => splitPath(path)?.parent ?? "");
  return variables.flatMap((variable) => {
    const place = lookUp(variable.path);
    if (place.kind !== "place") return [];
    const types = [...new Set(place.arms.flatMap(typesOf))];
    const members = byParent.get(variable.path) ?? [];
    const around = byPath.get(splitPath(variable.path)?.parent ?? "");
    const read: ReadPlace = { place, types, variable, members, around, lookUp };
    const found = [findNull(read), findStructure(read), findMismatch(read), findOddStep(read)];
    return found
      .filter((odd) => odd !== null)
      .map(({ code, reason, read: { line, column, partial } }) => ({
        severity: "warning" as const,
        code,
        ...template,
        reason,
        line,
        column,
        partial,
        path: variable.path,
        kind: "type" as const,
      }));
  });
}

/** Rendering prints a null as `None`, and fails on anything else that is done with it. */
function findNull({ place, variable, members }: ReadPlace): OddRead | null {
  const { path, reads } = variable;
  if (!place.nullable) return null;
  const read = reads.find(
    ({ noneHandled, kind, ...at }) =>
      !noneHandled && failsOnNull(kind) && (kind !== "mapping" || needsMember(members, at)),
  );
  if (read === undefined) return null;
  return read.kind === "printable"
    ? {
        code: "prints_none",
        reason: `'${path}' may be null by the input schema, and null prints as "None". Guard it with \`is not none\`, or give \`default("…", true)\``,
        read,
      }
    : {
        code: "unguarded_null",
        reason: `'${path}' may be null by the input schema, and rendering fails where it is. Guard it with \`is not none\`, or make it required`,
        read,
      };
}

function failsOnNull(kind: VariableKind): boolean {
  return kind !== "any" && kind !== "condition";
}

/** Where the members themselves are read with a guard, none of them is needed: `maker.city is defined`. */
function needsMember(
  members: readonly TemplateVariable[],
  at: Pick<TemplateRead, "line" | "column">,
): boolean {
  const here = members
    .flatMap(({ reads }) => reads)
    .filter(({ line, column }) => line === at.line && column === at.column);
  return here.length === 0 || here.some(({ use }) => use !== "optional");
}

/** Lists and objects print in Python's notation, which no reader of a prompt expects. */
function findStructure({ place, variable, types }: ReadPlace): OddRead | null {
  if (place.mixed) return null;
  const { path, reads } = variable;
  const structure = types.find((type) => type === "list" || type === "object");
  if (structure === undefined) return null;
  // Where text is possible as well, a test of the type may have settled which one it is.
  const sure = types.every((type) => type === "list" || type === "object");
  const read = reads.find(
    ({ kind, noneHandled }) => kind === "printable" && (sure || !noneHandled),
  );
  if (read === undefined) return null;
  const what = `'${path}' ${sure ? "is" : "may be"} ${structure === "list" ? "a list" : "an object"} according to the input schema`;
  const reason =
    structure === "list"
      ? `${what}, which is printed in Python's notation: ['a', 'b']. Loop over it, or use \`| join(", ")\` or \`| json\``
      : `${what}, which is printed in Python's notation: {'a': 1}. Print its members, or use \`| json\``;
  return { code: "prints_structure", reason, read };
}

/** The types that certainly do not serve a use. */
const unfit: Readonly<Record<VariableKind, readonly ValueType[]>> = {
  printable: [],
  condition: [],
  any: [],
  iterable: ["number", "boolean"],
  mapping: ["text", "number", "boolean", "list"],
  list: ["number", "boolean", "object"],
  number: ["text", "list", "object"],
  string: ["number", "boolean", "list", "object"],
};

const uses: Readonly<Record<VariableKind, string>> = {
  printable: "prints it",
  condition: "uses it as a condition",
  any: "reads it",
  iterable: "loops over it or counts it",
  mapping: "reads it as an object",
  list: "reads it as a list",
  number: "reads it as a number",
  string: "reads it as text",
};

const typeNames: Readonly<Record<ValueType, string>> = {
  text: "text",
  number: "a number",
  boolean: "true or false",
  list: "a list",
  object: "an object",
  any: "anything",
};

function findMismatch({ variable, types, members, lookUp, place }: ReadPlace): OddRead | null {
  const { path, reads } = variable;
  if (types.length === 0 || place.mixed) return null;
  // A member that is not there is told of itself.
  if (members.some((member) => lookUp(member.path).kind === "unknown")) return null;
  const read = reads.find(({ kind }) => types.every((type) => unfit[kind].includes(type)));
  if (read === undefined) return null;
  const names = types.map((type) => typeNames[type]).join(" or ");
  return {
    code: "wrong_kind",
    reason: `'${path}' is ${names} according to the input schema, but the template ${uses[read.kind]}. Correct the schema or the template`,
    read,
  };
}
