import { type ReplyHeaders, readHeaders } from "../reply-headers.js";

/** A reply whose body was read. */
export interface WholeReply {
  readonly status: number;
  readonly headers: ReplyHeaders;
  /** The value of a body that calls itself JSON; the text of any other; null or undefined where there is none. */
  readonly body: unknown;
}

/** Reads a reply as the vendors' SDKs do. Throws SyntaxError for a body that calls itself JSON and is none. */
export async function readWhole(response: Response): Promise<WholeReply> {
  const { status } = response;
  const headers = readHeaders(response);
  if (status === 204) return { status, headers, body: null };
  const text = await response.text();
  if (!isJson(headers.get("content-type"))) return { status, headers, body: text };
  return { status, headers, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
}

function isJson(contentType: string | null): boolean {
  if (contentType === null) return false;
  const [type = ""] = contentType.toLowerCase().split(";");
  return type.includes("application/json") || type.trim().endsWith("+json");
}
