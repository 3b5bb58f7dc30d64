import { type JsonObject, PromptrailError } from "@promptrail/core";

export interface RequestErrorDetails {
  readonly status: 400 | 404 | 405 | 413 | 415 | 429;
  readonly data?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that the server cannot take as it is. */
export class RequestError extends PromptrailError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(message: string, { status, data = {}, headers = {} }: RequestErrorDetails) {
    super(status === 429 ? "rate_limited" : "request_invalid", message, data);
    this.status = status;
    this.headers = headers;
  }
}
