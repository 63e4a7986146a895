INSERT INTO nightly_task (task, node, known_at, since, began_at, ended_at, outcome, message, succeeded_at) VALUES ('scan', '', 1764547200000, 1764547200000, 1764547200000, 1764550800000, 'DONE', '采集 3 页', 1764550800000);
INSERT INTO nightly_alarm (task, node, kind, first_at, last_at, times, message) VALUES ('scan', '', 'FAILED', 1764547200000, 1764550800000, 2, '磁盘已满');
-- sqlite:
INSERT INTO console_session (id_hash, content, created_at, used_at, ends_at) VALUES ('h', CAST('x' AS BLOB), 1764547200000, 1764547200000, 1764550800000);
-- postgresql:
INSERT INTO console_session (id_hash, content, created_at, used_at, ends_at) VALUES ('h', 'x', 1764547200000, 1764547200000, 1764550800000);
