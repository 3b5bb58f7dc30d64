import { createHash } from "node:crypto";
import { join, relative, resolve, sep } from "node:path";
import { findRepository } from "../place-workflow.js";

/** A file of the starter where it goes. */
export interface PlacedFile {
  /** In the CLI's package. */
  readonly source: string;
  /** Relative to the project's folder. */
  readonly target: string;
  /** The starter's text, for the place where the project stands. */
  readonly adapt: (text: string) => string;
}

interface PipelineEntry extends PlacedFile {
  /** What it names the pipeline by. */
  readonly names: string;
  /** Why one that is there, and does not name it, is left, and what to add. */
  readonly reason: string;
}

export interface PlacedPipeline {
  readonly file: PlacedFile;
  /** The host's own file that has to name it; null where there is none. */
  readonly entry: PipelineEntry | null;
}

type IsThere = (target: string) => boolean;

interface Standing {
  /** The project's folder from the repository's top, with slashes; empty where it is the top. */
  readonly place: string;
  /** A path at the top as the project's folder sees it. */
  readonly toTarget: (path: string) => string;
}

function findStanding(projectFolder: string): Standing {
  const folder = resolve(projectFolder);
  const top = findRepository(folder) ?? folder;
  const toSlashes = (path: string) => path.split(sep).join("/");
  return {
    place: toSlashes(relative(top, folder)),
    toTarget: (path) => toSlashes(relative(folder, join(top, path))),
  };
}

/** GitHub reads each workflow of the folder at a repository's top. */
export function placeGithub(projectFolder: string, isThere: IsThere): PlacedPipeline {
  const { place, toTarget } = findStanding(projectFolder);
  const toPath = (name: string) => toTarget(`.github/workflows/${name}.yml`);
  const target = choosePath(place, toPath, isThere);
  const adapt = (text: string) =>
    place === ""
      ? text
      : withPlace(text, place)
          .replace(/^name: .*$/m, () => `name: ${JSON.stringify(`prompts of ${place}`)}`)
          .replace(
            "    steps:\n",
            (steps) =>
              `    defaults:\n      run:\n        working-directory: ${JSON.stringify(place)}\n${steps}`,
          )
          .replace(
            "path: prompts-report/",
            () => `path: ${JSON.stringify(`${place}/prompts-report/`)}`,
          );
  return { file: { source: "ci/github.yml", target, adapt }, entry: null };
}

/** GitLab reads one file at a repository's top, which includes others. */
export function placeGitlab(projectFolder: string, isThere: IsThere): PlacedPipeline {
  const { place, toTarget } = findStanding(projectFolder);
  const toPath = (name: string) => toTarget(`.gitlab/${name}.gitlab-ci.yml`);
  const target = choosePath(place, toPath, isThere);
  const included = target.split("/").slice(-2).join("/");
  const include = `include:\n  - local: ${included}\n`;
  const adapt = (text: string) =>
    place === ""
      ? text
      : withPlace(text, place)
          .replace(/^prompts(-comment)?:$/gm, (_, tail: string = "") =>
            JSON.stringify(`prompts${tail} ${place}`).concat(":"),
          )
          .replaceAll(
            "  script:\n",
            (script) => `${script}    - ${JSON.stringify(`cd ${quoteForShell(place)}`)}\n`,
          )
          .replace("[prompts-report/]", () => JSON.stringify([`${place}/prompts-report/`]))
          .replace(
            "junit: prompts-report/junit.xml",
            () => `junit: ${JSON.stringify(`${place}/prompts-report/junit.xml`)}`,
          );
  return {
    file: { source: "ci/gitlab.yml", target, adapt },
    entry: {
      source: "ci/gitlab-entry.yml",
      target: toTarget(".gitlab-ci.yml"),
      adapt: () => include,
      names: included,
      reason: `it is yours. Add \`include: [{ local: ${included} }]\` to it, so that GitLab runs the new jobs`,
    },
  };
}

/** Named after the project's folder where the usual name is another's. */
function choosePath(place: string, toPath: (name: string) => string, isThere: IsThere): string {
  const usual = toPath("prompts");
  if (place === "" || !isThere(usual)) return usual;
  return toPath(`prompts-${toPlainName(place).replaceAll(/[/ ]+/g, "-")}`);
}

/** In quotes in which a shell reads nothing, not even a folder's name with a $ in it. */
function quoteForShell(text: string): string {
  return `"${text.replaceAll(/["$`\\]/g, (sign) => `\\${sign}`)}"`;
}

/** As `promptrail comment` takes a name: the place itself, or what can be said of it with a digest that tells it from others. */
function toPlainName(place: string): string {
  if (/^[\w./][\w./ -]{0,99}$/.test(place) && !place.includes("--")) return place;
  const digest = createHash("sha256").update(place).digest("hex").slice(0, 8);
  const said = place.replaceAll(/[^\w./]+/g, "-").slice(-80);
  return `${said.replaceAll(/^-|-$/g, "")}-${digest}`.replace(/^-/, "");
}

/** Two projects of a repository have a comment each. */
function withPlace(text: string, place: string): string {
  const name = toPlainName(place);
  return text.replace(
    /(promptrail comment .*)$/m,
    (line) => `${line} --name ${JSON.stringify(name)}`,
  );
}
