import { PromptrailError } from "@promptrail/core";
import { cutText } from "@promptrail/core/portable";
import { z } from "zod";
import {
  type HostApi,
  type HostReply,
  type HostRequest,
  hide,
  sendRequest,
} from "./send-request.js";

/** What a host asks for so that a comment can be written, as its users know it. */
export interface HostRights {
  /** The environment variable that has the token. */
  readonly variable: string;
  /** What the token needs: "the permission `pull-requests: write`". */
  readonly needs: string;
  readonly place: string;
}

const problem = z.looseObject({ message: z.unknown(), error: z.unknown() }).partial();

/** What a host answers with success. Throws for any other reply, with what the host says and what its token needs. */
export async function askHost(
  api: HostApi,
  rights: HostRights,
  request: HostRequest,
): Promise<unknown> {
  const reply = await sendRequest(api, request);
  if (reply.status >= 300) throw refuseReply(api, rights, reply);
  return reply.json;
}

/** The error of a reply that is no success: the host's own words are in it, and its token is not. */
function refuseReply(
  api: HostApi,
  { variable, needs, place }: HostRights,
  { status, json }: HostReply,
): PromptrailError {
  const read = problem.safeParse(json);
  const said = read.success ? (read.data.message ?? read.data.error) : undefined;
  const words =
    said === undefined ? "" : ` (${typeof said === "string" ? said : JSON.stringify(said)})`;
  const told = `${api.name} answers ${status}${cutText(hide(words, api).replaceAll(/\s+/g, " "), 300)}`;
  if (status === 401) {
    return new PromptrailError(
      "unauthenticated",
      `${told}: it does not know the token in ${variable}. Give the job a valid one.`,
    );
  }
  if (status === 403 || status === 404) {
    return new PromptrailError(
      "forbidden",
      `${told}: the token in ${variable} may not write comments on ${place}, or it does not exist. Give it ${needs}.`,
    );
  }
  if (status < 400) {
    return new PromptrailError(
      "request_invalid",
      `${told}, a redirect, which is not followed with a token: ${place} or the API was moved. Correct its name or the API's URL, "${api.url}".`,
    );
  }
  return new PromptrailError("request_invalid", `${told}, so no comment was written on ${place}.`);
}

/** What a host answers with success, as it has to be. Throws `server_unreachable` for anything else, such as a proxy's page. */
export function readReply<Read>(api: HostApi, schema: z.ZodType<Read>, json: unknown): Read {
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  throw new PromptrailError(
    "server_unreachable",
    `${api.name} answers with something else than its API does: a proxy may be in between. Correct the API's URL, "${api.url}", or run the job again.`,
  );
}
