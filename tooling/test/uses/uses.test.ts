import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { compileAsUser, type Diagnostic, type UserSettings } from "./compile-as-user.ts";
import { readWrongUses, type WrongUse } from "./read-wrong-uses.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const filesIn = (name: string) => readdirSync(`${folder}${name}`).map((file) => `${name}/${file}`);
const rightFiles = filesIn("right");
const wrongFiles = new Map(
  filesIn("wrong").map((file) => [file, readFileSync(`${folder}${file}`, "utf8")]),
);
const wrongUses = [...wrongFiles].flatMap(([file, text]) => readWrongUses(file, text));

/** Of each two settings, every pair of values. */
const users: readonly UserSettings[] = [
  { resolution: "nodenext", exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
  { resolution: "nodenext", exactOptionalPropertyTypes: false, noUncheckedIndexedAccess: false },
  { resolution: "bundler", exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: false },
  { resolution: "bundler", exactOptionalPropertyTypes: false, noUncheckedIndexedAccess: true },
];

interface Project {
  /** The user's settings, for whoever reads of a failure. */
  readonly name: string;
  readonly diagnostics: readonly Diagnostic[];
}

let projects: readonly Project[];
beforeAll(async () => {
  const files = [...rightFiles, ...wrongFiles.keys()];
  projects = await Promise.all(
    users.map(async (user) => ({
      name: JSON.stringify(user),
      diagnostics: await compileAsUser(folder, files, user),
    })),
  );
});

test.each(rightFiles)("%s has the types that it says", (file) => {
  for (const { name, diagnostics } of projects) {
    expect(
      diagnostics.filter((diagnostic) => diagnostic.file === file),
      name,
    ).toEqual([]);
  }
});

test.each(wrongUses.map((use) => [use.file, use.title, use] as const))(
  "%s: %s is one short error",
  (_file, _title, use) => {
    for (const { name, diagnostics } of projects) {
      const found = diagnostics.filter((diagnostic) => isOf(use, diagnostic));
      const told = { message: expect.stringContaining(use.told) };
      expect(found, name).toEqual([expect.objectContaining(told)]);
      expect(codeAt(found[0]).slice(0, use.at.length), name).toBe(use.at);
      expect(found[0]?.message.length, name).toBeLessThanOrEqual(300);
    }
  },
);

test("nothing else is wrong, the packages' declarations included", () => {
  for (const { name, diagnostics } of projects) {
    const others = diagnostics.filter(
      (diagnostic) =>
        !rightFiles.includes(diagnostic.file) && !wrongUses.some((use) => isOf(use, diagnostic)),
    );
    expect(others, name).toEqual([]);
  }
});

test("every comment that marks a wrong use is read as one", () => {
  const marks = [...wrongFiles.values()].join("\n").match(/^\/\/!/gm)?.length;
  expect(marks).toBe(3 * wrongUses.length);
});

function isOf(use: WrongUse, { file, line }: Diagnostic): boolean {
  return file === use.file && line >= use.firstLine && line <= use.lastLine;
}

function codeAt(diagnostic: Diagnostic | undefined): string {
  const lines = wrongFiles.get(diagnostic?.file ?? "")?.split("\n") ?? [];
  return lines[(diagnostic?.line ?? 0) - 1]?.slice((diagnostic?.column ?? 0) - 1) ?? "";
}
