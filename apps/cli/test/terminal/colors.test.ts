import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { wantsColor } from "../../src/ink/wants-color.js";

const terminal = { isTTY: true };
const pipe = {};

describe("colours", () => {
  test.each<[boolean, string, object, Readonly<Record<string, string>>]>([
    [true, "a terminal", terminal, {}],
    [false, "a pipe", pipe, {}],
    [false, "a pipe in CI", pipe, { CI: "true" }],
    [true, "a terminal in CI", terminal, { CI: "true" }],
    [false, "a dumb terminal", terminal, { TERM: "dumb" }],
    [false, "a terminal with NO_COLOR", terminal, { NO_COLOR: "1" }],
    [true, "a terminal with an empty NO_COLOR", terminal, { NO_COLOR: "" }],
    [true, "a pipe with FORCE_COLOR", pipe, { FORCE_COLOR: "1" }],
    [true, "a pipe in CI with FORCE_COLOR", pipe, { CI: "true", FORCE_COLOR: "true" }],
    [false, "a pipe with an empty FORCE_COLOR", pipe, { FORCE_COLOR: "" }],
    [false, "a terminal with FORCE_COLOR=0", terminal, { FORCE_COLOR: "0" }],
    [true, "both, of which the one that forces wins", pipe, { FORCE_COLOR: "1", NO_COLOR: "1" }],
  ])("%s: %s", (is, _what, stream, environment) => {
    expect(wantsColor(stream, environment)).toBe(is);
  });
});

const bin = fileURLToPath(new URL("../../bin/promptrail.mjs", import.meta.url));
const shop = fileURLToPath(new URL("../../../easycommerce", import.meta.url));
const esc = String.fromCharCode(27);
const green = `${esc}[32m`;

/** What a shell's script prints in the example shop, `promptrail` being the real one. */
async function runScript(
  script: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(
    "sh",
    ["-c", `promptrail() { "${process.execPath}" "${bin}" "$@"; }; ${script}`],
    {
      cwd: shop,
      env: { PATH, NODE_COMPILE_CACHE, TERM: "xterm", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  await new Promise((resolve) => {
    child.on("close", resolve);
  });
  return printed;
}

/** The same in a terminal of some columns. util-linux's `script` makes one. */
function inTerminal(columns: number, command: string): string {
  const line = `stty cols ${columns}; ${process.execPath} ${bin} ${command}`;
  return `script --quiet --return --command '${line}' /dev/null`;
}

describe.skipIf(process.platform !== "linux")("a real terminal", () => {
  test("is given colours and tables of its width", async () => {
    const printed = await runScript(inTerminal(60, "list fraud_score"));
    expect(printed).toContain(`${green}active${esc}[39m`);
    const lines = stripVTControlCharacters(printed).split("\r\n");
    expect(lines[0]).toMatch(/^VERSION {2,}fraud_score_v1$/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  test("has none of them in what goes to a file, each stream by itself", async () => {
    const table = await runScript(inTerminal(60, "list fraud_score | cat"));
    expect(table).not.toContain(esc);
    expect(table).toMatch(
      /^fraud_score_v2 +shadow +openai +gpt-4\.1-mini .*Charge.*of its own\.\r$/m,
    );
    const problem = await runScript(inTerminal(60, "list no_such_family 2>&1 >/dev/null | cat"));
    expect(problem).toMatch(/^✗ There is no prompt family "no_such_family"/m);
    expect(problem).not.toContain(esc);
  });
});

test("a pipe is given colours where they are forced", async () => {
  const printed = await runScript("promptrail list fraud_score | cat", { FORCE_COLOR: "1" });
  expect(printed).toContain(`${green}active${esc}[39m`);
  expect(await runScript("promptrail list fraud_score | cat")).not.toContain(esc);
});
