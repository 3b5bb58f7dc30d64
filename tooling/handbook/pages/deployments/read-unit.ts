import { parse } from "ini";
import { z } from "zod";
import type { PageFile } from "../list-page-files.ts";
import { parseShell } from "../parse-shell.ts";
import type { StartedProgram } from "./started-program.ts";

const texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]);
const unitSchema = z.looseObject({
  Unit: z.looseObject({ Description: z.string() }),
  Service: z.looseObject({
    ExecStart: z.string(),
    User: z.string().default("root"),
    WorkingDirectory: z.string(),
    Environment: texts,
    EnvironmentFile: texts,
    TimeoutStopSec: z.coerce.number(),
  }),
  Install: z.looseObject({ WantedBy: z.string() }),
});

/** What a systemd unit starts, with the variables of the environment files that the same page has. */
export function readUnit(
  { text, place }: PageFile,
  files: readonly PageFile[],
): readonly StartedProgram[] {
  // A name that stands several times is a list.
  const { Service } = unitSchema.parse(parse(text, { bracketedArray: false }));
  const [command] = parseShell(Service.ExecStart);
  const environments = files.filter(
    ({ path }) => path !== null && Service.EnvironmentFile.includes(path),
  );
  const set = [...Service.Environment, ...environments.map((file) => file.text)];
  return [
    {
      place,
      words: command?.words ?? [],
      variables: set.flatMap((lines) => parseShell(lines).flatMap(({ variables }) => variables)),
      user: Service.User,
      ports: [],
      probes: [],
      stopSeconds: Service.TimeoutStopSec,
      faults:
        environments.length === Service.EnvironmentFile.length
          ? []
          : ["an EnvironmentFile is not on the page"],
    },
  ];
}
