/** That everything of a subject is to go, and how far that has come. Readers obey it at once. */
export interface Erasure {
  /** The subject as the log stores it: an HMAC. */
  readonly subject: string;
  readonly askedAt: Date;
  /** Who asked. */
  readonly actor: string;
  /** How many calls were deleted so far. */
  readonly calls: number;
  /** When nothing of them was left in the log's files; null until then. */
  readonly completedAt: Date | null;
}
