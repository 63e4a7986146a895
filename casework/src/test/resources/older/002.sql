INSERT INTO case_field (case_id, field, value, officer, reason, day, at) VALUES ('2025-000001', 'ANNEX_1_LINE', 2, '甲', '属评价机构', '2025-12-01', 1764547500000);
INSERT INTO figure (line, field, value, officer, source, day, at) VALUES (1, 'SCREENED', 12, '甲', '市局台账', '2025-12-01', 1764547500000);
