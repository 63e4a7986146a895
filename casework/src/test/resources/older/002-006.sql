-- What became entries of their own in version 7.
INSERT INTO case_field (case_id, field, value, officer, reason, day, at) VALUES ('2025-000001', 'CATALOGUE_REMOVAL', 1, '甲', '终止备案文件', '2025-12-02', 1764633600000);
INSERT INTO case_field (case_id, field, value, officer, reason, day, at) VALUES ('2025-000001', 'SUBSIDY_RECOVERY', 120000, '甲', '', '2025-12-03', 1764720000000);
