import { writeFileSync } from "node:fs";
import { toCommandTree } from "./completion/command-tree.js";
import { createProgram } from "./program/create-program.js";
import { createProcessTerminal } from "./terminal.js";

// The last step of the build: what a completion knows of the commands, so that it need not load them.
const { program } = createProgram(createProcessTerminal(), { finish: () => {}, isQuiet: true });
const file = new URL("./command-tree.json", import.meta.url);
writeFileSync(file, JSON.stringify(toCommandTree(program)));
