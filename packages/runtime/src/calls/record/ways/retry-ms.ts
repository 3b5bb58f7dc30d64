/** What a log or a spool did not take is offered again after this, also where no call comes. */
export const retryMs = 5_000;
