INSERT INTO case_work (case_id, assignee, by, at) VALUES ('2025-000001', '370201', '启明（370202）', 1764547900000);
INSERT INTO case_tag (case_id, tag) VALUES ('2025-000001', '重点');
