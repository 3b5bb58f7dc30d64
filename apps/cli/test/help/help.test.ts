import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { variables } from "../../src/help/variables.js";
import { runCli } from "../../src/index.js";
import { createProcessTerminal } from "../../src/terminal.js";
import { knownCommands, openProgram } from "../known-commands.js";

const terminal = { ...createProcessTerminal(), columns: 100 };

async function readHelp(...args: readonly string[]): Promise<string> {
  let printed = "";
  const write = (text: string) => {
    printed += text;
  };
  const writer = { ...terminal, out: write, err: write };
  expect(await runCli([...args, "--help"], writer)).toBe(0);
  return printed;
}

/** Words, texts in single quotes, and what a shell does with the output. */
function splitLine(line: string): readonly string[] {
  const [words = ""] = line.split(/ >>? /u);
  return [...words.matchAll(/'([^']*)'|(\S+)/gu)].map(([, quoted, word]) => quoted ?? word ?? "");
}

const examples = knownCommands.flatMap(({ examples: lines, path }) =>
  lines.map((line) => [line, path] as const),
);

describe("every example is a command line that its command takes", () => {
  test.each(examples)("%s", async (line, path) => {
    const { program, commands } = openProgram();
    const taken: string[] = [];
    for (const each of commands) each.command.action(() => void taken.push(each.path));
    await program.parseAsync([...splitLine(line)], { from: "user" });
    expect(taken).toEqual([path]);
  });
});

test("every command has an example, and its help shows it", async () => {
  for (const { path, examples: lines } of knownCommands) {
    const help = await readHelp(...path.split(" "));
    expect(lines.length, path).toBeGreaterThan(0);
    for (const line of lines) expect(help).toContain(`\n  promptrail ${line}\n`);
    expect(help).toMatch(/\nOptions of every command:\n {2}--config/);
  }
});

test("the help of the program has every command in a group, exit codes and variables", async () => {
  const help = await readHelp();
  expect(help).not.toMatch(/^Commands:/m);
  for (const { path } of knownCommands) {
    expect(help).toMatch(new RegExp(`^ {2}${path.split(" ")[0]} `, "m"));
  }
  expect(help).toMatch(/^Exit codes:\n {2}0 {2}done\n {2}1 {2}.*\n {2}2 {2}.*\n {2}3 {2}/m);
  for (const [name] of variables) expect(help).toMatch(new RegExp(`^ {2}${name} `, "m"));
});

test("the README names every variable", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  for (const [name] of variables) expect(readme).toContain(`\`${name}\``);
});
