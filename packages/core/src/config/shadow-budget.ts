/**
 * What shadow runs may take, in each process. A run that would go beyond is not made, and counted. What is left out has no
 * bound.
 */
export interface ShadowBudget {
  /** Shadow runs that begin within 60 seconds, from 0. */
  readonly callsPerMinute?: number | undefined;
  /**
   * US dollars of one day, UTC: what the runs of that day cost, and what those under way may cost at most. A run whose model has
   * no known price is not made.
   */
  readonly dollarsPerDay?: number | undefined;
}
