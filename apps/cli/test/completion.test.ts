import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readKnownNames } from "../src/completion/read-known-names.js";

const bin = fileURLToPath(new URL("../bin/promptrail.mjs", import.meta.url));
const lock = {
  lockfileVersion: 2,
  families: {
    fraud_score: { acknowledgedRevisions: { production: 4 }, versions: { 1: {}, 2: {}, 12: {} } },
    greeting: { acknowledgedRevisions: {}, versions: { 1: {} } },
    "a family; touch owned": { versions: {} },
  },
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "promptrail-completion-"));
  await mkdir(join(folder, "below"));
  await writeFile(join(folder, "prompts.lock.json"), JSON.stringify(lock));
  // Tells what it was asked, where it is not asked for a completion.
  const program = `#!/bin/sh
case "$1" in
  complete|completion) exec "${process.execPath}" "${bin}" "$@" ;;
  *) printf 'ran:'; printf ' [%s]' "$@"; echo ;;
esac
`;
  await writeFile(join(folder, "promptrail"), program);
  await chmod(join(folder, "promptrail"), 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a program to its end, and gives it a text to read. */
async function run(command: string, args: readonly string[], input = ""): Promise<string> {
  const child = spawn(command, args, {
    cwd: join(folder, "below"),
    env: { PATH: `${folder}:${process.env["PATH"]}`, TERM: "dumb", HOME: folder },
    stdio: [input === "" ? "ignore" : "pipe", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  child.stdin?.end(input);
  await new Promise((resolve) => {
    child.on("close", resolve);
  });
  return printed;
}

/** What bash would offer for the words of a command line, of which the last is completed. */
async function completeInBash(...words: readonly string[]): Promise<readonly string[]> {
  const script = `
    source <(promptrail completion bash)
    COMP_WORDS=(promptrail "$@")
    COMP_CWORD=$#
    [[ $(complete -p promptrail) == *"-F _promptrail promptrail" ]] || exit 1
    _promptrail promptrail
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const printed = await run("bash", ["-c", script, "bash", ...words]);
  return printed.split("\n").filter((line) => line !== "");
}

describe("bash completes", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["a command", ["rollb"], ["rollback"]],
    ["the commands of a group", ["keys", ""], ["add", "list", "rotate", "revoke", "help"]],
    ["an option", ["promote", "--over"], ["--override"]],
    ["an option after words", ["promote", "greeting", "1", "--dr"], ["--dry-run"]],
    ["a family", ["rollback", ""], ["fraud_score", "greeting"]],
    ["a family by its beginning", ["history", "fr"], ["fraud_score"]],
    ["families", ["lock", "--acknowledge", "gr"], ["greeting"]],
    ["a version", ["promote", "fraud_score", ""], ["1", "2", "12"]],
    ["a version of a difference", ["diff", "fraud_score", "1", "1"], ["1", "12"]],
    ["an option's version", ["rollback", "fraud_score", "--to", "2"], ["2"]],
    ["an environment", ["status", "--env", ""], ["production"]],
    ["an environment behind =", ["status", "--env", "=", "prod"], ["production"]],
    ["a shell", ["completion", "z"], ["zsh"]],
    ["nothing for a text of one's own", ["rollback", "greeting", "--reason", ""], []],
    ["nothing for a file, which bash then completes itself", ["check", "--config", ""], []],
    ["nothing for a command that there is not", ["constructor", ""], []],
    ["nothing after the last argument's names are used up", ["fleet", ""], []],
  ])("%s", async (_what, words, found) => {
    expect(await completeInBash(...words)).toEqual(found);
  });

  test("what is typed at a prompt, by the tab key", async () => {
    const rc = join(folder, "bashrc");
    await writeFile(rc, "PS1='> '\nsource <(promptrail completion bash)\n");
    const typed = "promptrail rollb\tfra\t--to 1\t\t2\nexit\n";
    const printed = await run("bash", ["--noprofile", "--rcfile", rc, "-i"], typed);
    expect(printed).toMatch(/ran: \[rollback\] \[fraud_score\] \[--to\] \[12\]/);
  });

  test("words that hold commands, and runs none", async () => {
    await completeInBash("rollback", "$(touch owned)", "`touch owned`; touch owned", "");
    await expect(run("ls", [])).resolves.toBe("");
  });
});

test.each(["bash", "zsh", "fish"])("the script of %s is one that it reads", async (shell) => {
  const printed = await run("promptrail", ["completion", shell]);
  expect(printed).toMatch(new RegExp(`^# Completion for promptrail in ${shell}`));
  const known = await run("sh", ["-c", `command -v ${shell}`]);
  if (known === "") return;
  await writeFile(join(folder, `script.${shell}`), printed);
  expect(await run(shell, ["-n", join(folder, `script.${shell}`)])).toBe("");
});

test("what is no lock file is no reason to fail", async () => {
  expect(readKnownNames(join(folder, "below")).environments).toEqual(["production"]);
  await writeFile(join(folder, "below", "prompts.lock.json"), "{ not JSON");
  expect(readKnownNames(join(folder, "below"))).toEqual({ versions: {}, environments: [] });
  await writeFile(join(folder, "below", "prompts.lock.json"), '{"families": [1, null]}');
  expect(readKnownNames(join(folder, "below")).environments).toEqual([]);
  await rm(join(folder, "below", "prompts.lock.json"));
});
