import {
  type LookUpPath,
  memberPath,
  pathsThrough,
  type SchemaPlace,
  splitPath,
  type TemplateVariable,
  type VariableKind,
} from "@promptrail/core/lifecycle";
import { isJsonObject } from "@promptrail/core/portable";
import type { TemplateFinding } from "./template-finding.js";

/**
 * The fields of the schema that no message of a version reads: the outermost ones only, and none of
 * what is inside of a value that a template takes as a whole.
 */
export function findUnreadFields(
  prompt: string,
  variables: readonly TemplateVariable[],
  lookUp: LookUpPath,
): readonly TemplateFinding[] {
  const reads = new FieldReads(variables);
  return unreadBelow("", reads, lookUp).map((path) => ({
    severity: "info",
    code: "unread_field",
    prompt,
    message: null,
    template: prompt,
    kind: "undefined",
    path,
    reason: `'${path}' is in the input schema, but no message reads it. Leave it if another version or your own code needs it; else drop it`,
  }));
}

/** The kinds of reads after which the template reads on, inside of the value. */
const throughKinds: ReadonlySet<VariableKind> = new Set<VariableKind>([
  "mapping",
  "list",
  "iterable",
  "condition",
]);

/** Which fields templates read, and how much of each. */
class FieldReads {
  private readonly touched = new Set<string>();
  private readonly entered = new Set<string>();
  private readonly whole = new Set<string>();
  private readonly looped = new Set<string>();

  constructor(variables: readonly TemplateVariable[]) {
    for (const { path, reads } of variables) {
      for (const part of pathsThrough(path)) {
        this.touched.add(part);
        this.entered.add(splitPath(part)?.parent ?? "");
      }
      if (reads.some(({ kind }) => !throughKinds.has(kind))) this.whole.add(path);
      if (reads.some(({ kind }) => kind === "iterable")) this.looped.add(path);
    }
  }

  isRead(path: string): boolean {
    return this.touched.has(path);
  }

  /** True where nothing inside of the value is left to be told: it is printed, passed on, counted. */
  isWhole(path: string): boolean {
    return this.whole.has(path) || (path !== "" && !this.entered.has(path));
  }

  /** True where any member may be meant: by its key, or in a loop over all. */
  takesAnyMember(path: string): boolean {
    return this.looped.has(path) || this.touched.has(`${path}{}`);
  }
}

function unreadBelow(path: string, reads: FieldReads, lookUp: LookUpPath): readonly string[] {
  const place = lookUp(path);
  if (place.kind !== "place" || reads.isWhole(path)) return [];
  const names = memberNames(place).map((name) => memberPath(path, name));
  const members = names.filter((member) => reads.isRead(member));
  const steps = [`${path}[]`, `${path}{}`].filter((step) => reads.isRead(step));
  return [
    ...(reads.takesAnyMember(path) ? [] : names.filter((member) => !reads.isRead(member))),
    ...[...members, ...steps].flatMap((inner) => unreadBelow(inner, reads, lookUp)),
  ];
}

function memberNames({ arms }: SchemaPlace): readonly string[] {
  const names = arms.flatMap((arm) =>
    isJsonObject(arm["properties"]) ? Object.keys(arm["properties"]) : [],
  );
  return [...new Set(names)];
}
