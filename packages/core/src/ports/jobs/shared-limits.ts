/** What some processes may send together to a provider in any 60 seconds; null is no limit. */
export interface SharedLimit {
  readonly requests: number | null;
  readonly tokens: number | null;
}

/** A part of a limit that one process may use, and nobody else. */
export interface LimitChunk {
  readonly id: string;
  readonly requests: number;
  readonly tokens: number;
}

export interface ChunkRequest {
  readonly provider: string;
  readonly limit: SharedLimit;
  /** What would be used at once; as much as there is of it is given. */
  readonly wanted: { readonly requests: number; readonly tokens: number };
  /** At least so much, or nothing. */
  readonly least: { readonly requests: number; readonly tokens: number };
  /** Chunks that this process uses no more, with what it used of them. */
  readonly returned: readonly LimitChunk[];
}

export interface ChunkAnswer {
  /** Null where too little is left. */
  readonly chunk: LimitChunk | null;
  /** How long the chunk may be used, from when it was asked for. */
  readonly usableMs: number;
  /** When more may be there, where there is no chunk. */
  readonly retryMs: number;
}

/** One limit for all processes of an environment that share it. */
export interface SharedLimits {
  /** Takes a part of the limit. A process that ends without a word keeps it from the others for 65 s. */
  take(request: ChunkRequest): Promise<ChunkAnswer>;
}
