import { z } from "zod";
import { askHost, type HostRights, readReply } from "./ask-host.js";
import type { CommentHost, HostComment } from "./comment-host.js";
import { findInPages } from "./find-in-pages.js";
import { type HostApi, type HostRequest, sendRequest } from "./send-request.js";

export interface GithubSettings {
  /** `https://api.github.com` */
  readonly url: string;
  readonly token: string;
  /** `acme/shop` */
  readonly repository: string;
  /** Of the pull request. */
  readonly number: number;
}

const comment = z.looseObject({
  id: z.int(),
  html_url: z.string().nullish(),
  body: z.string().nullish(),
  user: z.looseObject({ login: z.string() }).nullish(),
});
const user = z.looseObject({ login: z.string() });

/** Whose comments the token of a workflow writes; it may not ask who it is. */
const workflowLogin = "github-actions[bot]";

/** Comments on a pull request by GitHub's REST API, version 2022-11-28: they are those of its issue. */
export function createGithubHost(settings: GithubSettings): CommentHost {
  const { repository, number } = settings;
  const place = `pull request ${number} of ${repository}`;
  const api = toApi(settings);
  const rights: HostRights = {
    variable: "GITHUB_TOKEN",
    needs: "the permission `pull-requests: write`",
    place,
  };
  const issues = `/repos/${repository}/issues`;
  const list = `${issues}/${number}/comments`;
  const ask = (request: HostRequest) => askHost(api, rights, request);
  const read = async (query: string) =>
    readReply(api, z.array(comment), await ask({ method: "GET", path: `${list}?${query}` }));
  const write = async (request: HostRequest) =>
    toHostComment(readReply(api, comment, await ask(request)));
  return {
    place,
    // GitHub takes 65,536.
    mostCharacters: 65_000,
    find: async (marker) => {
      const login = await findLogin(api);
      const found = await findInPages(
        read,
        ({ user: author, body }) => author?.login === login && body?.startsWith(marker) === true,
      );
      return found === null ? null : toHostComment(found);
    },
    create: (body) => write({ method: "POST", path: list, body: { body }, mayRepeat: false }),
    update: (id, body) =>
      write({ method: "PATCH", path: `${issues}/comments/${id}`, body: { body } }),
  };
}

function toApi({ url, token }: GithubSettings): HostApi {
  return {
    name: "GitHub",
    url,
    token,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "user-agent": "promptrail",
      "x-github-api-version": "2022-11-28",
    },
  };
}

async function findLogin(api: HostApi): Promise<string> {
  const reply = await sendRequest(api, { method: "GET", path: "/user" });
  const read = user.safeParse(reply.json);
  return reply.status === 200 && read.success ? read.data.login : workflowLogin;
}

function toHostComment({ id, html_url: url }: z.infer<typeof comment>): HostComment {
  return { id: String(id), url: url ?? null };
}
