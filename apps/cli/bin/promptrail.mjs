#!/usr/bin/env node
import { runTypeScript } from "../dist/type-stripping.js";

await runTypeScript();
const { runCli } = await import("../dist/index.js");
process.exitCode = await runCli(process.argv.slice(2));
