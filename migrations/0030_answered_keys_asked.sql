-- SPDX-License-Identifier: MIT
-- What a key came with, as a sum of its bytes: the same key with other words must not be taken for a second try.
-- Empty for keys of before.

alter table answered_keys add column asked {text} not null default '';
