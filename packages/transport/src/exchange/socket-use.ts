/** Counts the requests of one socket. */
export interface SocketUse {
  /** Notes that a request is written now. True where an earlier one was. */
  use(): boolean;
}
