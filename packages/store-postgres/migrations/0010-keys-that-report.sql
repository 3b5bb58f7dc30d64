-- Reporting asked for the scope read: a key that has it goes on doing so.
update promptrail.api_key set scopes = scopes || '{report}'
where scopes @> '{read}' and not scopes @> '{report}';
