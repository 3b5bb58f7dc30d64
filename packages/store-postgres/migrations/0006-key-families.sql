-- Keys that were made before are for every family.
alter table promptrail.api_key
  add column families text[] not null default '{*}' check (cardinality(families) > 0),
  add column last_used_at timestamptz;

-- A key that may do everything goes on doing so.
update promptrail.api_key set scopes = scopes || '{report,evidence}'
where scopes @> '{read,call,logs,rollback,promote,keys}' and not scopes && '{report,evidence}';
