-- Every role of a database may notify on any channel, so what a notification carries is signed with
-- a key that only those who may read this table have: 32 bytes in hex, 244 bits of them random.
alter table promptrail.environment_head
  add column announcement_key text not null
  default replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
