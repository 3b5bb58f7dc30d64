#!/usr/bin/env node
import { stripTypesWhereNodeDoesNot } from "../dist/type-stripping.js";

stripTypesWhereNodeDoesNot();
const { runCli } = await import("../dist/index.js");
process.exitCode = await runCli(process.argv.slice(2));
