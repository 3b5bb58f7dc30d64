import { parseSync, Visitor } from "oxc-parser";
import { isTestFile, listRepositoryFiles } from "../../../checks/repository/repository-files.ts";
import { repositoryRoot } from "../../../run/run-command.ts";

const form = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** Read by what our programs are built on, or by what the pages use beside them. */
const readByOthers: ReadonlySet<string> = new Set([
  // Node.
  "NODE_ENV",
  "NODE_EXTRA_CA_CERTS",
  "NODE_OPTIONS",
  // The libraries that colour our output.
  "FORCE_COLOR",
  "NO_COLOR",
  // OpenTelemetry's exporters.
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  // The image of PostgreSQL, and its driver.
  "PGPASSWORD",
  "POSTGRES_DB",
  "POSTGRES_PASSWORD",
  "POSTGRES_USER",
  // GitLab.
  "GIT_DEPTH",
]);

const readByOurs = findReadVariables();

/** Whether a variable of the environment is read by somebody. */
export function isKnownVariable(name: string): boolean {
  return readByOurs.has(name) || readByOthers.has(name);
}

/** Every name in the form of a variable that shipped source has as a text, or takes apart from `process.env`. */
function findReadVariables(): ReadonlySet<string> {
  const sources = ["packages", "apps/cli/src", "apps/server/src"].flatMap((folder) =>
    listRepositoryFiles(repositoryRoot, folder).filter(
      (file) => /\/src\/.*\.ts$/.test(file.path) && !isTestFile(file),
    ),
  );
  return new Set(sources.flatMap(({ path, text }) => findNames(path, text())));
}

function findNames(path: string, text: string): readonly string[] {
  // Only a few files have one.
  if (!/[A-Z]_[A-Z]/.test(text)) return [];
  const names: string[] = [];
  new Visitor({
    Literal: ({ value }) => {
      if (typeof value === "string") names.push(value);
    },
    Property: ({ key }) => {
      if (key.type === "Identifier") names.push(key.name);
    },
  }).visit(parseSync(path, text).program);
  return names.filter((name) => form.test(name));
}
