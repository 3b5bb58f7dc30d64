#!/usr/bin/env node
// In old JavaScript and with nothing imported: a Node that is too old must get as far as saying so.
const { node } = process.versions;
const [major, minor] = node.split(".").map(Number);
const words = process.argv.slice(2);

if (major < 22 || (major === 22 && minor < 19)) {
  const message = `Promptrail needs Node 22.19 or newer, and this is Node ${node}. Install a newer Node: https://nodejs.org.`;
  if (words.includes("--json")) {
    const error = { code: "not_supported", message, data: { node } };
    process.stdout.write(`${JSON.stringify({ format_version: 1, error }, null, 2)}\n`);
  } else {
    process.stderr.write(`✗ ${message} (not_supported)\n`);
  }
  process.exitCode = 2;
} else if (words.length === 1 && (words[0] === "--version" || words[0] === "-V")) {
  // The one answer that needs nothing else of the program.
  void import("node:fs").then(({ readFileSync }) => {
    const file = new URL("../package.json", import.meta.url);
    process.stdout.write(`${JSON.parse(readFileSync(file, "utf8")).version}\n`);
  });
} else if (words[0] === "complete") {
  // A shell asks at each press of the tab key.
  void import("../dist/complete.js").then(({ completeLine }) => {
    process.stdout.write(completeLine(words.slice(1), process.cwd()));
  });
} else {
  // A door that loads what a help needs, and the command that is chosen.
  void import("../dist/start-cli.js")
    .then(({ startCli }) => startCli(words))
    .then((code) => {
      process.exitCode = code;
    });
}
