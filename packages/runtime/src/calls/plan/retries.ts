/** What a call may spend on being sent again. */
export interface Retries {
  /**
   * Waits as long as the vendor asks, else a while that grows, and resolves to the time by which the next attempt is
   * to have ended, in milliseconds since 1970. Null at once where there is none: the failure would come again, what
   * may be spent is spent, or the vendor asks for more time than there is. Null, too, once the signal fires.
   */
  spend(error: unknown, sentAt: Date, signal: AbortSignal): Promise<number | null>;
}
