/** A comment on a host, which a command wrote before. */
export interface HostComment {
  readonly id: string;
  /** Where a reader finds it; null where the host does not say. */
  readonly url: string | null;
}

/** Where comments on one pull request, or merge request, are written. */
export interface CommentHost {
  /** `pull request 12 of acme/shop` */
  readonly place: string;
  /** The most characters of a comment. */
  readonly mostCharacters: number;
  /** The first comment that this token's user wrote and that begins with the marker; null where there is none. */
  readonly find: (marker: string) => Promise<HostComment | null>;
  readonly create: (body: string) => Promise<HostComment>;
  readonly update: (id: string, body: string) => Promise<HostComment>;
}
