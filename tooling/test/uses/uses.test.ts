import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
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

describe.each(users)("in a project with %j", (settings) => {
  let diagnostics: readonly Diagnostic[];
  beforeAll(async () => {
    const files = [...rightFiles, ...wrongFiles.keys()];
    diagnostics = await compileAsUser(folder, files, settings);
  });

  test.each(rightFiles)("%s has the types that it says", (file) => {
    expect(diagnostics.filter((diagnostic) => diagnostic.file === file)).toEqual([]);
  });

  test.each(wrongUses.map((use) => [use.file, use.title, use] as const))(
    "%s: %s is one short error",
    (_file, _title, use) => {
      const found = diagnostics.filter((diagnostic) => isOf(use, diagnostic));
      expect(found).toEqual([
        expect.objectContaining({ message: expect.stringContaining(use.told) }),
      ]);
      expect(codeAt(found[0]).slice(0, use.at.length)).toBe(use.at);
      expect(found[0]?.message.length).toBeLessThanOrEqual(300);
    },
  );

  test("nothing else is wrong, the packages' declarations included", () => {
    const others = diagnostics.filter(
      (diagnostic) =>
        !rightFiles.includes(diagnostic.file) && !wrongUses.some((use) => isOf(use, diagnostic)),
    );
    expect(others).toEqual([]);
  });
});

function isOf(use: WrongUse, { file, line }: Diagnostic): boolean {
  return file === use.file && line >= use.firstLine && line <= use.lastLine;
}

function codeAt(diagnostic: Diagnostic | undefined): string {
  const lines = wrongFiles.get(diagnostic?.file ?? "")?.split("\n") ?? [];
  return lines[(diagnostic?.line ?? 0) - 1]?.slice((diagnostic?.column ?? 0) - 1) ?? "";
}
