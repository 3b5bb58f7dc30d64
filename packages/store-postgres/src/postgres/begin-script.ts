/**
 * Begins a transaction that takes nothing for granted of its session: a database or a role may have
 * any default. Every statement of this package runs in such a transaction.
 *
 * SET LOCAL, as a transaction pooler hands the server's session to someone else afterwards.
 *
 * @param limitMs after which the server gives up on a statement, and frees the locks of a client that
 * was paused or cut off without a word.
 */
export function beginScript(mode: "read write" | "read only", limitMs: number): string {
  return `begin isolation level read committed ${mode} not deferrable;
    set local search_path = pg_catalog, pg_temp;
    set local statement_timeout = ${limitMs};
    set local idle_in_transaction_session_timeout = ${limitMs};
    ${settled}`;
}

// A wait for a lock ends with its statement. PostgreSQL has a limit for a whole transaction since
// version 17; where it runs already, only zero ends it.
const settled = `set local lock_timeout = 0;
    set local synchronous_commit = on;
    set local datestyle = 'ISO, MDY';
    set local intervalstyle = 'postgres';
    set local timezone = 'UTC';
    set local extra_float_digits = 1;
    set local bytea_output = 'hex';
    set local standard_conforming_strings = on;
    set local array_nulls = on;
    set local transform_null_equals = off;
    select pg_catalog.set_config('transaction_timeout', '0', true)
    where pg_catalog.current_setting('transaction_timeout', true) is not null`;
