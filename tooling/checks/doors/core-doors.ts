import type { Check, Finding } from "../finding.ts";
import { isTypeScript, listRepositoryFiles, placeOf } from "../repository/repository-files.ts";
import { listWorkspacePackages } from "../repository/workspace-packages.ts";
import { mostNamesForUsers, namesAtTwoDoors, namesForUsers } from "./door-policy.ts";
import { readExports, readUses } from "./read-names.ts";

const core = "@promptrail/core";
const policy = "tooling/checks/doors/door-policy.ts";
const onceRule = "A name of core stands at one door";
const usedRule = "What core exports is used outside of it, or is for users to name";
const ceilingRule = `Core's door for users has at most ${mostNamesForUsers} names`;
const listRule = "The lists of the doors name what they let through, and nothing else";

/** One name at one of core's doors. */
interface DoorName {
  readonly door: string;
  readonly name: string;
  readonly place: string;
}

/** The names that core exports: each at one door, none that nobody needs, few for users. */
export const checkCoreDoors: Check = (root) => {
  const names = readDoors(root);
  const used = findUsedNames(root);
  const doorsOf = Map.groupBy(names, ({ name }) => name);
  const forUsers = names.filter(({ door }) => door === ".");
  return [
    ...[...doorsOf.values()].flatMap(findRepeated),
    ...names.filter(({ name }) => !used.has(name) && !(name in namesForUsers)).map(toUnused),
    ...(forUsers.length > mostNamesForUsers ? [toCrowded(forUsers.length)] : []),
    ...Object.keys(namesForUsers)
      .filter((name) => used.has(name) || !doorsOf.has(name))
      .map((name) => toIdle("namesForUsers", name)),
    ...Object.keys(namesAtTwoDoors)
      .filter((name) => (doorsOf.get(name)?.length ?? 0) < 2)
      .map((name) => toIdle("namesAtTwoDoors", name)),
  ];
};

function readDoors(root: string): readonly DoorName[] {
  const found = listWorkspacePackages(root).find(({ name }) => name === "core");
  const files = new Map(
    listRepositoryFiles(root, "packages/core/src").map(({ path, text }) => [path, text]),
  );
  return Object.keys(found?.manifest.exports ?? {}).flatMap((door) => {
    const path = `packages/core/src/${door === "." ? "index" : door.slice("./".length)}.ts`;
    const text = files.get(path)?.() ?? "";
    return readExports(path, text).map(({ name, offset }) => ({
      door,
      name,
      place: placeOf(path, text, offset),
    }));
  });
}

function findUsedNames(root: string): ReadonlySet<string> {
  const uses = listRepositoryFiles(root)
    .filter((file) => isTypeScript(file) && !file.path.startsWith("packages/core/"))
    .map(({ path, text }) => ({ path, text: text() }))
    .filter(({ text }) => text.includes(core))
    .flatMap(({ path, text }) => readUses(path, text))
    .filter(({ from }) => from === core || from?.startsWith(`${core}/`));
  return new Set(uses.map(({ name }) => name));
}

function findRepeated(same: readonly DoorName[]): readonly Finding[] {
  const [first, ...more] = same;
  if (first === undefined || first.name in namesAtTwoDoors) return [];
  return more.map(({ name, door, place }) => ({
    rule: onceRule,
    place,
    fix: `${name} stands at ${first.door}, too: take it away from ${door}, or say why in ${policy}.`,
  }));
}

function toUnused({ name, place }: DoorName): Finding {
  return {
    rule: usedRule,
    place,
    fix: `No other package uses ${name}: export it no longer, or say in ${policy} what users need it for.`,
  };
}

function toCrowded(count: number): Finding {
  return {
    rule: ceilingRule,
    place: "packages/core/src/index.ts",
    fix: `It has ${count}. Move what authors of stores and providers need to their doors.`,
  };
}

function toIdle(list: string, name: string): Finding {
  return { rule: listRule, place: policy, fix: `Remove ${name} from ${list}.` };
}
