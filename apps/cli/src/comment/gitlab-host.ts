import { z } from "zod";
import { askHost, type HostRights, readReply } from "./ask-host.js";
import type { CommentHost, HostComment } from "./comment-host.js";
import { findInPages } from "./find-in-pages.js";
import type { HostApi, HostRequest } from "./send-request.js";

export interface GitlabSettings {
  /** `https://gitlab.com/api/v4` */
  readonly url: string;
  readonly token: string;
  /** The project's number. */
  readonly project: string;
  /** Of the merge request in its project. */
  readonly number: number;
}

const note = z.looseObject({
  id: z.int(),
  body: z.string().nullish(),
  author: z.looseObject({ id: z.int() }).nullish(),
});
const user = z.looseObject({ id: z.int() });

/** Notes of a merge request by GitLab's REST API, version 4. A job's own token may not write any. */
export function createGitlabHost(settings: GitlabSettings): CommentHost {
  const { project, number, token } = settings;
  const place = `merge request ${number} of project ${project}`;
  const api: HostApi = {
    name: "GitLab",
    url: settings.url,
    token,
    headers: { accept: "application/json", "private-token": token, "user-agent": "promptrail" },
  };
  const rights: HostRights = {
    variable: "GITLAB_TOKEN",
    needs: "the scope `api` and the role Reporter, as a project access token",
    place,
  };
  const notes = `/projects/${encodeURIComponent(project)}/merge_requests/${number}/notes`;
  const ask = (request: HostRequest) => askHost(api, rights, request);
  const read = async (query: string) => {
    const path = `${notes}?${query}&sort=asc&order_by=created_at`;
    return readReply(api, z.array(note), await ask({ method: "GET", path }));
  };
  const write = async (request: HostRequest) =>
    toHostComment(readReply(api, note, await ask(request)));
  return {
    place,
    // GitLab takes 1,000,000.
    mostCharacters: 900_000,
    find: async (marker) => {
      const self = readReply(api, user, await ask({ method: "GET", path: "/user" }));
      const found = await findInPages(
        read,
        ({ author, body }) => author?.id === self.id && body?.startsWith(marker) === true,
      );
      return found === null ? null : toHostComment(found);
    },
    create: (body) => write({ method: "POST", path: notes, body: { body }, mayRepeat: false }),
    update: (id, body) => write({ method: "PUT", path: `${notes}/${id}`, body: { body } }),
  };
}

function toHostComment({ id }: z.infer<typeof note>): HostComment {
  return { id: String(id), url: null };
}
