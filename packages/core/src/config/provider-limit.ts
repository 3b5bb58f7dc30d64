/** What one process may send to one provider in any 60 seconds. What is left out has no limit. */
export interface ProviderLimit {
  readonly requestsPerMinute?: number | undefined;
  /** Of input and of output together. */
  readonly tokensPerMinute?: number | undefined;
}
