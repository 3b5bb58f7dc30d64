import { routes } from "@promptrail/http-api";
import { serverBounds } from "@promptrail/server";
import { findPromptrail } from "../find-promptrail.ts";
import { tryCommandLine } from "../try-command-line.ts";
import { isKnownVariable } from "../variables/known-variables.ts";
import type { StartedProgram } from "./started-program.ts";

/** What a server needs from the signal to its end, in seconds: the calls that run, and the answers to those that are left. */
const stopSeconds =
  ["grace of running calls when the server is stopped", "last answers after the grace"]
    .map((name) => serverBounds.find((bound) => bound.name === name)?.value ?? Number.NaN)
    .reduce((sum, ms) => sum + ms) / 1_000;

const defaultPort = 7070;
const openRoutes: ReadonlySet<string> = new Set(
  Object.values(routes).flatMap((route) =>
    route.method === "get" && route.scope === null ? [route.path] : [],
  ),
);

/** What is wrong with a program that a page starts: what it would refuse, and what would harm whoever runs it. */
export function findProgramFaults(program: StartedProgram): readonly string[] {
  const { place, words, variables, user, faults } = program;
  const unknown = variables.filter((name) => !isKnownVariable(name));
  const args = findPromptrail({ words });
  const refused = args === null ? null : tryCommandLine(args);
  return [
    ...faults,
    ...unknown.map((name) => `nothing reads the variable ${name}`),
    ...(refused === null ? [] : [refused.message]),
    ...(user === "root" || user === "0" || user === 0 ? ["it runs as root"] : []),
    ...(args?.[0] === "serve" ? findServerFaults(program, args) : []),
  ].map((fault) => `${place}: ${fault}`);
}

function findServerFaults(program: StartedProgram, args: readonly string[]): readonly string[] {
  const flag = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const port = Number(flag("--port") ?? defaultPort);
  const { ports, probes } = program;
  return [
    ...(flag("--host") === undefined ? ["--host is not named"] : []),
    ...ports.filter((open) => open !== port).map((open) => `the port ${open} is not ${port}`),
    ...probes
      .filter((probe) => probe.port !== port)
      .map((probe) => `the probe asks port ${probe.port}, not ${port}`),
    ...probes
      .filter((probe) => !openRoutes.has(probe.path))
      .map((probe) => `the probe's route ${probe.path} is not one of those that need no key`),
    ...(program.stopSeconds !== null && program.stopSeconds < stopSeconds
      ? [`it is killed after ${program.stopSeconds} s, and needs ${stopSeconds}`]
      : []),
  ];
}
