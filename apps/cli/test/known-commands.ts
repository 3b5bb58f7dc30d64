import { createProgram, type KnownCommand } from "../src/program/create-program.js";
import { createProcessTerminal } from "../src/terminal.js";

const settings = { finish: () => {}, isQuiet: true } as const;

/** A program that runs nothing yet. */
export const openProgram = () => createProgram(createProcessTerminal(), settings);

/** Every command, with what it says of itself. */
export const knownCommands: readonly KnownCommand[] = openProgram().commands;
