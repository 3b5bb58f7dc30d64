import { PromptrailError } from "@promptrail/core";
import { versionKey } from "@promptrail/core/portable";
import { addCommand, type CommandHost } from "../../add-command.js";
import { parseVersion } from "../../project/parse-options.js";
import { type ChangeOptions, changeFamily, changeFlags, toChangeRequest } from "./family-change.js";

interface ShadowOptions extends ChangeOptions {
  readonly rate?: string;
  readonly off?: boolean;
}

export function addShadow(host: CommandHost): void {
  addCommand<ShadowOptions>(host, {
    usage: "shadow <family> [version]",
    summary:
      "run a version in parallel with the active one on the same inputs, or stop it with --off",
    flags: [
      ["--rate <share>", "the share of calls that are run on it as well, 0 to 1; default: 1"],
      ["--off", "end the shadow run"],
      ...changeFlags,
    ],
    run: async (scope, [family = "", number], options) => {
      const version = readVersion(number, options);
      const rate = readRate(options.rate);
      const request = { ...toChangeRequest(family, options), version, rate };
      const key = version === null ? "" : versionKey(family, version);
      const share = `${(rate ?? 1) * 100} % of the calls`;
      const isEnded = version === null || rate === 0;
      return changeFamily(
        scope,
        (backend) => backend.shadow(request),
        ({ active }) => ({
          done: isEnded
            ? `The shadow run of ${family} ended`
            : `${key} runs in parallel with ${active} on ${share}`,
          already: isEnded
            ? `${family} has no shadow run`
            : `${key} runs in parallel with ${active} on ${share} already`,
        }),
      );
    },
  });
}

function readVersion(number: string | undefined, { off, rate }: ShadowOptions): number | null {
  if (off === true) {
    if (number === undefined && rate === undefined) return null;
    throw new PromptrailError(
      "request_invalid",
      "--off ends the shadow run. Leave out the version and --rate.",
    );
  }
  if (number !== undefined) return parseVersion(number);
  throw new PromptrailError(
    "request_invalid",
    "No version is given. Name the version to run in parallel (promptrail shadow FAMILY VERSION), or end the run with --off.",
  );
}

function readRate(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const rate = /^\d+(\.\d+)?$/.test(text) ? Number(text) : -1;
  if (rate >= 0 && rate <= 1) return rate;
  throw new PromptrailError(
    "request_invalid",
    `--rate must be a number from 0 to 1, not "${text}": 0.25 means every fourth call.`,
    { argument: "--rate" },
  );
}
