/** A holder shows life this often, … */
export const heartbeatMs = 5_000;

/** …has lost the folder once its last sign of life is older than this, … */
export const recentMs = 30_000;

/** …and counts as gone after this silence, where it cannot be asked: on another machine, in another container. */
export const silenceMs = 60_000;
