import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addCommands } from "../src/program/add-commands.js";
import { createProcessTerminal } from "../src/terminal.js";

/** What a numeric flag, or a version among the arguments, is called in a command's usage. */
const flagNames = /[<[](?:n|ms|seconds|revision|dollars|share|when|span)[\]>]/;
const argumentNames = ["version", "from", "to"];
const notNumbers = ["-1", "x", "", " 7", "1e3", "0x10", "٣", "1,000", "Infinity", "9".repeat(14)];

/** What a command asks for before it looks at the flag. */
const needed: Readonly<Record<string, readonly string[]>> = {
  "import jinja": ["--provider", "simulated", "--model", "m"],
  "keys add": ["--scopes", "read"],
  "shadow --limit": ["--report"],
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "promptrail-numbers-"));
  await writeFile(
    join(folder, "promptrail.config.mjs"),
    "export default { prompts: [], providers: [], suites: [{ family: 'f', dataset: {}, evals: [] }] };",
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const written = () => {};
const silent = { ...createProcessTerminal(), out: written, err: written, redraw: written };

function createProgram(): Command {
  const terminal = { ...silent, folder, environment: {} };
  const program = new Command("promptrail").enablePositionalOptions().exitOverride();
  addCommands({ program, terminal, finish: written, added: written });
  return program;
}

interface Place {
  /** The command line, with `?` for the number. */
  readonly line: readonly string[];
  /** What the message has to name. */
  readonly name: string;
}

function listPlaces(command: Command, path: readonly string[]): readonly Place[] {
  const args = command.registeredArguments.map((argument) => argument.name());
  const options = command.options.map(({ long, flags }) => ({ long: long ?? "", flags }));
  const filled: readonly string[] = args.map((name) => (argumentNames.includes(name) ? "1" : "f"));
  const reason = options.some(({ long }) => long === "--reason") ? ["--reason", "why"] : [];
  const inFlags = options
    .filter(({ flags }) => flagNames.test(flags))
    .map(({ long }) => {
      const own = needed[[...path, long].join(" ")];
      const rest = own === undefined ? [...filled, ...reason] : ["f", ...own];
      const always = needed[path.join(" ")] ?? [];
      return { line: [...path, ...rest, ...always, `${long}=?`], name: long };
    });
  const inArguments = args.flatMap((name, index) =>
    argumentNames.includes(name)
      ? [{ line: [...path, ...reason, "--", ...filled.with(index, "?")], name: "The version" }]
      : [],
  );
  const below = command.commands.flatMap((each) => listPlaces(each, [...path, each.name()]));
  return [...inFlags, ...inArguments, ...below];
}

const places = listPlaces(createProgram(), []);

test("there are numbers to be wrong in", () => {
  expect(places.map(({ line }) => line[0])).toEqual(
    expect.arrayContaining(["serve", "eval", "rollback", "diff", "shadow", "keys", "import"]),
  );
});

test.each(places.map((place) => [place.line.join(" "), place] as const))(
  "%s: what is no number in its range is refused in one line",
  async (_title, { line, name }) => {
    for (const text of notNumbers) {
      const words = line.map((word) => word.replace("?", text));
      await expect(
        createProgram().parseAsync(words, { from: "user" }),
        words.join(" "),
      ).rejects.toMatchObject({
        code: "request_invalid",
        message: expect.stringMatching(new RegExp(`^${name}\\b[^\\n]*$`)),
      });
    }
  },
);

test.each([
  ["--port", "65536"],
  ["--port", "99999"],
  ["--grace", "86401"],
])("serve %s %s: what no address or timer can have is refused", async (flag, text) => {
  const run = createProgram().parseAsync(["serve", flag, text], { from: "user" });
  await expect(run).rejects.toThrow(new RegExp(`^${flag} must be a whole number from 0 to \\d+`));
});
