import { resolve } from "node:path";
import { PromptrailError } from "@promptrail/core";
import { z } from "zod";
import { readOptionalFile } from "../project/files/read-optional-file.js";
import type { Terminal } from "../terminal.js";
import type { CommentHost } from "./comment-host.js";
import { createGithubHost } from "./github-host.js";
import { createGitlabHost } from "./gitlab-host.js";

type Variables = Terminal["environment"];

/** The job that runs, as far as a comment tells of it. */
export interface FoundJob {
  /** Null where nothing is commented on, with the reason. */
  readonly host: CommentHost | null;
  readonly reason: string | null;
  /** Where the job's log is; null where it is not known. */
  readonly url: string | null;
  /** The commit that was looked at; null where it is not known. */
  readonly commit: string | null;
  /** A file to which the job's own page is added; null where there is none. */
  readonly summaryFile: string | null;
}

/**
 * The pull request, or merge request, that a job of GitHub Actions or of GitLab CI is for, by their variables.
 *
 * @throws PromptrailError `request_invalid` outside of both, and where a token or what GitHub says of the event is missing.
 */
export async function findPullRequest({ environment, folder }: Terminal): Promise<FoundJob> {
  if (environment["GITHUB_ACTIONS"] === "true") return findOnGithub(environment, folder);
  if (environment["GITLAB_CI"] === "true") return findOnGitlab(environment);
  throw new PromptrailError(
    "request_invalid",
    "`promptrail comment` runs in a job of GitHub Actions or of GitLab CI, whose variables name the pull request. Neither GITHUB_ACTIONS nor GITLAB_CI is set to true here. Write the workflow with `promptrail init --ci github` or `--ci gitlab`.",
  );
}

const repository = z.looseObject({ full_name: z.string() });
const event = z.looseObject({
  pull_request: z
    .looseObject({
      number: z.int().min(1),
      head: z.looseObject({ sha: z.string(), repo: repository.nullish() }),
    })
    .optional(),
});

async function findOnGithub(variables: Variables, folder: string): Promise<FoundJob> {
  const name = variables["GITHUB_REPOSITORY"] ?? "";
  const server = variables["GITHUB_SERVER_URL"] ?? "https://github.com";
  const run = variables["GITHUB_RUN_ID"];
  const { pull_request: pull } = await readEvent(variables["GITHUB_EVENT_PATH"], folder);
  const job = {
    url: run === undefined ? null : `${server}/${name}/actions/runs/${run}`,
    commit: pull?.head.sha ?? variables["GITHUB_SHA"] ?? null,
    summaryFile: variables["GITHUB_STEP_SUMMARY"] ?? null,
  };
  const none = (reason: string): FoundJob => ({ ...job, host: null, reason });
  if (pull === undefined) return none("The job is not for a pull request.");
  // Whoever forks a repository gets no token that may write in it.
  const isForeign = pull.head.repo?.full_name !== name;
  if (isForeign && variables["GITHUB_EVENT_NAME"] === "pull_request") {
    return none("The pull request comes from a fork, whose jobs may not write comments.");
  }
  const token = readToken(variables, "GITHUB_TOKEN");
  if (token === "") {
    throw missing(
      "GITHUB_TOKEN",
      `add \`env:\` with \`GITHUB_TOKEN: ${"$"}{{ github.token }}\` to the step`,
    );
  }
  const url = toApiUrl(variables["GITHUB_API_URL"] ?? "https://api.github.com");
  const host = createGithubHost({ url, token, repository: name, number: pull.number });
  return { ...job, host, reason: null };
}

async function readEvent(path: string | undefined, folder: string): Promise<z.infer<typeof event>> {
  const text = path === undefined ? null : await readOptionalFile(resolve(folder, path));
  if (text === null) {
    throw missing("GITHUB_EVENT_PATH", "which GitHub sets to a file. Run the command in a step");
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const read = event.safeParse(value);
  if (read.success) return read.data;
  throw new PromptrailError(
    "request_invalid",
    `The file that GITHUB_EVENT_PATH names is not an event of GitHub: ${z.prettifyError(read.error)}.`,
  );
}

function findOnGitlab(variables: Variables): FoundJob {
  const number = Number(variables["CI_MERGE_REQUEST_IID"] ?? Number.NaN);
  const job = {
    url: variables["CI_JOB_URL"] ?? variables["CI_PIPELINE_URL"] ?? null,
    commit: variables["CI_COMMIT_SHA"] ?? null,
    summaryFile: null,
  };
  const none = (reason: string): FoundJob => ({ ...job, host: null, reason });
  if (!Number.isSafeInteger(number)) return none("The job is not for a merge request.");
  const project = variables["CI_MERGE_REQUEST_PROJECT_ID"] ?? variables["CI_PROJECT_ID"] ?? "";
  const source = variables["CI_MERGE_REQUEST_SOURCE_PROJECT_ID"] ?? project;
  const token = readToken(variables, "GITLAB_TOKEN");
  // A fork's jobs do not have the project's variables.
  if (token === "" && source !== project) {
    return none("The merge request comes from a fork, whose jobs have no token of the project.");
  }
  if (token === "") {
    throw missing(
      "GITLAB_TOKEN",
      "create a project access token with the scope `api` and the role Reporter, and add it to the project's CI/CD variables, masked",
    );
  }
  const url = toApiUrl(variables["CI_API_V4_URL"] ?? "https://gitlab.com/api/v4");
  return { ...job, host: createGitlabHost({ url, token, project, number }), reason: null };
}

/** Without the line end that a pasted secret often has; empty where there is none. Throws without a word of what it is. */
function readToken(variables: Variables, name: string): string {
  const token = (variables[name] ?? "").trim();
  if (/^[\x21-\x7E]*$/.test(token)) return token;
  throw new PromptrailError(
    "request_invalid",
    `${name} has a space, a line end or another sign that no token has. Set it again, to the token and nothing else.`,
    { variable: name },
  );
}

function toApiUrl(text: string): string {
  return text.replace(/\/+$/, "");
}

function missing(variable: string, cure: string): PromptrailError {
  return new PromptrailError("request_invalid", `${variable} is not set: ${cure}.`, { variable });
}
