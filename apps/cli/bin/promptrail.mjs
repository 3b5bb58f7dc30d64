#!/usr/bin/env node
// In old JavaScript and with nothing imported: a Node that is too old must get as far as saying so.
const { node } = process.versions;
const [major, minor] = node.split(".").map(Number);

if (major < 22 || (major === 22 && minor < 19)) {
  const message = `Promptrail needs Node 22.19 or newer, and this is Node ${node}. Install a newer Node: https://nodejs.org.`;
  if (process.argv.includes("--json")) {
    const error = { code: "not_supported", message, data: { node } };
    process.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
  } else {
    process.stderr.write(`✗ ${message} (not_supported)\n`);
  }
  process.exitCode = 2;
} else {
  void import("../dist/index.js")
    .then(({ runCli }) => runCli(process.argv.slice(2)))
    .then((code) => {
      process.exitCode = code;
    });
}
