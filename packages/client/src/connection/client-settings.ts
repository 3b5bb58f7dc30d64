/** Where a server is, and how to be let in. */
export interface ClientSettings {
  /** `http://127.0.0.1:7070`; a path is kept, for a server behind a proxy. */
  readonly url: string;
  /** Sent to that server alone. */
  readonly key: string;
  /** The person for whom the key's holder acts, recorded beside the key's name. */
  readonly actor?: string;
  /** Default: the platform's. */
  readonly fetch?: typeof fetch;
}
