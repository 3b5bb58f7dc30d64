import { DockerfileParser, type Instruction } from "dockerfile-ast";
import type { PageFile } from "../list-page-files.ts";
import type { Probe, StartedProgram } from "./started-program.ts";

/** What the last stage of a Dockerfile starts. */
export function readDockerfile({ text, place }: PageFile): readonly StartedProgram[] {
  const file = DockerfileParser.parse(text);
  const stages = file.getFROMs();
  const lastStage = stages.at(-1)?.getRange().start.line ?? 0;
  const inLast = file.getInstructions().filter((each) => each.getRange().start.line >= lastStage);
  const named = (keyword: string) => inLast.filter((each) => each.getKeyword() === keyword);
  const command = file.getCMDs().at(-1);
  return [
    {
      place,
      words: command?.getJSONStrings().map((each) => each.getJSONValue()) ?? [],
      variables: file
        .getENVs()
        .flatMap((each) => each.getProperties().map((property) => property.getName())),
      user: named("USER").at(-1)?.getArgumentsContent()?.split(":")[0] ?? "root",
      ports: named("EXPOSE").flatMap((each) => toTexts(each).map(Number)),
      probes: named("HEALTHCHECK").flatMap((each) => findProbes(each.getArgumentsContent() ?? "")),
      stopSeconds: null,
      faults: [
        ...(command?.getOpeningBracket()
          ? []
          : ["CMD is not a list: a shell would get the signal to stop"]),
        ...findStageFaults(file),
      ],
    },
  ];
}

function findStageFaults(file: ReturnType<typeof DockerfileParser.parse>): readonly string[] {
  const stages = file.getFROMs();
  const names = stages.map((each) => each.getBuildStage());
  const unknown = file.getCOPYs().flatMap((copy) => {
    const from = copy.getFromFlag()?.getValue();
    return from === undefined || from === null || names.includes(from) ? [] : [from];
  });
  const loose = stages.filter(
    (each) => each.getImageDigest() === null && [null, "latest"].includes(each.getImageTag()),
  );
  return [
    ...unknown.map((from) => `COPY --from=${from}: there is no such stage`),
    ...loose.map((each) => `${each.getImage()}: name a version`),
  ];
}

function toTexts(instruction: Instruction): readonly string[] {
  return instruction.getArguments().map((argument) => argument.getValue());
}

function findProbes(command: string): readonly Probe[] {
  return [...command.matchAll(/http:\/\/127\.0\.0\.1:(\d+)(\/[\w/.-]*)/g)].map(
    ([, port, path = ""]) => ({ path, port: Number(port) }),
  );
}
