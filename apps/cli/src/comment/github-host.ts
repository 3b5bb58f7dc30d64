import { z } from "zod";
import type { CommentHost, HostComment } from "./comment-host.js";
import { type HostRights, refuseReply } from "./refuse-reply.js";
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

const pageSize = 100;
const mostPages = 100;
/** Whose comments the token of a workflow writes; it may not ask who it is. */
const workflowLogin = "github-actions[bot]";

/** Comments on a pull request by GitHub's REST API, version 2022-11-28: they are those of its issue. */
export function createGithubHost(settings: GithubSettings): CommentHost {
  const { repository, number, token } = settings;
  const place = `pull request ${number} of ${repository}`;
  const api: HostApi = {
    name: "GitHub",
    url: settings.url,
    token,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "user-agent": "promptrail",
      "x-github-api-version": "2022-11-28",
    },
  };
  const rights: HostRights = {
    variable: "GITHUB_TOKEN",
    needs: "the permission `pull-requests: write`",
    place,
  };
  const issues = `/repos/${repository}/issues`;
  const ask = async (request: HostRequest) => {
    const reply = await sendRequest(api, request);
    if (reply.status >= 300) throw refuseReply(api, rights, reply);
    return reply.json;
  };
  const find = async (marker: string): Promise<HostComment | null> => {
    const login = await findLogin(api);
    for (let page = 1; page <= mostPages; page += 1) {
      const query = `per_page=${pageSize}&page=${page}`;
      const comments = z
        .array(comment)
        .parse(await ask({ method: "GET", path: `${issues}/${number}/comments?${query}` }));
      const own = comments.find(
        (each) => each.user?.login === login && each.body?.startsWith(marker) === true,
      );
      if (own !== undefined) return toHostComment(own);
      if (comments.length < pageSize) return null;
    }
    return null;
  };
  const write = async (request: HostRequest) => toHostComment(comment.parse(await ask(request)));
  return {
    place,
    // GitHub takes 65,536.
    mostCharacters: 65_000,
    find,
    create: (body) =>
      write({
        method: "POST",
        path: `${issues}/${number}/comments`,
        body: { body },
        mayRepeat: false,
      }),
    update: (id, body) =>
      write({ method: "PATCH", path: `${issues}/comments/${id}`, body: { body } }),
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
